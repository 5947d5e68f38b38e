import { checkCount, isStar } from './arguments.ts';
import { queryError } from './hogql-error.ts';
import { printOrder, type Print } from './print-order.ts';
import { asCondition, asShown, emptyValue, traitsOf, withoutNan, type Sql } from './sql.ts';
import type { Node, WindowFrameNode, WindowFunctionNode, WindowNode } from './syntax.ts';

/** Finds a window by the name that WINDOW gave it. */
type NamedWindows = () => Readonly<Record<string, WindowNode>> | null | undefined;

interface WindowCall {
  args: readonly Sql[];
  /** `FILTER (WHERE …)` of an `…If`, or ''. */
  filter: string;
  frame: string;
}

/** A function that can stand before OVER. */
interface WindowFunction {
  min: number;
  max: number;
  /** Whether a frame means something to it. */
  framed: boolean;
  print: (call: WindowCall) => Omit<Sql, 'sql'> & { call: string };
}

const EVERY_ROW = 'ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING';
const SO_FAR = [
  '',
  'RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW',
  'ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW',
];

function first(args: readonly Sql[]): Sql {
  const [value] = args;
  if (value === undefined) throw queryError('A function over a window is called with too few arguments.');
  return value;
}

function rank(name: string): WindowFunction {
  const print = () => ({ call: `${name}()`, type: 'number' as const, nullable: false, counted: true });
  return { min: 0, max: 0, framed: false, print };
}

function total(name: 'sum' | 'avg'): WindowFunction {
  return {
    min: 1,
    max: 1,
    framed: true,
    print: ({ args, filter }) => {
      const { type, sql, nullable, mayBeNan, counted } = first(args);
      if (type === 'text') throw queryError(`${name} takes numbers. Cast text with toFloat(…).`);
      const call = `${name}(${sql})${filter}`;
      // Over no row the sum of what knows no NULL is 0.
      if (name === 'avg' || nullable) return { call, type: 'number', nullable: true, mayBeNan };
      return { call, type: 'number', nullable: false, mayBeNan, counted };
    },
  };
}

function extreme(name: 'min' | 'max'): WindowFunction {
  return {
    min: 1,
    max: 1,
    framed: true,
    print: ({ args, filter }) => ({
      ...traitsOf(first(args)),
      call: `${name}(${withoutNan(first(args))})${filter}`,
      mayBeNan: false,
    }),
  };
}

const count: WindowFunction = {
  min: 0,
  max: 1,
  framed: true,
  print: ({ args, filter }) => ({
    call: `count(${args[0]?.sql ?? '*'})${filter}`,
    type: 'number',
    nullable: false,
    counted: true,
  }),
};

/** The first or last value of a frame that is not NULL. */
function edge(name: 'first_value' | 'last_value'): WindowFunction {
  return {
    min: 1,
    max: 1,
    framed: true,
    print: ({ args }) => ({ ...traitsOf(first(args)), call: `${name}(${first(args).sql} IGNORE NULLS)` }),
  };
}

const WHOLE = /^\d+$/;

/** A value some rows before or after; past the end the default, or what stands for nothing. */
function shifted(name: 'lag' | 'lead', frames: readonly string[]): WindowFunction {
  return {
    min: 1,
    max: 3,
    framed: true,
    print: ({ args, frame }) => {
      if (!frames.includes(frame))
        throw queryError(
          `${name} takes no such frame. Write ${name}InFrame(…) OVER (… ${EVERY_ROW}), or leave the frame out.`,
        );
      const value = first(args);
      const offset = args[1]?.sql ?? '1';
      if (!WHOLE.test(offset)) throw queryError(`The second argument of ${name} is a whole number.`);
      const given = args[2];
      if (
        given !== undefined &&
        given.type !== value.type &&
        given.type !== 'null' &&
        value.type !== 'unknown'
      )
        throw queryError(`The third argument of ${name} is of the type of the first.`);
      const none = value.nullable ? 'NULL' : (emptyValue(value.type) ?? 'NULL');
      return {
        ...traitsOf(value),
        call: `${name}(${value.sql}, ${offset}, ${given?.sql ?? none})`,
        nullable: value.nullable || given?.nullable === true || (given === undefined && none === 'NULL'),
      };
    },
  };
}

