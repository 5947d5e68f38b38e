import { isDeeper, MAX_DEPTH } from './nesting.ts';

const MAX_LENGTH = 200;

/** Ids that some broken client sends for everybody. Merging them would make one person of a whole company. */
const NOBODY = new Set([
  'anonymous',
  'guest',
  'distinctid',
  'distinct_id',
  'id',
  'not_authenticated',
  'email',
  'undefined',
  'true',
  'false',
]);
/** As above, but only in exactly this spelling. */
const NOBODY_EXACT = new Set(['[object Object]', 'NaN', 'None', 'none', 'null', '0', '']);

/** Whether two ids may be joined into one person under this id. */
export function mayMerge(id: string): boolean {
  const bare = id
    .trim()
    .replace(/^(['"])(.*)\1$/, '$2')
    .trim();
  return !NOBODY.has(bare.toLowerCase()) && !NOBODY_EXACT.has(bare);
}

function cut(text: string): string {
  return text.length <= MAX_LENGTH
    ? text
    : Array.from(text.slice(0, 2 * MAX_LENGTH))
        .slice(0, MAX_LENGTH)
        .join('');
}

/** JSON of what is no text; '' for what nests too deeply to be kept. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return isDeeper(value, MAX_DEPTH) ? '' : JSON.stringify(value);
}

/** An id as it is kept: what is no text as JSON, cut to 200 characters; undefined when there is none. */
export function parseDistinctId(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  const text = textOf(value);
  const id = cut(text).replaceAll('\0', '\uFFFD').toWellFormed();
  return id.trim() === '' ? undefined : id;
}
