import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { writeGeneratedContent } from './generated-content.ts';
import { measureFolder, median, type Cost } from './measure.ts';
import { writePlainAstro } from './plain-astro.ts';
import { renderTable } from './table.ts';
import { hubSite, plainSite, seedEvents, type Site } from './sites.ts';

const SIZES = [2000, 10_000];
/** Builds of each site at each size; the small size, quick and noisy, is built once more. */
const RUNS = { upTo2000: 3, above: 2 };
/** The hub may cost so many times what plain Astro costs. */
const LIMIT = 1.7;

interface Row {
  site: Site['name'];
  assets: number;
  costs: Cost[];
  files: number;
  bytes: number;
}

/**
 * Builds plain Astro and the whole hub (pages, search index, charts) from the same generated content, one after the other,
 * each cold and into a fresh folder, and prints what they cost.
 */
export async function benchBuild(sizes: readonly number[] = SIZES): Promise<void> {
  const scratch = await mkdtemp(join(tmpdir(), 'hub-bench-'));
  try {
    const plainFolder = join(scratch, 'plain');
    await writePlainAstro(plainFolder, resolve(import.meta.dirname, '../../node_modules'));
    const rows: Row[] = [];
    for (const assets of sizes) {
      const content = join(scratch, `content-${String(assets)}`);
      const data = join(scratch, `data-${String(assets)}`);
      await writeGeneratedContent(content, assets);
      await seedEvents(content, data);
      rows.push(...(await buildBoth([plainSite(plainFolder), hubSite(data)], assets, content, scratch)));
    }
    printTable(rows, sizes);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function buildBoth(
  sites: readonly Site[],
  assets: number,
  content: string,
  scratch: string,
): Promise<Row[]> {
  const rows = sites.map((site): Row => ({ site: site.name, assets, costs: [], files: 0, bytes: 0 }));
  const runs = assets <= 2000 ? RUNS.upTo2000 : RUNS.above;
  for (let run = 1; run <= runs; run += 1) {
    for (const [at, site] of sites.entries()) {
      const row = rows[at];
      if (row === undefined) continue;
      const dist = join(scratch, `dist-${String(at)}-${String(assets)}-${String(run)}`);
      const cost = await site.build(content, dist);
      row.costs.push(cost);
      Object.assign(row, await measureFolder(dist));
      await rm(dist, { recursive: true, force: true });
      console.log(
        `${String(assets)} assets, run ${String(run)} of ${String(runs)}, ${site.name}: ` +
          `${cost.cpuSeconds.toFixed(1)} CPU s, ${cost.wallSeconds.toFixed(1)} s`,
      );
    }
  }
  return rows;
}

function printTable(rows: readonly Row[], sizes: readonly number[]): void {
  const table = [['site', 'assets', 'CPU s', 'wall s', 'peak MB', 'files', 'MB', 'CPU ratio']];
  for (const row of rows) {
    const cpu = median(row.costs.map((cost) => cost.cpuSeconds));
    const plain = rows.find((other) => other.assets === row.assets && other.site === 'plain Astro') ?? row;
    const ratio = cpu / median(plain.costs.map((cost) => cost.cpuSeconds));
    table.push([
      row.site,
      String(row.assets),
      cpu.toFixed(1),
      median(row.costs.map((cost) => cost.wallSeconds)).toFixed(1),
      Math.max(...row.costs.map((cost) => cost.peakMb)).toFixed(0),
      String(row.files),
      (row.bytes / 1e6).toFixed(1),
      row === plain ? '' : `${ratio.toFixed(2)}x, ${ratio <= LIMIT ? 'within' : 'OVER'} ${String(LIMIT)}x`,
    ]);
  }
  console.log(
    `\nMedians; CPU is user and system time of the whole process tree; ${String(cpus().length)} cores.\n`,
  );
  console.log(renderTable(table));
  const [small, large] = [Math.min(...sizes), Math.max(...sizes)].map((assets) =>
    rows.find((row) => row.assets === assets && row.site === 'the hub'),
  );
  if (small === undefined || large === undefined || small === large) return;
  const perAsset = (row: Row) => row.bytes / row.assets;
  const growth = perAsset(large) / perAsset(small);
  console.log(
    `\nOutput of the hub: ${(perAsset(small) / 1000).toFixed(1)} kB an asset at ${String(small.assets)}, ` +
      `${(perAsset(large) / 1000).toFixed(1)} kB at ${String(large.assets)}: ` +
      `${growth <= 1.1 ? 'linear' : 'NOT linear'} (${growth.toFixed(2)}x an asset).`,
  );
}
