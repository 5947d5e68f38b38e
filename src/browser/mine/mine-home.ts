/** What somebody keeps, at the top of the home page. Its room is there before the page is drawn. */
import type { SavedAsset } from '../../reader/collections/collection.ts';
import { element } from '../elements.ts';
import { onOtherTab, readMine, readVisits, readRecent } from './mine-store.ts';
import { lookUp } from './mine-titles.ts';
import { urlOf } from '../../library/addresses.ts';

/** Favourites that changed since they were last opened here. */
let changed: ReadonlySet<string> = new Set();

function draw(): void {
  fill('favourites', readMine().mine.favourites);
  fill('recent', readRecent());
  const heading = document.querySelector('[data-favourites] a');
  if (heading === null || changed.size === 0) return;
  heading.textContent =
    changed.size === 1 ? '1 favourite changed' : `${String(changed.size)} favourites changed`;
}

function fill(name: string, assets: readonly SavedAsset[]): void {
  const row = document.querySelector<HTMLElement>(`[data-${name}]`);
  row?.querySelector('ul')?.replaceChildren(...assets.map(renderChip));
  if (row !== null) row.hidden = assets.length === 0;
}

function renderChip({ id, title }: SavedAsset): HTMLLIElement {
  const isChanged = changed.has(id);
  const link = element('a', `chip${isChanged ? ' changed' : ''}`, title);
  link.href = encodeURI(urlOf(id));
  if (isChanged) link.append(element('span', 'sr-only', ', changed since you opened it'));
  return element('li', '', link);
}

async function lookForChanges(): Promise<void> {
  const { favourites } = readMine().mine;
  if (favourites.length === 0) return;
  const lists = Number(document.querySelector<HTMLElement>('[data-yours]')?.dataset['lists'] ?? 1);
  const known = await lookUp(
    favourites.map(({ id }) => id),
    lists,
  );
  const opened = new Map(readVisits().map(({ path, last }) => [path, last.revision]));
  const isChanged = ({ id }: SavedAsset): boolean => {
    const last = opened.get(encodeURI(urlOf(id)));
    const now = known.get(id)?.revision;
    return last !== undefined && now !== undefined && last !== now;
  };
  changed = new Set(favourites.filter(isChanged).map(({ id }) => id));
  if (changed.size > 0) draw();
}

draw();
onOtherTab(draw);
// Without a network nothing is known of changes, and the rest is there.
lookForChanges().catch(() => undefined);
