import { describe, expect, test } from 'vitest';
import { openMissedAbout } from '../../../../src/usage/report/missed-about.ts';
import { buildProductReport } from '../../../../src/usage/report/product-report.ts';
import type { ReportWords } from '../../../../src/usage/report/report.ts';
import type { Snapshot } from '../../../../src/usage/snapshot/snapshot.ts';
import { context, sampleSnapshot, sampleWithoutNumbers, TODAY } from '../../charts/sample-snapshot.ts';

const page = (title: string, url: string, products: string[], more: object = {}) => ({
  title,
  url,
  products,
  ...more,
});

const words: ReportWords = {
  ...context,
  assets: new Map([
    [
      'battlecards/vantello',
      page('Vantello', '/battlecards/vantello/', ['routes'], {
        careUntil: '2026-11-01',
        claimsUntil: ['2026-08-12', '2027-01-01'],
      }),
    ],
    ['battlecards/kestrowe', page('Kestrowe', '/battlecards/kestrowe/', ['cold'])],
    ['collateral/probe', page('The probe on one page', '/collateral/probe/', ['cold'])],
  ]),
  notes: [
    { on: '2026-09-15', kind: 'launch', product: 'routes', says: 'Replan', pages: 1 },
    { on: '2026-11-10', kind: 'changed', product: 'routes', says: 'Vantello', pages: 2 },
    { on: '2026-09-15', kind: 'launch', product: 'cold', says: 'Probe 2', pages: 1 },
  ],
};

const told = (product: string, snapshot: Snapshot = sampleSnapshot()) =>
  Object.fromEntries(
    buildProductReport({ product, snapshot, words, today: TODAY }).parts.map(({ id, lines }) => [
      id,
      lines.map(({ says }) => says),
    ]),
  );

describe('what a product comes to', () => {
  test('names the teams that carry it and by which way, who are under ten, and never a number under ten', () => {
    const { carried = [] } = told('routes');
    expect(carried).toMatchInlineSnapshot(`
      [
        "30 reps: UK mid-market 25; under 10 in DACH, UK enterprise, Customer success and Nordics and Partners.",
        "By way: 25 in call mode, 10 on a brief, under 10 beside the CRM or through an agent.",
      ]
    `);
    const all = Object.values(told('routes')).flat().join(' ');
    expect(all).not.toMatch(/\b[1-9] reps\b/);
  });

  test('says since which of its own changes use moved, or from when on that can be told', () => {
    expect(told('routes')['since']).toMatchInlineSnapshot(`
      [
        "Last 4 weeks beside the 4 before: too few to say.",
        "Since 15 Sep 2026, Launch: Replan: too few to say.",
        "Later changes on 1 day: told from 9 Dec 2026 on.",
      ]
    `);
    expect(told('cold')['since']?.join(' ')).not.toContain('Replan');
  });

  test('says what customers object to on its own cards, what is late of it, and what was not found', () => {
    const { objections, late, missed } = told('routes');
    expect({ objections, late, missed }).toMatchInlineSnapshot(`
      {
        "late": [
          "1 page of 1.",
          "Vantello: its review and 1 claim, since 12 Aug 2026.",
        ],
        "missed": [
          "Nothing that names it and that ten people searched for.",
          "Naming no product: “tacho integration” 25, “danish price list” 20.",
        ],
        "objections": [
          "“Vantello is twelve pounds!” 20",
        ],
      }
    `);
    expect(told('cold')['late']).toEqual(['Nothing.']);
  });

  test('of which under ten use anything says so, and never nought', () => {
    expect(told('ledger')['carried']).toEqual(['Under 10 reps used it, or nobody.']);
  });

  test('without numbers knows nothing, and still what is late', () => {
    const report = told('routes', sampleWithoutNumbers());
    expect(report['carried']).toEqual([]);
    expect(report['missed']).toEqual([]);
    expect(report['late']?.[0]).toBe('1 page of 1.');
  });
});

test('searched words are about the one product that has them to itself; nothing is guessed', () => {
  const about = openMissedAbout(words);
  expect(about('probe battery')).toBe('cold');
  expect(about('LEDGER export')).toBe('ledger');
  expect(about('larkmoor')).toBeUndefined();
  expect(about('cold routes')).toBeUndefined();
  expect(about('tacho integration')).toBeUndefined();
});
