import { urlOf } from '../library/addresses.ts';
import { renderDay, type Day } from '../library/dates.ts';
import { nameOfGroup } from '../library/departments.ts';
import type { Hub } from '../library/hub.ts';
import { nameOf } from '../library/name-of.ts';
import { beatOf, sessionNames, type Beat, type Ritual, type Session } from '../library/records/rhythm.ts';
import { renderList } from '../library/render-list.ts';
import { renderCount } from './cell.ts';
import { markup, type Markup } from './markup.ts';

/** What is done again and again, and the words it is told in. Plain values, so that a page can carry them to the browser. */
export interface RhythmInput {
  rituals: readonly Ritual[];
  sessions: readonly Session[];
  people: readonly { id: string; name: string }[];
  teams: Hub['teams'];
  departments: Hub['departments'];
  /** Titles of the pages that sessions tell, by id. */
  titles: Readonly<Record<string, string>>;
}

/** So many sessions that were held are shown at once. */
const SHOWN_HELD = 4;

/** Everything that the page of the rhythm shows on a day: what is kept and what is late, what comes, and what was held. */
export function renderRhythm(input: RhythmInput, today: Day): Markup {
  const byDay = input.sessions.toSorted((a, b) => (a.on < b.on ? -1 : 1));
  const coming = byDay.filter(({ on }) => on >= today);
  const held = byDay.filter(({ on }) => on < today).reverse();
  return markup`
    ${input.rituals.length === 0 ? undefined : renderRituals(input, today)}
    ${renderSessions('Sessions to come', coming, input, 'No session is planned. A department or a sales team adds the next one.')}
    ${held.length === 0 ? undefined : renderSessions('Sessions held', held.slice(0, SHOWN_HELD), input)}
    ${held.length <= SHOWN_HELD ? undefined : markup`<details class="section"><summary>${renderCount(held.length - SHOWN_HELD, 'earlier session', 'earlier sessions')}</summary><ul class="rhythm-list">${held.slice(SHOWN_HELD).map((each) => renderSession(each, input))}</ul></details>`}`;
}

function renderRituals(input: RhythmInput, today: Day): Markup {
  const rows = input.rituals
    .map((ritual) => ({ ritual, beat: beatOf(ritual, input.sessions, today) }))
    .sort((a, b) => b.beat.lateDays - a.beat.lateDays);
  const late = rows.filter(({ beat }) => beat.lateDays > 0).length;
  const kept = rows.length - late;
  return markup`
    <section class="section">
      <h2>What we do again and again</h2>
      <p class="rhythm-sum">${late === 0 ? `All ${String(rows.length)} are kept.` : `${String(kept)} of ${String(rows.length)} are kept, ${renderCount(late, 'is late', 'are late')}.`}</p>
      <ul class="rhythm-list">${rows.map(({ ritual, beat }) => renderRitual(ritual, beat, input))}</ul>
    </section>`;
}

function renderRitual(
  { ritual, why, owner, everyDays }: Ritual,
  beat: Beat,
  { people }: RhythmInput,
): Markup {
  const { last, next, lateDays, kept, of } = beat;
  const facts = [
    `Every ${renderCount(everyDays, 'day', 'days')} at most`,
    last === undefined ? 'not held yet' : `last on ${renderDay(last)}`,
    next === undefined ? 'no next day is set' : `next on ${renderDay(next)}`,
    ...(of === 0 ? [] : [`${String(kept)} of ${String(of)} times in time`]),
    `seen to by ${nameOf(people, owner)}`,
  ];
  return markup`
    <li>
      <div class="rhythm-head"><h3>${ritual}</h3>${renderMark(beat)}</div>
      <p>${why}</p>
      <p class="rhythm-facts${lateDays > 0 ? ' late' : ''}">${facts.join(' · ')}</p>
    </li>`;
}

function renderMark({ last, dueBy, lateDays }: Beat): Markup {
  if (last === undefined || dueBy === undefined) return markup`<span class="rhythm-mark">Not held yet</span>`;
  if (lateDays > 0)
    return markup`<span class="rhythm-mark late">Late by ${renderCount(lateDays, 'day', 'days')}</span>`;
  return markup`<span class="rhythm-mark kept">Kept, due by ${renderDay(dueBy)}</span>`;
}

function renderSessions(title: string, sessions: readonly Session[], input: RhythmInput, none = ''): Markup {
  return markup`
    <section class="section">
      <h2>${title}</h2>
      ${sessions.length === 0 ? markup`<p class="rhythm-facts">${none}</p>` : markup`<ul class="rhythm-list">${sessions.map((each) => renderSession(each, input))}</ul>`}
    </section>`;
}

function renderSession(session: Session, input: RhythmInput): Markup {
  const { kind, by, for: whom, owner, on, attended, recording, story } = session;
  const forWhom = whom.length === 0 ? 'everybody' : renderList(whom.map((id) => nameOfGroup(id, input)));
  const facts = [
    renderDay(on),
    ...(attended === undefined ? [] : [`${renderCount(attended, 'person', 'people')} came`]),
    `prepared by ${nameOf(input.people, owner)}`,
  ];
  const title = story === undefined ? undefined : input.titles[story];
  return markup`
    <li>
      <p class="rhythm-kind rhythm-${kind}">${sessionNames[kind]}</p>
      <h3>${session.session}</h3>
      <p>${nameOfGroup(by, input)} for ${forWhom}</p>
      <p class="rhythm-facts">${facts.join(' · ')}</p>
      ${recording === undefined && title === undefined ? undefined : markup`<p class="rhythm-links">${recording === undefined ? undefined : markup`<a href="${recording}" rel="noopener">Watch it</a>`}${title === undefined || story === undefined ? undefined : markup`<a href="${urlOf(story)}">${title}</a>`}</p>`}
    </li>`;
}
