/** The collections on the page of what somebody keeps. */
import {
  createCollection,
  moveInCollection,
  removeCollection,
  renameCollection,
  toggleInCollection,
  type Collection,
  type Mine,
  type SavedAsset,
} from '../../reader/collections/collection.ts';
import { renderCollectionLink } from '../../reader/collections/collection-link.ts';
import { copyLink } from '../copy/copy.ts';
import { createButton, element, icon } from '../elements.ts';
import { renderAssetRow, section, type PageActions } from './mine-rows.ts';

export function renderCollections(mine: Mine, pageActions: PageActions): HTMLElement[] {
  return [...mine.collections.map((each) => renderCollection(each, pageActions)), renderNew(pageActions)];
}

function renderCollection(collection: Collection, pageActions: PageActions): HTMLElement {
  const { name, pieces: assets } = collection;
  const made = section(
    name,
    assets.length === 0
      ? element('p', 'muted', 'Empty. Open a page and add it from the menu below its title.')
      : element('ol', 'rows', ...assets.map((asset, at) => renderRow(collection, asset, at, pageActions))),
    element(
      'p',
      'actions',
      named(`Copy link to ${name}`, 'Copy link', () => void copyCollection(collection, pageActions)),
      named(`Rename ${name}`, 'Rename', () => askName(made, name, pageActions)),
      named(`Remove ${name}`, 'Remove', () =>
        pageActions.change((mine) => ({ mine: removeCollection(mine, name) }), `“${name}” is removed.`, true),
      ),
    ),
  );
  return made;
}

function renderRow(
  { name, pieces: assets }: Collection,
  asset: SavedAsset,
  at: number,
  pageActions: PageActions,
): HTMLElement {
  const move = (step: -1 | 1, place: string) => () =>
    pageActions.change(
      (mine) => ({ mine: moveInCollection(mine, name, asset.id, step) }),
      `${asset.title} is ${place} now: ${String(at + 1 + step)} of ${String(assets.length)}.`,
    );
  const isFirst = at === 0;
  const isLast = at === assets.length - 1;
  const row = renderAssetRow(
    asset,
    pageActions,
    { icon: 'up', says: `Move ${asset.title} up in ${name}`, pressed: move(-1, 'higher') },
    { icon: 'down', says: `Move ${asset.title} down in ${name}`, pressed: move(1, 'lower') },
    {
      icon: 'remove',
      says: `Take ${asset.title} out of ${name}`,
      pressed: () =>
        pageActions.change(
          (mine) => toggleInCollection(mine, name, asset),
          `${asset.title} is out of “${name}”.`,
          true,
        ),
    },
  );
  const [up, down] = row.querySelectorAll('button');
  up?.toggleAttribute('disabled', isFirst);
  down?.toggleAttribute('disabled', isLast);
  return row;
}

function renderNew(pageActions: PageActions): HTMLElement {
  const field = nameField('Name of a new collection');
  field.placeholder = 'New collection';
  const form = element('form', 'mine-name', field, element('button', 'button', icon('add'), 'Add'));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    pageActions.change((mine) => createCollection(mine, field.value), `“${field.value.trim()}” is there.`);
  });
  return section('Make a collection', form);
}

function askName(where: HTMLElement, name: string, pageActions: PageActions): void {
  const field = nameField(`New name of ${name}`);
  field.value = name;
  const form = element('form', 'mine-name', field, element('button', 'button', 'Save the name'));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const wanted = field.value;
    pageActions.change(
      (mine) => renameCollection(mine, name, wanted),
      `It is called “${wanted.trim()}” now.`,
    );
  });
  where.querySelector('h2')?.replaceWith(form);
  field.select();
}

function nameField(says: string): HTMLInputElement {
  const field = element('input', '');
  field.type = 'text';
  field.ariaLabel = says;
  field.maxLength = 60;
  return field;
}

function copyCollection(collection: Collection, { say }: PageActions): Promise<void> {
  return copyLink(
    `${location.origin}/mine/#${renderCollectionLink(collection)}`,
    { copied: say, refused: say },
    'The link is copied. Whoever opens it sees this collection and can save it as theirs.',
  );
}

function named(says: string, shown: string, pressed: () => void): HTMLButtonElement {
  const made = createButton('button', pressed, shown);
  made.ariaLabel = says;
  return made;
}
