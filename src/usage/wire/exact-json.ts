/** What a JavaScript number cannot hold is kept as it was written: ids of other programs go beyond 2^53. */

/** A JSON of which nothing is changed by reading and writing it; the standard's own, which TypeScript does not know yet. */
const json = JSON as unknown as {
  parse: (
    text: string,
    reviver?: (key: string, value: unknown, context: { source?: string }) => unknown,
  ) => unknown;
  rawJSON: (text: string) => object;
  isRawJSON: (value: unknown) => value is { rawJSON: string };
};

/** A run of digits or an exponent in which a number may hide that is rounded when it is read. */
const MAY_BE_ROUNDED = /\d{16}|\de\+?\d{3}/i;
const WHOLE = /^-?\d+$/;

function isRounded(value: number, source: string): boolean {
  if (!Number.isFinite(value)) return true;
  return !Number.isSafeInteger(value) && WHOLE.test(source) && BigInt(source) !== BigInt(value);
}

/**
 * `JSON.parse`, and whole numbers that it would round stand as their own digits, which `JSON.stringify` writes as they
 * were. Throws a SyntaxError as it does.
 */
export function parseExactJson(text: string): unknown {
  if (!MAY_BE_ROUNDED.test(text)) return JSON.parse(text);
  return json.parse(text, (_, value, { source }) =>
    typeof value === 'number' && source !== undefined && isRounded(value, source)
      ? keepDigits(source)
      : value,
  );
}

/** What is larger than any number of any program, such as `1e999`, is text. */
const keepDigits = (source: string): unknown => (WHOLE.test(source) ? json.rawJSON(source) : source);

/** The digits of a number that no JavaScript number holds; undefined for every other value. */
export function exactDigits(value: unknown): string | undefined {
  return json.isRawJSON(value) ? value.rawJSON : undefined;
}