/** Every function that can stand before OVER. Those of `conditional` also exist as `…If`. */
export const windowFunctions: Readonly<Record<string, WindowFunction>> = {
  row_number: rank('row_number'),
  rank: rank('rank'),
  dense_rank: rank('dense_rank'),
  count,
  sum: total('sum'),
  avg: total('avg'),
  min: extreme('min'),
  max: extreme('max'),
  first_value: edge('first_value'),
  last_value: edge('last_value'),
  lag: shifted('lag', ['']),
  lead: shifted('lead', ['']),
  lagInFrame: shifted('lag', [...SO_FAR, EVERY_ROW]),
  leadInFrame: shifted('lead', [EVERY_ROW]),
};
const conditional = new Set(['count', 'sum', 'avg', 'min', 'max']);

function findWindowFunction(name: string): { fn: WindowFunction; isConditional: boolean } {
  const own = Object.hasOwn(windowFunctions, name) ? windowFunctions[name] : undefined;
  if (own !== undefined) return { fn: own, isConditional: false };
  const base = name.endsWith('If') ? name.slice(0, -2) : '';
  const fn = conditional.has(base) ? windowFunctions[base] : undefined;
  if (fn !== undefined) return { fn, isConditional: true };
  throw queryError(
    `Unsupported window function '${name}(...)'. There are ${Object.keys(windowFunctions).join(', ')}.`,
  );
}

function printBound({ frame_type: type, frame_value: value }: WindowFrameNode): string {
  if (type === 'CURRENT ROW') {
    if ((value ?? null) !== null) throw queryError('CURRENT ROW takes no number.');
    return type;
  }
  if (type !== 'PRECEDING' && type !== 'FOLLOWING') throw queryError(`A frame cannot end at ${type}.`);
  if (value === null || value === undefined) return `UNBOUNDED ${type}`;
  if (!Number.isSafeInteger(value) || value < 0) throw queryError('A frame counts whole rows.');
  return `${String(value)} ${type}`;
}

function printFrame(window: WindowNode): string {
  const { frame_method: method, frame_start: start, frame_end: end } = window;
  if ((method ?? null) === null) return '';
  if (method !== 'ROWS' && method !== 'RANGE') throw queryError('A frame counts ROWS or spans a RANGE.');
  if (start === null || start === undefined) throw queryError('A frame needs a beginning.');
  const bounds = [printBound(start), end === null || end === undefined ? 'CURRENT ROW' : printBound(end)];
  if (method === 'RANGE' && bounds.some((bound) => /^\d/.test(bound)))
    throw queryError('A RANGE with a number is not in the dialect. Count ROWS.');
  return `${method} BETWEEN ${bounds.join(' AND ')}`;
}

function readWindow(fn: WindowFunctionNode, named: NamedWindows): WindowNode {
  const window = fn.over_expr;
  if (window !== null && window !== undefined) return window;
  const name = fn.over_identifier;
  const windows = named() ?? {};
  const found = typeof name === 'string' && Object.hasOwn(windows, name) ? windows[name] : undefined;
  if (found === undefined)
    throw queryError(`There is no window called ${String(name)}. Add WINDOW ${String(name)} AS (…).`);
  return found;
}

/** A function over a window. `named` are the windows that the query names. */
export function printWindowFunction(print: Print, named: NamedWindows, node: WindowFunctionNode): Sql {
  const { name } = node;
  const { fn, isConditional } = findWindowFunction(name);
  const window = readWindow(node, named);
  let nodes: readonly Node[] = node.exprs ?? [];
  if (name === 'count' && nodes.length === 1 && isStar(nodes[0])) nodes = [];
  const values = nodes.map(print);
  const condition = isConditional ? values.pop() : undefined;
  if (isConditional && condition === undefined) throw queryError(`${name} needs a condition.`);
  const args = values.map(asShown);
  checkCount(name, args.length, fn);
  const frame = printFrame(window);
  if (!fn.framed && frame !== '') throw queryError(`${name} takes no frame.`);
  const filter = condition === undefined ? '' : ` FILTER (WHERE ${asCondition(condition)})`;
  const { call, ...traits } = fn.print({ args, filter, frame });
  const partition = (window.partition_by ?? []).map((part) => print(part).sql);
  const over = [
    partition.length === 0 ? '' : `PARTITION BY ${partition.join(', ')}`,
    printOrder(print, window.order_by ?? []),
    frame,
  ];
  const sql = `${call} OVER (${over.filter((part) => part !== '').join(' ')})`;
  // Over a frame of no rows, as over none in an aggregate, stands what stands for nothing.
  const empty = traits.nullable ? undefined : emptyValue(traits.type);
  const mayBeNothing = frame !== '' || filter !== '';
  return { ...traits, sql: mayBeNothing && empty !== undefined ? `coalesce(${sql}, ${empty})` : sql };
}
