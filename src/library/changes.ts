import { distance } from 'fastest-levenshtein';
import type { Asset } from './asset.ts';
import { buildDataSections } from './data-sections.ts';

/** The smallest piece of an asset that changes by itself: a claim, an answer, a step, a section of the text. */
export interface Part {
  /** The anchor under which it stands on the page; empty for what stands at its top. */
  slug: string;
  heading: string;
  text: string;
}

/** What became of one part from one revision to the next. */
export interface Change {
  what: 'added' | 'changed' | 'removed';
  slug: string;
  heading: string;
  was?: string;
  now?: string;
}

/** Two texts of which less than this share of the letters differs are one text that was changed. */
const SAME_UP_TO = 0.6;
/** Longer texts are compared by their beginnings: comparing goes with the square of the length. */
const COMPARED_LETTERS = 400;

/** The parts of an asset in the order of its page. */
export function partsOf(asset: Asset): Part[] {
  const { title, benefit, summary } = asset.data;
  const top = [
    ['Title', title],
    ['What’s in it for you', benefit],
    ['Summary', summary],
  ] as const;
  return [
    ...top.flatMap(([heading, text]) => (text === undefined ? [] : [{ slug: '', heading, text }])),
    ...buildDataSections(asset).flatMap(({ slug, heading, text }) =>
      text.split('\n').flatMap((line) => (line === '' ? [] : [{ slug, heading, text: line }])),
    ),
    ...asset.sections.map(({ slug, heading, text }) => ({ slug, heading, text })),
  ];
}

/** What changed from one revision to another, part by part, in the order of the newer page; what is gone comes last. */
export function compareParts(before: readonly Part[], after: readonly Part[]): Change[] {
  const gone = before.filter((part) => !after.some((other) => isSame(part, other)));
  const changes = after.flatMap((part): Change[] => {
    if (before.some((other) => isSame(part, other))) return [];
    const { slug, heading, text } = part;
    const was = nearestPart(part, gone);
    if (was === undefined) return [{ what: 'added', slug, heading, now: text }];
    gone.splice(gone.indexOf(was), 1);
    return [{ what: 'changed', slug, heading, was: was.text, now: text }];
  });
  const removed = gone.map(({ slug, heading, text }): Change => ({
    what: 'removed',
    slug,
    heading,
    was: text,
  }));
  return [...changes, ...removed];
}

function isSame(a: Part, b: Part): boolean {
  return a.slug === b.slug && a.heading === b.heading && a.text === b.text;
}

/** The part of the same place that was most likely rewritten into this one. */
function nearestPart(part: Part, gone: readonly Part[]): Part | undefined {
  const near = gone
    .filter(({ slug, heading }) => slug === part.slug && heading === part.heading)
    .map((other) => ({ other, share: shareThatDiffers(other.text, part.text) }))
    .sort((a, b) => a.share - b.share);
  return near.find(({ share }) => share < SAME_UP_TO)?.other;
}

function shareThatDiffers(a: string, b: string): number {
  const [one, two] = [a.slice(0, COMPARED_LETTERS), b.slice(0, COMPARED_LETTERS)];
  return distance(one, two) / Math.max(one.length, two.length, 1);
}
