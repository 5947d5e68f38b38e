/** Tells what was searched: once for words on which somebody came to rest, not for every letter. */
import type { SearchAnswer, SearchHit } from '../search/open-index.ts';
import { searchWords } from '../usage/search-words.ts';
import { report } from './hub-event.ts';

const settledAfterMs = 800;
const fewestLetters = 2;

export interface SearchReports {
  /** An answer is shown; it counts if nothing follows for a while. */
  shown(answer: SearchAnswer): void;
  /** A hit of the shown answer is opened; `position` of the first is 1. */
  opened(hit: SearchHit, position: number): void;
  /** The search is left: what is shown counts. */
  closed(): void;
}

export function createSearchReports(surface: 'palette' | 'library'): SearchReports {
  let waiting: SearchAnswer | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let reported = '';
  const settle = (): void => {
    clearTimeout(timer);
    const answer = waiting;
    waiting = undefined;
    if (answer === undefined) return;
    const query = searchWords(answer.query);
    if (query.length < fewestLetters || query === reported) return;
    reported = query;
    report({ event: 'search_performed', properties: { query, results: answer.total, surface } });
  };
  return {
    shown(answer) {
      waiting = answer;
      clearTimeout(timer);
      timer = setTimeout(settle, settledAfterMs);
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
    },
    closed() {
      settle();
      reported = '';
    },
  };
}
