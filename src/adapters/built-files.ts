import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BuiltFiles } from '../agents/hub.ts';

/** The files of a built hub in a folder of this machine. */
export const openBuiltFiles = (dist: string): BuiltFiles => ({
  read: (address) =>
    readFile(join(dist, address)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    }),
  async list(below) {
    const folder = join(dist, below);
    const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length).replaceAll('\\', '/'))
      .map((path) => `${below}${path}`);
  },
});
