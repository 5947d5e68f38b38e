import { resolve } from 'node:path';

/** Where the built site goes: `HUB_DIST`, else `dist` in the working directory. */
export function distFolder(env: Record<string, string | undefined>): string {
  return resolve(env['HUB_DIST'] || 'dist');
}
