/** Why a hit was found, in words and marks. Palette, library and terminal all tell it the same way. */
import { renderRemarks, type ExplainedAnswer, type ExplainedHit } from './explained.ts';
import type { SearchHit } from './hits.ts';
import { formsOf, markMatches, WORD_OR_NOT, wordsOf, type MarkedText } from './marks.ts';
import type { SearchAnswer } from './search-answer.ts';
import type { Match } from './rank.ts';

/** A row has room for about so much, on a phone for its beginning alone. */
const MAX_SENTENCE_CHARACTERS = 140;
const CHARACTERS_BEFORE_MARK = 24;

/** A stretch of a marked text that begins some words before its first mark, and says with dots what it leaves out. */
function cutAround(parts: readonly MarkedText[], most: number): MarkedText[] {
  const text = parts.map((part) => part.text).join('');
  if (text.length <= most) return [...parts];
  const mark = parts.find(({ isMarked }) => isMarked)?.at ?? 0;
  const wanted = Math.max(0, Math.min(mark - CHARACTERS_BEFORE_MARK, text.length - most));
  const from = wanted === 0 ? 0 : text.indexOf(' ', wanted) + 1;
  const to = from + most >= text.length ? text.length : text.lastIndexOf(' ', from + most);
  const end = to > from ? to : from + most;
  const kept = parts.flatMap(({ text: part, at, isMarked }): MarkedText[] => {
    const cut = part.slice(Math.max(0, from - at), Math.max(0, end - at));
    return cut === '' ? [] : [{ text: cut, at: Math.max(at, from), isMarked }];
  });
  return [
    ...(from > 0 ? [{ text: '… ', at: -1, isMarked: false }] : []),
    ...kept,
    ...(end < text.length ? [{ text: ' …', at: end, isMarked: false }] : []),
  ];
}

/** The word found, and what was typed for it where that is another word. */
function explain({ typed, word, how }: Match): string {
  return how === 'synonym' || how === 'corrected' ? `${word} for “${typed}”` : word;
}

const listed = (words: readonly string[]): string => [...new Set(words)].join(', ');

/**
 * What the marks in a row leave unsaid, in words: which other word stood for a typed one, which words stand only in the
 * text of the asset, which typed word it lacks. '' when the marks say it all, and while the row is not whole.
 *
 * @param answer the answer that the hit belongs to
 */
export function renderReasons(
  { title, section, note, sentence, why }: Pick<SearchHit, 'title' | 'section' | 'note' | 'sentence' | 'why'>,
  answer: Pick<SearchAnswer, 'hits' | 'isBrief' | 'corrected' | 'isVague'>,
): string {
  if (answer.isBrief) return '';
  const shown = `${title} ${section.heading} ${sentence?.words ?? note}`.split(WORD_OR_NOT);
  const isShown = (match: Match): boolean => wordsOf(match).every((word) => shown.some(formsOf([word])));
  const meant = new Map(answer.corrected.map(({ typed, word }) => [typed, word]));
  const isSaidOnTop = ({ typed, word }: Match): boolean => meant.get(typed) === word;
  const explained = (match: Match): string => (isSaidOnTop(match) ? match.word : explain(match));
  const inRow = why.filter((match) => isShown(match) && explained(match) !== match.word);
  const inText = why.filter((match) => !isShown(match));
  const asked = new Set(
    answer.isVague ? [] : answer.hits.flatMap((hit) => hit.why.map(({ typed }) => typed)),
  );
  for (const { typed } of why) asked.delete(typed);
  return [
    listed(inRow.map(explained)),
    inText.length > 0 ? `In the text: ${listed(inText.map(explained))}` : '',
    asked.size > 0 ? `Without ${listed([...asked].map((word) => `“${meant.get(word) ?? word}”`))}` : '',
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

/** The answer with all that is said about it and about its hits. */
export function explainAnswer(answer: SearchAnswer): ExplainedAnswer {
  const hits = answer.hits.map((hit): ExplainedHit => {
    const { title, section, note, why, sentence } = hit;
    return {
      ...hit,
      marked: {
        sentence: cutAround(markMatches(sentence?.words ?? '', why), MAX_SENTENCE_CHARACTERS),
        reply: markMatches(sentence?.reply ?? '', why),
        title: markMatches(title, why),
        section: markMatches(section.heading === title ? '' : section.heading, why),
        note: markMatches(note, why),
      },
      reasons: renderReasons(hit, answer),
    };
  });
  return { ...answer, hits, remarks: renderRemarks(answer) };
}
