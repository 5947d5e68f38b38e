import { describe, expect, it } from 'vitest';
import { compileMarkdown } from '../../../src/adapters/markdown.ts';
import { buildLibrary } from '../../../src/library/library.ts';
import { parseHub } from '../../../src/library/parse-hub.ts';
import { renderFindingText } from '../../../src/publishing/check/findings-text.ts';
import { measureHold, type PublishedAsset } from '../../../src/publishing/quarter/measure-hold.ts';
import { buildPublishedAssets } from '../../../src/publishing/quarter/published-assets.ts';
import { launchesOf, launchRules, quarterOf } from '../../../src/checks/rules/launches.ts';
import { emptySnapshot } from '../../../src/usage/snapshot/snapshot.ts';

const hub = parseHub(`company: { name: Northwind }
people: [{ id: ines-varga, name: Ines Varga }]
calendar: { quarter_ends: [2026-12-31, 2026-09-30], hold_days: 10 }
`);

function libraryOf(...lines: string[]) {
  const files = lines.map((more, at) => ({
    path: `answers/a${String(at)}.md`,
    bytes: Buffer.from(`---\ntitle: A${String(at)}\nowner: ines-varga\n${more}\n---\nText\n`),
  }));
  return buildLibrary(files, [], hub, compileMarkdown).library;
}

describe('a major launch', () => {
  const library = libraryOf(
    'launch: major',
    'launch: major\nlaunch_anyway: The law changes.',
    'aliases: [a]',
  );
  const { assets } = library;
  const held = (today: string) => launchRules[0].check({ library, base: libraryOf(), today });

  it('waits in the last days of a quarter, the last day included, unless its page says why it cannot', () => {
    expect(held('2026-12-22').map(renderFindingText)).toMatchInlineSnapshot(`
      [
        "answers/a0.md:4  error  The quarter ends on 31 Dec 2026, and in its last 10 days reps have no time for a major launch. Merge this from 1 Jan 2027 on, or add a line launch_anyway: with the reason why it cannot wait.  [launch-held]",
      ]
    `);
    expect(held('2026-12-31')).toHaveLength(1);
  });

  it.each(['2026-12-21', '2026-10-01', '2027-01-01'])('may go out on %s', (day) => {
    expect(held(day)).toEqual([]);
  });

  it('is one only when it is new or becomes one', () => {
    const before = libraryOf('aliases: [b]', 'launch: major').byId;
    expect(launchesOf(assets, before).map(({ id }) => id)).toEqual(['answers/a0']);
  });

  it('knows the quarter that a day lies in', () => {
    expect(quarterOf(hub, '2026-10-01')).toEqual({ ends: '2026-12-31', from: '2026-12-22', isHeld: false });
    expect(quarterOf(hub, '2027-01-01')).toBeUndefined();
    const never = { calendar: { ...hub.calendar, hold_days: 0 } };
    expect(quarterOf(never, '2026-12-31')?.isHeld).toBe(false);
  });
});

/** Pieces published so many days before the end, and how many of each ten were taken up. */
function publishedAssets(uptake: (daysLeft: number) => number): PublishedAsset[] {
  return Array.from({ length: 90 }, (_, daysLeft) => ({
    daysLeft,
    isTakenUp: (daysLeft * 7) % 10 < uptake(daysLeft),
  }));
}

describe('how long launches should wait', () => {
  it('is where the uptake of late pieces falls off', () => {
    expect(measureHold(publishedAssets((left) => (left < 12 ? 0 : 8)))).toEqual({ days: 12, pieces: 90 });
    const { days } = measureHold(publishedAssets((left) => (left < 20 ? 2 : 9)));
    expect(days).toBeGreaterThanOrEqual(18);
    expect(days).toBeLessThanOrEqual(22);
  });

  it('is not said without a clear difference, with too few pieces, or where late ones do better', () => {
    expect(measureHold(publishedAssets(() => 6)).days).toBeNull();
    expect(measureHold(publishedAssets((left) => (left < 12 ? 9 : 3))).days).toBeNull();
    expect(measureHold(publishedAssets((left) => (left < 12 ? 0 : 8)).slice(8, 16)).days).toBeNull();
    expect(measureHold([])).toEqual({ days: null, pieces: 0 });
  });

  it('seldom names a border where there is none', () => {
    let seed = 7;
    const random = () => (seed = (seed * 1_664_525 + 1_013_904_223) % 4_294_967_296) / 4_294_967_296;
    const named = Array.from({ length: 400 }, () =>
      measureHold(
        Array.from({ length: 60 }, () => ({
          daysLeft: Math.floor(random() * 90),
          isTakenUp: random() < 0.6,
        })),
      ),
    ).filter(({ days }) => days !== null);
    expect(named.length / 400).toBeLessThan(0.05);
  });

  it('is measured on pieces whose first thirty days are over, used or not', () => {
    const library = libraryOf('published: 2026-09-25', 'published: 2026-08-01', 'published: 2026-11-10');
    const snapshot = emptySnapshot('2026-11-22');
    expect(buildPublishedAssets(library, snapshot)).toEqual([]);
    const answers = snapshot.answers.map((answer) =>
      answer.id === 'time-to-first-use'
        ? { ...answer, state: 'ready' as const, rows: [['answers/a1', 'A1', '2026-08-01', 4]] }
        : answer,
    );
    expect(buildPublishedAssets(library, { ...snapshot, answers })).toEqual([
      { daysLeft: 5, isTakenUp: false },
      { daysLeft: 60, isTakenUp: true },
    ]);
  });
});
