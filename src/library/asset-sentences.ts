/** The sentences of an asset: what of it may be found, shown, opened and copied by itself. */
import type { Asset } from './asset.ts';
import { claimGoodUntil } from './freshness.ts';
import { answersItsTitle, buildDataEntries, type DataEntries } from './kinds/asset-data.ts';
import type { Claim } from './kinds/fields.ts';
import { saysTitle, type Section } from './markdown/sections.ts';
import { sentenceSlug, SPOKEN_KINDS, type Sentence } from './sentence.ts';
import { forbidsSaying, sayableOf } from './unsayable.ts';

/**
 * The sentences of an asset in the order of its page: entries of its data, then its prose by paragraphs. A page that
 * answers one question is one sentence, at its top. What must not be said aloud is left out.
 */
export function sentencesOf(asset: Asset): Sentence[] {
  const prose = sayableSections(asset.sections);
  if (answersItsTitle(asset.kind)) return answerOf(prose);
  const isShareable = asset.data.audience === 'shareable';
  const sayOf = ({ is }: Sentence): Sentence['say'] =>
    isShareable || SPOKEN_KINDS.has(is) ? 'aloud' : 'guidance';
  return [
    ...buildDataEntries(asset).flatMap((part) =>
      sentencesOfPart(part).map((each) => (part.isForReps ? each : { ...each, say: sayOf(each) })),
    ),
    ...prose.flatMap(sentencesOfSection(asset)).map((each) => ({ ...each, say: sayOf(each) })),
  ];
}

/** The sections below no heading that forbids to say them: neither their own nor one that they belong to. */
export function sayableSections(sections: readonly Section[]): Section[] {
  let forbidden = Infinity;
  return sections.filter(({ heading, depth }) => {
    if (depth <= forbidden) forbidden = depth > 0 && forbidsSaying(heading) ? depth : Infinity;
    return forbidden === Infinity;
  });
}

const bare = { reply: '', ask: '', say: 'guidance' } as const;

function sentencesOfPart({ slug, heading, is, entries, claims, isInternal }: DataEntries): Sentence[] {
  if (isInternal) return [];
  return [
    ...entries.map(([words, reply = '', ask = '']) => ({
      ...bare,
      is,
      slug: sentenceSlug(slug, words),
      heading,
      words,
      reply,
      ask,
    })),
    ...claims.filter(({ say }) => say === 'aloud').map((claim) => sentenceOfClaim(claim, slug, heading)),
  ];
}

function sentenceOfClaim(claim: Claim, part: string, heading: string): Sentence {
  const { claim: words, source, source_url: url, seen_on: seenOn, strength } = claim;
  return {
    ...bare,
    is: 'claim',
    slug: sentenceSlug(part, words),
    heading,
    words,
    source: { from: source, seenOn, strength, ...(url === undefined ? {} : { url }) },
    until: claimGoodUntil(claim),
  };
}

const sentencesOfSection =
  ({ data }: Asset) =>
  ({ slug, heading, depth, passages }: Section): Sentence[] =>
    sayableOf(passages)
      .filter((passage) => passage.slug !== '')
      .map((passage): Sentence => ({
        ...bare,
        is: 'paragraph',
        slug: passage.slug,
        heading: slug === '' || saysTitle({ depth, text: heading }, data.title) ? '' : heading,
        words: passage.text,
      }));

/** What a page answers before it goes into details: its words up to the first heading, else its first ones. */
function answerOf(prose: readonly Section[]): Sentence[] {
  const first =
    prose.map(({ passages }) => sayableOf(passages)).find((passages) => passages.length > 0) ?? [];
  const words = first.map(({ text }) => text).join('\n');
  return words === '' ? [] : [{ ...bare, is: 'answer', slug: '', heading: '', words, say: 'aloud' }];
}
