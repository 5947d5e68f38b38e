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

/** An id as it is kept: numbers as text, cut to 200 characters; undefined when there is none. */
export function parseDistinctId(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string') return undefined;
  const id = text.replaceAll('\0', '\uFFFD').slice(0, MAX_LENGTH).toWellFormed();
  return id.trim() === '' ? undefined : id;
}
