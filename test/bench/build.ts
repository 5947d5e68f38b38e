import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { writeGeneratedContent } from './generated-content.ts';
import { measureFolder, median, type Cost } from './measure.ts';
import { writePlainAstro } from './plain-astro.ts';
import { renderTable } from './table.ts';
import { hubSite, plainSite, seedEvents, type Left, type Site } from './sites.ts';

const SIZES = [2000, 10_000];
/** Builds of each site at each size; the small size, quick and noisy, is built once more. */
const RUNS = { upTo2000: 3, above: 2 };
/** What the hub may cost: times plain Astro's CPU, times its own for a rebuild after one edit, memory at the largest size. */
const LIMITS = { ofPlain: 1.6, ofCold: 0.5, peakMb: 1500 };

interface Row {
  name: string;
  site: Site['name'];
  left: Left;
  assets: number;
  costs: Cost[];
  files: number;
  bytes: number;
}

/**
 * Builds plain Astro and the whole hub (pages, search index, charts) from the same generated content, in turn, each cold and
 * into a fresh folder; then the hub again over what is there, after an edit of one asset. Prints what they cost.
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
      rows.push(...(await buildAll(plainSite(plainFolder), hubSite(data), assets, content, scratch)));
    }
    printTable(rows, sizes);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function buildAll(
  plain: Site,
  hub: Site,
  assets: number,
  content: string,
  scratch: string,
): Promise<Row[]> {
  const rowOf = (name: string, { name: site }: Site, left: Left): Row => ({
    name,
    site,
    left,
    assets,
    costs: [],
    files: 0,
    bytes: 0,
  });
  const first = rowOf('the hub, first build on a machine', hub, 'nothing');
  const ofPlain = rowOf('plain Astro', plain, 'code');
  const cold = rowOf('the hub', hub, 'code');
  const warm = rowOf('the hub, one asset edited', hub, 'build');
  const run = async (row: Row, site: Site, dist: string) => {
    const cost = await site.build(content, dist, row.left);
    row.costs.push(cost);
    Object.assign(row, await measureFolder(dist));
    console.log(
      `${String(assets)} assets, ${row.name}: ${cost.cpuSeconds.toFixed(1)} CPU s, ${cost.wallSeconds.toFixed(1)} s`,
    );
  };
  const runs = assets <= 2000 ? RUNS.upTo2000 : RUNS.above;
  for (let at = 0; at < runs; at += 1) {
    // Nothing is deleted before the end: for each new file ext4 looks at all that were deleted in the last minutes, which is
    // then a third of what a build costs.
    const folder = join(scratch, `sites-${String(assets)}-${String(at)}`);
    if (at === 0) await run(first, hub, join(folder, 'first'));
    await run(ofPlain, plain, join(folder, 'plain'));
    await run(cold, hub, join(folder, 'hub'));
    await run(warm, hub, join(folder, 'hub'));
  }
  return [ofPlain, cold, warm, first];
}

const cpuOf = ({ costs }: Row): number => median(costs.map(({ cpuSeconds }) => cpuSeconds));

const peakOf = ({ costs }: Row): number => Math.max(...costs.map(({ peakMb }) => peakMb));

const judged = (value: number, limit: number): string =>
  `${value.toFixed(2)}x, ${value <= limit ? 'within' : 'OVER'} ${String(limit)}x`;

function printTable(rows: readonly Row[], sizes: readonly number[]): void {
  const header = ['site', 'assets', 'CPU s', 'user', 'system', 'wall s', 'peak MB', 'files', 'MB'];
  const table = [[...header, 'CPU of plain Astro', 'of a cold build']];
  const find = (assets: number, site: Site['name']) =>
    rows.find((row) => row.assets === assets && row.site === site && row.left === 'code');
  const middle = (row: Row, of: (cost: Cost) => number) => median(row.costs.map(of)).toFixed(1);
  for (const row of rows) {
    const plain = find(row.assets, 'plain Astro') ?? row;
    const cold = find(row.assets, 'the hub') ?? row;
    const ofPlain = cpuOf(row) / cpuOf(plain);
    table.push([
      row.name,
      String(row.assets),
      cpuOf(row).toFixed(1),
      middle(row, ({ userSeconds }) => userSeconds),
      middle(row, ({ systemSeconds }) => systemSeconds),
      middle(row, ({ wallSeconds }) => wallSeconds),
      peakOf(row).toFixed(0),
      String(row.files),
      (row.bytes / 1e6).toFixed(1),
      row === plain ? '' : row === cold ? judged(ofPlain, LIMITS.ofPlain) : `${ofPlain.toFixed(2)}x`,
      row.left === 'build' ? judged(cpuOf(row) / cpuOf(cold), LIMITS.ofCold) : '',
    ]);
  }
  console.log(
    `\nMedians, peaks the highest; CPU is user and system time of the whole process tree; ${String(cpus().length)} cores.`,
  );
  console.log(
    'A cold build finds nothing but what an earlier one worked out from the code alone (HUB_CACHE).\n',
  );
  console.log(renderTable(table));
  const [small, large] = [Math.min(...sizes), Math.max(...sizes)].map((assets) => find(assets, 'the hub'));
  if (large !== undefined && large.assets >= 10_000) {
    const verdict = peakOf(large) <= LIMITS.peakMb ? 'within' : 'OVER';
    console.log(
      `\nMemory of the hub at ${String(large.assets)}: ${peakOf(large).toFixed(0)} MB, ${verdict} ${String(LIMITS.peakMb)} MB.`,
    );
  }
  if (small === undefined || large === undefined || small === large) return;
  const perAsset = (row: Row) => row.bytes / row.assets;
  const growth = perAsset(large) / perAsset(small);
  console.log(
    `\nOutput of the hub: ${(perAsset(small) / 1000).toFixed(1)} kB an asset at ${String(small.assets)}, ` +
      `${(perAsset(large) / 1000).toFixed(1)} kB at ${String(large.assets)}: ` +
      `${growth <= 1.1 ? 'linear' : 'NOT linear'} (${growth.toFixed(2)}x an asset).`,
  );
}
