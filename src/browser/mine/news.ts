/** The panel at the top of an asset that tells what became of it since this browser last opened it. */
import type { AssetChanges, Step } from '../../reader/visits/changes.ts';
import { renderDay } from '../../library/dates.ts';
import { dismissNews, type Visit } from '../../reader/visits/visits.ts';
import { buildNews, type NewsItem, type ShownClaim, type AssetNews } from '../../reader/visits/news.ts';
import { buildNewsRow, renderNews } from '../../reader/visits/news-text.ts';
import { createButton, element, icon } from '../elements.ts';
import { assetOfPage } from './mine-asset.ts';
import { rememberVisit, readVisits, writeVisits } from './mine-store.ts';
import { CHANGES_FILE, fillAddress } from '../../library/addresses.ts';

/** Comes with the panel; the room for it stands in the styles of the page, so that nothing moves. */
const STYLE = `
.news > div { display: flex; gap: 1rem; justify-content: space-between; align-items: start; }
.news h2 { font-size: var(--step-0); }
.news .button { flex: none; padding: 0.2rem 0.5rem; }
.news p { margin-top: 0.15rem; }
.news ul { list-style: none; margin-top: 0.5rem; }
.news li { padding-block: 0.3rem; border-top: 1px solid var(--border); }
.news li > a, .news li > span { text-decoration: none; }
.news li b { margin-right: 0.5rem; font-weight: 560; }
.news del { color: var(--text-3); }
.news ins { text-decoration: none; background: var(--accent-soft); }
.news-place:target { outline: 2px solid var(--accent); outline-offset: 4px; border-radius: 4px; }
`;

/**
 * Tells, and remembers the visit. While the network is gone only that something changed is told, and the visit is
 * not remembered, so that the rest is told later.
 */
export async function showNews(visit: Visit, claims: readonly ShownClaim[]): Promise<void> {
  const { before, last } = visit;
  const steps = before.revision === last.revision ? [] : await fetchSteps();
  const news = buildNews(before, last.revision, steps ?? [], claims, last.day);
  if (steps !== undefined) rememberVisit(news === undefined ? { ...visit, before: last } : visit);
  const place = document.querySelector<HTMLElement>('[data-news]');
  if (place === null) return;
  place.hidden = news === undefined;
  if (news === undefined) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  document.adoptedStyleSheets.push(sheet);
  fill(place, news, steps === undefined);
}

/** What is known of the asset's past; undefined while nobody can be asked. */
async function fetchSteps(): Promise<Step[] | undefined> {
  const id = assetOfPage()?.id ?? '';
  try {
    const response = await fetch(encodeURI(fillAddress(CHANGES_FILE, id)));
    if (response.status === 404) return [];
    if (!response.ok) return undefined;
    return ((await response.json()) as AssetChanges).steps;
  } catch {
    return undefined;
  }
}

function fill(place: HTMLElement, news: AssetNews, isUnknown: boolean): void {
  const away = createButton(
    'button',
    () => {
      writeVisits(dismissNews(readVisits(), location.pathname));
      place.hidden = true;
      document.querySelector<HTMLElement>('button[data-mine=favourite]')?.focus();
    },
    icon('remove'),
    element('span', 'sr-only', 'Put this away'),
  );
  away.title = 'Put this away';
  const known = isUnknown ? 'It changed. What changed is told when the network is back.' : renderNews(news);
  place.replaceChildren(
    element('div', '', element('h2', '', `Since you last opened this on ${renderDay(news.day)}`), away),
    element('p', '', known),
    element('ul', '', ...news.items.map(renderRow)),
  );
}

function renderRow(item: NewsItem, at: number): HTMLLIElement {
  const { tag, about, was, now } = buildNewsRow(item);
  const target = item.what === 'removed' ? undefined : findPlace(item, at);
  const link = element(target === undefined ? 'span' : 'a', '', element('b', '', about));
  if (link instanceof HTMLAnchorElement && target !== undefined) {
    link.href = `#${target.id}`;
    link.addEventListener('click', () => {
      const folded = target.closest('details');
      if (folded !== null) folded.open = true;
    });
  }
  if (was !== undefined) link.append(element('del', '', was), ' ');
  if (was !== undefined && now !== undefined) link.append(element('span', 'sr-only', 'is now'), ' ');
  if (now !== undefined) link.append(was === undefined ? now : element('ins', '', now));
  return element('li', '', element('span', `tag ${classOf(item)}`, tag), ' ', link);
}

function classOf({ what, say }: NewsItem): string {
  return what === 'expired' || what === 'removed' ? 'gone' : say === 'internal' ? 'internal' : '';
}

/** Where the words stand on the page, else the heading above them. */
function findPlace({ slug, now }: NewsItem, at: number): HTMLElement | undefined {
  const heading = slug === '' ? null : document.getElementById(slug);
  const around = heading?.closest('section') ?? undefined;
  const words = around?.querySelectorAll<HTMLElement>('.words, p, li, span, summary') ?? [];
  const found = [...words].find((each) => plain(each.textContent) === plain(now ?? ''));
  if (found === undefined) return heading ?? undefined;
  if (found.id === '') found.id = `news-${String(at + 1)}`;
  found.classList.add('news-place');
  return found;
}

const plain = (text: string): string => text.replace(/[“”]/g, '').replace(/\s+/g, ' ').trim();
