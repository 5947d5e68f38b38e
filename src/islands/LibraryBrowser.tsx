import { useEffect, useMemo, useRef, useState, useSyncExternalStore, type ReactNode } from 'react';
import { createSearchReports } from '../browser/search-reports.ts';
import { openSearchClient, type SearchClient } from '../browser/search-client.ts';
import { facetNames, type FacetName } from '../search/document.ts';
import type { FacetChoice } from '../search/facets.ts';
import type { SearchAnswer, SearchHit } from '../search/open-index.ts';
import { RequestLink } from './RequestLink.tsx';

/** A facet with the names people read, in the order of the vocabulary. */
export interface FacetGroup {
  name: FacetName;
  label: string;
  values: { id: string; name: string }[];
}

interface Props {
  groups: FacetGroup[];
  total: number;
  requestUrl: string | undefined;
  /** What stands there before anything is asked: the newest, drawn at build time. */
  children?: ReactNode;
}

/** Rows asked for at once; "Show more" asks for as many again. */
const PAGE = 30;
const UNREADABLE = 'The search could not be loaded. Check the connection and type again; nothing was lost.';

/** The address is the only place where words and facets are kept; this event says that the page has changed it. */
const ADDRESS_EVENT = 'hub:address';

function watchAddress(changed: () => void): () => void {
  const names = ['popstate', ADDRESS_EVENT];
  names.forEach((name) => window.addEventListener(name, changed));
  return () => names.forEach((name) => window.removeEventListener(name, changed));
}

const noAddress = () => '';

function parseAddress(search: string): { typed: string; chosen: FacetChoice } {
  const params = new URLSearchParams(search);
  return {
    typed: params.get('q') ?? '',
    chosen: Object.fromEntries(facetNames.map((name) => [name, params.getAll(name)])),
  };
}

function writeAddress(typed: string, chosen: FacetChoice): void {
  const params = new URLSearchParams(typed === '' ? {} : { q: typed });
  for (const name of facetNames) for (const value of chosen[name] ?? []) params.append(name, value);
  const query = params.toString();
  history.replaceState(null, '', query === '' ? location.pathname : `?${query}`);
  window.dispatchEvent(new Event(ADDRESS_EVENT));
}

/** The library: words and facets in, rows out, all of it in the address so that it can be sent to a colleague. */
export function LibraryBrowser({ groups, total, requestUrl, children }: Props) {
  const address = useSyncExternalStore(watchAddress, () => location.search, noAddress);
  const { typed, chosen } = useMemo(() => parseAddress(address), [address]);
  const [limit, setLimit] = useState(PAGE);
  const [answer, setAnswer] = useState<SearchAnswer>();
  const [problem, setProblem] = useState<string>();
  const [today] = useState(() => new Date().toLocaleDateString('sv'));
  const client = useRef<SearchClient>(undefined);
  const [reports] = useState(() => createSearchReports('library'));
  const asked = typed.trim() !== '' || facetNames.some((name) => (chosen[name]?.length ?? 0) > 0);

  useEffect(() => {
    client.current ??= openSearchClient({
      answered(found) {
        setAnswer(found);
        setProblem(undefined);
        reports.shown(found);
      },
      failed: () => setProblem(UNREADABLE),
    });
    client.current.search({ typed, facets: chosen, limit, countFacets: groups.map((group) => group.name) });
  }, [typed, chosen, limit, groups, reports]);

  const type = (words: string) => {
    setLimit(PAGE);
    writeAddress(words, chosen);
  };
  const toggle = (name: FacetName, id: string) => {
    const held = chosen[name] ?? [];
    setLimit(PAGE);
    writeAddress(typed, {
      ...chosen,
      [name]: held.includes(id) ? held.filter((each) => each !== id) : [...held, id],
    });
  };

  return (
    <div className="library">
      <search>
        <input
          type="search"
          value={typed}
          onChange={(event) => type(event.target.value)}
          placeholder="Type what the customer said"
          aria-label="Search the library"
          autoComplete="off"
          spellCheck={false}
        />
      </search>
      <div className="library-grid">
        <aside aria-label="Narrow down">
          {groups.map((group) => {
            const counts = answer?.counts[group.name] ?? {};
            const open =
              (chosen[group.name]?.length ?? 0) > 0 || group.name === 'kind' || group.name === 'product';
            return (
              <details key={group.name} open={open}>
                <summary>{group.label}</summary>
                <ul>
                  {group.values.map((value) => (
                    <li key={value.id}>
                      <label>
                        <input
                          type="checkbox"
                          checked={chosen[group.name]?.includes(value.id) ?? false}
                          onChange={() => toggle(group.name, value.id)}
                        />
                        <span>{value.name}</span>
                        <span className="count">{counts[value.id] ?? (answer === undefined ? '' : 0)}</span>
                      </label>
                    </li>
                  ))}
                </ul>
              </details>
            );
          })}
        </aside>
        <div>
          <output className="muted small">{problem ?? describe(answer, asked, total)}</output>
          {!asked && children}
          {asked && answer !== undefined && problem === undefined && (
            <>
              <ol className="rows">
                {answer.hits.map((hit, index) => (
                  <li key={hit.id}>
                    <Hit hit={hit} today={today} onOpen={() => reports.opened(hit, index + 1)} />
                  </li>
                ))}
              </ol>
              {answer.hits.length < answer.total && (
                <p className="actions">
                  <button className="button" type="button" onClick={() => setLimit(limit + PAGE)}>
                    Show more
                  </button>
                </p>
              )}
              {answer.total === 0 && (
                <RequestLink url={requestUrl} query={typed} nearest={answer.nearest} onPick={type} />
              )}
            </>
          )}
        </div>
      </div>
    </div>
  );
}

function describe(answer: SearchAnswer | undefined, asked: boolean, total: number): string {
  if (!asked) return `${String(total)} pieces, newest first`;
  if (answer === undefined) return 'Looking…';
  return answer.total === 0 ? 'Nothing found' : `${String(answer.total)} found`;
}

function Hit({ hit, today, onOpen }: { hit: SearchHit; today: string; onOpen: () => void }) {
  const { expires, reviewBy } = hit.freshness;
  const state =
    expires !== undefined && expires < today
      ? 'expired'
      : reviewBy !== undefined && reviewBy < today
        ? 'overdue'
        : '';
  return (
    <a
      className="row"
      href={hit.section.slug === '' ? hit.url : `${hit.url}#${hit.section.slug}`}
      onClick={onOpen}
    >
      <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
        <use href={`/icons.svg#${hit.kind}`} />
      </svg>
      <strong>
        {hit.title}
        {hit.section.heading !== '' && <span className="muted"> › {hit.section.heading}</span>}
      </strong>
      <span className={`side-note ${state}`}>
        {state === 'expired' ? 'Expired' : state === 'overdue' ? 'Review overdue' : hit.kindLabel}
      </span>
      {hit.note !== '' && <p>{hit.note}</p>}
    </a>
  );
}
