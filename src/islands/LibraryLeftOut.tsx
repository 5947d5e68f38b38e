import { buildHitRow } from '../search/query/hit-row.ts';
import type { SearchHit } from '../search/query/hits.ts';
import type { ExplainedHit } from '../search/query/explained.ts';

interface Props {
  hit: ExplainedHit;
  /** The day where the reader is, like `2027-01-31`. */
  today: string;
  position: number;
  onOpen: (hit: SearchHit, position: number) => void;
  onWiden: () => void;
}

/** The hit that fits better than all that the facets leave: opened with one tap, or found with the rest without them. */
export function LibraryLeftOut({ hit, today, position, onOpen, onWiden }: Props) {
  return (
    <output className="left-out">
      <span>
        Better outside these filters:{' '}
        <a href={buildHitRow(hit, today).url} onClick={() => onOpen(hit, position)}>
          <span lang={hit.language === '' ? undefined : hit.language}>{hit.title}</span>
        </a>
        , {hit.kindLabel.toLowerCase()}.
      </span>
      <button className="button" type="button" onClick={onWiden}>
        Search the whole hub
      </button>
    </output>
  );
}
