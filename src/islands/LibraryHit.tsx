import { memo, useEffect, useState } from 'react';
import { buildHitRow } from '../search/query/hit-row.ts';
import type { SearchHit } from '../search/query/hits.ts';
import type { ExplainedHit } from '../search/query/explained.ts';
import type { MarkedText } from '../search/query/marks.ts';
import type { HitPicture } from '../browser/search/hit-picture.ts';
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
  const lang = hit.language === '' ? undefined : hit.language;
  const said = marked.sentence.length > 0 ? marked.sentence : marked.note;
  const { url, freshness, facts } = buildHitRow(hit, today);
  const classes = { kind: '', place: '', freshness: `dot ${freshness}`, audience: '', reasons: 'hit-why' };
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
      <strong lang={lang}>
        {render(marked.title)}
        {marked.section.length > 0 && <span className="muted"> › {render(marked.section)}</span>}
      </strong>
      <span className="side-note">{hit.kindLabel}</span>
      {(said.length > 0 || isBrief) && <p lang={lang}>{render(said)}</p>}
      <span className="hit-meta">
        {facts
          .filter(({ says }) => says !== 'kind')
          .map(({ says, text }) => (
            <span key={says} className={classes[says] || undefined}>
              {text}
            </span>
          ))}
      </span>
      {hit.pictures !== '' && <PageOfHit hit={hit} />}
    </a>
  );
});

/** Its place is there with its words, so that nothing moves when the picture comes. */
function PageOfHit({ hit: { pictures, section } }: { hit: SearchHit }) {
  const [found, setFound] = useState<HitPicture>();
  const { slug } = section;
  useEffect(() => {
    let isWanted = true;
    void import('../browser/search/hit-picture.ts')
      .then(({ findPicture }) => findPicture({ pictures, slug }))
      .then((picture) => isWanted && setFound(picture));
    return () => {
      isWanted = false;
    };
  }, [pictures, slug]);
  return (
    <img
      className="row-page"
      src={found?.src}
      alt={found?.alt ?? ''}
      width="90"
      height="50"
      onError={() => setFound(undefined)}
    />
  );
}
