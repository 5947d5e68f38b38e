import { LEAST_SHOWN } from '../../../src/usage/snapshot/answer.ts';
import { ALL_TEAMS } from '../../../src/usage/questions/all-teams.ts';
import type { LibraryIndex } from '../../../src/usage/questions/library-facts.ts';
import { questionOf } from '../../../src/usage/questions/questions.ts';
import { readSelected } from '../../../src/usage/questions/selected.ts';
import { depthOf, type OwnIds } from './published-numbers.ts';
import type { FrozenTable } from '../../../src/usage/privacy/freeze.ts';

/** How far a rounded number of a team may be from the truth, as the page says. */
const OFF = 4;
const STEP = 5;

/** People of one team, or of all, who did one thing in one period: what an attacker wants to know the number of. */
interface Group {
  did: string;
  /** The group that its teams are counted in. */
  team: string;
  from: string;
  to: string;
  /** All groups of that time: whoever names a team that is no more is counted in another one from then on. */
  among: string;
  seats: number;
  /** All values that are still possible lie in here. */
  low: number;
  high: number;
}

/** What an attacker knows of a day on which teams changed. */
export interface ChangedTeams {
  on: string;
  /** The names that teams have since. */
  renamed: ReadonlyMap<string, string>;
  /** Whose people name another team since, before and after, and where those are counted who name one that is no more. */
  teams: ReadonlySet<string>;
}

export interface Attack {
  /** Numbers of one to four people that the attacker knows to be that, with what is left of them. */
  disclosed: { name: string; low: number; high: number }[];
  /** Groups of one to four people that there are. */
  small: number;
  /**
   * Numbers that the attacker's reckoning leaves no room for. It takes for granted that who is in a longer time is in one of
   * the shorter ones, which few are not: those who were new in the last week of the shorter one.
   */
  wrong: string[];
}

function nameOf({ did, team, from, to }: Pick<Group, 'did' | 'team' | 'from' | 'to'>): string {
  return `${did}|${team}|${from}|${to}`;
}

/** What the numbers of a table tell of each team's honest people, given which of them are the attacker's. */
function readTable(
  table: FrozenTable,
  ownIds: OwnIds,
  library: LibraryIndex,
  groups: Map<string, Group>,
  chains: Map<string, readonly string[]>,
): void {
  const question = questionOf(table.question);
  if (question === undefined) throw new Error(`Nobody knows whom ${table.question} is about.`);
  const { selects } = question;
  const people = Object.keys(selects).filter((name) => selects[name] === 'people');
  const team = Object.keys(selects).find((name) => selects[name] === 'team') ?? '';
  const rows = readSelected(selects, table.rows);
  for (let place = 0; place < rows.length; place += 1 + table.groups.length) {
    const [total, ...parts] = rows.slice(place, place + 1 + table.groups.length);
    if (total?.[team] !== ALL_TEAMS) throw new Error(`${table.question} does not begin with its total.`);
    for (const column of people) {
      const chain = question.people[column]?.(total, library) ?? [''];
      chains.set(chain[0], chain);
      const shown = parts.map((row) => Number(row[column]));
      const isShown = shown.map((number) => number >= LEAST_SHOWN);
      const sum = Number(total[column]);
      const hidden = isShown.filter((each) => !each).length;
      // What is left of the total falls to those that are hidden, nought or five to each.
      const left = sum - shown.reduce((all, number, at) => (isShown[at] ? all + number : all), 0);
      const [least, most] =
        sum >= LEAST_SHOWN ? [Math.max(0, left - STEP * (hidden - 1)), Math.min(STEP, left)] : [0, STEP];
      table.groups.forEach(({ id, seats, teams }, at) => {
        const own = teams.reduce((all, each) => all + ownIds(each, depthOf(chain)), 0);
        const [low, high] = isShown[at] ? [shown[at] ?? 0, shown[at] ?? 0] : [least, most];
        const top = seats ?? Infinity;
        const group = {
          did: chain[0],
          team: id,
          from: table.from,
          to: table.to,
          among: table.groups.map((each) => each.id).join(),
          seats: top,
          low: Math.max(0, low - OFF - own),
          // Where a team is full, more than its seats may have been cut off.
          high: top <= high + OFF ? top : Math.min(top, high + OFF - own),
        };
        // The same people may stand in two tables.
        const known = groups.get(nameOf(group));
        if (known !== undefined) {
          group.low = Math.max(group.low, known.low);
          group.high = Math.min(group.high, known.high);
        }
        groups.set(nameOf(group), group);
      });
    }
  }
}

/** The groups that hold all teams of a group, itself first, also under the names that these have got since. */
function openHolders(tables: readonly FrozenTable[], renamed: ReadonlyMap<string, string>) {
  const all = new Set(tables.flatMap(({ groups }) => groups.map(({ id }) => id)));
  const teamsIn = (id: string) => id.split('+').map((team) => renamed.get(team) ?? team);
  return new Map(
    [...all].map((id) => {
      const others = [...all].filter(
        (other) => other !== id && teamsIn(id).every((team) => teamsIn(other).includes(team)),
      );
      return [id, [id, ...others]];
    }),
  );
}

