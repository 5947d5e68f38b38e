import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { openChromium } from '../../support/browser/chromium.ts';
import { findBrowser } from '../../support/browser/find-browser.ts';
import { readCorpus, readCranfield, type JudgedCollection } from '../../support/search/judged.ts';
import { buildSite, serveSite } from './browser-sites.ts';
import { generateCollection, toSearchDocuments, type Collection } from './collections.ts';
import { renderBrowser, renderBytes, renderTimes, type BrowserRow } from './cost-tables.ts';
import { measureInBrowser } from './in-browser.ts';
import { indexFolder, measureCollection, type EngineCost } from './measure-collection.ts';
import { measureQuality, type SetQuality } from './measure-quality.ts';
import { renderQuality } from './quality-tables.ts';

const SIZES = [1000, 10_000, 40_000];
/** A site of more assets than this is not built: it shows the index of the larger collection instead. */
const LARGEST_SITE = 10_000;
/** Fewer documents have no ten results to show. */
const FEWEST = 20;
const BROWSER_QUERIES = 3;
const CPU_SLOWDOWNS = [4, 1];

/** Which parts of the bench are run. */
export interface SearchBench {
  sizes: readonly number[];
  corpus: boolean;
  quality: boolean;
  /** Of the sizes only what a browser sees of the hub, without its peers. */
  browser: boolean;
}

/** The parts that are named: numbers of documents, `corpus`, `quality`, `browser`; all without a name, where the last is in the sizes. */
export function parseSearchBench(names: readonly string[]): SearchBench | undefined {
  if (names.length === 0) return { sizes: SIZES, corpus: true, quality: true, browser: false };
  const sizes = names.filter((name) => /^\d+$/.test(name)).map(Number);
  const words = names.filter((name) => !/^\d+$/.test(name));
  if (words.some((word) => !['corpus', 'quality', 'browser'].includes(word))) return undefined;
  if (sizes.some((size) => size < FEWEST)) return undefined;
  const browser = words.includes('browser');
  if (browser && sizes.some((size) => size > LARGEST_SITE)) return undefined;
  return {
    sizes: browser && sizes.length === 0 ? SIZES.slice(0, 1) : sizes,
    corpus: words.includes('corpus'),
    quality: words.includes('quality'),
    browser,
  };
}

