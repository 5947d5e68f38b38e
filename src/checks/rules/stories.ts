import { readSentences } from '../../library/read-sentences.ts';
import { renderList } from '../../library/render-list.ts';
import { shorten } from '../../library/shorten.ts';
import { isStory, otherHalf, sayMissingHalf, type Story } from '../../library/story-pairs.ts';
import { fileRule, libraryRule } from '../rule.ts';

/** Longer sentences are read twice or not at all; plain-language guides of governments draw the line at 20 to 25 words. */
const MAX_WORDS = 28;
/** So many words of a long sentence are repeated, so that its author finds it. */
const SHOWN_CHARACTERS = 70;

/** Builders write for reps: a sentence that nobody can read aloud in one breath is split. All of a page are one finding. */
const longSentence = fileRule(
  { 'long-sentence': { severity: 'warning', says: 'A story holds a sentence that is too long to read.' } },
  (_around, found) => (asset) => {
    if (!isStory(asset)) return [];
    const long = textsOf(asset).flatMap(({ text, line }) =>
      readSentences(text)
        .filter(({ words }) => words > MAX_WORDS)
        .map((sentence) => ({ ...sentence, line })),
    );
    const [first] = long;
    if (first === undefined) return [];
    const more = long.length === 1 ? '' : ` ${String(long.length)} sentences of this page are as long.`;
    return [
      found('long-sentence', {
        path: asset.path,
        line: first.line,
        message: `A sentence has ${String(first.words)} words, and a rep reads ${String(MAX_WORDS)} at most: “${shorten(first.text, SHOWN_CHARACTERS)}”.${more}`,
        hint: 'Make two of it, or take out what the rep does not need.',
      }),
    ];
  },
);

/** A paragraph of the page, or a text of its front matter, with the line where it begins or the nearest above. */
function textsOf(asset: Story): { text: string; line: number }[] {
  const own =
    asset.kind === 'build-story'
      ? asset.data.requests.map(({ happens }, at) => ({
          text: happens,
          line: asset.lineOf(['requests', at, 'happens']),
        }))
      : [];
  const body = asset.sections.flatMap(({ passages, line }) =>
    passages.map(({ text }) => ({ text, line: asset.bodyLine + line - 1 })),
  );
  return [...own, ...body];
}

/** What the other side looks for first in a story. */
const storyIncomplete = fileRule(
  { 'story-incomplete': { severity: 'warning', says: 'A story lacks what the other side looks for.' } },
  (_around, found) => (asset) => {
    if (!isStory(asset)) return [];
    const lacks = lacksOf(asset);
    if (lacks.length === 0) return [];
    return [
      found('story-incomplete', {
        path: asset.path,
        line: asset.lineOf(['title']),
        message: `The story says nothing under ${renderList(lacks)}.`,
        hint:
          asset.kind === 'build-story'
            ? 'Name the products, and under requests what happens when a rep asks you for something.'
            : 'Name the products and the team that tells it, where it can be heard, and three things to remember.',
      }),
    ];
  },
);

function lacksOf(story: Story): string[] {
  const { products } = story.data;
  const wanted =
    story.kind === 'build-story'
      ? { products: products.length > 0, requests: story.data.requests.length > 0 }
      : {
          products: products.length > 0,
          team: story.data.team !== undefined,
          recording: story.data.recording !== undefined,
          takeaways: story.data.takeaways !== undefined,
        };
  return Object.entries(wanted).flatMap(([key, isThere]) => (isThere ? [] : [key]));
}

/** Each story has two halves, and whoever owes one is named. */
const storyUnpaired = libraryRule(
  { 'story-unpaired': { severity: 'warning', says: 'The other half of a story is missing.' } },
  ({ library }, found) => {
    const stories = library.assets.filter(isStory);
    return stories
      .filter((story) => otherHalf(story, stories) === undefined)
      .map((story) =>
        found('story-unpaired', {
          path: story.path,
          line: story.lineOf(['title']),
          message: `Half of the story is missing. ${sayMissingHalf(story, stories, library.hub)}`,
          hint: `Ask them for a page in ${story.kind === 'build-story' ? 'sell-stories' : 'build-stories'}, or write under pairs_with which one tells it.`,
        }),
      );
  },
);

export const storyRules = [longSentence, storyIncomplete, storyUnpaired] as const;
