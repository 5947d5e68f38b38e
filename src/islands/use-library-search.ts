import { startTransition, useCallback, useEffect, useRef, useState } from 'react';
import type { SearchReports } from '../browser/search/search-reports.ts';
import { createSearchSession, type SearchSession } from '../browser/search/search-session.ts';
import { facetNames } from '../search/document.ts';
import type { FacetCounts } from '../search/files/facets.ts';
import type { ExplainedAnswer, ExplainedHit } from '../search/query/explained.ts';
import { isNarrowed, type LibraryQuery } from './library-address.ts';

/** What the library knows about the last thing it was asked. */
export interface LibraryResult {
  answer?: ExplainedAnswer;
  /** The facets leave nothing; the hits are from the whole hub. */
  isWidened: boolean;
  /** Fits better than all that the facets leave, and is left out by them. */
  leftOut?: ExplainedHit;
  counts?: FacetCounts;
  state: 'asked' | 'waiting' | 'slow' | 'failed' | 'shown';
}

/** Asks whenever query or limit change; an answer stays until the next one is there. */
export function useLibrarySearch(
  { typed, chosen }: LibraryQuery,
  limit: number,
  reports: SearchReports,
): [LibraryResult, retry: () => void] {
  const [result, setResult] = useState<LibraryResult>({ isWidened: false, state: 'asked' });
  const session = useRef<SearchSession>(undefined);
  const isAsked = useRef(false);
  const ask = useCallback(() => {
    session.current ??= createSearchSession(
      {
        shown(answer, isWidened) {
          // Many rows: drawn in slices, so that the next letter need not wait for them.
          startTransition(() =>
            setResult(({ counts }) => ({ ...(counts && { counts }), answer, isWidened, state: 'shown' })),
          );
          if (!answer.isVague) reports.shown(answer);
        },
        leftOut: (leftOut) => setResult((before) => ({ ...before, leftOut })),
        // What is not asked any more must not come back for a moment with the next letter.
        counted: (counts) =>
          setResult((before) =>
            isAsked.current ? { ...before, counts } : { counts, isWidened: false, state: 'asked' },
          ),
        waiting: () => setResult((before) => ({ ...before, state: 'waiting' })),
        slow: () => setResult((before) => ({ ...before, state: 'slow' })),
        failed: () => setResult({ isWidened: false, state: 'failed' }),
      },
      [...facetNames],
    );
    isAsked.current = typed.trim() !== '' || isNarrowed({ typed, chosen });
    session.current.search({ typed, facets: chosen, limit });
  }, [typed, chosen, limit, reports]);
  useEffect(ask, [ask]);

  const hasFailed = result.state === 'failed';
  useEffect(() => {
    if (!hasFailed) return undefined;
    addEventListener('online', ask);
    return () => removeEventListener('online', ask);
  }, [hasFailed, ask]);
  return [result, ask];
}