/** Pairs of a part and what holds it: a narrower activity, a shorter time, or teams that are counted with others later. */
function* pairsOf(
  groups: ReadonlyMap<string, Group>,
  chains: ReadonlyMap<string, readonly string[]>,
  holders: ReadonlyMap<string, readonly string[]>,
): Generator<[Group, Group]> {
  const periods = [
    ...new Map([...groups.values()].map(({ from, to }) => [`${from}|${to}`, { from, to }])).values(),
  ];
  const around = new Map(
    periods.map((part) => [
      part.from + part.to,
      periods.filter((whole) => whole !== part && whole.from <= part.from && part.to <= whole.to),
    ]),
  );
  for (const part of groups.values()) {
    const times = [part, ...(around.get(part.from + part.to) ?? [])];
    for (const did of chains.get(part.did) ?? [part.did])
      for (const { from, to } of times)
        for (const team of holders.get(part.team) ?? [part.team]) {
          const whole = groups.get(nameOf({ did, team, from, to }));
          if (whole !== undefined && whole !== part) yield [part, whole];
        }
  }
}

/** Times that together make up a longer one: who did it in that did it in one of them, while teams are the same. */
function coversOf(groups: ReadonlyMap<string, Group>): [Group, Group[]][] {
  const byPeople = Map.groupBy(groups.values(), ({ did, team, among }) => `${did}|${team}|${among}`);
  return [...byPeople.values()].flatMap((same) => {
    const lengths = Map.groupBy(same, ({ from, to }) => String(Date.parse(to) - Date.parse(from)));
    return same.flatMap((whole): [Group, Group[]][] =>
      [...lengths.values()].flatMap((parts): [Group, Group[]][] => {
        const length = Date.parse(parts[0]?.to ?? '') - Date.parse(parts[0]?.from ?? '');
        if (length >= Date.parse(whole.to) - Date.parse(whole.from)) return [];
        const inside = parts.filter(({ from, to }) => from < whole.to && to > whole.from);
        const first = inside.map(({ from }) => Date.parse(from)).reduce((a, b) => Math.min(a, b), Infinity);
        const isWhole =
          first <= Date.parse(whole.from) && first + inside.length * length >= Date.parse(whole.to);
        return isWhole ? [[whole, inside]] : [];
      }),
    );
  });
}

function isSmall(people: number): boolean {
  return people >= 1 && people <= 4;
}

/**
 * Narrows what every published number leaves possible, over sums, nestings and times, until nothing moves any more. Then
 * finds what is left of every group of one to four, be it a number itself, who is in a wider one and not in a narrower, or
 * who of a team did not do it. The attacker reads a year of everything, knows the seats and which teams got other names, and
 * has `own` ids in each team that do the same every week.
 *
 * @param truth how many honest people there are, by table name and row
 */
export function attack(
  tables: readonly FrozenTable[],
  truth: readonly FrozenTable[],
  own: OwnIds,
  library: LibraryIndex,
  changed: ChangedTeams = { on: '', renamed: new Map(), teams: new Set() },
): Attack {
  const groups = new Map<string, Group>();
  const chains = new Map<string, readonly string[]>();
  for (const table of tables) readTable(table, own, library, groups, chains);
  // Who used one thing before the change and another after it stands in two teams, so there nothing is sure to hold another.
  const isSure = ({ team, from, to }: Group) =>
    !(from < changed.on && changed.on < to) || !team.split('+').some((each) => changed.teams.has(each));
  const sure = new Map([...groups].filter(([, group]) => isSure(group)));
  const pairs = [...pairsOf(sure, chains, openHolders(tables, changed.renamed))];
  const covers = coversOf(sure);
  for (let isMoving = true; isMoving;) {
    isMoving = false;
    const narrow = (group: Group, low: number, high: number) => {
      if (low > group.low) [group.low, isMoving] = [low, true];
      if (high < group.high) [group.high, isMoving] = [high, true];
    };
    for (const [part, whole] of pairs) {
      narrow(part, 0, whole.high);
      narrow(whole, part.low, Infinity);
    }
    for (const [whole, parts] of covers)
      narrow(
        whole,
        0,
        parts.reduce((sum, { high }) => sum + high, 0),
      );
  }
  const honest = readTruth(truth, library);
  const result: Attack = { disclosed: [], small: 0, wrong: [] };
  const look = (name: string, people: number, low: number, high: number) => {
    if (!isSmall(people)) return;
    result.small += 1;
    if (isSmall(low) && isSmall(high) && low <= people && people <= high)
      result.disclosed.push({ name, low, high });
  };
  const peopleOf = (group: Group) => honest.get(nameOf(group)) ?? 0;
  for (const [name, group] of groups) {
    const people = peopleOf(group);
    if (people < group.low || people > group.high) result.wrong.push(`${name}: ${String(people)}`);
    look(name, people, group.low, group.high);
    if (group.seats !== Infinity)
      look(
        `rest of ${name}`,
        group.seats - peopleOf(group),
        group.seats - group.high,
        group.seats - group.low,
      );
  }
  for (const [part, whole] of pairs)
    look(
      `${nameOf(whole)} without ${nameOf(part)}`,
      peopleOf(whole) - peopleOf(part),
      Math.max(0, whole.low - part.high),
      whole.high - part.low,
    );
  return result;
}

/** Exact numbers by group. */
function readTruth(tables: readonly FrozenTable[], library: LibraryIndex): Map<string, number> {
  const honest = new Map<string, number>();
  for (const { question: id, rows, from, to } of tables) {
    const question = questionOf(id);
    if (question === undefined) continue;
    const { selects } = question;
    const team = Object.keys(selects).find((name) => selects[name] === 'team') ?? '';
    for (const row of readSelected(selects, rows))
      for (const name of Object.keys(selects))
        if (selects[name] === 'people') {
          const [did = ''] = question.people[name]?.(row, library) ?? [];
          honest.set(nameOf({ did, team: String(row[team]), from, to }), Number(row[name]));
        }
  }
  return honest;
}
