import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Fonts that are as wide as those of Office, letter by letter: where one of them is there, lines break as they do in Office. */
const SAME_WIDTHS: Readonly<Record<string, readonly string[]>> = {
  calibri: ['carlito'],
  cambria: ['caladea'],
  arial: ['liberation sans', 'arimo'],
  helvetica: ['liberation sans', 'arimo'],
  'times new roman': ['liberation serif', 'tinos'],
  'courier new': ['liberation mono', 'cousine'],
  georgia: ['gelasio'],
};

/** Names of the fonts of this machine, in small letters; undefined where it does not tell. */
export async function readInstalledFonts(): Promise<ReadonlySet<string> | undefined> {
  const listed = await run('fc-list', [':', 'family'], { maxBuffer: 16 * 1024 ** 2 }).catch(() => undefined);
  if (listed === undefined) return undefined;
  const names = listed.stdout.split(/[\n,]/).map((name) => name.trim().toLowerCase());
  return new Set(names.filter(Boolean).sort());
}

/** Fonts that are named and not there, nor one of the same widths. */
export function missingFonts(named: readonly string[], installed: ReadonlySet<string> | undefined): string[] {
  if (installed === undefined) return [];
  return named.filter((name) => {
    const key = name.toLowerCase();
    return ![key, ...(SAME_WIDTHS[key] ?? [])].some((each) => installed.has(each));
  });
}
