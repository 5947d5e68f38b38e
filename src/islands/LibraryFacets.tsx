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

/** Open from the start; the others are when something in them is chosen. */
const opened = new Set<FacetName>(['kind', 'product']);

/** Every facet with all its values, each with how many hits have it. */
export function LibraryFacets({ groups, chosen, counts, onToggle }: Props) {
  return groups.map((group) => {
    const held = chosen[group.name] ?? [];
    const found = new Map(counts?.[group.name]?.map(({ value, count }) => [value, count]));
    return (
      <details key={group.name} open={held.length > 0 || opened.has(group.name)}>
        <summary>
          {group.label}
          {held.length > 0 && <span className="count">{held.length} chosen</span>}
        </summary>
        <ul>
          {group.values.map(({ id, name }) => {
            const count = found.get(id) ?? 0;
            return (
              <li key={id}>
                <label className={counts !== undefined && count === 0 ? 'none' : undefined}>
                  <input
                    type="checkbox"
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
  });
}
