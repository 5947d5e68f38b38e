import { queryError } from './hogql-error.ts';
import type { Printer } from './printer.ts';
import type { Source } from './scope.ts';
import type { JoinNode, Node } from './syntax.ts';
import { isTable, unknownTable } from './tables.ts';

/** The ways in which a table is joined, by the words of the text. */
const JOINS: Readonly<Record<string, 'inner' | 'left' | 'cross'>> = {
  JOIN: 'inner',
  'INNER JOIN': 'inner',
  'LEFT JOIN': 'left',
  'LEFT OUTER JOIN': 'left',
  'CROSS JOIN': 'cross',
};

/** A table behind the first one, with the condition on which it is joined. */
interface Joined {
  source: Source;
  on: Node | undefined;
}

/** What a named query can see: the ones named before it, so that none can mean itself. */
function ctesBefore(ctes: ReadonlyMap<string, Node>, name: string): Map<string, Node> {
  const names = [...ctes.keys()];
  return new Map([...ctes].slice(0, names.indexOf(name)));
}

function openSource(
  printer: Printer,
  join: JoinNode,
  ctes: ReadonlyMap<string, Node>,
  number: number,
): Source {
  const { table, alias } = join;
  if (table.node === 'SelectQuery' || table.node === 'SelectSetQuery')
    return {
      kind: 'query',
      query: printer.printQuery(table, ctes),
      alias: alias ?? `query_${String(number)}`,
      outer: false,
    };
  const [name] = table.node === 'Field' && table.chain.length === 1 ? table.chain : [];
  if (typeof name !== 'string')
    throw unknownTable(table.node === 'Field' ? table.chain.join('.') : table.node);
  const cte = ctes.get(name);
  if (cte !== undefined) {
    if (cte.node !== 'SelectQuery' && cte.node !== 'SelectSetQuery') throw unknownTable(name);
    const query = printer.printQuery(cte, ctesBefore(ctes, name));
    return { kind: 'query', query, alias: alias ?? name, outer: false };
  }
  if (!isTable(name)) throw unknownTable(name);
  return { kind: 'table', table: name, alias: alias ?? name, use: 'none', outer: false };
}

function readJoin(join: JoinNode, source: Source): Joined {
  const words = join.join_type ?? 'CROSS JOIN';
  const kind = Object.hasOwn(JOINS, words) ? JOINS[words] : undefined;
  if (kind === undefined)
    throw queryError(
      `${words} is not in the dialect. Use INNER JOIN or LEFT JOIN, with the tables in the order that this asks for.`,
    );
  const { constraint } = join;
  if ((constraint ?? null) === null) {
    if (kind === 'cross') return { source, on: undefined };
    throw queryError('A JOIN needs ON and a condition.');
  }
  if (kind === 'cross') throw queryError('CROSS JOIN takes no condition. Use INNER JOIN.');
  if (constraint?.constraint_type !== 'ON') throw queryError('Write joins with ON a.x = b.x.');
  return { source: { ...source, outer: kind === 'left' }, on: constraint.expr };
}

/** What stands in FROM, in the order in which it is written. */
export function readSources(
  printer: Printer,
  first: JoinNode | null,
  ctes: ReadonlyMap<string, Node>,
): Joined[] {
  const joined: Joined[] = [];
  for (let join = first; join !== null; join = join.next_join) {
    const source = openSource(printer, join, ctes, joined.length);
    if (joined.some((other) => other.source.alias === source.alias))
      throw queryError(`Two tables are called ${source.alias}. Give one of them another name with AS.`);
    joined.push(join === first ? { source, on: undefined } : readJoin(join, source));
  }
  return joined;
}
