/** A collection that somebody else made, opened by its link. */
import {
  createCollection,
  freeName,
  titleFromId,
  type Mine,
  type SavedAsset,
} from '../../reader/collections/collection.ts';
import { parseCollectionLink, type LinkedCollection } from '../../reader/collections/collection-link.ts';
import { createButton, element } from '../elements.ts';
import { renderAssetRow, section, type PageActions } from './mine-rows.ts';
import { lookUp, type CurrentAsset } from './mine-titles.ts';

/** The section that shows it; none when the address speaks of none. */
export function openLinked(mine: Mine, lists: number, pageActions: PageActions): HTMLElement[] {
  const linked = parseCollectionLink(location.hash);
  if (linked === undefined) return [];
  const place = element('div', '');
  show(place, linked, undefined, mine, pageActions);
  void lookUp(linked.ids, lists)
    .then((known) => show(place, linked, known, mine, pageActions))
    // Without the hub, names made from the address stay.
    .catch(() => undefined);
  return [place];
}

const leave = (): void => history.replaceState(null, '', location.pathname);

function show(
  place: HTMLElement,
  { name, ids, problems }: LinkedCollection,
  known: Map<string, CurrentAsset> | undefined,
  mine: Mine,
  pageActions: PageActions,
): void {
  const here = ids.filter((id) => known?.has(id) ?? true);
  const gone = ids.filter((id) => !here.includes(id));
  const assets = here.map((id): SavedAsset => ({ id, title: known?.get(id)?.title ?? titleFromId(id) }));
  const own = freeName(mine, name);
  const save = createButton(
    'button primary',
    () => {
      leave();
      pageActions.change((now) => createCollection(now, own, assets), `“${own}” is yours now.`);
    },
    'Save it as yours',
  );
  save.disabled = assets.length === 0;
  const away = createButton(
    'button',
    () => {
      leave();
      pageActions.change((now) => ({ mine: now }), 'The shared collection is closed. Its link still works.');
    },
    'Close it',
  );
  const missing =
    gone.length === 0 ? [] : [element('p', 'note', `Not in this hub, or not any more: ${gone.join(', ')}.`)];
  const made = section(
    name === '' ? 'A collection' : name,
    element('p', 'muted', 'A collection that somebody made. It is not kept here unless you save it.'),
    ...problems.map((problem) => element('p', 'note', problem)),
    element(
      'ol',
      'rows',
      ...assets.map((asset) => renderAssetRow(asset, { ...pageActions, noteOf: () => '' })),
    ),
    ...missing,
    element('p', 'actions', save, away),
  );
  made.classList.add('mine-shared');
  place.replaceChildren(made);
}
