import { queryError } from './hogql-error.ts';
import type { PrintedQuery } from './scope.ts';
import type { Sql } from './sql.ts';
import type { Node, QueryNode } from './syntax.ts';
import type { PropertyTypes } from './tables.ts';

/** A value that can stand for a `{placeholder}`. */
export type QueryValue = string | number | boolean | null;

/** What a text is printed with. */
export interface PrintOptions {
  /** Values of `{placeholders}` by name; a list can only stand behind IN. */
  values: Readonly<Record<string, QueryValue | readonly QueryValue[]>>;
  /** The present as ISO 8601 in UTC: what `now()` means. */
  now: string;
  declared: PropertyTypes;
  /**
   * The time zone of the project, such as Europe/Berlin: its clocks decide what a day is, and what a text without a zone
   * means, as PostHog's setting does. UTC when left out.
   */
  zone?: string | undefined;
  /** What a dashboard narrows its tiles to, as times in ISO 8601, by the clocks of the project where no Z ends them; what `{filters}` means. */
  filters?: { from?: string; to?: string };
}

/** What the printing functions share while one text is printed. */
export interface Printer {
  readonly options: PrintOptions;
  /** The values bound so far; `$1` is the first. */
  readonly bound: Exclude<QueryValue, null>[];
  /** SQL for a bound value. The same placeholder is the same parameter wherever it stands. */
  bind: (name: string, value: QueryValue) => Sql;
  /** Called for each node, to stop a short text that stands for an endless one. */
  spend: () => void;
  /** `mostRows` is what the query's own LIMIT may come to. */
  printQuery: (query: QueryNode, ctes: ReadonlyMap<string, Node>, mostRows?: number) => PrintedQuery;
}

/** More pieces than any question of a person has. */
const MAX_PIECES = 20_000;

const SQL_TYPES = { string: 'VARCHAR', number: 'DOUBLE', boolean: 'BOOLEAN' } as const;
const TYPES = { string: 'text', number: 'number', boolean: 'boolean' } as const;

function kindOf(value: QueryValue): 'string' | 'number' | 'boolean' {
  if (typeof value === 'string' || typeof value === 'boolean') return typeof value as 'string' | 'boolean';
  return 'number';
}

/** A printer for one text. `printQuery` is handed in, since queries and expressions hold each other. */
export function createPrinter(
  options: PrintOptions,
  printQuery: (
    printer: Printer,
    query: QueryNode,
    ctes: ReadonlyMap<string, Node>,
    mostRows?: number,
  ) => PrintedQuery,
): Printer {
  const bound: Exclude<QueryValue, null>[] = [];
  const places = new Map<string, string>();
  let pieces = 0;
  const printer: Printer = {
    options,
    bound,
    bind(name, value) {
      if (value === null) return { sql: 'NULL', type: 'null', nullable: true };
      let place = places.get(name);
      if (place === undefined) {
        bound.push(value);
        place = `$${String(bound.length)}`;
        places.set(name, place);
      }
      const kind = kindOf(value);
      const type = kind === 'number' && Number.isSafeInteger(value) ? 'BIGINT' : SQL_TYPES[kind];
      return { sql: `CAST(${place} AS ${type})`, type: TYPES[kind], nullable: false, constant: true };
    },
    spend() {
      pieces += 1;
      if (pieces > MAX_PIECES) throw queryError('The query is too large once its parts are put together.');
    },
    printQuery: (query, ctes, mostRows) => printQuery(printer, query, ctes, mostRows),
  };
  return printer;
}
