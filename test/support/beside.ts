import { existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** A folder beside the checkout, with a collection that is too large or too foreign to lie in it. */
export interface Beside {
  folder: string;
  isThere: boolean;
  /** For the title of tests that are skipped without it: `wants ../shared/corpus`. */
  wanted: string;
}

export function beside(path: string): Beside {
  const folder = resolve(root, '../shared', path);
  const shown = relative(root, folder).replaceAll('\\', '/');
  return { folder, isThere: existsSync(folder), wanted: `wants ${shown}` };
}
