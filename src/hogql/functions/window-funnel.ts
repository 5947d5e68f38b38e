import { queryError } from '../hogql-error.ts';
import { asCondition, type Sql } from '../sql.ts';
import { filtered, type HogqlAggregate } from './hogql-aggregate.ts';
import { argument } from './hogql-function.ts';

const WHOLE = /^\d+$/;

/** SQL of the seconds, or days, that ClickHouse compares with the window. */
function printPosition(time: Sql): string {
  if (time.type === 'datetime' && time.wholeSeconds === true) return `CAST(epoch(${time.sql}) AS BIGINT)`;
  if (time.type === 'date') return `CAST(date_diff('day', DATE '1970-01-01', ${time.sql}) AS BIGINT)`;
  throw queryError(
    'windowFunnel takes a time of whole seconds, as on PostHog. Write windowFunnel(…)(toDateTime(timestamp), …).',
  );
}

/**
 * How many of the steps somebody took one after the other within a window of the first. As in ClickHouse each step
 * remembers the first step that it follows from, and a later first step begins anew
 * (AggregateFunctionWindowFunnel, without its strict modes).
 *
 * The rows become a list of `(t, e)`, in the order of time and, within a second, of steps; folding it carries the
 * times of the first step by step reached, `s`. A join of each step to the one before was the other design: it takes
 * a query for a question that is one aggregate, and counts wrongly where steps repeat.
 */
export const windowFunnel: HogqlAggregate = {
  min: 2,
  max: 32,
  honours: ['params'],
  print: ({ args, params, when }) => {
    const window = params[0]?.sql ?? '';
    if (params.length > 1)
      throw queryError(
        'windowFunnel has no modes such as strict_order here. Use windowFunnel(86400)(toDateTime(timestamp), …), and leave rows that may not lie between out with WHERE.',
      );
    if (!WHOLE.test(window))
      throw queryError(
        'windowFunnel takes a window in seconds, as in windowFunnel(86400)(toDateTime(timestamp), …).',
      );
    const at = printPosition(argument(args, 0));
    const steps = args.slice(1).map((step) => `coalesce(${asCondition(step)}, false)`);
    const none = `CAST(list_value(${steps.map(() => 'NULL').join(', ')}) AS BIGINT[])`;
    // A row may be several steps: ClickHouse adds the last of them first.
    const reached = [...steps.keys()]
      .reverse()
      .map((index) => `CASE WHEN ${String(steps[index])} THEN ${String(index + 1)} END`);
    // A row with a NULL in it is passed over, and over no row there is NULL.
    const certain = args
      .filter(({ nullable }) => nullable)
      .map((arg) => `${arg.loose === true ? asCondition(arg) : arg.sql} IS NOT NULL`);
    const some = `(${steps.join(' OR ')})`;
    const rows = filtered(`list({t: ${at}, e: [${reached.join(', ')}]} ORDER BY ${at})`, [
      some,
      ...certain,
      when,
    ]);
    const flat = `flatten(list_transform(${rows}, lambda "r": list_transform(list_filter("r".e, lambda "i": "i" IS NOT NULL), lambda "i": {t: "r".t, e: "i", s: ${none}})))`;
    const start = `{t: CAST(0 AS BIGINT), e: 0, s: ${none}}`;
    const before = `"a".s["b".e - 1]`;
    const next = `CASE WHEN "b".e = 1 THEN "b".t WHEN ${before} IS NOT NULL AND "b".t <= ${before} + ${window} THEN ${before} ELSE "a".s["b".e] END`;
    const kept = `list_transform("a".s, lambda "v", "p": CASE WHEN "p" = "b".e THEN ${next} ELSE "v" END)`;
    const done = `"a".s[${String(steps.length)}] IS NOT NULL`;
    const fold = `list_reduce(${flat}, lambda "a", "b": {t: "b".t, e: "b".e, s: CASE WHEN ${done} THEN "a".s ELSE ${kept} END}, ${start})`;
    const times = `struct_extract(${fold}, 's')`;
    const level = `list_max(list_transform(${times}, lambda "v", "p": CASE WHEN "v" IS NULL THEN 0 ELSE "p" END))`;
    const sql = `coalesce(${level}, 0)`;
    if (certain.length === 0) return { sql, type: 'number', nullable: false, counted: true };
    const any = `${filtered('count(*)', [...certain, when])} > 0`;
    return { sql: `(CASE WHEN ${any} THEN ${sql} END)`, type: 'number', nullable: true, counted: true };
  },
};
