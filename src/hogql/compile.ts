import { openHogqlParser, rememberTrees, type ParseHogql } from './parse.ts';
import { printQuery } from './print-query.ts';
import { createPrinter, type PrintOptions, type QueryValue } from './printer.ts';
import type { Traits } from './sql.ts';
import { trackTree } from './tracked-tree.ts';

/** Rows that an answer holds when the text has no LIMIT, as in PostHog. */
const DEFAULT_ROWS = 100;
/** PostHog's own bound on rows of one answer. */
const MAX_ROWS = 50_000;

/** A text made ready for the embedded store. */
export interface CompiledQuery {
  sql: string;
  /** `$1` is the first. */
  values: Exclude<QueryValue, null>[];
  /** `type` is ClickHouse's name, where the text tells more of it than the store's own type does. */
  columns: { name: string; nullable: boolean; type?: string }[];
  /**
   * Set when the text had no LIMIT: the SQL then asks for one row more than these, and whoever answers cuts it off
   * and says whether there was one.
   */
  paged?: { limit: number };
}

/** HogQL text with the values of its placeholders → SQL of the embedded store. Rejects with a HogqlError. */
export type CompileHogql = (text: string, options: PrintOptions) => Promise<CompiledQuery>;

function typeOf({ type, counted, wholeSeconds }: Traits): { type?: string } {
  if (counted === true) return { type: 'UInt64' };
  return type === 'datetime' && wholeSeconds === true ? { type: "DateTime('UTC')" } : {};
}

/** A compiler that parses each text once. */
export function openHogqlCompiler(parser: ParseHogql = openHogqlParser()): CompileHogql {
  const parse = rememberTrees(parser);
  return async (text, options) => {
    const { tree, refuseUnread } = trackTree(await parse(text));
    const printer = createPrinter(options, printQuery);
    const printed = printer.printQuery(tree, new Map(), MAX_ROWS);
    refuseUnread();
    const paged = (tree.limit ?? null) === null;
    return {
      sql: paged ? `${printed.sql} LIMIT ${String(DEFAULT_ROWS + 1)}` : printed.sql,
      values: printer.bound,
      columns: printed.columns.map((column) => ({
        name: column.name,
        nullable: column.nullable,
        ...typeOf(column),
      })),
      ...(paged ? { paged: { limit: DEFAULT_ROWS } } : {}),
    };
  };
}
