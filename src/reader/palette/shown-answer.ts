import { renderSource } from '../../library/claim-source.ts';
import { renderDay, type Day } from '../../library/dates.ts';
import { freshnessOn, renderFreshnessOn, type Freshness, type LastDays } from '../../library/freshness.ts';
import { spokenOf, type Sentence, type SentenceKind } from '../../library/sentence.ts';
import { cutLeadSentences } from '../call/lead-sentences.ts';

/** What was found, as the search tells it. */
export interface FoundAnswer {
  title: string;
  /** What the page is good for. */
  note: string;
  /** Left out where the page is meant as a whole. */
  sentence?: Sentence;
  freshness: LastDays;
}

/** The answer as it stands beside the list. */
export interface ShownAnswer {
  /** How far the sentence may go, which is large where it is to be said; `page`: there is no one sentence. */
  is: Sentence['say'] | 'page';
  /** What the customer says, or the heading below which it stands; '' for nothing. */
  about: string;
  /** What is read first, and what follows it. */
  lead: string;
  rest: string;
  /** The question after the answer; '' for none. */
  ask: string;
  /** Whether it may be said, in words. */
  state: string;
  source: string;
  freshness: Freshness;
  goodUntil: string;
  /** What a copy for the customer holds; '' where nothing of it is for customers. */
  forCustomer: string;
  /** What a copy of it is counted as. */
  what: 'claim' | 'answer' | 'objection' | 'text';
}

const counted: Partial<Record<SentenceKind, ShownAnswer['what']>> = {
  claim: 'claim',
  answer: 'answer',
  objection: 'objection',
};

/** Whether it may be said, in words, and the same once its day is over. */
const states: Readonly<Record<Sentence['say'], { good: string; expired: string }>> = {
  aloud: { good: 'Say it aloud', expired: 'Not to be said any more' },
  shown: { good: 'To show, not to read out', expired: 'Not to be shown any more' },
  guidance: { good: 'For you, not for a customer', expired: 'For you, not for a customer' },
};

/** A claim lasts as long as it says; all else as long as its page. */
function goodUntilOf(
  { sentence, freshness }: FoundAnswer,
  today: Day,
): Pick<ShownAnswer, 'freshness' | 'goodUntil'> {
  const until = sentence?.until;
  const page = freshnessOn(freshness, today);
  if (until === undefined || page === 'expired')
    return { freshness: page, goodUntil: renderFreshnessOn(freshness, today) };
  return { freshness: 'fresh', goodUntil: `Good until ${renderDay(until)}` };
}

/** @param today the day where the reader is */
export function buildShownAnswer(found: FoundAnswer, today: Day): ShownAnswer {
  const { title, note, sentence } = found;
  const care = goodUntilOf(found, today);
  if (sentence === undefined)
    return {
      is: 'page',
      about: '',
      lead: note,
      rest: '',
      ask: '',
      state: '',
      source: '',
      ...care,
      forCustomer: '',
      what: 'text',
    };
  const { is, words, heading, reply, ask, say, source } = sentence;
  const spoken = spokenOf(sentence);
  const isExpired = care.freshness === 'expired';
  const small = is === 'objection' ? `“${words}”` : heading;
  return {
    is: say,
    about: small === title ? '' : small,
    ...(say === 'aloud' ? cutLeadSentences(spoken) : { lead: words, rest: reply }),
    ask,
    state: isExpired ? states[say].expired : states[say].good,
    source: source === undefined ? '' : renderSource(source.from, source.seenOn, source.strength),
    ...care,
    forCustomer: say === 'aloud' && !isExpired ? spoken : '',
    what: counted[is] ?? 'text',
  };
}
