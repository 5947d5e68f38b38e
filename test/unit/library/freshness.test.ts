import { describe, expect, it } from 'vitest';
import { claimGoodUntil, freshnessOf, renderFreshness, reviewBy } from '../../../src/library/freshness.ts';
import { goodText, readAsset, smallHub, today } from '../../support/small-hub.ts';

function answer(dates: string) {
  return readAsset('answers/a.md', goodText(dates).replace('reviewed: 2026-11-01\n', ''));
}

describe('freshness', () => {
  it.each([
    ['reviewed: 2026-11-20', 'fresh', 'Checked 20 Nov 2026'],
    ['review_by: 2027-01-31', 'fresh', 'Good until 31 Jan 2027'],
    ['review_by: 2026-12-22', 'due', 'Review due 22 Dec 2026'],
    ['review_by: 2026-12-23', 'fresh', 'Good until 23 Dec 2026'],
    ['review_by: 2026-11-22', 'due', 'Review due 22 Nov 2026'],
    ['review_by: 2026-11-21', 'overdue', 'Review was due 21 Nov 2026'],
    ['reviewed: 2026-11-20\nexpires: 2026-11-21', 'expired', 'Expired 21 Nov 2026'],
    ['reviewed: 2026-11-20\nexpires: 2026-11-22', 'fresh', 'Checked 20 Nov 2026'],
    ['published: 2026-11-20', 'unverified', 'Not checked yet'],
  ])('of %j is %s', (dates, freshness, words) => {
    const asset = answer(dates);
    expect(freshnessOf(asset, smallHub, today)).toBe(freshness);
    expect(renderFreshness(asset, smallHub, today)).toBe(words);
  });

  it('takes the days of a kind from hub.yaml, else from the kind', () => {
    expect(reviewBy('battlecard', { reviewed: '2026-11-01' }, smallHub)).toBe('2026-12-31');
    expect(reviewBy('collateral', { reviewed: '2026-11-01' }, smallHub)).toBe('2027-04-30');
  });

  it('lets a claim be repeated up to and including its last day', () => {
    expect(claimGoodUntil({ seen_on: '2026-09-01', good_for_days: 30 })).toBe('2026-10-01');
  });
});
