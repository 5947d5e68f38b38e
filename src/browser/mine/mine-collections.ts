/** The collections on the page of what somebody keeps. */
import {
  createCollection,
  movePiece,
  removeCollection,
  renameCollection,
  toggleInCollection,
  type Collection,
  type Mine,
  type Piece,
} from '../../reader/collections/collection.ts';
import { renderCollectionLink } from '../../reader/collections/collection-link.ts';
import { createButton, element, icon } from '../elements.ts';
import { renderPiece, section, type Telling } from './mine-rows.ts';

export function renderCollections(mine: Mine, telling: Telling): HTMLElement[] {
  return [...mine.collections.map((each) => renderCollection(each, telling)), renderNew(telling)];
}

function renderCollection(collection: Collection, telling: Telling): HTMLElement {
  const { name, pieces } = collection;
  const made = section(
    name,
    pieces.length === 0
      ? element('p', 'muted', 'Empty. Open a piece and put it in.')
      : element('ol', 'rows', ...pieces.map((piece, at) => renderRow(collection, piece, at, telling))),
    element(
      'p',
      'actions',
      named(`Copy link to ${name}`, 'Copy link', () => void copyLink(collection, telling)),
      named(`Rename ${name}`, 'Rename', () => askName(made, name, telling)),
      named(`Remove ${name}`, 'Remove', () =>
        telling.change((mine) => ({ mine: removeCollection(mine, name) }), `“${name}” is removed.`, true),
      ),
    ),
  );
  return made;
}

function renderRow({ name, pieces }: Collection, piece: Piece, at: number, telling: Telling): HTMLElement {
  const move = (step: -1 | 1, place: string) => () =>
    telling.change(
      (mine) => ({ mine: movePiece(mine, name, piece.id, step) }),
      `${piece.title} is ${place} now: ${String(at + 1 + step)} of ${String(pieces.length)}.`,
    );
  const isFirst = at === 0;
  const isLast = at === pieces.length - 1;
  const row = renderPiece(
    piece,
    telling,
    { icon: 'up', says: `Move ${piece.title} up in ${name}`, pressed: move(-1, 'higher') },
    { icon: 'down', says: `Move ${piece.title} down in ${name}`, pressed: move(1, 'lower') },
    {
      icon: 'remove',
      says: `Take ${piece.title} out of ${name}`,
      pressed: () =>
        telling.change(
          (mine) => toggleInCollection(mine, name, piece),
          `${piece.title} is out of “${name}”.`,
          true,
        ),
    },
  );
  const [up, down] = row.querySelectorAll('button');
  up?.toggleAttribute('disabled', isFirst);
  down?.toggleAttribute('disabled', isLast);
  return row;
}

function renderNew(telling: Telling): HTMLElement {
  const field = nameField('Name of a new collection');
  field.placeholder = 'New collection';
  const form = element('form', 'mine-name', field, element('button', 'button', icon('add'), 'Add'));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    telling.change((mine) => createCollection(mine, field.value), `“${field.value.trim()}” is there.`);
  });
  return section('Make a collection', form);
}

function askName(where: HTMLElement, name: string, telling: Telling): void {
  const field = nameField(`New name of ${name}`);
  field.value = name;
  const form = element('form', 'mine-name', field, element('button', 'button', 'Save the name'));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const wanted = field.value;
    telling.change((mine) => renameCollection(mine, name, wanted), `It is called “${wanted.trim()}” now.`);
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

async function copyLink(collection: Collection, { say }: Telling): Promise<void> {
  const link = `${location.origin}/mine/#${renderCollectionLink(collection)}`;
  try {
    await navigator.clipboard.writeText(link);
    say('The link is copied. Whoever opens it sees this collection and can save it as theirs.');
  } catch {
    say(`The browser did not let it be copied. This is the link: ${link}`);
  }
}

function named(says: string, shown: string, pressed: () => void): HTMLButtonElement {
  const made = createButton('button', pressed, shown);
  made.ariaLabel = says;
  return made;
}
