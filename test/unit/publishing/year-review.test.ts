import { expect, test } from 'vitest';
import { noRecords } from '../../../src/library/records/records.ts';
import { buildYearReview } from '../../../src/publishing/year/year-review.ts';

const session = (on: string, kind: 'build' | 'sell', attended?: number) => ({
  session: 's',
  kind,
  by: 'desk',
  for: [],
  owner: 'ines-varga',
  on,
  line: 1,
  ...(attended !== undefined && { attended }),
});
const decision = (closed?: string) => ({
  decision: `closed ${closed ?? 'never'}`,
  owner: 'ines-varga',
  by: '2026-10-01',
  toMove: 'use',
  useOf: [],
  wants: 'up' as const,
  line: 1,
  ...(closed !== undefined && { closed }),
});

test('a year holds the day it ends on and the 364 before, and nothing of what is still to come', () => {
  const review = buildYearReview(
    { assets: [] },
    {
      ...noRecords(),
      sessions: [
        session('2025-11-30', 'build', 99),
        session('2025-12-01', 'build', 20),
        session('2026-11-30', 'sell', 10),
        session('2026-10-30', 'sell'),
        session('2026-12-01', 'build'),
      ],
      board: [
        { on: '2025-11-01', decisions: [decision('2026-02-01')] },
        { on: '2026-09-01', decisions: [decision('2026-11-30'), decision(), decision('2026-12-02')] },
        { on: '2026-12-20', decisions: [decision()] },
      ],
    },
    '2026-11-30',
  );
  expect(review).toMatchObject({
    from: '2025-12-01',
    until: '2026-11-30',
    sessions: { build: 1, sell: 2 },
    came: 30,
    decisions: { taken: 3 },
  });
  expect(review.decisions.closed.map(({ closed }) => closed)).toEqual(['2026-11-30', '2026-02-01']);
});

test('where nothing was written down, nothing is counted', () => {
  expect(buildYearReview({ assets: [] }, noRecords(), '2026-11-30')).toMatchObject({
    came: undefined,
    rituals: { kept: 0, of: 0 },
    shipped: [],
    decisions: { taken: 0, closed: [] },
  });
});
