import { NEW_PATH } from './addresses.ts';
import type { Draft } from './draft-text.ts';
import { kindNames } from './kinds/kinds.ts';

/** As many letters as chats and mail programs pass on whole. */
export const MAX_DRAFT_ADDRESS = 8000;

const NAME = '#draft=';
// Not `is-record.ts`: shared by one page more it would be a file of its own, which every page then fetches.
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
/** A value of front matter lies no deeper: a list of groups of lists of words. */
const MAX_DEPTH = 4;

/**
 * Where a draft is opened in the form of a new piece, from the root of the hub. It stands behind the `#`, which no browser
 * sends: no server, log or proxy hears of it.
 */
export function renderDraftAddress({ kind, values, body }: Draft): string {
  const bytes = new TextEncoder().encode(JSON.stringify({ kind, values, body }));
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  return `${NEW_PATH}${NAME}${text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')}`;
}

export const hasDraft = (hash: string): boolean => hash.startsWith(NAME);

/** The draft of such an address by what stands behind its `#`, that sign included; undefined where there is none that can be read. */
export function parseDraftAddress(hash: string): Draft | undefined {
  if (!hasDraft(hash) || hash.length > MAX_DRAFT_ADDRESS) return undefined;
  const value = readJson(hash.slice(NAME.length));
  if (!isRecord(value)) return undefined;
  const { kind: given, values, body } = value;
  const kind = kindNames.find((name) => name === given);
  if (kind === undefined || !isRecord(values)) return undefined;
  return { kind, values: plainOf(values, 0), body: typeof body === 'string' ? body.toWellFormed() : '' };
}

function readJson(text: string): unknown {
  try {
    const bytes = Uint8Array.from(
      atob(text.replaceAll('-', '+').replaceAll('_', '/')),
      (sign) => sign.codePointAt(0) ?? 0,
    );
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

/** Anybody may write such an address: only what a form can hold is taken from it. */
function plainOf(values: Readonly<Record<string, unknown>>, depth: number): Record<string, unknown> {
  const plain = (value: unknown, at: number): unknown => {
    if (typeof value === 'string') return value.toWellFormed();
    if (typeof value === 'number') return value;
    if (at > MAX_DEPTH) return undefined;
    if (Array.isArray(value))
      return value.flatMap((each) => {
        const one = plain(each, at + 1);
        return one === undefined ? [] : [one];
      });
    return isRecord(value) ? plainOf(value, at + 1) : undefined;
  };
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => {
      const one = /^[a-z_]{1,40}$/.test(key) && !key.startsWith('__') ? plain(value, depth) : undefined;
      return one === undefined ? [] : [[key, one]];
    }),
  );
}
