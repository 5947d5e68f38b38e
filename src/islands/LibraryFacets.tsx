import { useState } from 'react';
import type { FacetName } from '../search/document.ts';
import type { FacetChoice, FacetCounts } from '../search/files/facets.ts';

/** A facet with the names people read, in the order of the vocabulary. */
export interface FacetGroup {
  name: FacetName;
  label: string;
  values: { id: string; name: string }[];
}

interface Props {
  groups: FacetGroup[];
  chosen: FacetChoice;
  /** Undefined until the first count is there. */
  counts: FacetCounts | undefined;
  onToggle: (name: FacetName, id: string) => void;
}

/** Offered at once; the others are one press away, since most searches are narrowed by these. */
const FIRST = new Set<FacetName>(['kind', 'product']);

/** Every facet, folded, with those of its values that some hit has, each with how many have it. */
export function LibraryFacets({ groups, chosen, counts, onToggle }: Props) {
  const [isMore, setMore] = useState(false);
  const lists = groups.map((group) => {
    const isShown = isMore || FIRST.has(group.name);
    return isShown ? <FacetList key={group.name} {...{ group, chosen, counts, onToggle }} /> : null;
  });
  return (
    <>
      {lists}
      {!isMore && (
        <button className="more" type="button" aria-expanded="false" onClick={() => setMore(true)}>
          More filters
        </button>
      )}
    </>
  );
}

function FacetList({ group, chosen, counts, onToggle }: Omit<Props, 'groups'> & { group: FacetGroup }) {
  const held = chosen[group.name] ?? [];
  // What leads to nothing is not offered; what is chosen stays, so that it can be taken back.
  if (held.length === 0 && counts !== undefined && (counts[group.name] ?? []).length === 0) return null;
  const found = new Map(counts?.[group.name]?.map(({ value, count }) => [value, count]));
  return (
    <details>
      <summary>
        {group.label}
        {held.length > 0 && <span className="count">{held.length} chosen</span>}
      </summary>
      <ul>
        {group.values.map(({ id, name }) => {
          const count = found.get(id) ?? 0;
          const isEmpty = counts !== undefined && count === 0;
          if (isEmpty && !held.includes(id)) return null;
          return (
            <li key={id}>
              <label className={isEmpty ? 'none' : undefined}>
                <input
                  type="checkbox"
                  name={group.name}
                  value={id}
                  autoComplete="off"
                  checked={held.includes(id)}
                  onChange={() => onToggle(group.name, id)}
                />
                <span>{name}</span>
                <span className="count">{counts === undefined ? '' : count}</span>
              </label>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
