/** Tells what was searched: once for words on which somebody came to rest, not for every letter. */
import type { SearchAnswer } from '../../search/query/search-answer.ts';
import type { SearchHit } from '../../search/query/hits.ts';
import { searchWords } from '../../usage/wire/search-words.ts';
import { createAnswerTimer } from './answer-timer.ts';
import { whoOptedOut } from '../tracking/consent.ts';
import { report, type ReportedEvent } from '../tracking/hub-event.ts';
import { endLanding, writeOpenedHit } from '../tracking/opened-hit.ts';

type What = Extract<ReportedEvent, { event: 'asset_copied' }>['properties']['what'];

const SETTLED_AFTER_MS = 800;
const MIN_LETTERS = 2;

export interface SearchReports {
  /** The field holds these words now. */
  typed(words: string): void;
  /** Somebody came back to a search that counted already. */
  returned(words: string): void;
  /** An answer is shown; it counts if nothing follows for a while. */
  shown(answer: SearchAnswer): void;
  /** A hit of the shown answer is opened; `position` of the first is 1. */
  opened(hit: SearchHit, position: number): void;
  /** What a hit says was copied, where the hits are. */
  copied(hit: SearchHit, what: What): void;
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

function assetOf({ id, revision, kind, product }: SearchHit) {
  return { asset_id: id, asset_rev: revision, kind, product };
}

export function createSearchReports(surface: 'palette' | 'library' | 'crm'): SearchReports {
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
    typed(words) {
      answerTimer.typed(words);
      if (words.trim() !== '') endLanding('searched');
    },
    returned(words) {
      reported = searchWords(words);
    },
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
      const asset = assetOf(hit);
      report({ event: 'search_result_opened', properties: { ...asset, surface, query, position } });
      endLanding('searched');
      writeOpenedHit({ asset, path: hit.url, began: answerTimer.answered('opened') });
    },
    copied(hit, what) {
      settle();
      report({ event: 'asset_copied', properties: { ...assetOf(hit), surface, what } });
      answerTimer.answered('copied');
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
