import { describe, expect, test } from 'vitest';
import type { Sentence } from '../../../../src/library/sentence.ts';
import { buildShownAnswer } from '../../../../src/reader/palette/shown-answer.ts';

const TODAY = '2026-11-30';
const fresh = { reviewBy: '2027-03-01' };
const objection: Sentence = {
  is: 'objection',
  slug: 'objections/they-are-cheaper',
  heading: 'Objections',
  words: 'They are cheaper.',
  reply:
    'Per van, perhaps. Their price leaves out the probes, the installation and the support that a depot of your size needs every single week of the year. Ask for both totals.',
  ask: 'What do you spend on probes?',
  say: 'aloud',
};
const claim: Sentence = {
  ...objection,
  is: 'claim',
  words: 'No probe, no record.',
  reply: '',
  ask: '',
  source: { from: 'Their docs', seenOn: '2026-11-10', strength: 'inferred' },
  until: '2027-01-31',
};
const found = { title: 'Kestrowe', note: 'Sell against Kestrowe.', freshness: fresh };

describe('the answer beside the list', () => {
  test('to an objection is what to say: its first sentences large, the rest and the question after them', () => {
    expect(buildShownAnswer({ ...found, sentence: objection }, TODAY)).toMatchObject({
      is: 'aloud',
      about: '“They are cheaper.”',
      lead: 'Per van, perhaps.',
      ask: 'What do you spend on probes?',
      state: 'Say it aloud',
      goodUntil: 'Good until 1 Mar 2027',
      forCustomer: objection.reply,
      what: 'objection',
    });
  });

  test('of a claim has its source, and lasts as long as the claim', () => {
    expect(buildShownAnswer({ ...found, sentence: claim }, TODAY)).toMatchObject({
      lead: 'No probe, no record.',
      source: 'Their docs, seen 10 Nov 2026 · our inference',
      goodUntil: 'Good until 31 Jan 2027',
      forCustomer: 'No probe, no record.',
      what: 'claim',
    });
  });

  test('for the rep alone says so, and holds nothing for a customer', () => {
    const guidance = buildShownAnswer({ ...found, sentence: { ...claim, say: 'guidance' } }, TODAY);
    expect(guidance).toMatchObject({ is: 'guidance', state: 'For you, not for a customer', forCustomer: '' });
  });

  test('from a file that may be shared is to be shown, until its page expires, and is never copied by itself', () => {
    const sentence: Sentence = { ...claim, is: 'paragraph', say: 'shown' };
    const shown = buildShownAnswer({ ...found, sentence }, TODAY);
    expect(shown).toMatchObject({ is: 'shown', state: 'To show, not to read out', forCustomer: '' });
    const expired = buildShownAnswer(
      { ...found, freshness: { ...fresh, expires: '2026-11-29' }, sentence },
      TODAY,
    );
    expect(expired).toMatchObject({ state: 'Not to be shown any more', forCustomer: '' });
  });

  test('of a page that has expired is not to be said, and holds nothing for a customer', () => {
    const expired = { ...found, freshness: { ...fresh, expires: '2026-11-29' }, sentence: claim };
    expect(buildShownAnswer(expired, TODAY)).toMatchObject({
      state: 'Not to be said any more',
      freshness: 'expired',
      goodUntil: 'Expired 29 Nov 2026',
      forCustomer: '',
    });
  });

  test('of a page as a whole is what it is good for, and nothing to copy', () => {
    expect(buildShownAnswer(found, TODAY)).toMatchObject({
      is: 'page',
      lead: 'Sell against Kestrowe.',
      forCustomer: '',
    });
  });
});
