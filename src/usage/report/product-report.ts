import { addDays, mondayOf, renderDay, type Day } from '../../library/dates.ts';
import { nameOf } from '../../library/name-of.ts';
import { renderList } from '../../library/render-list.ts';
import { NO_TEAM } from '../privacy/team-groups.ts';
import { ALL_TEAMS } from '../questions/all-teams.ts';
import { carriedIntoCalls } from '../questions/carried-into-calls.ts';
import { emptySearches } from '../questions/empty-searches.ts';
import { objectionsHeard } from '../questions/objections-heard.ts';
import { CLOSING_DAYS } from '../questions/periods.ts';
import type { RowOf } from '../questions/question.ts';
import { weeklyActiveRepsByProduct } from '../questions/weekly-active-reps-by-product.ts';
import { UNDER_TEN } from '../snapshot/answer.ts';
import { answerOf, countedRows } from '../snapshot/counted-rows.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { tellDays } from '../time-notes.ts';
import { sayCompared } from '../verdict/compare-weeks.ts';
import { openMissedAbout } from './missed-about.ts';
import { COMPARED_WEEKS, readProductWeeks } from './product-weeks.ts';
import type { Report, ReportLine, ReportPart, ReportWords } from './report.ts';
import { lateOf } from './say-late.ts';
import { sayWays } from './say-carried.ts';
import { nameOfTeam } from './team-name.ts';

/** So much of each list is told; the charts and lists behind it hold the rest. */
const SHOWN = 3;
/** Changes, objections and late pages take a line each. */
const SHOWN_LINES = 2;
/** What happened that many weeks ago at most is told as a change. */
const MAX_WEEKS_AFTER = 13;

interface OfProduct {
  product: string;
  snapshot: Snapshot;
  words: ReportWords;
}

interface Input extends OfProduct {
  today: Day;
}

const count = (value: number, one: string, many: string): string =>
  `${String(value)} ${value === 1 ? one : many}`;

/** All that somebody who looks after a product asks first, in sentences. */
export function buildProductReport(input: Input): Report {
  const { product, snapshot, words } = input;
  const counted = answerOf(snapshot, carriedIntoCalls)?.counted;
  return {
    title: nameOf(words.products, product),
    counted:
      counted === undefined
        ? 'Nothing was counted yet.'
        : `Counted from ${renderDay(counted.from)} to ${renderDay(counted.until)} where no other time is said. People are rounded to fives; ${UNDER_TEN} can be nobody.`,
    parts: [
      part('carried', 'Which teams carry it into calls', tellCarried(input), carriedIntoCalls.id),
      part('since', 'Since which change', tellSince(input), weeklyActiveRepsByProduct.id),
      part('missed', 'Searched and not found', tellMissed(input), emptySearches.id),
      part('objections', 'What customers object to', tellObjections(input), objectionsHeard.id),
      part('late', 'What is late', tellLate(input)),
    ],
  };
}

const part = (
  id: ReportPart['id'],
  heading: string,
  lines: ReportLine[],
  question?: ReportPart['question'],
): ReportPart => ({ id, heading, lines, ...(question && { question }) });

/** Which teams carry a product into calls, and by which way; nothing where nothing was counted. */
export function tellCarried({ product, snapshot, words }: OfProduct): ReportLine[] {
  const rows = countedRows(snapshot, carriedIntoCalls)?.filter((row) => row.product === product);
  if (rows === undefined) return [];
  const all = rows.find(({ team }) => team === ALL_TEAMS);
  if (all === undefined || (all.carried === null && all.used === null))
    return [{ says: `Under 10 reps used it, or nobody.` }];
  if (all.carried === null)
    return [{ says: `Under 10 reps carried it, or nobody; ${String(all.used)} read about it.` }];
  const teams = rows.filter(({ team }) => team !== ALL_TEAMS && team !== NO_TEAM);
  const known = teams.flatMap(({ team, carried }) =>
    carried === null ? [] : [`${nameOfTeam(team, words)} ${String(carried)}`],
  );
  const few = teams.filter(({ carried }) => carried === null).map(({ team }) => nameOfTeam(team, words));
  const named = known.length === 0 ? 'no team alone reaches 10' : known.join(', ');
  const under = few.length === 0 || known.length === 0 ? '' : `; under 10 in ${renderList(few)}`;
  return [
    { says: `${count(all.carried, 'rep', 'reps')}: ${named}${under}.` },
    { says: `By way: ${sayWays(all)}.` },
  ];
}

