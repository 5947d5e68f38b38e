import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { utils, write } from '@e965/xlsx';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runScript } from '../support/run-script.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-pipeline-'));
  await cp(resolve(import.meta.dirname, '../../content/hub.yaml'), join(folder, 'content', 'hub.yaml'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const run = (...args: string[]) =>
  runScript('pipeline', args, {
    cwd: folder,
    env: {
      HUB_CONTENT: join(folder, 'content'),
      HUB_ROUNDING_SECRET: Buffer.alloc(32, 7).toString('base64'),
    },
  });
const HEAD = [
  'Deal ID',
  'Deal Name',
  'Deal owner',
  'Deal Stage',
  'Amount',
  'Currency',
  'Close Date',
  'Product',
];
const rows = (count: number, more: Record<number, string | number | Date> = {}) =>
  Array.from({ length: count }, (_, at) =>
    [
      String(at),
      `Somebody & Sons ${String(at)}`,
      'Jane Doe',
      'Demo',
      12_345.5,
      'GBP',
      new Date(Date.UTC(2026, 10, 3)),
      'Larkmoor Cold',
    ].map((cell, column) => more[column] ?? cell),
  );

/** As Dynamics writes it: a title above, a hidden sheet for its own use, days as serial numbers. */
async function writeWorkbook(
  name: string,
  table: readonly (readonly (string | number | Date)[])[],
): Promise<string> {
  const book = utils.book_new();
  utils.book_append_sheet(
    book,
    utils.aoa_to_sheet([['Deals of this quarter'], HEAD, ...table.map((row) => [...row])]),
    'Deals',
  );
  utils.book_append_sheet(book, utils.aoa_to_sheet([['sales:1234']]), 'hiddenSheet');
  await writeFile(join(folder, name), write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
  return name;
}

describe('npm run pipeline', () => {
  it('writes of a workbook what may be shown, and no name and no amount of a deal', async () => {
    const file = await writeWorkbook('deals.xlsx', [
      ...rows(37),
      ...rows(3, { 3: 'Pilot' }).map(([, ...row], at) => [`p${String(at)}`, ...row]),
    ]);
    expect(await run(file, '--today', '2026-11-30')).toMatchObject({ code: 0, err: '' });
    expect(await readdir(join(folder, 'content'))).toEqual(['hub.yaml', 'pipeline.yaml']);
    const text = await readFile(join(folder, 'content', 'pipeline.yaml'), 'utf8');
    expect(text).toMatch(
      /product: cold, stage: demo, quarter: 2026-12-31, currency: GBP, deals: (?:35|40), amount: \d+0000 /,
    );
    expect(text).not.toMatch(/pilot|Somebody|Jane|12345|deals\.xlsx/);
  });

  it('writes nothing while something has to be decided, and says what', async () => {
    const file = await writeWorkbook('deals.xlsx', rows(12, { 3: 'Vibes', 5: 'CHF' }));
    const { code, err } = await run(file);
    expect(code).toBe(1);
    expect(err).toContain(
      'deals.xlsx, lines 3, 4, 5, 6, 7 and 7 more: Nobody knows what the stage “Vibes” is.',
    );
    expect(err).toContain('Nothing was written.');
    expect(await readdir(join(folder, 'content'))).toEqual(['hub.yaml']);
  });

  it('writes no numbers that tell single deals from those of the same week, of another secret, or of the past', async () => {
    const twenty = await writeWorkbook('deals.xlsx', rows(20));
    const forty = await writeWorkbook('more.xlsx', rows(40));
    expect((await run(twenty, '--today', '2026-11-24')).code).toBe(0);
    const before = await readFile(join(folder, 'content', 'pipeline.yaml'), 'utf8');
    expect((await run(twenty, '--today', '2026-11-24')).code).toBe(0);
    for (const day of ['2026-11-24', '2026-11-30', '2026-11-01']) {
      const again = await run(forty, '--today', day);
      expect([again.code, again.err.includes('Nothing was written.')]).toEqual([2, true]);
    }
    const path = join(folder, 'content', 'pipeline.yaml');
    expect(await readFile(path, 'utf8')).toBe(before);
    await writeFile(path, before.replace(/secret: \S+/, 'secret: "00000000"'));
    expect((await run(forty, '--today', '2026-12-24')).err).toContain('was rounded by another secret');
    await writeFile(path, before);
    expect((await run(forty, '--today', '2026-12-01')).code).toBe(0);
  });

  it('refuses an export that lies in the content folder', async () => {
    const file = await writeWorkbook('content/deals.xlsx', rows(20));
    expect(await run(file)).toMatchObject({ code: 2, err: expect.stringContaining('in git for good') });
  });
});
