import { resolve } from 'node:path';
import { readContent } from '../../../src/adapters/content-folder.ts';
import { libraryFacts, queryAllPages } from '../../../src/collector/take-snapshot.ts';
import { generateDemoEvents, type DemoEvent } from '../../../src/usage/demo/demo-events.ts';
import { buildDemoSpec } from '../../../src/usage/demo/demo-spec.ts';
import { toStoredEvents } from '../../../src/usage/demo/demo-stored.ts';
import {
  freezeTables,
  groupsByYear,
  type Counted,
  type FrozenTable,
} from '../../../src/usage/privacy/freeze.ts';
import { createRound, type EarlierGroups, type Round } from '../../../src/usage/privacy/rounding.ts';
import { groupTeams, type TeamGroup } from '../../../src/usage/privacy/team-groups.ts';
import { indexLibrary, type LibraryIndex } from '../../../src/usage/questions/library-facts.ts';
import type { Activity } from '../../../src/usage/questions/people-group.ts';
import { lastPeriods, type Period } from '../../../src/usage/questions/periods.ts';
import { questionOf, type AnyQuestion } from '../../../src/usage/questions/questions.ts';
import type { Cell } from '../../../src/usage/snapshot/answer.ts';
import { splitRows, textOf, type Missing } from '../../../src/usage/snapshot/missing.ts';
import { readSelected } from '../../../src/usage/questions/selected.ts';
import { countedQuestions } from '../../../src/usage/snapshot/tables.ts';
import { NOW, openTemporaryStore } from './event-store.ts';
import { finish } from '../finish.ts';

const TODAY = new Date(NOW).toISOString().slice(0, 10);

/**
 * How many ids of an attacker name a team and do what so many wider things hold: the use of the hub 0, that of a product 1.
 * Those that do a narrower thing are among those that do the wider ones.
 */
export type OwnIds = (team: string, depth: number) => number;

/** All that a hub has published in its time, and what is behind it. */
export interface PublishedNumbers {
  library: LibraryIndex;
  /** What everybody can read where teams hold ids of an attacker, who do the same in every week. */
  publish: (own: OwnIds, options?: { round?: (real: Round) => Round; secret?: number }) => FrozenTable[];
  /** How many honest people there are. */
  truth: () => FrozenTable[];
}

/** The teams of a hub from a Monday on, and the team that somebody of another one then names. */
export interface Teams {
  from: string;
  teams: LibraryIndex['teams'];
  nameOf: (team: string, person: string) => string;
}

/** Every period that was published: each week, and each block of four and of thirteen. */
function periodsIn({ span }: AnyQuestion, days: number): Period[] {
  return ('weekly' in span ? [1] : [4, 13]).flatMap((weeks) =>
    lastPeriods(weeks, Math.max(1, Math.floor(days / 7 / weeks) - 1), TODAY),
  );
}

/** How many wider things hold what was done. */
export const depthOf = (activity: Activity = ['']): number => activity.length - 1;

/** The keys of a question in all periods, as rows of an attacker; of pairs of weeks those of the period alone. */
function rowsOfAttacker(
  one: Counted,
  all: readonly Counted[],
  own: OwnIds,
  { teams, library }: { teams: readonly string[]; library: LibraryIndex },
): Cell[][] {
  const { selects, id, people } = one.question;
  const types = Object.values(selects);
  const names = Object.keys(selects);
  const [team, week] = [types.indexOf('team'), Object.keys(selects).indexOf('week')];
  const same = all.filter(
    ({ question, period }) => question.id === id && (id !== 'retention' || period === one.period),
  );
  const bare = same.flatMap(({ rows }) =>
    rows.map((row) => row.map((cell, place) => (place === week ? one.period.from : cell))),
  );
  const isKey = (place: number) => place !== team && types[place] !== 'people';
  const keys = new Map(bare.map((row) => [JSON.stringify(row.filter((_, place) => isKey(place))), row]));
  return [...keys.values()].flatMap((row) => {
    const [values] = readSelected(selects, [row]);
    const depths = names.map((name) => depthOf(people[name]?.(values ?? {}, library)));
    return teams
      .filter((each) => own(each, 0) > 0)
      .map((each) =>
        row.map((cell, place) =>
          place === team ? each : types[place] === 'people' ? own(each, depths[place] ?? 0) : cell,
        ),
      );
  });
}

/**
 * Fills a store with so many days of made-up use and asks it every question over every period, once for all attacks. The
 * teams of the hub are those of the sample, and others from the days on that are given.
 */
export async function countPublished(
  days: number,
  changes: readonly Teams[] = [],
): Promise<PublishedNumbers> {
  const temporary = await openTemporaryStore();
  const { library: content } = await readContent(resolve(import.meta.dirname, '../../../content'));
  const library = indexLibrary(libraryFacts(content));
  const spec = await buildDemoSpec(content, { seed: 1, days, until: new Date(NOW).toISOString() });
  const eras = [{ from: '', teams: library.teams, nameOf: (team: string) => team }, ...changes];
  const eraOf = (day: string) => eras.findLast(({ from }) => from <= day) ?? eras[0];
  const events = [...generateDemoEvents(spec)].map((event) => {
    const { properties, distinct_id: person, timestamp } = event;
    const team = 'team' in properties ? String(properties.team) : undefined;
    if (team === undefined) return event;
    return { ...event, properties: { ...properties, team: eraOf(timestamp)?.nameOf(team, person) } };
  });
  await temporary.store.append(toStoredEvents(events as DemoEvent[], 'phc_hub', NOW));
  const counted: Counted[] = [];
  for (const question of countedQuestions) {
    const periods = periodsIn(question, days);
    const parts = 'weekly' in question.span ? [periods] : periods.map((period) => [period]);
    for (const [first, ...more] of parts) {
      if (first === undefined) continue;
      const missing: Missing = { question, periods: [first, ...more] };
      counted.push(...splitRows(missing, await queryAllPages(temporary.runQuery, textOf(missing))));
    }
  }
  await temporary.remove();

  /** In the order in which a hub counts them: teams are those of the day. */
  const freeze = (
    rowsOf: (one: Counted, teams: readonly string[]) => Counted['rows'],
    roundOf: (groups: readonly TeamGroup[], earlier: EarlierGroups) => Round,
  ) => {
    const byEra = Map.groupBy(counted, ({ period }) => eraOf(period.to));
    const tables: FrozenTable[] = [];
    for (const era of eras) {
      const groups = groupTeams(era.teams);
      const teams = groups.flatMap((group) => group.teams);
      const rows = (byEra.get(era) ?? []).map((one) => ({ ...one, rows: rowsOf(one, teams) }));
      const round = roundOf(groups, groupsByYear(tables));
      tables.push(...finish(freezeTables(rows, { source: 'embedded', groups, library, round })));
    }
    return tables;
  };
  return {
    library,
    publish(own, { round = (real: Round) => real, secret = 7 } = {}) {
      return freeze(
        (one, teams) => [...one.rows, ...rowsOfAttacker(one, counted, own, { teams, library })],
        (groups, earlier) => round(createRound(new Uint8Array(32).fill(secret), groups, earlier)),
      );
    },
    truth() {
      // Large numbers are never held back, so each row is there.
      const far = 10_000;
      return freeze(
        ({ rows }) => rows,
        () => (_activity, _year, people) => people.map((each) => each + far),
      ).map((table) => {
        const types = Object.values(questionOf(table.question)?.selects ?? {});
        return {
          ...table,
          rows: table.rows.map((row) =>
            row.map((cell, place) => (types[place] === 'people' ? Number(cell) - far : cell)),
          ),
        };
      });
    },
  };
}
