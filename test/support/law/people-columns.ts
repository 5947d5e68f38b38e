import type { Selected } from '../../../src/usage/questions/selected.ts';
import type { CallNode, CteNode, JoinNode, QueryNode, SelectNode } from '../../../src/hogql/syntax.ts';

/**
 * What a column of a query tells of people: nothing; how many they are, or a number that could be it; or something else
 * that depends on who did what, such as the day on which the fifth person did it.
 */
type Told = 'nothing' | 'people' | 'about-people';

/** A column with its name, and whether its value is counted of rows, and not only taken from one of them. */
export interface ToldColumn {
  name: string;
  tells: Told;
  isCounted: boolean;
}

/** What is known of a query's rows. `isByPerson`: each row is about one person, so that to count rows is to count people. */
interface Source {
  columns: ReadonlyMap<string, ToldColumn>;
  isByPerson: boolean;
  /** Columns that are not named one by one, as of `SELECT *`. */
  rest: Told;
}

type Ctes = ReadonlyMap<string, Source>;

/** Columns of events and persons that tell one person from another. */
const PERSON = /^(?:person|person_id|distinct_id|pdi|persons)$/;
const PERSON_PROPERTY = /^\$?(?:distinct_id|device_id|user_id|anon_distinct_id|person_id)$/;
/** Aggregates that give one of the values, or a middle of them, and so never a number of people where the values are none. */
const CHOOSING = /^(?:any|min|max|argMin|argMax|quantile|median|avg)(?:If)?$/;
/** The others, by how their names begin, whichever of them a dialect has. */
const COUNTING = /^(?:count|sum|uniq|avg|quantile|median|group|stddev|var|topK|approx)/i;

function isAggregateName(name: string): boolean {
  return CHOOSING.test(name) || COUNTING.test(name);
}

function worse(one: Told, other: Told): Told {
  if (one === 'people' || other === 'people') return 'people';
  return one === 'about-people' || other === 'about-people' ? 'about-people' : 'nothing';
}

function isNode(value: unknown): value is { node: string } & Record<string, unknown> {
  return typeof value === 'object' && value !== null && 'node' in value;
}

/** Everything below a node that is a node itself. */
function childrenOf(value: unknown): ({ node: string } & Record<string, unknown>)[] {
  const parts = Array.isArray(value) ? value : Object.values(value as Record<string, unknown>);
  return parts.flatMap((part: unknown) => {
    if (isNode(part)) return [part];
    return typeof part === 'object' && part !== null ? childrenOf(part) : [];
  });
}

function isQuery(value: { node: string }): value is QueryNode {
  return value.node === 'SelectQuery' || value.node === 'SelectSetQuery';
}

/** One SELECT with what its names stand for. */
class Scope {
  readonly #sources: { alias: string | undefined; source: Source | undefined }[] = [];
  readonly #aliases = new Map<string, unknown>();
  readonly #open = new Set<string>();
  readonly #select: SelectNode;
  readonly #ctes: Ctes;
  /** Rows before they are grouped are about one person each. */
  readonly #rowsByPerson: boolean;
  /** Rows are grouped by who did it, so that each of them is about one person. */
  readonly #groupsByPerson: boolean;
  /** Which rows are taken depends on who did what. */
  readonly #isPicked: boolean;

  constructor(select: SelectNode, outer: Ctes) {
    this.#select = select;
    this.#ctes = withCtes(select.ctes ?? [], outer);
    for (const cte of select.ctes ?? []) if (cte.cte_type === 'column') this.#aliases.set(cte.name, cte.expr);
    for (const part of select.select) this.#remember(part);
    let isJoinedByPerson = false;
    for (let join: JoinNode | null = select.select_from; join !== null; join = join.next_join) {
      this.#sources.push(this.#openSource(join));
      if (join.constraint != null && this.tells(join.constraint.expr) !== 'nothing') isJoinedByPerson = true;
    }
    this.#rowsByPerson = isJoinedByPerson || this.#sources.some(({ source }) => source?.isByPerson === true);
    const groups = [...(select.group_by ?? []), ...(select.limit_by?.exprs ?? [])];
    this.#groupsByPerson = groups.some((expr) => this.tells(expr) !== 'nothing');
    this.#isPicked = select.where != null && this.tells(select.where) !== 'nothing';
  }

