import { queryError } from './hogql-error.ts';
import type { PrintOptions } from './printer.ts';
import { readField, type Scope } from './scope.ts';
import { fromLocal, quoteText, type Sql } from './sql.ts';
import type { Node } from './syntax.ts';

const ALWAYS: Sql = { sql: 'true', type: 'flag', nullable: false };

/** An end of a span: in UTC where it ends in Z, else what the clocks of the project show. */
function moment(iso: string, zone: string | undefined): Sql {
  const sql = `TIMESTAMP ${quoteText(iso.replace('T', ' ').replace('Z', ''))}`;
  return { sql: iso.endsWith('Z') ? sql : fromLocal(sql, zone), type: 'datetime', nullable: false, zone };
}

/** Which placeholder of a dashboard's filters it is, such as `filters.dateRange.from`; undefined for any other. */
function nameOf(node: Node): string | undefined {
  if (node.node !== 'Placeholder' || node.expr.node !== 'Field' || node.expr.chain[0] !== 'filters')
    return undefined;
  return node.expr.chain.join('.');
}

/** Whether one side of a comparison is an end of the dashboard's span that was not given, which is then always true. */
export function isOpenEnd(node: Node, { filters = {} }: PrintOptions): boolean {
  const name = nameOf(node);
  return (
    (name === 'filters.dateRange.from' && filters.from === undefined) ||
    (name === 'filters.dateRange.to' && filters.to === undefined)
  );
}

/** `{filters}` and the ends of its span (posthog/hogql/filters.py); undefined for any other placeholder. */
export function printFilters(options: PrintOptions, scope: Scope, node: Node): Sql | undefined {
  const name = nameOf(node);
  if (name === undefined || Object.hasOwn(options.values, 'filters')) return undefined;
  const { zone, filters: { from, to } = {} } = options;
  const end = name === 'filters.dateRange.from' ? from : name === 'filters.dateRange.to' ? to : undefined;
  if (end !== undefined) return moment(end, zone);
  if (name !== 'filters')
    throw queryError(
      `{${name}} is not in the dialect here. Use {filters}, or compare timestamp with {filters.dateRange.from} and {filters.dateRange.to}.`,
    );
  if (!scope.sources.some((source) => source.kind === 'table' && source.table === 'events'))
    throw queryError('{filters} stands in a query FROM events.');
  const time = readField(scope, ['timestamp']);
  if (time === undefined) throw queryError('{filters} stands in a query FROM events.');
  const parts = [
    ...(to === undefined ? [] : [`${time.sql} < ${moment(to, zone).sql}`]),
    ...(from === undefined ? [] : [`${time.sql} >= ${moment(from, zone).sql}`]),
  ];
  return parts.length === 0 ? ALWAYS : { ...ALWAYS, sql: `(${parts.join(' AND ')})` };
}

/** A comparison with an end that was not given. */
export const ALWAYS_TRUE = ALWAYS;
