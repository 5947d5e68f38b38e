import { memo } from 'react';
import { buildHitRow } from '../search/query/hit-row.ts';
import type { SearchHit } from '../search/query/hits.ts';
import type { ExplainedHit, MarkedText } from '../search/query/reasons.ts';
import { ICONS_FILE } from '../library/addresses.ts';

interface Props {
  hit: ExplainedHit;
  /** Only the title is known so far. */
  isBrief: boolean;
  /** The day where the reader is, like `2027-01-31`. */
  today: string;
  position: number;
  onOpen: (hit: SearchHit, position: number) => void;
}

const render = (parts: readonly MarkedText[]) =>
  parts.map(({ text, at, isMarked }) => (isMarked ? <mark key={at}>{text}</mark> : text));

/** One row of the library, saying the same as a row of the palette. */
export const LibraryHit = memo(function LibraryHit({ hit, isBrief, today, position, onOpen }: Props) {
  const { marked } = hit;
  const { url, freshness, facts } = buildHitRow(hit, today);
  const classes = { kind: '', freshness: `dot ${freshness}`, audience: '', reasons: 'hit-why' };
  return (
    <a
      className={freshness === 'expired' ? 'row gone' : 'row'}
      href={url}
      onClick={() => onOpen(hit, position)}
      onAuxClick={({ button }) => button === 1 && onOpen(hit, position)}
    >
      <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
        <use href={`${ICONS_FILE}#${hit.kind}`} />
      </svg>
      <strong>
        {render(marked.title)}
        {marked.section.length > 0 && <span className="muted"> › {render(marked.section)}</span>}
      </strong>
      <span className="side-note">{hit.kindLabel}</span>
      {(hit.note !== '' || isBrief) && <p>{render(marked.note)}</p>}
      <span className="hit-meta">
        {facts
          .filter(({ says }) => says !== 'kind')
          .map(({ says, text }) => (
            <span key={says} className={classes[says] || undefined}>
              {text}
            </span>
          ))}
      </span>
    </a>
  );
});
