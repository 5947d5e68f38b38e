import { describe, expect, test } from 'vitest';
import { compareParts, partsOf } from '../../../../src/reader/visits/changes.ts';
import { goodText, readAsset } from '../../../support/small-hub.ts';

const CARD = 'competitor: acme\nwhy_we_win:';
const claim = (text: string): string => `\n  - { claim: ${text}, source: S, seen_on: 2026-10-01 }`;
const card = (claims: readonly string[], body = '## Who\n\nThey plan parcels.\n') =>
  partsOf(readAsset('battlecards/acme.md', goodText(CARD + claims.map(claim).join(''), body)));

describe('what changed in an asset', () => {
  test('is nothing when it says the same', () => {
    expect(compareParts(card(['We answer in a day']), card(['We answer in a day']))).toEqual([]);
  });

  test('is told by claim: one that was reworded is one change, others came or went', () => {
    const before = card(['We answer in a day', 'Their app needs signal all the time', 'No food windows']);
    const after = card(['We answer in an hour', 'No food windows', 'Probes are included in the price']);
    expect(compareParts(before, after)).toEqual([
      {
        what: 'changed',
        slug: 'why-we-win',
        heading: 'Why we win',
        subject: 'claim',
        was: 'We answer in a day',
        now: 'We answer in an hour',
      },
      {
        what: 'added',
        slug: 'why-we-win',
        heading: 'Why we win',
        subject: 'claim',
        now: 'Probes are included in the price',
      },
      {
        what: 'removed',
        slug: 'why-we-win',
        heading: 'Why we win',
        subject: 'claim',
        was: 'Their app needs signal all the time',
      },
    ]);
  });

  test('is told by section of the text, and a claim that moved up is no change', () => {
    const before = card(['One thing', 'Something else'], '## Who\n\nThey plan parcels.\n');
    const after = card(
      ['Something else', 'One thing'],
      '## Who\n\nThey plan parcels and food.\n\n## Where\n\nUK.\n',
    );
    expect(compareParts(before, after)).toEqual([
      {
        what: 'changed',
        slug: 'who',
        heading: 'Who',
        was: 'They plan parcels.',
        now: 'They plan parcels and food.',
      },
      { what: 'added', slug: 'where', heading: 'Where', now: 'UK.' },
    ]);
  });
});
