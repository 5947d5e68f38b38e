import type { AssetOfKind, AssetPart } from '../../library/asset.ts';
import { renderSource } from '../../library/claim-source.ts';
import type { Day } from '../../library/dates.ts';
import { claimGoodUntil } from '../../library/freshness.ts';
import { sayOfClaim } from '../../library/kinds/asset-data.ts';
import type { Claim } from '../../library/kinds/fields.ts';
import { objectionId } from '../../library/kinds/objection-id.ts';
import { mostHeardFirst } from '../most-heard-first.ts';
import { cutLeadSentences } from './lead-sentences.ts';

/** One thing that a rep may look for while somebody waits on the line. */
export interface CallItem {
  /** What it is, as the event of copying it names it. */
  what: 'objection' | 'claim' | 'text';
  /** How a list shows it, and what typed words are looked for in first. */
  heard: string;
  /** Id of the objection; '' for what is none. */
  objection: string;
  /** The whole of what may be said, with its lines. */
  says: string;
  /** What stands large: the beginning of the answer, or the whole of it. */
  lead: string;
  /** What follows it, smaller; '' for nothing. */
  rest: string;
  /** The question after the answer; '' for none. */
  ask: string;
  /** Where it is from and what else to know; '' for nothing. */
  from: string;
  /** The last day on which it may be repeated; undefined when it has none. */
  until: Day | undefined;
  /** For preparing alone: never said, never copied. */
  internal: boolean;
}

/** One list of a card in a call. */
export interface CallList {
  id: 'objections' | 'claims' | 'questions' | 'traps';
  label: string;
  items: CallItem[];
}

type Battlecard = Pick<AssetOfKind<'battlecard'>, 'data'> & AssetPart<'kind'>;

const plain = (text: string): CallItem => ({
  what: 'text',
  heard: text,
  objection: '',
  says: text,
  lead: text,
  rest: '',
  ask: '',
  from: '',
  until: undefined,
  internal: false,
});

/** A claim with its source. */
function claimItem(claim: Claim, isForReps: boolean): CallItem {
  return {
    ...plain(claim.claim),
    ...cutLeadSentences(claim.claim),
    what: 'claim',
    from: renderSource(claim.source, claim.seen_on, claim.strength),
    until: claimGoodUntil(claim),
    internal: sayOfClaim({ isForReps }, claim) === 'internal',
  };
}

/**
 * What a battlecard holds for a call, in four lists; a list with nothing in it stays, so that the keys lead where they
 * always lead. What may be said comes first, what is internal last. Of objections those that most reps heard come first,
 * also among those that typed words speak for alike; the others keep the order of the card.
 *
 * @param heardBy how many reps heard an objection, by its words; undefined where they are too few to say
 */
export function buildCallLists(
  { data }: Battlecard,
  heardBy: (heard: string) => number | undefined = () => undefined,
): CallList[] {
  const objections = mostHeardFirst(data.objections, heardBy);
  const claims = [
    ...[...data.why_we_win, ...data.proof].map((claim) => claimItem(claim, false)),
    ...data.why_we_lose.map((claim) => claimItem(claim, true)),
  ];
  const pricing = data.pricing.map((note) => ({ ...plain(note), from: 'Pricing note', internal: true }));
  return [
    {
      id: 'objections',
      label: 'Answers',
      items: objections.map(({ heard, answer, ask = '' }) => ({
        ...plain(heard),
        objection: objectionId(heard),
        says: answer,
        ...cutLeadSentences(answer),
        what: 'objection',
        ask,
      })),
    },
    {
      id: 'claims',
      label: 'Claims',
      items: [
        ...claims.filter(({ internal }) => !internal),
        ...claims.filter(({ internal }) => internal),
        ...pricing,
      ],
    },
    { id: 'questions', label: 'Questions', items: data.questions.map(plain) },
    { id: 'traps', label: 'Traps', items: data.traps.map(plain) },
  ];
}
