import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { UserError } from '../library/user-error.ts';
import {
  firstResultBudget,
  probesOf,
  renderWeights,
  sumOf,
  usualSearch,
  type WeighedSearch,
  type Weight,
} from '../search/build/budget.ts';
import type { IndexFile } from '../search/document.ts';
import { openIndex } from '../search/query/open-index.ts';

/** What hosts that pack on the way choose: some percent above the least, in a tenth of the time. */
const BROTLI = { [constants.BROTLI_PARAM_QUALITY]: 6 };

/**
 * Fails the build when search would come late on a slow line: when its code and the files of a usual search weigh more
 * than the budget. Takes some tens of milliseconds, whatever the size of the library.
 *
 * @param codeFolder where the build put scripts and styles, packed ones beside them as `.br`
 * @param files the index as it was built
 * @param titles of all assets
 */
export async function checkSearchBudget(
  codeFolder: string,
  files: readonly IndexFile[],
  titles: readonly string[],
  budget = firstResultBudget(titles.length),
): Promise<void> {
  const code = await weighCode(codeFolder);
  const usual = usualSearch(await weighSearches(files, probesOf(titles)));
  const bytes = sumOf(code) + sumOf(usual.files);
  if (bytes <= budget) return;
  throw new UserError(
    `Search is too heavy: ${kilobytes(bytes)} to a first result, where ${kilobytes(budget)} are allowed for ${String(titles.length)} assets.\n${renderWeights(code, usual)}`,
    'The site was written, but should not go out like this: on a slow line search would keep people waiting. Look at the heaviest lines: for code at what src/browser/palette/palette.ts and src/browser/search/search-worker.ts import; for index.json at the synonyms in hub.yaml; for other files at what src/search/build/build-index.ts puts into them.',
  );
}

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;

/** The palette with its styles, the worker, and what they import at once; what comes after the first hits is not waited for. */
async function weighCode(folder: string): Promise<Weight[]> {
  const wanted = new Set<string>();
  const follow = async (name: string): Promise<void> => {
    if (wanted.has(name)) return;
    wanted.add(name);
    if (!name.endsWith('.js')) return;
    const text = await readFile(join(folder, name), 'utf8');
    for (const [, imported = ''] of text.matchAll(/\b(?:from|import)\s*["'`]\.\/([^"'`]+\.js)["'`]/g)) {
      await follow(imported);
    }
  };
  for (const name of await readdir(folder)) {
    if (/^(?:palette\.|search-worker-).*\.(?:js|css)$/.test(name)) await follow(name);
  }
  return Promise.all(
    Array.from(wanted, async (name) => {
      const { size } = await stat(join(folder, `${name}.br`)).catch(() => stat(join(folder, name)));
      return { name, bytes: size };
    }),
  );
}

async function weighSearches(
  files: readonly IndexFile[],
  typed: readonly string[],
): Promise<WeighedSearch[]> {
  const raw = new Map(files.map(({ name, bytes }) => [name, bytes]));
  const packed = new Map<string, number>();
  const weigh = (name: string, bytes: Uint8Array): Weight => {
    const known =
      packed.get(name) ?? Math.min(bytes.length, brotliCompressSync(bytes, { params: BROTLI }).length);
    packed.set(name, known);
    return { name, bytes: known };
  };
  return Promise.all(
    typed.map(async (text) => {
      const fetched = new Map<string, Weight>();
      const index = await openIndex(async (name) => {
        const bytes = raw.get(name) ?? new Uint8Array();
        fetched.set(name, weigh(name, bytes));
        return bytes;
      });
      const { readBrief, readWhole } = await index.start(text);
      await (readBrief ?? readWhole)();
      return { typed: text, files: [...fetched.values()] };
    }),
  );
}