  #remember(part: unknown): void {
    if (isNode(part) && part.node === 'Alias') this.#aliases.set(String(part['alias']), part['expr']);
  }

  #openSource({ table, alias }: JoinNode): { alias: string | undefined; source: Source | undefined } {
    const name = table.node === 'Field' ? String(table.chain[0]) : undefined;
    const source = isQuery(table)
      ? readQuery(table, this.#ctes)
      : name === undefined
        ? undefined
        : this.#ctes.get(name);
    return { alias: alias ?? name, source };
  }

  /** What a name stands for: an alias of this query, a column of a query below, or one of a table. */
  #field(chain: readonly (string | number)[]): Told {
    const [first = '', ...more] = chain.map(String);
    const key = chain.join('.');
    const alias = more.length === 0 ? this.#aliases.get(first) : undefined;
    let told: Told = 'nothing';
    if (alias !== undefined && !this.#open.has(key)) {
      this.#open.add(key);
      told = this.tells(alias);
      this.#open.delete(key);
    }
    const named = this.#sources.filter((each) => each.alias === first && more.length > 0);
    const [searched, name, path] =
      named.length > 0 ? [named, more[0] ?? '', more.slice(1)] : [this.#sources, first, more];
    for (const { source } of searched)
      told = worse(told, source === undefined ? toldByTable(name, path) : toldBySource(source, name));
    return told;
  }

  /** What an expression tells. */
  tells(expr: unknown): Told {
    if (!isNode(expr)) return 'nothing';
    if (expr.node === 'Field') return this.#field(expr['chain'] as (string | number)[]);
    if (isQuery(expr)) {
      const { columns, rest, isByPerson } = readQuery(expr, this.#ctes);
      const told = [...columns.values()].reduce((all, { tells }) => worse(all, tells), rest);
      return isByPerson ? worse(told, 'about-people') : told;
    }
    const below = childrenOf(expr).reduce((all: Told, child) => worse(all, this.tells(child)), 'nothing');
    if (expr.node !== 'Call' && expr.node !== 'WindowFunction') return below;
    const { name, args } = expr as unknown as CallNode;
    const isOverRows = expr.node === 'WindowFunction' || isAggregateName(name);
    return isOverRows ? this.#aggregate(name, args ?? [], below) : below;
  }

  #aggregate(name: string, args: readonly unknown[], below: Told): Told {
    const isOverPeople = below !== 'nothing' || this.#rowsByPerson || this.#isPicked;
    // What one person did, in a row that is about them.
    if (!isOverPeople) return this.#groupsByPerson ? 'about-people' : 'nothing';
    // Days of reps, pairs of reps and assets: more than one thing is told apart.
    const values = args.slice(0, name.endsWith('If') ? -1 : undefined);
    if (/^uniq/i.test(name) && values.length > 1) return 'about-people';
    const chosen = values.reduce((all: Told, each) => worse(all, this.tells(each)), 'nothing');
    return CHOOSING.test(name) && chosen !== 'people' ? 'about-people' : 'people';
  }

  /** Whether rows are put together in an expression itself, not in a query below it. */
  #isGrouping(expr: unknown): boolean {
    if (!isNode(expr) || isQuery(expr) || expr.node === 'WindowFunction') return false;
    if (expr.node === 'Call' && isAggregateName(String(expr['name']))) return true;
    return childrenOf(expr).some((child) => this.#isGrouping(child));
  }

  #isCounted(expr: unknown): boolean {
    if (!isNode(expr) || isQuery(expr)) return false;
    if (expr.node === 'Call' && COUNTING.test(String(expr['name']))) return true;
    if (expr.node === 'Field') {
      const chain = (expr['chain'] as (string | number)[]).map(String);
      return this.#sources.some(({ source }) => source?.columns.get(chain.at(-1) ?? '')?.isCounted === true);
    }
    return childrenOf(expr).some((child) => this.#isCounted(child));
  }

  read(): Source {
    const { select, group_by, distinct } = this.#select;
    const columns = select.map((part, place): ToldColumn => {
      const isAlias = part.node === 'Alias';
      const expr = isAlias ? part.expr : part;
      const name = isAlias ? part.alias : part.node === 'Field' ? String(part.chain.at(-1)) : String(place);
      return { name, tells: this.tells(expr), isCounted: this.#isCounted(expr) };
    });
    const isGrouped = (group_by ?? []).length > 0 || select.some((part) => this.#isGrouping(part));
    const isDistinctPerson = distinct === true && columns.some(({ tells }) => tells !== 'nothing');
    return {
      columns: new Map(columns.map((column) => [column.name, column])),
      isByPerson: this.#groupsByPerson || isDistinctPerson || (!isGrouped && this.#rowsByPerson),
      rest: columns.some(({ name }) => name === '*') ? 'about-people' : 'nothing',
    };
  }
}

function toldByTable(name: string, path: readonly string[]): Told {
  if (PERSON.test(name)) return 'about-people';
  const isPerson = name === 'properties' && PERSON_PROPERTY.test(path[0] ?? '');
  return isPerson ? 'about-people' : 'nothing';
}

function toldBySource({ columns, rest }: Source, name: string): Told {
  return columns.get(name)?.tells ?? (PERSON.test(name) ? 'about-people' : rest);
}

function withCtes(list: readonly CteNode[], outer: Ctes): Ctes {
  const known = new Map(outer);
  for (const { name, expr, cte_type } of list)
    if (cte_type !== 'column' && isQuery(expr)) known.set(name, readQuery(expr, known));
  return known;
}

function readQuery(query: QueryNode, ctes: Ctes): Source {
  if (query.node === 'SelectQuery') return new Scope(query, ctes).read();
  const parts = [
    query.initial_select_query,
    ...query.subsequent_select_queries.map((each) => each.select_query),
  ];
  const [first, ...others] = parts.map((part) => readQuery(part, ctes));
  if (first === undefined) return { columns: new Map(), isByPerson: false, rest: 'nothing' };
  const columns = [...first.columns.values()].map((column, place): ToldColumn => {
    const same = others.flatMap((other) => [...other.columns.values()][place] ?? []);
    return {
      name: column.name,
      tells: same.reduce((all, { tells }) => worse(all, tells), column.tells),
      isCounted: column.isCounted || same.some(({ isCounted }) => isCounted),
    };
  });
  return {
    columns: new Map(columns.map((column) => [column.name, column])),
    isByPerson: [first, ...others].some(({ isByPerson }) => isByPerson),
    rest: [first, ...others].reduce((all: Told, { rest }) => worse(all, rest), 'nothing'),
  };
}

/** What each column of a query tells of people, in the order of the columns. Rather too much than too little. */
export function readPeopleColumns(query: QueryNode): ToldColumn[] {
  return [...readQuery(query, new Map()).columns.values()];
}

/**
 * What is wrong with how the columns of a text are declared, as sentences: other names or another order, a number of people
 * that is not said to be one, something but the team that depends on who did what, and a count that is said to be none.
 */
export function findUndeclared(query: QueryNode, selects: Selected): string[] {
  const columns = readPeopleColumns(query);
  const [named, declared] = [columns.map(({ name }) => name).join(', '), Object.keys(selects).join(', ')];
  if (named !== declared) return [`selects ${named}, declared are ${declared}`];
  return columns.flatMap(({ name, tells, isCounted }) => {
    const type = selects[name] ?? 'text';
    if (type === 'team') return tells === 'people' ? [`${name} counts people and is declared as team`] : [];
    if (tells === 'people' && type !== 'people') return [`${name} counts people and is declared as ${type}`];
    if (tells !== 'nothing' && type !== 'people')
      return [`${name} depends on who did what and is declared as ${type}`];
    if (tells === 'nothing' && type === 'people')
      return [`${name} depends on nobody and is declared as people`];
    return isCounted && type !== 'people' ? [`${name} is counted and declared as ${type}`] : [];
  });
}
