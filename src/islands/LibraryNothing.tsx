import { useState } from 'react';
import { canRequest, requestPage, type SearchReports } from '../browser/search/search-reports.ts';
import type { SearchAnswer } from '../search/query/search-answer.ts';

interface Props {
  answer: SearchAnswer;
  reports: SearchReports;
  /** GitHub's page for a new issue; undefined where the hub has no repository. */
  requestUrl: string | undefined;
  onPick: (word: string) => void;
}

/** What a search that found nothing offers: the nearest words, and one tap to ask for what is missing. */
export function LibraryNothing({ answer: { query, nearest }, reports, requestUrl, onPick }: Props) {
  const [, setTaps] = useState(0);
  const isDone = reports.wasRequested(query);
  const request = () => {
    reports.requested(query);
    setTaps((taps) => taps + 1);
  };
  return (
    <div className="nothing">
      {nearest.length > 0 && (
        <p className="actions">
          Did you mean
          {nearest.map((word) => (
            <button key={word} className="button" type="button" onClick={() => onPick(word)}>
              {word}
            </button>
          ))}
        </p>
      )}
      <p className="actions">
        {canRequest() && (
          <button
            className={isDone ? 'button done' : 'button primary'}
            type="button"
            aria-disabled={isDone}
            onClick={request}
          >
            {isDone ? 'Requested' : 'Request this'}
          </button>
        )}
        {requestUrl !== undefined && (
          <a className="button" href={requestPage(requestUrl, query)} target="_blank" rel="noopener">
            Say more on GitHub
          </a>
        )}
      </p>
      <output className="muted small">{noteOn(isDone)}</output>
    </div>
  );
}

function noteOn(isDone: boolean): string {
  if (isDone) return 'Counted. Those who write see what was asked for, not who asked.';
  if (canRequest()) return 'One tap, no form. It is counted, without your name.';
  return 'Recording is off in this browser, so a request made here would reach nobody.';
}
