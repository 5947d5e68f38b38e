/** Tells what was searched: once for words on which somebody came to rest, not for every letter. */
import type { SearchAnswer } from '../../search/query/open-index.ts';
import type { SearchHit } from '../../search/query/hits.ts';
import { searchWords } from '../../usage/wire/search-words.ts';
import { createAnswerTimer } from './answer-timer.ts';
import { whoOptedOut } from '../tracking/consent.ts';
import { report } from '../tracking/hub-event.ts';

const SETTLED_AFTER_MS = 800;
const MIN_LETTERS = 2;

export interface SearchReports {
  /** The field holds these words now. */
  typed(words: string): void;
  /** An answer is shown; it counts if nothing follows for a while. */
  shown(answer: SearchAnswer): void;
  /** A hit of the shown answer is opened; `position` of the first is 1. */
  opened(hit: SearchHit, position: number): void;
  /** Somebody asks for what these words did not find. The search itself counts first. */
  requested(query: string): void;
  /** Whether that was asked for already, while this page is open. */
  wasRequested(query: string): boolean;
  /** The search is left: what is shown counts. */
  closed(): void;
}

/** Whether a request would reach anybody: where nothing is recorded, offering it would be a lie. */
export function canRequest(): boolean {
  return whoOptedOut() === undefined;
}

/** The page on which more can be said about what is missing, with the words filled in. */
export function requestPage(url: string, query: string): string {
  const words = encodeURIComponent(query.trim());
  return `${url}${url.includes('?') ? '&' : '?'}title=${words}&asked=${words}`;
}

export function createSearchReports(surface: 'palette' | 'library'): SearchReports {
  let waiting: SearchAnswer | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let reported = '';
  const requested = new Set<string>();
  const answerTimer = createAnswerTimer(surface);
  const settle = (): void => {
    clearTimeout(timer);
    const answer = waiting;
    waiting = undefined;
    if (answer === undefined) return;
    const query = searchWords(answer.query);
    if (query.length < MIN_LETTERS || query === reported) return;
    reported = query;
    report({ event: 'search_performed', properties: { query, results: answer.total, surface } });
  };
  return {
    typed: answerTimer.typed,
    shown(answer) {
      waiting = answer;
      clearTimeout(timer);
      timer = setTimeout(settle, SETTLED_AFTER_MS);
    },
    opened(hit, position) {
      const query = searchWords(waiting?.query ?? reported);
      settle();
      // A row that only facets brought there answers no words.
      if (query === '') return;
      report({
        event: 'search_result_opened',
        properties: {
          asset_id: hit.id,
          asset_rev: hit.revision,
          kind: hit.kind,
          product: hit.product,
          surface,
          query,
          position,
        },
      });
      answerTimer.answered('opened');
    },
    requested(typed) {
      const query = searchWords(typed);
      if (requested.has(query)) return;
      requested.add(query);
      settle();
      report({ event: 'asset_requested', properties: { query, surface } });
    },
    wasRequested: (typed) => requested.has(searchWords(typed)),
    closed() {
      settle();
      answerTimer.left();
      reported = '';
    },
  };
}
