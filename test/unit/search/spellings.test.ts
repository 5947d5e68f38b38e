import { expect, test } from 'vitest';
import { sentenceSlug, type Sentence } from '../../../src/library/sentence.ts';
import { found, openSmallIndex } from './small-library.ts';

/** Each line is a document that is named by its text; the first that a search finds is named. */
async function firstOf(texts: readonly string[], typed: string): Promise<string | undefined> {
  const index = await openSmallIndex(
    texts.map((text, at) => ({ title: `Sheet ${String.fromCharCode(97 + at)}`, id: text, text })),
  );
  return (await found(index, typed))[0];
}

/** Each entry is a document of so many paragraphs; the first that a search finds shows this one. */
async function firstSentence(
  pages: readonly (string | readonly string[])[],
  typed: string,
): Promise<string | undefined> {
  const documents = pages.map((paragraphs, at) => ({
    title: `Sheet ${String.fromCharCode(97 + at)}`,
    text: [paragraphs].flat().join('\n'),
    sentences: [paragraphs].flat().map(paragraph),
  }));
  return (await (await openSmallIndex(documents)).search(typed)).hits[0]?.sentence?.words;
}

const paragraph = (words: string): Sentence => ({
  is: 'paragraph',
  slug: sentenceSlug('', words),
  heading: '',
  words,
  reply: '',
  ask: '',
  say: 'aloud',
});

test.each([
  ['15k', 'up to 15,000 stops', 'up to 15 stops'],
  ['15.000', 'up to 15k stops', 'up to 15 stops'],
  ['15 000', 'up to 15,000 stops', 'up to 15 stops'],
  ['£38', 'it is 38 GBP a van', 'it is $38 a van'],
  ['38 pounds', 'it is £38 a van', 'it is €38 a van'],
  ['38 quid', 'it is £38 a van', 'it is 39 a van'],
  ['v3.1', 'new in version 3.1', 'new in version 31'],
  ['3.1', 'new in v3.1', 'new in v3.10'],
  ['9.90', 'costs 9,90 a month', 'costs 90 a month'],
  ['iso27001', 'the ISO-27001 certificate', 'the ISO 9001 certificate'],
  ['iso 27001', 'the ISO27001 certificate', 'the ISO 9001 certificate'],
  ['email', 'an e-mail to send', 'a letter to mail'],
  ['e-mail', 'an email to send', 'a letter to post'],
  ['onboarding', 'on-boarding in a week', 'boarding a ship'],
  ['on boarding', 'onboarding in a week', 'a ship'],
  ['rollsroyce', 'met at Rolls Royce', 'rolls of paper'],
  ['überwachung', 'die Kühlkettenüberwachung', 'die Kühlung'],
])('%j finds “%s” and not “%s”', async (typed, right, wrong) => {
  expect(await firstOf([wrong, right], typed)).toBe(right);
  expect(await firstOf([right, wrong], typed)).toBe(right);
});

test.each([
  [
    'exit fee',
    'There is an exit fee of a month, and the rest is in the contract.',
    'There is a fee of a month at the exit, and the rest is in the contract.',
  ],
  ['day 30', 'The first bill comes on day 30 of a month.', 'The first 30 bills come on a day of a month.'],
])(
  'words that stand next to each other go before the same words apart: %s',
  async (typed, together, apart) => {
    expect(await firstSentence([apart, together], typed)).toBe(together);
    expect(await firstSentence([together, apart], typed)).toBe(together);
    expect(await firstSentence([[apart, together]], typed)).toBe(together);
  },
);

test('who types another name of a page finds it before pages that have the words in their text', async () => {
  const told = 'The record has a gap. A gap in a record is what the record of an audit shows.';
  const index = await openSmallIndex([
    { title: 'Audit sheet', id: 'told', text: told, aliases: ['audit of the gap'] },
    { title: 'Probe sheet', id: 'named', text: 'The probe is sold.', aliases: ['gap in the record'] },
  ]);
  expect((await found(index, 'gap in the record'))[0]).toBe('named');
});

test('words that only ask weigh less than the one that is asked for', async () => {
  const asked = 'The rebate is ten per cent.';
  expect(await firstOf(['Show me, tell me, give me.', asked], 'show me the rebate')).toBe(asked);
});

test('a beginning does not bring what is said of another word with the stem of its continuation', async () => {
  const index = await openSmallIndex([
    ...['one', 'two', 'three'].map((id) => ({ title: `Sheet ${id}`, id, text: 'a plan of plans' })),
    { title: 'Sheet four', id: 'planner', text: 'the planner planned' },
  ]);
  expect(await found(index, 'planne')).toEqual(['planner']);
});

test('a word that one page has wrongly also finds the pages that have it right', async () => {
  const right = Array.from({ length: 12 }, (_, at) => ({
    title: `Sheet ${String(at)}`,
    id: `right-${String(at)}`,
    text: 'the questionnaire of procurement',
  }));
  const index = await openSmallIndex([{ title: 'Draft', id: 'wrong', text: 'the questionaire' }, ...right]);
  const ids = await found(index, 'questionaire ');
  expect(ids[0]).toBe('wrong');
  expect(ids).toContain('right-3');
});

test('a short unknown word is not taken for another one that no slip leads to', async () => {
  const index = await openSmallIndex([
    { title: 'Edit', id: 'edit', text: 'how to edit a card, and what a fee is' },
  ]);
  const alone = await index.search('expt');
  expect([alone.total, alone.corrected, alone.nearest]).toEqual([0, [], []]);
  const beside = await index.search('emit fee');
  expect(beside.corrected).toEqual([]);
});

test('English words of sales lead to what is written in the language of a hub that has it', async () => {
  const german = {
    title: 'Preisliste',
    id: 'preise',
    text: 'Was es im Monat kostet.',
    facets: { language: ['de'] },
  };
  expect(await found(await openSmallIndex([german]), 'price list')).toEqual(['preise']);
  const untold = { ...german, facets: {} };
  expect(await found(await openSmallIndex([untold]), 'price list')).toEqual([]);
});
