import { queryError } from './hogql-error.ts';
import { emptyValue, quoteName, type Sql, type Traits } from './sql.ts';
import {
  TABLE_FIELDS,
  printTable,
  readTableField,
  type PersonUse,
  type PropertyTypes,
  type TableName,
} from './tables.ts';
import type { Node, SelectNode } from './syntax.ts';

/** A column that a subquery gives to the query around it. */
export interface OutputColumn extends Traits {
  name: string;
}

/** A printed query and what it gives. */
export interface PrintedQuery {
  sql: string;
  columns: OutputColumn[];
}

/** One thing in FROM. `outer` where LEFT JOIN gives a row even if there is none. */
export type Source =
  | { kind: 'table'; table: TableName; alias: string; use: PersonUse; outer: boolean }
  | { kind: 'query'; query: PrintedQuery; alias: string; outer: boolean };

/** Names that one SELECT can see. */
export interface Scope {
  sources: Source[];
  /** Expressions named in the SELECT list, or by `WITH expression AS name`. */
  aliases: Map<string, Node>;
  /** Aliases being printed now, to stop a name that means itself. */
  open: Set<string>;
  ctes: ReadonlyMap<string, Node>;
  /** Windows named by WINDOW. */
  windows: () => SelectNode['window_exprs'];
  declared: PropertyTypes;
  /** The time zone of the project; none is UTC. */
  zone: string | undefined;
  /** Aliases that are the name of a column too. */
  hidden: Set<string>;
  /** Variables of the `->` around what is printed. */
  locals: ReadonlyMap<string, Sql>;
  /** SQL of the lists of which each item is a row of its own. */
  unnested: string[];
  /** How many aggregates, windows and queries that stand for values were printed. */
  used: { aggregates: number; windows: number; queries: number };
}

/** The refusal of an alias that is the name of a column of another meaning. */
export function hiddenColumn(alias: string): Error {
  return queryError(
    `The name ${alias} hides a column of the same name, which engines understand differently. Choose another.`,
  );
}

/** What the fields of a query are, for whoever named one that it has not. */
export function fieldHint(scope: Scope): string {
  const known = scope.sources.flatMap((source) =>
    source.kind === 'table' ? [TABLE_FIELDS[source.table]] : source.query.columns.map(({ name }) => name),
  );
  return known.length === 0 ? '' : `. There are ${known.join(', ')}.`;
}

const ORDER_OF_USE: readonly PersonUse[] = ['none', 'id', 'profile'];

function readOwnField(
  source: Source,
  chain: readonly (string | number)[],
  { declared, zone }: Pick<Scope, 'declared' | 'zone'>,
): Sql | undefined {
  if (source.kind === 'table') {
    const field = readTableField(source.table, source.alias, chain, declared, (use) => {
      if (ORDER_OF_USE.indexOf(use) > ORDER_OF_USE.indexOf(source.use)) source.use = use;
    });
    return field?.type === 'datetime' ? { ...field, zone } : field;
  }
  const column = chain.length === 1 ? source.query.columns.find(({ name }) => name === chain[0]) : undefined;
  if (column === undefined) return undefined;
  const { name, ...traits } = column;
  return { ...traits, sql: `${quoteName(source.alias)}.${quoteName(name)}` };
}

/** A field of a source. Where LEFT JOIN found no row, ClickHouse gives the empty value of what knows no NULL. */
function readSource(
  source: Source,
  chain: readonly (string | number)[],
  scope: Pick<Scope, 'declared' | 'zone'>,
): Sql | undefined {
  const field = readOwnField(source, chain, scope);
  if (field === undefined || !source.outer || field.nullable) return field;
  const empty = emptyValue(field.type);
  if (empty === undefined)
    throw queryError(
      `${chain.join('.')} cannot be read behind LEFT JOIN. Cast it in the query that is joined, for example with toString(…).`,
    );
  return { ...field, sql: `coalesce(${field.sql}, ${empty})` };
}

/** A column by its dotted name, with or without the alias of its table in front; undefined when there is none. */
export function readField(scope: Scope, chain: readonly (string | number)[]): Sql | undefined {
  const named = scope.sources.find((source) => source.alias === chain[0]);
  if (named !== undefined && chain.length > 1) {
    const field = readSource(named, chain.slice(1), scope);
    if (field !== undefined) return field;
  }
  const found = scope.sources
    .map((source) => readSource(source, chain, scope))
    .filter((field) => field !== undefined);
  if (found.length > 1)
    throw queryError(`The field ${chain.join('.')} is in several tables. Write the table's name before it.`);
  return found[0];
}

/**
 * An alias may not hide a column of another meaning, since engines understand that differently; `e.event AS event` hides
 * none. A column of a query in FROM may be hidden where nobody names it without its table.
 */
export function checkAlias(scope: Scope, alias: string, expr: Node): void {
  const columns = scope.sources.flatMap((source) => {
    const column = readField({ ...scope, sources: [source] }, [alias]);
    return column === undefined ? [] : [{ kind: source.kind, sql: column.sql }];
  });
  if (columns.length === 0) return;
  const meant = expr.node === 'Field' ? readField(scope, expr.chain) : undefined;
  if (columns.some(({ sql }) => sql === meant?.sql)) return;
  if (columns.some(({ kind }) => kind === 'table')) throw hiddenColumn(alias);
  scope.hidden.add(alias);
}

/** SQL of one thing in FROM. Called after the expressions are printed, since they decide what is joined. */
export function printSource(source: Source): string {
  if (source.kind === 'table') return printTable(source.table, source.alias, source.use);
  return `(${source.query.sql}) AS ${quoteName(source.alias)}`;
}
