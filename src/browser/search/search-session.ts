/**
 * What happens between typed words and what is shown, the same in palette and library: hits first, while typing goes on
 * with no more than their titles; where the scope has none, those of the whole hub; once the typing rests, what the scope
 * leaves out that fits better, and the counts of facets, which need files that hits do not.
 */
import type { FacetName } from '../../search/document.ts';
import type { FacetChoice, FacetCounts } from '../../search/files/facets.ts';
import type { ExplainedAnswer, ExplainedHit } from '../../search/query/explained.ts';
import { openSearchClient } from './search-client.ts';

const COUNT_AFTER_MS = 250;
/** An answer usually comes within a frame or two; who waits longer sees that, and at last is told. */
const WAITING_AFTER_MS = 200;
const SLOW_AFTER_MS = 1500;

interface SessionQuery {
  typed: string;
  facets: FacetChoice;
  /** Most hits shown. */
  limit: number;
}

export interface SessionReceiver {
  /** `isWidened`: the scope has nothing, these hits are from the whole hub. A brief answer is followed by a whole one. */
  shown(answer: ExplainedAnswer, isWidened: boolean): void;
  /** The best hit of the whole hub, which what the search is narrowed to leaves out. */
  leftOut(best: ExplainedHit): void;
  counted(counts: FacetCounts): void;
  /** The answer takes longer than usual. */
  waiting(): void;
  /** It takes very long; it may still come. */
  slow(): void;
  /** The index could not be read. */
  failed(): void;
}

export interface SearchSession {
  /** Asks anew; an answer to what was asked before is not shown any more. */
  search(query: SessionQuery): void;
  /** Gives up what is asked. */
  stop(): void;
}

const isNarrowed = ({ facets }: SessionQuery): boolean =>
  Object.values(facets).some((values) => values.length > 0);

/** @param worker a search worker that was started already; without it one is started */
export function createSearchSession(
  receiver: SessionReceiver,
  countFacets: FacetName[],
  worker?: Worker,
): SearchSession {
  let step: 'idle' | 'hits' | 'whole' | 'left out' | 'counts' = 'idle';
  let inScope: readonly ExplainedHit[] = [];
  let brief: ExplainedAnswer | undefined;
  let query: SessionQuery = { typed: '', facets: {}, limit: 0 };
  let countTimer: ReturnType<typeof setTimeout> | undefined;
  let waitTimer: ReturnType<typeof setTimeout> | undefined;
  const client = openSearchClient({ answered, failed }, worker);

  function stop(): void {
    step = 'idle';
    brief = undefined;
    clearTimeout(countTimer);
    clearTimeout(waitTimer);
  }

  function count(): void {
    step = 'counts';
    client.search({ ...query, countFacets });
  }

  function answered(answer: ExplainedAnswer): void {
    if (step === 'idle') return;
    if (step === 'counts') return receiver.counted(answer.counts);
    if (step === 'left out') return compare(answer);
    if (step === 'hits' && answer.total === 0 && !answer.isVague && isNarrowed(query)) {
      step = 'whole';
      return client.search({ ...query, facets: {}, countFacets: [] });
    }
    show(answer);
  }

  /** The first of the whole hub is better than all that the scope has, or is one of them. */
  function compare({ isBrief, hits: [best] }: ExplainedAnswer): void {
    if (isBrief) return;
    countSoon();
    if (best !== undefined && !inScope.some(({ id }) => id === best.id)) receiver.leftOut(best);
  }

  function countSoon(): void {
    stop();
    countTimer = setTimeout(count, COUNT_AFTER_MS);
  }

  function show(answer: ExplainedAnswer): void {
    const isWidened = step === 'whole';
    if (answer.isBrief) {
      clearTimeout(waitTimer);
      brief = answer;
    } else {
      countSoon();
      if (!isWidened && answer.total > 0 && isNarrowed(query) && query.typed.trim() !== '')
        lookOutside(answer);
    }
    receiver.shown(answer, isWidened);
  }

  function lookOutside({ hits }: ExplainedAnswer): void {
    stop();
    step = 'left out';
    inScope = hits;
    client.search({ ...query, facets: {}, countFacets: [] });
  }

  function wait(): void {
    waitTimer = setTimeout(receiver.slow, SLOW_AFTER_MS - WAITING_AFTER_MS);
    receiver.waiting();
  }

  /** Hits without counts are still an answer, and so are their titles alone. */
  function failed(): void {
    if (brief !== undefined) return show({ ...brief, isBrief: false });
    const hasHits = step === 'counts' || step === 'left out' || step === 'idle';
    stop();
    if (!hasHits) receiver.failed();
  }

  return {
    search(asked) {
      stop();
      query = asked;
      if (asked.typed.trim() === '' && !isNarrowed(asked)) return count();
      step = 'hits';
      waitTimer = setTimeout(wait, WAITING_AFTER_MS);
      client.search({ ...asked, countFacets: [] });
    },
    stop,
  };
}
