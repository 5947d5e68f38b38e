import { distance } from 'fastest-levenshtein';
import type { Asset } from '../../library/asset.ts';
import {
  buildDataEntries,
  buildDataSections,
  objectionsOf,
  sayOfClaim,
} from '../../library/kinds/asset-data.ts';
import type { Day } from '../../library/dates.ts';
import type { Claim } from '../../library/kinds/fields.ts';

type ClaimSay = Claim['say'];
export type DataSubject = 'claim' | 'objection' | 'answer' | 'entry' | 'file';

/** The smallest part of an asset that changes by itself: a claim, an answer, a step, a section of the text. */
export interface Part {
  /** The anchor under which it stands on the page; empty for what stands at its top. */
  slug: string;
  heading: string;
  text: string;
  /** What it is, where it is one of the things that stand under a heading as data; else it is the text of a section. */
  subject?: DataSubject;
  /** Of the answer to an objection: the customer's words. */
  about?: string;
  /** Of a claim: whether it may be said to a customer. */
  say?: ClaimSay;
}

/** What became of one part from one revision to the next. */
export interface Change {
  what: 'added' | 'changed' | 'removed';
  slug: string;
  heading: string;
  /** As of the part. */
  subject?: DataSubject;
  /** Of the answer to an objection: the customer's words, as they are in the newer revision where it is in that. */
  about?: string;
  was?: string;
  now?: string;
  /** Of a claim that may be said in another way now, in the same words or others. */
  say?: ClaimSay;
}

/** From one revision by meaning to the next. */
export interface Step {
  /** The revision before, and the one that it became. */
  from: string;
  to: string;
  day: Day;
  by: string[];
  /** Part by part; none when only what it is filed under changed. */
  changes: Change[];
}

/**
 * What changed in an asset, newest first: whoever knows a revision from an earlier visit reads the steps down to the one
 * that begins `from` it. `revision` is the one of now.
 */
export interface AssetChanges {
  revision: string;
  steps: Step[];
}

/** Two texts of which less than this share of the letters differs are one text that was changed. */
const MAX_CHANGED_SHARE = 0.6;
/** Longer texts are compared by their beginnings: comparing goes with the square of the length. */
const MAX_COMPARED_CHARACTERS = 400;

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
      text
        .split('\n')
        .flatMap((line) =>
          line === '' ? [] : [{ slug, heading, text: line, ...marksOf(asset, slug, line) }],
        ),
    ),
    ...asset.sections.map(({ slug, heading, text }) => ({ slug, heading, text })),
    ...asset.files.map(({ file, name }) => filePart(file.slice(file.lastIndexOf('/') + 1), name)),
  ];
}

/** A file as a part: the letters that tell one version from another, after so many of its name that it is one file that changed. */
const filePart = (name: string, version: string): Part => ({
  slug: '',
  heading: name,
  subject: 'file',
  text: `${name} ${version.slice(0, Math.max(1, name.length))}`,
});

function marksOf(asset: Asset, slug: string, line: string): Pick<Part, 'subject' | 'about' | 'say'> {
  const part = buildDataEntries(asset).find((each) => each.slug === slug);
  if (part?.is === 'claim') {
    const claim = part.claims.find((each) => each.claim.split('\n').includes(line));
    return { subject: 'claim', ...(claim === undefined ? {} : { say: sayOfClaim(part, claim) }) };
  }
  if (slug !== 'objections') return { subject: 'entry' };
  const answered = objectionsOf(asset).find(({ answer, ask = '' }) =>
    `${answer}\n${ask}`.split('\n').includes(line),
  );
  return answered === undefined ? { subject: 'objection' } : { subject: 'answer', about: answered.heard };
}

/** What changed from one revision to another, part by part, in the order of the newer page; what is gone comes last. */
export function compareParts(before: readonly Part[], after: readonly Part[]): Change[] {
  const gone = before.filter((part) => !after.some((other) => isSame(part, other)));
  const changes = after.flatMap((part): Change[] => {
    if (before.some((other) => isSame(part, other))) return [];
    const place = placeOf(part);
    const was = nearestPart(part, gone);
    if (was === undefined) return [{ what: 'added', ...place, now: part.text }];
    gone.splice(gone.indexOf(was), 1);
    const turned = part.say === undefined || part.say === was.say ? {} : { say: part.say };
    return [{ what: 'changed', ...place, was: was.text, now: part.text, ...turned }];
  });
  const removed = gone.map((part): Change => ({ what: 'removed', ...placeOf(part), was: part.text }));
  return [...changes, ...removed];
}

const placeOf = ({
  slug,
  heading,
  subject,
  about,
}: Part): Pick<Change, 'slug' | 'heading' | 'subject' | 'about'> => ({
  slug,
  heading,
  ...(subject === undefined ? {} : { subject }),
  ...(about === undefined ? {} : { about }),
});

function isSame(a: Part, b: Part): boolean {
  return a.slug === b.slug && a.heading === b.heading && a.text === b.text && a.say === b.say;
}

/** The part of the same place that was most likely rewritten into this one. */
function nearestPart(part: Part, gone: readonly Part[]): Part | undefined {
  const near = gone
    .filter(({ slug, heading }) => slug === part.slug && heading === part.heading)
    .map((other) => ({ other, share: shareThatDiffers(other.text, part.text) }))
    .sort((a, b) => a.share - b.share);
  return near.find(({ share }) => share < MAX_CHANGED_SHARE)?.other;
}

function shareThatDiffers(a: string, b: string): number {
  const [one, two] = [a.slice(0, MAX_COMPARED_CHARACTERS), b.slice(0, MAX_COMPARED_CHARACTERS)];
  return distance(one, two) / Math.max(one.length, two.length, 1);
}
