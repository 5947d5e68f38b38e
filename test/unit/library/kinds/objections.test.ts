import { expect, test } from 'vitest';
import { buildCallLists } from '../../../../src/reader/call/call-card.ts';
import { objectionId } from '../../../../src/library/kinds/objection-id.ts';
import { readFiles } from '../../../support/small-hub.ts';

const heardOf = (words: readonly string[]): string =>
  words.map((heard) => `  - { heard: "${heard}", answer: Because. }\n`).join('');
const { library } = readFiles({
  'battlecards/acme.md': `---\ntitle: Acme\nowner: ines-varga\nreviewed: 2026-11-01\ncompetitor: acme\nobjections:\n${heardOf(['Too dear.', 'Not now!', 'No time?'])}---\nText\n`,
});
const card = library.assets[0];
const orderBy = (heardBy?: (heard: string) => number | undefined): string[] =>
  card?.kind === 'battlecard'
    ? (buildCallLists(card, heardBy)[0]?.items.map(({ heard }) => heard) ?? [])
    : [];

test('objections stand in the order of the card while nobody knows how often they are heard', () => {
  expect(orderBy()).toEqual(['Too dear.', 'Not now!', 'No time?']);
});

const noTimeMost = (heard: string): number | undefined => (heard === 'No time?' ? 14 : undefined);

test('objections that most reps heard come first, the others in the order of the card', () => {
  expect(orderBy(noTimeMost)).toEqual(['No time?', 'Too dear.', 'Not now!']);
});

test('an objection keeps its id when marks and capitals are mended, and gets another with other words', () => {
  expect(objectionId('Too dear!')).toBe('too-dear');
  expect(objectionId('“Too dear.”')).toBe('too-dear');
  expect(objectionId('Far too dear.')).not.toBe('too-dear');
  expect(objectionId('高すぎる')).toBe('高すぎる');
  expect(objectionId('?!')).toBe('objection');
  expect(objectionId('very '.repeat(40))).toHaveLength(80);
});
