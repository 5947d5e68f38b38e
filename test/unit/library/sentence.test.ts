import { describe, expect, test } from 'vitest';
import { nearestSentence, partOf } from '../../../src/library/nearest-sentence.ts';
import { sentenceSlug, spokenOf } from '../../../src/library/sentence.ts';

describe('the anchor of a sentence', () => {
  test('is its heading and its own words', () => {
    expect(sentenceSlug('objections', "They're cheaper per van.")).toBe('objections/they-re-cheaper-per-van');
    expect(sentenceSlug('', 'Yes.')).toBe('opening/yes');
    expect(sentenceSlug('proof', '高すぎる')).toBe('proof/高すぎる');
    expect(partOf(sentenceSlug('proof', 'x'))).toBe('proof');
  });

  test('is the same for other quotes, capitals, blanks and final marks', () => {
    const slug = sentenceSlug('a', 'It’s in the "package" -- already...');
    expect(sentenceSlug('a', "it's in  the “package” – already…")).toBe(slug);
  });

  test('tells long ones apart that begin alike, and signs of which an address has none', () => {
    const long = 'Ask them for two customers who went live with delivery in under nine months, and ring ';
    expect(sentenceSlug('a', `${long}them.`)).not.toBe(sentenceSlug('a', `${long}their boss.`));
    expect(sentenceSlug('a', `${long}them.`).length).toBeLessThan(45);
    expect(new Set(['£38', '$38', '38', '38%', '+38'].map((words) => sentenceSlug('a', words))).size).toBe(5);
    expect(sentenceSlug('a', '?!')).toBe('a/text');
  });
});

describe('an address whose words are gone', () => {
  const slugs = [
    'objections/they-re-cheaper-per-van',
    'objections/my-drivers-love-their-maps',
    'proof/my-drivers-love-their-maps',
    'objections/we-ve-already-paid-them-for-the-year',
  ];

  test.each([
    ['objections/they-are-much-cheaper-per-van', 'objections/they-re-cheaper-per-van'],
    [sentenceSlug('objections', 'They are much cheaper per van.'), 'objections/they-re-cheaper-per-van'],
    ['objections/we-already-paid-them', 'objections/we-ve-already-paid-them-for-the-year'],
    // It went to another heading: of two that say the same, the one that stayed.
    ['traps-to-set/they-re-cheaper-per-van', 'objections/they-re-cheaper-per-van'],
    ['proof/drivers-love-their-maps', 'proof/my-drivers-love-their-maps'],
  ])('%s leads to what is left of them', (gone, left) => {
    expect(nearestSentence(gone, slugs)).toBe(left);
  });

  test('leads to no sentence that says something else', () => {
    expect(nearestSentence('objections/zebra-crossing', slugs)).toBeUndefined();
    expect(nearestSentence('objections/their-van', slugs)).toBeUndefined();
    expect(nearestSentence('objections/x', [])).toBeUndefined();
  });
});

test('of an objection a customer hears the reply', () => {
  expect(spokenOf({ is: 'objection', words: 'Too dear.', reply: 'It is not.' })).toBe('It is not.');
  expect(spokenOf({ is: 'claim', words: 'We win.', reply: '' })).toBe('We win.');
});
