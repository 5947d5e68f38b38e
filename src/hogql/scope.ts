import { queryError } from './hogql-error.ts';
import { quoteName, type Sql, type Traits } from './sql.ts';
import { printTable, readTableField, type PersonUse, type PropertyTypes, type TableName } from './tables.ts';
import type { Node } from './syntax.ts';

/** A column that a subquery gives to the query around it. */
export interface OutputColumn extends Traits {
  name: string;
}

/** A printed query and what it gives. */
export interface PrintedQuery {
  sql: string;
  columns: OutputColumn[];
}

/** One thing in FROM. */
export type Source =
  | { kind: 'table'; table: TableName; alias: string; use: PersonUse }
  | { kind: 'query'; query: PrintedQuery; alias: string };

/** Names that one SELECT can see. */
export interface Scope {
  sources: Source[];
  /** Expressions named in the SELECT list, or by `WITH expression AS name`. */
  aliases: Map<string, Node>;
  /** Aliases being printed now, to stop a name that means itself. */
  open: Set<string>;
  ctes: ReadonlyMap<string, Node>;
  declared: PropertyTypes;
}

const ORDER_OF_USE: readonly PersonUse[] = ['none', 'id', 'profile'];

function readSource(
  source: Source,
  chain: readonly (string | number)[],
  declared: PropertyTypes,
): Sql | undefined {
  if (source.kind === 'table')
    return readTableField(source.table, source.alias, chain, declared, (use) => {
      if (ORDER_OF_USE.indexOf(use) > ORDER_OF_USE.indexOf(source.use)) source.use = use;
    });
  const column = chain.length === 1 ? source.query.columns.find(({ name }) => name === chain[0]) : undefined;
  if (column === undefined) return undefined;
  const { name, ...traits } = column;
  return { ...traits, sql: `${quoteName(source.alias)}.${quoteName(name)}` };
}

/** A column by its dotted name, with or without the alias of its table in front; undefined when there is none. */
export function readField(scope: Scope, chain: readonly (string | number)[]): Sql | undefined {
  const named = scope.sources.find((source) => source.alias === chain[0]);
  if (named !== undefined && chain.length > 1) {
    const field = readSource(named, chain.slice(1), scope.declared);
    if (field !== undefined) return field;
  }
  const found = scope.sources
    .map((source) => readSource(source, chain, scope.declared))
    .filter((field) => field !== undefined);
  if (found.length > 1)
    throw queryError(`The field ${chain.join('.')} is in several tables. Write the table's name before it.`);
  return found[0];
}

/** SQL of one thing in FROM. Called after the expressions are printed, since they decide what is joined. */
export function printSource(source: Source): string {
  if (source.kind === 'table') return printTable(source.table, source.alias, source.use);
  return `(${source.query.sql}) AS ${quoteName(source.alias)}`;
}
