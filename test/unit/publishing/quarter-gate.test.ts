import { describe, expect, it } from 'vitest';
import { compileMarkdown } from '../../../src/adapters/markdown.ts';
import { buildLibrary } from '../../../src/library/library.ts';
import { parseHub } from '../../../src/library/parse-hub.ts';
import { renderFindingText } from '../../../src/publishing/check/findings-text.ts';
import {
  measureHold,
  publishedAssets,
  type PublishedAsset,
} from '../../../src/usage/verdict/measure-hold.ts';
import { launchesOf, launchRules } from '../../../src/checks/rules/launches.ts';
import { quarterOf } from '../../../src/library/quarters.ts';
import { indexLibrary } from '../../../src/usage/questions/library-facts.ts';
import { uptakeByQuarterEnd } from '../../../src/usage/questions/uptake-by-quarter-end.ts';
import { shareInterval } from '../../../src/usage/verdict/share-interval.ts';

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

  it('goes by the quarters of the regions that it is for, and by all of them when it is for everybody', () => {
    const own = parseHub(`company: { name: Northwind }
people: [{ id: ines-varga, name: Ines Varga }]
regions: [{ id: uk, name: UK }, { id: north, name: North, quarter_ends: [2026-11-30] }]
calendar: { quarter_ends: [2026-12-31], hold_days: 10 }
`);
    const foundOn = (today: string, hubOf = own) => {
      const files = ['launch: major', 'launch: major\nregions: [uk]', 'launch: major\nregions: [north]'];
      const launched = libraryOf(...files.map((more) => more.replace(/regions.*/, '')));
      const assets = launched.assets.map((asset, at) => ({
        ...asset,
        data: { ...asset.data, regions: [[], ['uk'], ['north']][at] ?? [] },
      })) as typeof launched.assets;
      const around = { library: { ...launched, hub: hubOf, assets }, base: libraryOf(), today };
      return launchRules.flatMap((rule) => rule.check(around)).map(({ path, rule }) => `${path} ${rule}`);
    };
    expect(foundOn('2026-11-25')).toEqual(['answers/a0.md launch-held', 'answers/a2.md launch-held']);
    expect(foundOn('2026-12-24')).toEqual([
      'answers/a0.md launch-held',
      'answers/a1.md launch-held',
      'answers/a2.md launch-unchecked',
    ]);
    expect(quarterOf(own, '2026-11-25')).toMatchObject({ ends: '2026-11-30', region: 'North' });
  });

  it('is not waved through where nobody knows a quarter: the check says so', () => {
    const nothing = {
      ...libraryOf('launch: major'),
      hub: { ...hub, calendar: { quarter_ends: [], hold_days: 10 } },
    };
    const found = launchRules.flatMap((rule) =>
      rule.check({ library: nothing, base: libraryOf(), today: '2026-12-24' }),
    );
    expect(found.map(renderFindingText)).toMatchInlineSnapshot(`
      [
        "answers/a0.md:4  warning  Nobody can say whether reps have time for this major launch: hub.yaml names no end of a quarter from today on. Write the last days of the coming quarters under quarter_ends, below calendar or the region in hub.yaml.  [launch-unchecked]",
      ]
    `);
  });
});

/** Pieces published so many days before the end, and how many of each ten were taken up. */
function assetsWith(uptake: (daysLeft: number) => number): PublishedAsset[] {
  return Array.from({ length: 90 }, (_, daysLeft) => ({
    daysLeft,
    isTakenUp: (daysLeft * 7) % 10 < uptake(daysLeft),
  }));
}

const fact = (id: string, publishedOn: string, quarterEndsOn?: string) => ({
  id,
  title: id,
  kind: 'answer',
  products: [],
  publishedOn,
  quarterEndsOn,
});
const weeks = (from: string, to: string, reps: number) => ({ asset: 'a1', team: 'all', from, to, reps });

describe('how long launches should wait', () => {
  it('is where the uptake of late pieces falls off', () => {
    expect(measureHold(assetsWith((left) => (left < 12 ? 0 : 8)))).toEqual({ days: 12, pieces: 90 });
    const { days } = measureHold(assetsWith((left) => (left < 20 ? 2 : 9)));
    expect(days).toBeGreaterThanOrEqual(18);
    expect(days).toBeLessThanOrEqual(22);
  });

  it('is not said without a clear difference, with too few pieces, or where late ones do better', () => {
    expect(measureHold(assetsWith(() => 6)).days).toBeNull();
    expect(measureHold(assetsWith((left) => (left < 12 ? 9 : 3))).days).toBeNull();
    expect(measureHold(assetsWith((left) => (left < 12 ? 0 : 8)).slice(8, 16)).days).toBeNull();
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

  it('is measured on pieces whose first eight weeks were counted, used or not', () => {
    const library = indexLibrary({
      teams: [],
      products: [],
      assets: [
        fact('a0', '2026-09-25', '2026-09-30'),
        fact('a1', '2026-08-01', '2026-09-30'),
        fact('a2', '2026-11-10', '2026-12-31'),
        fact('a3', '2026-08-03'),
      ],
    });
    const rows = [
      weeks('2026-07-06', '2026-08-03', 0),
      weeks('2026-08-03', '2026-08-31', 15),
      weeks('2026-10-26', '2026-11-23', 15),
    ].map((row) => ({ ...row, copied: 0, downloaded: 0 }));
    const told = uptakeByQuarterEnd.answer(rows as never[], library, '2026-11-27');
    expect(publishedAssets(told as never[])).toEqual([
      { daysLeft: 60, isTakenUp: true },
      { daysLeft: 5, isTakenUp: false },
    ]);
  });

  it('is proposed with what the true shares may be', () => {
    const { low, high } = shareInterval(2, 20);
    expect([low, high].map((each) => Math.round(100 * each))).toEqual([3, 30]);
    expect(shareInterval(0, 5)).toMatchObject({ low: 0 });
  });
});
