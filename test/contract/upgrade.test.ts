import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openEventStore } from '../../src/adapters/event-store/event-store.ts';
import { readPageLoads, pageLoadsPath } from '../../src/adapters/page-loads-file.ts';
import { createStoreQuery } from '../../src/collector/query.ts';
import { parseChangeReport } from '../../src/publishing/change/report.ts';
import { runScript } from '../support/run-script.ts';
import { temporaryFolder } from '../support/store/event-store.ts';

/** What a company has that runs the version before: content, a store of three days, a report, and its workflows. */
const before = resolve(import.meta.dirname, '../fixtures/version-before');
const TODAY = '2026-11-30';
/** Events in that store, by what each was. */
const EVENTS = 145;

let folder: string;
let remove: () => Promise<void>;
beforeEach(async () => {
  ({ folder, remove } = await temporaryFolder());
  await mkdir(join(folder, 'journal'));
  const unpack = async (name: string, to: string) =>
    writeFile(join(folder, to), gunzipSync(await readFile(join(before, 'store', `${name}.gz`))));
  await unpack('store.duckdb', 'store.duckdb');
  await unpack('00000001.ndjson', 'journal/00000001.ndjson');
  await cp(join(before, 'store/page-loads.json'), join(folder, 'page-loads.json'));
});
afterEach(() => remove());

async function countEvents(): Promise<unknown> {
  const store = await openEventStore(folder);
  const { rows } = await createStoreQuery(store, Date.now)('SELECT count() FROM events', {});
  await store.close();
  return rows[0]?.[0];
}

describe('what the version before left goes through this one', () => {
  test('pages: the check finds no error, and warns of what it warned of and of what stories and voices now say', async () => {
    const { out } = await runScript('check', ['--today', TODAY], {
      env: { HUB_CONTENT: join(before, 'content') },
    });
    expect(out).not.toMatch(/ error /);
    const warnings = out.match(/\[[a-z-]+\]$/gm) ?? [];
    expect([...new Set(warnings)]).toEqual(['[claim-expired]', '[voice-consent]', '[story-incomplete]']);
    expect(warnings.filter((warning) => warning === '[claim-expired]')).toHaveLength(3);
  });

  test('events: all of them are there, also when the tables are made anew from the journal', async () => {
    expect(await countEvents()).toBe(EVENTS);
    await rm(join(folder, 'store.duckdb'));
    expect(await countEvents()).toBe(EVENTS);
    expect((await readPageLoads(pageLoadsPath({ HUB_DATA: folder })))?.since).toBe(
      '2026-11-28T00:00:00.000Z',
    );
  });

  test('a report on a pull request that was made before it was merged', async () => {
    const report = parseChangeReport(await readFile(join(before, 'findings.json'), 'utf8'));
    expect([report.files, report.questions]).toEqual([77, 113]);
  });

  test('workflows: every command and flag that they call is still there', async () => {
    const names = await readdir(join(before, 'workflows'));
    const texts = await Promise.all(names.map((name) => readFile(join(before, 'workflows', name), 'utf8')));
    const calls = texts
      .join('\n')
      .matchAll(
        /(?:node scripts\/([\w-]+)\.ts|npm run ([\w:-]+)(?: --)?)((?: --?[\w-]+(?: (?!-)[^\s|]+)?)*)/g,
      );
    const lacking: string[] = [];
    let looked = 0;
    for (const [, script, command = '', words = ''] of calls) {
      looked++;
      const { code, out } = await runScript(script ?? command.replace(':', '-'), ['--help']);
      if (code !== 0) lacking.push(`${script ?? command} is gone`);
      for (const [flag] of words.matchAll(/--[\w-]+/g))
        if (flag !== '--' && !out.includes(flag)) lacking.push(`${script ?? command} takes no ${flag}`);
    }
    expect(looked).toBe(5);
    expect(lacking).toEqual([]);
  });
});
