/** The panel at the top of a piece that tells what became of it since this browser last opened it. */
import type { AssetChanges, Step } from '../../reader/visits/changes.ts';
import { renderDay } from '../../library/dates.ts';
import { putAway, type Opening } from '../../reader/visits/visits.ts';
import { buildSince, type News, type ShownClaim, type Since } from '../../reader/visits/news.ts';
import { describeNews, renderSince } from '../../reader/visits/news-text.ts';
import { createButton, element, icon } from '../elements.ts';
import { pieceOfPage } from './mine-piece.ts';
import { addOpening, readOpenings, writeOpenings } from './mine-store.ts';

/** Comes with the panel; the room for it stands in the styles of the page, so that nothing moves. */
const style = `
.since > div { display: flex; gap: 1rem; justify-content: space-between; align-items: start; }
.since h2 { font-size: var(--step-0); }
.since .button { flex: none; padding: 0.2rem 0.5rem; }
.since p { margin-top: 0.15rem; }
.since ul { list-style: none; margin-top: 0.5rem; }
.since li { padding-block: 0.3rem; border-top: 1px solid var(--border); }
.since li > a, .since li > span { text-decoration: none; }
.since li b { margin-right: 0.5rem; font-weight: 560; }
.since del { color: var(--text-3); }
.since ins { text-decoration: none; background: var(--accent-soft); }
.since-place:target { outline: 2px solid var(--accent); outline-offset: 4px; border-radius: 4px; }
`;

/**
 * Tells, and remembers the opening. While the network is gone only that something changed is told, and the opening is
 * not remembered, so that the rest is told later.
 */
export async function tellSince(opening: Opening, claims: readonly ShownClaim[]): Promise<void> {
  const { before, last } = opening;
  const steps = before.revision === last.revision ? [] : await fetchSteps();
  const since = buildSince(before, last.revision, steps ?? [], claims, last.day);
  if (steps !== undefined) addOpening(since === undefined ? { ...opening, before: last } : opening);
  const place = document.querySelector<HTMLElement>('[data-since]');
  if (place === null) return;
  place.hidden = since === undefined;
  if (since === undefined) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  document.adoptedStyleSheets.push(sheet);
  fill(place, since, steps === undefined);
}

/** What is known of the piece's past; undefined while nobody can be asked. */
async function fetchSteps(): Promise<Step[] | undefined> {
  const id = pieceOfPage()?.id ?? '';
  try {
    const response = await fetch(encodeURI(`/changes/${id}.json`));
    if (response.status === 404) return [];
    if (!response.ok) return undefined;
    return ((await response.json()) as AssetChanges).steps;
  } catch {
    return undefined;
  }
}

function fill(place: HTMLElement, since: Since, isUnknown: boolean): void {
  const away = createButton(
    'button',
    () => {
      writeOpenings(putAway(readOpenings(), location.pathname));
      place.hidden = true;
      document.querySelector<HTMLElement>('button[data-mine=favourite]')?.focus();
    },
    icon('remove'),
    element('span', 'sr-only', 'Put this away'),
  );
  away.title = 'Put this away';
  const known = isUnknown ? 'It changed. What changed is told when the network is back.' : renderSince(since);
  place.replaceChildren(
    element('div', '', element('h2', '', `Since you last opened this on ${renderDay(since.day)}`), away),
    element('p', '', known),
    element('ul', '', ...since.news.map(renderRow)),
  );
}

function renderRow(news: News, at: number): HTMLLIElement {
  const { tag, about, was, now } = describeNews(news);
  const target = news.what === 'removed' ? undefined : findPlace(news, at);
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
  return element('li', '', element('span', `tag ${classOf(news)}`, tag), ' ', link);
}

function classOf({ what, say }: News): string {
  return what === 'expired' || what === 'removed' ? 'gone' : say === 'internal' ? 'internal' : '';
}

/** Where the words stand on the page, else the heading above them. */
function findPlace({ slug, now }: News, at: number): HTMLElement | undefined {
  const heading = slug === '' ? null : document.getElementById(slug);
  const around = heading?.closest('section') ?? undefined;
  const words = around?.querySelectorAll<HTMLElement>('.words, p, li, span, summary') ?? [];
  const found = [...words].find((each) => plain(each.textContent) === plain(now ?? ''));
  if (found === undefined) return heading ?? undefined;
  if (found.id === '') found.id = `since-${String(at + 1)}`;
  found.classList.add('since-place');
  return found;
}

const plain = (text: string): string => text.replace(/[“”]/g, '').replace(/\s+/g, ' ').trim();
