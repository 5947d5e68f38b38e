import { afterAll, beforeAll, expect, test } from 'vitest';
import { dashboardTexts, HONOURED_TEXTS } from '../clickhouse/dashboard-texts.ts';
import { buildSample } from '../clickhouse/sample-events.ts';
import { openTemporaryStore, type TemporaryStore } from '../support/store/event-store.ts';

/** That their rows are ClickHouse's is what `npm run verify:clickhouse` shows. */
let hub: TemporaryStore;

beforeAll(async () => {
  hub = await openTemporaryStore();
  await hub.store.append(buildSample().events);
});
afterAll(() => hub.remove());

test('what people write into dashboards is 122 texts, of which 110 are answered', () => {
  expect([dashboardTexts.length, HONOURED_TEXTS]).toEqual([122, 110]);
  expect(new Set(dashboardTexts).size).toBe(122);
});

test.each(dashboardTexts.slice(0, HONOURED_TEXTS))('%s', async (text) => {
  const { columns, rows } = await hub.runQuery(text, {});
  expect(columns.length).toBeGreaterThan(0);
  for (const row of rows) expect(row).toHaveLength(columns.length);
});

test('the rest is refused, each with what to write instead', async () => {
  const said = await Promise.all(
    dashboardTexts.slice(HONOURED_TEXTS).map((text) =>
      hub.runQuery(text, {}).then(
        () => `answered: ${text}`,
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      ),
    ),
  );
  expect(said).toMatchInlineSnapshot(`
    [
      "WITH TOTALS is not in the dialect. Unite the rows and their total with UNION ALL.",
      "WITH FILL is not in the dialect. Make the missing rows with arrayJoin(range(…)) and LEFT JOIN what was counted. (with_fill of OrderExpr)",
      "Unsupported function call 'topK(...)'. Use GROUP BY x ORDER BY count() DESC LIMIT n.",
      "Unable to resolve field: session.$session_duration. There are uuid, event, timestamp, distinct_id, person_id, created_at, properties.…, person.id, person.created_at, person.properties.…, $session_id, $window_id.",
      "Cohorts are not kept here. Use x IN (SELECT …), or a property of the person.",
      "Unsupported function call 'sequenceMatch(...)'. Use windowFunnel(…)(toDateTime(timestamp), …).",
      "FULL JOIN is not in the dialect. Use INNER JOIN or LEFT JOIN, with the tables in the order that this asks for.",
      "Unsupported function call 'retention(...)'. Use windowFunnel(…)(toDateTime(timestamp), …), or minIf(timestamp, …) in a query in FROM.",
      "Parameters stand before the arguments of quantile and windowFunnel alone. Write arraySlice(groupArray(x), 1, 5) for the first of a list. (params of Call groupUniqArray)",
      "Function 'toDate' expects 1 argument, found 2. By the clocks of another time zone it is toDate(toTimeZone(x, 'America/New_York')).",
      "Unsupported function call 'JSONExtractUInt(...)'. Did you mean JSONExtractInt(…)? The README of src/hogql lists what there is.",
      "JSONExtract does not give 'Nullable(Bool)' here. Use JSONExtractBool(x, path).",
    ]
  `);
});
