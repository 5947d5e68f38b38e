import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeSnapshot } from '../../src/adapters/snapshot-file.ts';
import { emptySearches } from '../../src/usage/questions/empty-searches.ts';
import { useOverTime } from '../../src/usage/questions/use-over-time.ts';
import { emptySnapshot } from '../../src/usage/snapshot/snapshot.ts';
import { runScript } from '../support/run-script.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-board-'));
  await cp(resolve(import.meta.dirname, '../../content'), join(folder, 'content'), { recursive: true });
  const snapshot = emptySnapshot('2026-11-24');
  const known: Record<string, object> = {
    [emptySearches.id]: { counted: { from: '2026-06-29', until: '2026-09-27' }, rows: [['crm sync', 25]] },
    [useOverTime.id]: {
      counted: { from: '2026-05-18', until: '2026-11-01' },
      rows: [
        ['answers/can-i-give-a-discount', 'Can I give a discount?', '2026-10-05', 70],
        ['answers/can-i-give-a-discount', 'Can I give a discount?', '2026-05-18', 30],
        ['battlecards/ordanto', 'Ordanto', '2026-10-05', 20],
        ['battlecards/ordanto', 'Ordanto', '2026-07-13', 60],
      ],
    },
  };
  const answers = snapshot.answers.map((answer) =>
    Object.hasOwn(known, answer.id) ? { ...answer, state: 'ready' as const, ...known[answer.id] } : answer,
  );
  await writeSnapshot(join(folder, 'data', 'snapshot.json'), { ...snapshot, answers });
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const board = (args: readonly string[], env: Record<string, string> = {}) =>
  runScript('board', args, {
    cwd: folder,
    env: { HUB_CONTENT: join(folder, 'content'), HUB_DATA: join(folder, 'data'), ...env },
  });

describe('npm run board', () => {
  it('makes the same bytes again, on another day of the quarter, in another time zone and language', async () => {
    const first = await board(['--today', '2026-11-24']);
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(await board(['--today', '2026-11-24'])).toEqual(first);
    const elsewhere = { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' };
    expect(await board(['--today', '2026-12-31'], elsewhere)).toEqual(first);
  });

  it('opens with the last decisions and whether use moved since, then takes up the evidence', async () => {
    const { out } = await board(['--today', '2026-08-01']);
    expect(out.split('\n').filter((line) => line.startsWith('#'))).toMatchInlineSnapshot(`
      [
        "# Sales advisory board: the quarter to 30 Sep 2026",
        "## What was decided, and what became of it",
        "## Questions without an answer",
        "## Used less than a quarter ago",
        "## Claims that no longer stand by the end of the quarter",
        "## What was changed, and whether it is used since",
        "## Waiting the longest",
        "## Needs above the cut line",
      ]
    `);
    expect(out).toContain('more, about 30 → about 70 reps in four weeks, × 1.53 to 3.57');
    expect(out).not.toMatch(/because of|thanks to|led to/);
    const now = (await board(['--today', '2026-11-24'])).out;
    expect(now).toContain('crm sync');
    expect(now).toContain('less, about 60 → about 20 reps in four weeks');
    expect(now).toContain('too early to say');
  });

  it('writes a file whole, and says where', async () => {
    const path = join(folder, 'agenda.md');
    const { out } = await board(['--today', '2026-11-24', '--out', path]);
    expect(out).toBe(`The agenda for the quarter to 31 Dec 2026 is in ${path}.\n`);
    expect(await readFile(path, 'utf8')).toBe((await board(['--today', '2026-11-24'])).out);
  });

  it('says what is missing where hub.yaml knows no such quarter', async () => {
    expect(await board(['--today', '2031-01-01'])).toMatchInlineSnapshot(`
      {
        "code": 2,
        "err": "hub.yaml knows no quarter in which 1 Jan 2031 lies.
      Add the last day of that quarter under calendar: quarter_ends. Nothing was written.
      ",
        "out": "",
      }
    `);
  });
});
