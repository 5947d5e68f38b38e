/** Reads all files of a folder and writes what was read of them, in a process of its own that can be measured. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { openFileReader } from '../../../src/adapters/files/file-reader.ts';
import { sortOfName, type ReadFile } from '../../../src/files/file-text.ts';

/** What was read of a file, and how long that took. */
export interface ReadInBench {
  path: string;
  ms: number;
  read: ReadFile;
}

const [folder = '', target = ''] = process.argv.slice(2);
const entries = await readdir(folder, { recursive: true, withFileTypes: true });
const paths = entries
  .filter((entry) => entry.isFile() && sortOfName(entry.name) !== undefined)
  .map((entry) => join(entry.parentPath, entry.name))
  .sort();
const reader = openFileReader(process.env);
const all: ReadInBench[] = [];
for (const path of paths) {
  const bytes = await readFile(path);
  const began = performance.now();
  const read = await reader.read(path, bytes);
  all.push({ path: relative(folder, path), ms: performance.now() - began, read });
}
reader.close();
await writeFile(target, JSON.stringify(all));
