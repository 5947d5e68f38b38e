import { z } from 'zod';

const stateSchema = z.object({
  files: z.record(z.string(), z.object({ from: z.string(), hash: z.string() })),
});

/** What an import has written, by path in the content folder: from which file, and the hash of what it wrote. */
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

/** What to do with one file. */
export type WriteDecision =
  | 'write'
  /** It is there as it would be written. */
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
