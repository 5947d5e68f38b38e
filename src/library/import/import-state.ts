import { z } from 'zod';

const stateSchema = z.object({
  files: z.record(z.string(), z.object({ from: z.string(), hash: z.string() })),
});

/** What an import has written, by path in the content folder: from which file, and the SHA-256 of what it wrote. */
export type ImportState = z.infer<typeof stateSchema>;

/** Reads what an earlier import has left; a text that is none counts as nothing, so that files are compared instead. */
export function parseImportState(text: string | undefined): ImportState {
  try {
    const parsed = stateSchema.safeParse(JSON.parse(text ?? ''));
    return parsed.success ? parsed.data : { files: {} };
  } catch {
    return { files: {} };
  }
}

export function renderImportState(state: ImportState): string {
  const files = Object.entries(state.files).sort(([a], [b]) => (a < b ? -1 : 1));
  return `${JSON.stringify({ files: Object.fromEntries(files) }, undefined, 1)}\n`;
}

/** A write that an import begins, by path in the content folder. */
export interface BegunWrite {
  path: string;
  /** SHA-256 of what it writes. */
  hash: string;
}

/** The writes that imports have begun since the state was last saved, each path with its hashes in order. */
export type BegunWrites = ReadonlyMap<string, readonly string[]>;

/** Reads the journal of an import that was cut short. A line that is not whole is the one it was killed in, and says nothing. */
export function parseJournal(text: string | undefined): BegunWrites {
  const begun = new Map<string, string[]>();
  for (const line of (text ?? '').split('\n').slice(0, -1)) {
    const [, hash = '', path = ''] = /^([0-9a-f]+) (.+)$/.exec(line) ?? [];
    if (path !== '') begun.set(path, [...(begun.get(path) ?? []), hash]);
  }
  return begun;
}

export function renderJournalLine({ path, hash }: BegunWrite): string {
  return `${hash} ${path}\n`;
}

/**
 * The hash that an import is known to have written last, given what lies there now: a write that was begun may have come
 * to its end or not. What is there by neither of the two is the work of people.
 */
export function lastWritten(
  there: string | undefined,
  saved: string | undefined,
  begun: readonly string[] = [],
): string | undefined {
  if (there === undefined || there === saved) return saved;
  return begun.includes(there) ? there : (begun.at(-1) ?? saved);
}

/** What to do with one file. */
export type WriteDecision =
  | 'write'
  /** Already there, as it would be written. */
  | 'same'
  /** People have changed it here, and nothing has changed where it comes from. */
  | 'edited'
  /** It has changed on both sides. */
  | 'both-changed'
  /** People have taken it out here. */
  | 'removed'
  /** Something else had this name before the first import. */
  | 'occupied';

/**
 * Decides by hashes: `wanted` of what would be written, `there` of what lies there now, `last` of what the last import
 * wrote. What people have changed is never written over.
 */
export function decideWrite(
  wanted: string,
  there: string | undefined,
  last: string | undefined,
): WriteDecision {
  if (there === wanted) return 'same';
  if (last === undefined) return there === undefined ? 'write' : 'occupied';
  if (there === undefined) return 'removed';
  if (there === last) return 'write';
  return wanted === last ? 'edited' : 'both-changed';
}
