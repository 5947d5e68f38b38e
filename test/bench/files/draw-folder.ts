/** Draws the files of a folder that have one of some endings, as a build does, in a process of its own that can be measured. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { openCodeCache } from '../../../src/adapters/code-cache.ts';
import { readAttachments } from '../../../src/adapters/files/read-attachments.ts';
import { compileMarkdown } from '../../../src/adapters/markdown.ts';
import { drawAttachments, readPicture } from '../../../src/adapters/pictures/draw-attachments.ts';
import { drawnFiles } from '../../../src/library/attachments.ts';
import { FILES_FOLDER } from '../../../src/library/content-tree.ts';
import { buildContent } from '../../../src/library/content.ts';

/** What became of a file. */
export interface DrawnInBench {
  path: string;
  trouble: string | undefined;
  pages: number;
  broken: number;
  more: number;
  largeBytes: number;
  smallBytes: number;
}

const [folder = '', target = '', endings = ''] = process.argv.slice(2);
const isWanted = new RegExp(`\\.(?:${endings})$`, 'i');
const entries = await readdir(folder, { recursive: true, withFileTypes: true });
const paths = entries
  .filter((entry) => entry.isFile() && isWanted.test(entry.name))
  .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
  .sort();
const utf8 = (text: string) => new TextEncoder().encode(text);
const offered = paths.map((path) => `  - { label: File, file: ${JSON.stringify(path)} }`);
const texts = new Map([
  ['hub.yaml', utf8('company: { name: Bench }\n')],
  ['collateral/all.md', utf8(`---\ntitle: All\ndownloads:\n${offered.join('\n')}\n---\n\nText.\n`)],
]);
const all = [...texts.keys(), ...paths.map((path) => FILES_FOLDER + path)];
const content = buildContent(
  all.map((path) => ({ path, isFile: true })),
  texts,
  compileMarkdown,
);
const bytesOf = (path: string) =>
  readFile(join(folder, path.slice(FILES_FOLDER.length))).catch(() => undefined);
const { library } = await readAttachments(content, bytesOf);
const drawn = drawnFiles(await drawAttachments(library, bytesOf, process.env));
const cache = openCodeCache(process.env);
const weigh = async (names: readonly string[]): Promise<number> => {
  let bytes = 0;
  for (const name of names) bytes += (await readPicture(cache, `${name}.webp`))?.length ?? 0;
  return bytes;
};
const told: DrawnInBench[] = [];
for (const [path, file] of drawn) {
  const { pages, broken, more } = 'pages' in file ? file : { pages: [], broken: [], more: 0 };
  told.push({
    path,
    trouble: 'trouble' in file ? file.trouble : undefined,
    pages: pages.length,
    broken: broken.length,
    more,
    largeBytes: await weigh(pages.map(({ large }) => large)),
    smallBytes: await weigh(pages.map(({ small }) => small)),
  });
}
await writeFile(target, JSON.stringify(told));