/** Measures the hub's search and its peers, and prints tables with a row or a column for each. */
export async function benchSearch({
  sizes,
  corpus,
  quality,
  browser: isBrowserAlone,
}: SearchBench): Promise<void> {
  const scratch = await mkdtemp(join(tmpdir(), 'hub-bench-'));
  const began = performance.now();
  const say = (what: string): void =>
    console.log(`${((performance.now() - began) / 1000).toFixed(0).padStart(5)} s  ${what}`);
  try {
    const counts = new Map<string, number>();
    const costs: EngineCost[] = [];
    const seen: BrowserRow[] = [];
    let site = { dist: '', assets: 0 };
    for (const size of [...sizes].sort((a, b) => a - b)) {
      const assets = Math.min(size, LARGEST_SITE);
      if (site.assets !== assets) {
        say(`${String(assets)} assets: building the hub's site`);
        site = { dist: await buildSite(assets, scratch), assets };
      }
      const collection = generateCollection(size);
      counts.set(collection.name, size);
      const folder = join(scratch, String(size));
      await mkdir(folder);
      if (!isBrowserAlone) {
        say(`${collection.name} documents: building indexes and asking them`);
        costs.push(...(await measureCollection(collection, folder, site.dist)));
      }
      say(`${collection.name} documents: in a browser`);
      seen.push(...(await inBrowser(collection, site, folder, isBrowserAlone)));
      await rm(folder, { recursive: true, force: true });
    }
    const judged = { handbooks: readCorpus(), Cranfield: readCranfield() };
    if (corpus && judged.handbooks !== undefined) {
      if (site.dist === '') site = { dist: await buildSite(FEWEST, scratch), assets: FEWEST };
      const folder = join(scratch, 'corpus');
      await mkdir(folder);
      const collection = corpusCollection(judged.handbooks);
      counts.set(collection.name, collection.documents.length);
      say('the handbooks: building indexes and asking them');
      costs.push(...(await measureCollection(collection, folder, site.dist)));
    }
    const sets: SetQuality[] = [];
    if (quality) {
      for (const [name, collection] of Object.entries(judged)) {
        if (collection === undefined) continue;
        say(`${name}: asking what was judged`);
        const folder = join(scratch, `judged-${name}`);
        await mkdir(folder);
        sets.push(...(await measureQuality(name, collection, folder)));
      }
      if (sets.length === 0) console.log('\nNo judged collections lie beside the checkout.');
    }
    say(
      `done; load of the machine now ${loadavg()
        .map((load) => load.toFixed(1))
        .join(', ')}`,
    );
    print(costs, seen, sets, counts);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function corpusCollection({ documents, sets }: JudgedCollection): Collection {
  const texts = (name: string): string[] =>
    (sets.find((set) => set.name === name)?.queries ?? []).map(({ text }) => text);
  const links = texts('links');
  return {
    name: 'handbooks',
    documents: toSearchDocuments(documents),
    // In turns, so that any first few hold both kinds.
    queries: texts('rep').flatMap((text, at) => [text, ...links.slice(at, at + 1)]),
  };
}

async function inBrowser(
  { name, queries }: Collection,
  site: { dist: string; assets: number },
  folder: string,
  isHubAlone: boolean,
): Promise<BrowserRow[]> {
  const rows: BrowserRow[] = [];
  const served = await serveSite(site.dist, {
    ...(name === site.assets.toLocaleString('en') ? {} : { hub: indexFolder(folder, 'the hub') }),
    ...(isHubAlone ? {} : { pagefind: indexFolder(folder, 'Pagefind') }),
  });
  const browser = await openChromium(await findBrowser(join(folder, 'browser')));
  try {
    for (const cpuSlowdown of CPU_SLOWDOWNS) {
      const pages = [['the hub', served.hub] as const, ['Pagefind', served.pagefind] as const];
      for (const [engine, page] of pages.slice(0, isHubAlone ? 1 : 2)) {
        const cost = await measureInBrowser(browser, page, queries.slice(0, BROWSER_QUERIES), cpuSlowdown);
        rows.push({ engine, collection: name, cpuSlowdown, cost });
      }
    }
  } finally {
    await browser.close();
    await served.close();
  }
  return rows;
}

function print(
  costs: readonly EngineCost[],
  seen: readonly BrowserRow[],
  sets: readonly SetQuality[],
  counts: ReadonlyMap<string, number>,
): void {
  if (costs.length > 0) {
    console.log(`
Bytes. kB and MB are brotli, as a host sends files packed beforehand, but for "raw". Code of the hub is its whole palette, of
peers the library alone. "first" is a query with nothing cached, code and what ten hits show included; "typed" is a query
letter by letter, without code. Medians over queries; goals stand beside the hub's numbers.

${renderBytes(costs, counts)}

Times, in Node, files at hand: from the call to ten hits, the best of three rounds, engines in turns. CPU is that of the
thread that searches, the mean of all rounds. Memory is heap and what hangs on it after all queries, in a process of its own.

${renderTimes(costs, counts)}`);
  }
  if (seen.length > 0) {
    console.log(`
Chromium, 1.6 Mbit/s with 150 ms, empty cache. "first": from / with a query's letters behind it to its results. "typed": the
index's files when the query is typed letter by letter. "open": script, style and layout on the page's thread until one can type,
and "task" the longest of its tasks while typing, both in CPU time. "frame": the longest wait between two frames while typing,
beside it the same at rest: what is there too is the machine's.

${renderBrowser(seen, counts)}`);
  }
  if (sets.length > 0) {
    console.log(`
Quality on judged queries; weights were chosen on one half of them. The last column is a paired bootstrap over queries.

${renderQuality(sets)}`);
  }
}
