interface Props {
  /** GitHub's page for a new issue, without title and text; undefined where the hub has no repository. */
  url: string | undefined;
  query: string;
  nearest: readonly string[];
  onPick: (word: string) => void;
}

/** What a search that found nothing offers: the nearest words, and one tap to ask for what is missing. */
export function RequestLink({ url, query, nearest, onPick }: Props) {
  return (
    <div className="nothing">
      {nearest.length > 0 && (
        <p>
          Did you mean{' '}
          {nearest.slice(0, 4).map((word) => (
            <button key={word} className="button" type="button" onClick={() => onPick(word)}>
              {word}
            </button>
          ))}
        </p>
      )}
      <p className="muted">
        Nobody has written this down yet, or it is called something else. Your search is counted, so its
        writers will see it.
      </p>
      {url !== undefined && query.trim() !== '' && (
        <p className="actions">
          <a
            className="button primary"
            href={`${url}?title=${encodeURIComponent(`Wanted: ${query.trim()}`)}`}
          >
            Request this
          </a>
        </p>
      )}
    </div>
  );
}
