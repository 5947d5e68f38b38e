import { describe, expect, test } from 'vitest';
import type { Content } from '../../../src/library/content.ts';
import type { Subscription } from '../../../src/library/records/subscriptions.ts';
import { noRecords } from '../../../src/library/records/records.ts';
import { buildSubscriptionIssues } from '../../../src/publishing/review/subscriptions.ts';
import type { Snapshot } from '../../../src/usage/snapshot/snapshot.ts';
import { smallHub } from '../../support/small-hub.ts';
import { sampleSnapshot, TODAY } from '../charts/sample-snapshot.ts';

const asset = {
  id: 'battlecards/kestrowe',
  kind: 'answer',
  path: 'battlecards/kestrowe.md',
  facts: [],
  data: { title: 'Kestrowe @all', products: ['routes'], competitors: [], related: [], expires: '2026-10-01' },
};

const contentWith = (...subscriptions: Omit<Subscription, 'line'>[]): Content =>
  ({
    library: {
      hub: { ...smallHub, company: { ...smallHub.company, site: 'https://hub.example/' } },
      assets: [asset],
      byId: new Map([[asset.id, asset]]),
      leftOut: new Map(),
      moves: [],
    },
    records: { ...noRecords(), subscriptions: subscriptions.map((each) => ({ ...each, line: 1 })) },
  }) as unknown as Content;

const routes = { who: 'ines-varga', about: { product: 'routes' }, weekly: true, fall: false, late: false };
const familiesOf = (content: Content, snapshot?: Snapshot | 'none') => {
  const [digest, alert] = buildSubscriptionIssues(
    content,
    snapshot === 'none' ? undefined : (snapshot ?? sampleSnapshot()),
    TODAY,
  );
  if (digest === undefined || alert === undefined) throw new Error('A family is missing.');
  return { digest, alert };
};

describe('what people follow', () => {
  test('is an issue for each subscription, with the week it is of and the way to switch it off', () => {
    const { digest, alert } = familiesOf(contentWith(routes));
    expect(digest.issues.map(({ key, occurrence, title }) => ({ key, occurrence, title }))).toEqual([
      { key: 'ines-varga:routes', occurrence: '2026-11-16', title: 'Routes in use, for Ines Varga' },
    ]);
    const text = digest.issues[0]?.text ?? '';
    expect(text).toContain('30 reps');
    expect(text).toContain('https://hub.example/adoption/routes/');
    expect(text).toContain('weekly: false');
    expect(alert.issues).toEqual([]);
  });

  test('says what is below a number, and what is late, each by itself', () => {
    const { digest, alert } = familiesOf(contentWith({ ...routes, weekly: false, below: 50, late: true }));
    expect(digest.issues).toEqual([]);
    expect(alert.issues.map(({ key }) => key)).toEqual(['ines-varga:routes:below', 'ines-varga:routes:late']);
    expect(alert.issues[0]?.title).toBe(
      'Routes: 30 reps carried it into calls in four weeks, fewer than 50.',
    );
    // Nobody is called by what a title says.
    expect(alert.issues[1]?.text).not.toMatch(/(^|[^`\\])@all/);
    expect(familiesOf(contentWith({ ...routes, below: 30 })).alert.issues).toEqual([]);
  });

  test('of a page is about that page', () => {
    const page = { ...routes, about: { asset: asset.id }, below: 60, late: true };
    const { digest, alert } = familiesOf(contentWith(page));
    expect(digest.issues[0]?.text).toContain('in four weeks');
    expect(alert.issues.map(({ key }) => key)).toEqual([
      'ines-varga:battlecards/kestrowe:below',
      'ines-varga:battlecards/kestrowe:late',
    ]);
  });

  test('makes no issue of numbers that nobody has, and closes none for that', () => {
    const { digest, alert } = familiesOf(contentWith({ ...routes, below: 50 }), 'none');
    expect([digest.issues, alert.issues]).toEqual([[], []]);
    expect(digest.closing('ines-varga:routes')).toBeUndefined();
    expect(alert.closing('ines-varga:routes:below')).toBeUndefined();
  });

  test('is closed when it is turned off, and when it is so no more', () => {
    const { digest, alert } = familiesOf(contentWith({ ...routes, weekly: false, late: true }));
    expect(digest.closing('ines-varga:routes')?.reason).toBe('not_planned');
    expect(alert.closing('ines-varga:routes:below')?.says).toContain('turned off');
    expect(alert.closing('ines-varga:routes:late')?.reason).toBe('completed');
    expect(alert.closing('tobias-reck:routes:late')?.reason).toBe('not_planned');
  });
});
