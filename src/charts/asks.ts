import type { Ask } from '../library/records/rep-burden.ts';
import { addDays, mondayOf, renderDay, type Day } from '../library/dates.ts';
import type { Term } from '../library/hub.ts';
import { nameOf } from '../library/name-of.ts';
import { burdenOf, weeksFrom } from '../library/records/rep-burden.ts';
import { renderCount } from './cell.ts';
import { markup, type Markup } from './markup.ts';
import { renderBars } from './ranked-bars.ts';

/** What is asked of reps, and the words it is told in. Plain values, so that a page can carry them to the browser. */
export interface AsksInput {
  asks: readonly Ask[];
  people: readonly Term[];
  teams: readonly Term[];
  /** Minutes of one rep in a week. */
  cap: number;
}

/** So many weeks are drawn at least, so that one sees which have room; and at most. */
const FEWEST_WEEKS = 4;
const MOST_WEEKS = 12;

/** Everything that the page of asks shows on a day: the week, the weeks to come, what runs, and what came of the rest. */
export function renderAsks(input: AsksInput, today: Day): Markup {
  const { asks } = input;
  const now = asks.filter(({ from, until }) => from <= today && until >= today);
  const coming = asks.filter(({ from }) => from > today).toSorted((a, b) => (a.from < b.from ? -1 : 1));
  const over = asks.filter(({ until }) => until < today).toSorted((a, b) => (a.until > b.until ? -1 : 1));
  return markup`
    ${renderWeek(input, mondayOf(today))}
    ${renderComing(input, today)}
    ${renderList('Asked now', now, input, 'Nothing is asked of reps today.')}
    ${coming.length === 0 ? undefined : renderList('To come', coming, input)}
    ${over.length === 0 ? undefined : renderList('Earlier, and what came of it', over, input)}`;
}

function renderWeek({ asks, teams, cap }: AsksInput, monday: Day): Markup {
  const burden = burdenOf(asks, teams, monday);
  const most = Math.max(0, ...burden.map(({ minutes }) => minutes));
  const bars = burden.map(({ team, minutes }) => ({
    name: nameOf(teams, team),
    value: minutes,
    more: `of ${String(cap)}`,
  }));
  const isSame = burden.every(({ minutes }) => minutes === most);
  return markup`
    <section class="section asks-week">
      <h2>The week from ${renderDay(monday)}</h2>
      <p class="asks-most"><b>${isSame ? '' : 'Up to '}${String(most)} of ${renderCount(cap, 'minute', 'minutes')}</b> for each rep${most > cap ? ': more than was promised' : ''}.</p>
      ${renderBars(bars, 'Minutes', `Minutes asked of each rep in the week from ${renderDay(monday)}, by team`, 'chart-tone-1', cap)}
    </section>`;
}

function renderComing({ asks, teams, cap }: AsksInput, today: Day): Markup {
  const last = weeksFrom(asks, today).slice(1, MOST_WEEKS + 1);
  const first = addDays(mondayOf(today), 7);
  const weeks = Array.from({ length: Math.max(FEWEST_WEEKS, last.length) }, (_, at) =>
    addDays(first, 7 * at),
  );
  const bars = weeks.map((monday) => {
    const burden = burdenOf(asks, teams, monday);
    const most = Math.max(0, ...burden.map(({ minutes }) => minutes));
    const whom = burden.filter(({ minutes }) => minutes === most).map(({ team }) => nameOf(teams, team));
    const isAll = whom.length === teams.length;
    return {
      name: `From ${renderDay(monday)}`,
      aside: most === 0 || isAll ? undefined : whom.join(', '),
      value: most,
      more: `of ${String(cap)}`,
    };
  });
  return markup`
    <section class="section">
      <h2>The weeks after it</h2>
      <p class="asks-note">The most that any team is asked for, with the teams where not all are asked for as much.</p>
      ${renderBars(bars, 'Minutes', 'The most minutes asked of each rep of any team, by week', 'chart-tone-1', cap)}
    </section>`;
}

function renderList(title: string, asks: readonly Ask[], input: AsksInput, none = ''): Markup {
  return markup`
    <section class="section">
      <h2>${title}</h2>
      ${asks.length === 0 ? markup`<p class="asks-note">${none}</p>` : markup`<ul class="asks-list">${asks.map((ask) => renderAsk(ask, input))}</ul>`}
    </section>`;
}

function renderAsk(ask: Ask, { people, teams }: AsksInput): Markup {
  const asked =
    ask.teams.length === teams.length ? 'All teams' : ask.teams.map((id) => nameOf(teams, id)).join(', ');
  return markup`
    <li>
      <h3>${ask.ask}</h3>
      <p class="asks-facts">${renderCount(ask.minutes, 'minute', 'minutes')} · ${asked} · ${renderDay(ask.from)} to ${renderDay(ask.until)} · asked by ${nameOf(people, ask.owner)}</p>
      <p>${ask.why}</p>
      ${ask.cameOfIt === undefined ? undefined : markup`<p class="asks-outcome"><b>What came of it</b> ${ask.cameOfIt}</p>`}
    </li>`;
}
