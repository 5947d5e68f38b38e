/** What somebody keeps, at the top of the home page. Its room is there before the page is drawn. */
import type { SavedAsset } from '../../reader/collections/collection.ts';
import { createButton, element, icon } from '../elements.ts';
import { readStored } from '../storage.ts';
import { mineKeys, onOtherTab, readMine, readVisits, readRecent } from './mine-store.ts';
import { lookUp } from './mine-titles.ts';
import { urlOf } from '../../library/addresses.ts';

/** Besides favourites and what was opened last, so many earlier visits are looked at for changes. */
const MAX_VISITS_LOOKED_AT = 12;
const MAX_CHANGED = 6;

function draw(): void {
  fill('favourites', readMine().mine.favourites);
  fill('recent', readRecent());
}

function fill(name: string, assets: readonly SavedAsset[], className = 'chip'): void {
  const row = document.querySelector<HTMLElement>(`[data-${name}]`);
  row
    ?.querySelector('ul')
    ?.replaceChildren(...assets.map((asset) => element('li', '', renderLink(asset, className))));
  if (row !== null) row.hidden = assets.length === 0;
}

function renderLink({ id, title }: SavedAsset, className: string): HTMLAnchorElement {
  const link = element('a', className, title);
  link.href = encodeURI(urlOf(id));
  return link;
}

/** What this reader uses and has not seen as it is now. */
async function showChanges(): Promise<void> {
  const visits = readVisits();
  const visited = visits.slice(0, MAX_VISITS_LOOKED_AT).map(({ path }) => decodeURI(path).slice(1, -1));
  const ids = [...readMine().mine.favourites, ...readRecent()].map(({ id }) => id);
  const used = [...new Set([...ids, ...visited])];
  if (used.length === 0) return;
  const lists = Number(document.querySelector<HTMLElement>('[data-yours]')?.dataset['lists'] ?? 1);
  const known = await lookUp(used, lists);
  // What moved has another name by now, and what was withdrawn none.
  draw();
  const opened = new Map(visits.map(({ path, last }) => [path, last.revision]));
  const changed = used.flatMap((id): SavedAsset[] => {
    const last = opened.get(encodeURI(urlOf(id)));
    const now = known.get(id);
    return last === undefined || now === undefined || last === now.revision ? [] : [{ id, title: now.title }];
  });
  fill('changed', changed.slice(0, MAX_CHANGED), 'chip changed');
}

/** What this reader asked for and now is there, until it is opened or put away. */
async function showWhatCame(): Promise<void> {
  if (readStored(mineKeys.requests) === null) return;
  const { forgetRequest, lookUpRequests } = await import('./mine-requests.ts');
  const came = await lookUpRequests();
  const place = document.querySelector<HTMLElement>('[data-came]');
  if (place === null || came.length === 0) return;
  place.replaceChildren(
    ...came.map(({ words, hit }) => {
      const link = renderLink(hit, '');
      const away = createButton('icon-button', putAway, icon('remove'));
      away.ariaLabel = `Put away: ${words}`;
      const row = element(
        'li',
        '',
        element('span', '', `You asked for “${words}”: here it is, `, link),
        away,
      );
      link.addEventListener('click', () => forgetRequest(words));
      function putAway(): void {
        forgetRequest(words);
        row.remove();
        if (place?.childElementCount === 0) place.hidden = true;
      }
      return row;
    }),
  );
  place.hidden = false;
}

draw();
onOtherTab(draw);
// Without a network nothing is known of changes, and the rest is there.
showChanges().catch(() => undefined);
showWhatCame().catch(() => undefined);
