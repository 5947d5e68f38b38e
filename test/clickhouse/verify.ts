import { createStoreQuery } from '../../src/collector/query.ts';
import { openHogqlParser } from '../../src/hogql/parse.ts';
import { addDays, type Day } from '../../src/library/dates.ts';
import { eventPropertyTypes } from '../../src/usage/events.ts';
import { viewsPerDayHogql } from '../../src/usage/snapshot/missed-views.ts';
import { findMissing, textOf } from '../../src/usage/snapshot/missing.ts';
import { eventCountsHogql } from '../../src/usage/snapshot/snapshot.ts';
import { countedQuestions } from '../../src/usage/snapshot/tables.ts';
import { openTemporaryStore } from '../support/store/event-store.ts';
import type { PropertyShape } from './clickhouse-fields.ts';
import { openClickhouse } from './clickhouse.ts';
import { findDifference } from './compare-answers.ts';
import { dashboardTexts, HONOURED_TEXTS } from './dashboard-texts.ts';
import { generateQueries } from './generate-queries.ts';
import { printClickhouse } from './print-clickhouse.ts';
import { buildSample, NOW, personIdOf } from './sample-events.ts';

/** Days on which every question is asked: today, a Monday, a quarter's end, a young hub, and before anything happened. */
const TODAYS = ['2026-11-22', '2026-11-16', '2026-09-30', '2025-12-05', '2025-01-15'];
/** Before everything that is counted. */
const FIRST_RECEIPT = '2023-01-02';
/** How many queries are generated. */
export const GENERATED = 800;

/** What came out, and every difference as text for a person. */
export interface Verdict {
  clickhouse: string;
  questions: { equal: number; different: number };
  dashboards: { equal: number; different: number };
  generated: { equal: number; different: number };
  differences: string[];
}

interface Case {
  name: string;
  hogql: string;
  values: Record<string, string | number>;
  shape: PropertyShape;
}

/** What is over as the hub counts it: the last block of weeks, and weeks of a series thirteen at once. */
function countedTexts(today: Day) {
  const missing = Map.groupBy(
    findMissing([], 'embedded', today, FIRST_RECEIPT),
    ({ question }) => question.id,
  );
  return [...missing].flatMap(([id, runs]) =>
    runs.slice(-1).map((run) => ({ name: `${id} of what is over`, ...textOf(run) })),
  );
}

/** Every question on every day, both with properties that PostHog keeps as columns and with those it reads as JSON. */
function questionCases(): Case[] {
  const texts = [
    ...countedQuestions.map(({ id, hogql, values }) => ({ name: id, hogql, values })),
    {
      name: 'views per day',
      hogql: viewsPerDayHogql,
      values: (today: Day) => ({ from: addDays(today, -365), to: today }),
    },
    { name: 'event counts', hogql: eventCountsHogql, values: (today: Day) => ({ to: today }) },
  ];
  return TODAYS.flatMap((today) =>
    [...texts.map((text) => ({ ...text, values: text.values(today) })), ...countedTexts(today)].flatMap(
      ({ name, hogql, values }) =>
        (['materialized', 'json'] as const).map((shape) => ({
          name: `${name} on ${today}, ${shape}`,
          hogql,
          values,
          shape,
        })),
    ),
  );
}

/** Without a LIMIT the hub gives a hundred rows, and so does PostHog. */
function limited(hogql: string): string {
  return /\bLIMIT \d+(?: OFFSET \d+| BY \w+)?$/.test(hogql) ? hogql : `${hogql} LIMIT 100`;
}

/**
 * Asks the embedded store and ClickHouse the same, over the same events. ClickHouse gets each text as PostHog's
 * printer would write it, printed by a printer that shares nothing with the hub's. `say` is told what is done.
 */
export async function verify(seed: number, say: (line: string) => void): Promise<Verdict> {
  const sample = buildSample();
  const clickhouse = await openClickhouse(sample, personIdOf, say);
  const hub = await openTemporaryStore();
  try {
    await hub.store.append(sample.events);
    const ask = createStoreQuery(hub.store, () => Date.parse(NOW));
    const parse = openHogqlParser();
    const types = Object.entries(eventPropertyTypes());
    const numeric = new Set(types.filter(([, type]) => type === 'number').map(([name]) => name));
    const differences: string[] = [];

    const isEqual = async ({ name, hogql, values, shape }: Case): Promise<boolean> => {
      const [one, other] = await Promise.allSettled([
        ask(hogql, values),
        parse(hogql).then((tree) =>
          clickhouse.ask(printClickhouse(tree, { values, now: NOW, numeric, shape })),
        ),
      ]);
      const why =
        one.status === 'rejected'
          ? `the hub refuses: ${String(one.reason)}`
          : other.status === 'rejected'
            ? `ClickHouse refuses: ${String(other.reason).slice(0, 400)}`
            : findDifference(one.value.rows, other.value.rows);
      if (why !== undefined) differences.push(`${name}\n  ${hogql.replaceAll(/\s+/g, ' ')}\n  ${why}`);
      return why === undefined;
    };
    const count = async (cases: readonly Case[]) => {
      let equal = 0;
      for (const each of cases) if (await isEqual(each)) equal += 1;
      return { equal, different: cases.length - equal };
    };

    say(
      `${String(sample.events.length)} events of ${String(sample.persons.length)} people with a profile and many without, ClickHouse ${clickhouse.version}.`,
    );
    const ofQuestions = await count(questionCases());
    const dashboards = await count(
      dashboardTexts.slice(0, HONOURED_TEXTS).map((hogql, index) => ({
        name: `dashboard ${String(index + 1)}`,
        hogql: limited(hogql),
        values: {},
        shape: 'materialized',
      })),
    );
    const generated = await count(
      generateQueries(seed, GENERATED).map((hogql, index) => ({
        name: `generated ${String(index + 1)}`,
        hogql,
        values: {},
        shape: 'materialized',
      })),
    );
    return { clickhouse: clickhouse.version, questions: ofQuestions, dashboards, generated, differences };
  } finally {
    await hub.remove();
    clickhouse.close();
  }
}
