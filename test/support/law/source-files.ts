import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** One file of the code, with its path from the top of the checkout in forward slashes. */
export interface CodeFile {
  path: string;
  text: string;
}

/** All files below `folders` of the checkout at `root`, in order of path. A folder that is not there has none. */
export async function readCode(root: string, folders: readonly string[]): Promise<CodeFile[]> {
  const files: CodeFile[] = [];
  for (const folder of folders) {
    const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(
      () => [],
    );
    for (const entry of entries.filter((one) => one.isFile())) {
      const absolute = join(entry.parentPath, entry.name);
      files.push({
        path: absolute.slice(root.length + 1).replaceAll('\\', '/'),
        text: await readFile(absolute, 'utf8'),
      });
    }
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}
