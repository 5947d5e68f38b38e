import { resolve } from 'node:path';

/** `HUB_DATA`, else `.hub` in the working directory: the folder of the embedded store and of what is counted. */
export function dataFolder(env: Record<string, string | undefined>): string {
  return resolve(env['HUB_DATA'] || '.hub');
}