/** The first day after the three weeks that follow the week of a change. */
const toldFrom = (on: Day): Day => addDays(mondayOf(on), 7 * 4);

/** What changed, and how the weeks since differ from those before; the newest change first. */
function tellSince({ product, snapshot, words }: Input): ReportLine[] {
  const weeks = readProductWeeks(product, snapshot, words);
  if (weeks === undefined) return [];
  const { over, compare } = weeks;
  const since = addDays(over, -7 * MAX_WEEKS_AFTER);
  const days = tellDays((words.notes ?? []).filter((note) => note.product === product && note.on >= since));
  const told = days.filter(({ on }) => toldFrom(on) <= over).reverse();
  const open = days.filter(({ on }) => toldFrom(on) > over);
  const [next] = open;
  return [
    {
      says: `Last ${String(COMPARED_WEEKS)} weeks beside the ${String(COMPARED_WEEKS)} before: ${sayCompared(weeks.compareLast())}.`,
    },
    ...told.slice(0, SHOWN_LINES).map(({ on, says }): ReportLine => {
      const week = mondayOf(on);
      return {
        says: `Since ${renderDay(on)}, ${says}: ${sayCompared(compare(addDays(week, 7), over, week))}.`,
      };
    }),
    ...(next === undefined
      ? []
      : [
          {
            says: `Later changes on ${count(open.length, 'day', 'days')}: told from ${renderDay(addDays(toldFrom(next.on), CLOSING_DAYS))} on.`,
          },
        ]),
    ...(days.length === 0 ? [{ says: `Nothing about it changed in ${String(MAX_WEEKS_AFTER)} weeks.` }] : []),
  ];
}

const sayRow = ({ query, people }: RowOf<typeof emptySearches>): string => `“${query}” ${String(people)}`;

function tellMissed({ product, snapshot, words }: Input): ReportLine[] {
  const rows = countedRows(snapshot, emptySearches);
  if (rows === undefined) return [];
  const about = openMissedAbout(words);
  const byProduct = Map.groupBy(rows, ({ query }) => about(query));
  const own = byProduct.get(product) ?? [];
  const open = byProduct.get(undefined) ?? [];
  const list = (some: typeof rows) => some.slice(0, SHOWN).map(sayRow).join(', ');
  return [
    {
      says:
        own.length === 0
          ? 'Nothing that names it and that ten people searched for.'
          : `${list(own)}${own.length > SHOWN ? `, and ${String(own.length - SHOWN)} more` : ''}.`,
    },
    ...(open.length === 0 ? [] : [{ says: `Naming no product: ${list(open)}.` }]),
  ];
}

function tellObjections({ product, snapshot, words }: Input): ReportLine[] {
  const rows = countedRows(snapshot, objectionsHeard);
  if (rows === undefined) return [];
  const own = rows.flatMap(({ objection, asset, reps }) => {
    const card = words.assets.get(asset);
    return card?.products.includes(product) === true
      ? [{ says: `“${objection}” ${String(reps)}`, url: card.url }]
      : [];
  });
  return own.length === 0 ? [{ says: 'None that ten reps heard.' }] : own.slice(0, SHOWN_LINES);
}

/** Pages whose review or own last day has passed, and pages with claims whose lifetime has; the longest late first. */
function tellLate({ product, words, today }: Input): ReportLine[] {
  const own = [...words.assets.values()].filter(({ products }) => products.includes(product));
  const late = own.flatMap((page) => {
    const how = lateOf(page, today);
    return how === undefined
      ? []
      : [{ since: how.since, says: `${page.title}: ${how.says}.`, url: page.url }];
  });
  if (late.length === 0) return [{ says: 'Nothing.' }];
  const sorted = late.sort((a, b) => (a.since < b.since ? -1 : 1));
  return [
    { says: `${count(late.length, 'page', 'pages')} of ${String(own.length)}.` },
    ...sorted.slice(0, SHOWN_LINES).map(({ says, url }) => ({ says, url })),
  ];
}
