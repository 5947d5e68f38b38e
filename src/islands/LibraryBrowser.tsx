import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { report } from '../browser/hub-event.ts';
import { openSearchClient, type SearchClient } from '../browser/search-client.ts';
import { facetNames, type FacetName } from '../search/document.ts';
import type { FacetChoice } from '../search/facets.ts';
import type { SearchAnswer, SearchHit } from '../search/open-index.ts';
import { searchWords } from '../usage/search-words.ts';
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
/** So long after the last keystroke a search counts as meant, in milliseconds. */
const SETTLED_MS = 800;
const UNREADABLE = 'The search could not be loaded. Check the connection and type again; nothing was lost.';

/** The library: words and facets in, rows out, all of it in the address so that it can be sent to a colleague. */
export function LibraryBrowser({ groups, total, requestUrl, children }: Props) {
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<FacetChoice>({});
  const [limit, setLimit] = useState(PAGE);
  const [answer, setAnswer] = useState<SearchAnswer>();
  const [problem, setProblem] = useState<string>();
  const client = useRef<SearchClient>(undefined);
  const asked = typed.trim() !== '' || facetNames.some((name) => (chosen[name]?.length ?? 0) > 0);

  useEffect(() => {
    const params = new URLSearchParams(location.search);
    setTyped(params.get('q') ?? '');
    setChosen(Object.fromEntries(facetNames.map((name) => [name, params.getAll(name)])));
  }, []);

  useEffect(() => {
    const params = new URLSearchParams(typed === '' ? {} : { q: typed });
    for (const name of facetNames) for (const value of chosen[name] ?? []) params.append(name, value);
    const query = params.toString();
    history.replaceState(null, '', query === '' ? location.pathname : `?${query}`);
    client.current ??= openSearchClient({
      answered(found) {
        setAnswer(found);
        setProblem(undefined);
      },
      failed: () => setProblem(UNREADABLE),
    });
    client.current.search({ typed, facets: chosen, limit, countFacets: groups.map((group) => group.name) });
  }, [typed, chosen, limit, groups]);

  useEffect(() => {
    if (typed.trim() === '' || answer === undefined) return;
    const settled = setTimeout(
      () =>
        report({
          event: 'search_performed',
          properties: {
            query: searchWords(typed),
            results: answer.total,
            surface: 'library',
          },
        }),
      SETTLED_MS,
    );
    return () => clearTimeout(settled);
  }, [typed, answer]);

  const today = useMemo(() => new Date().toLocaleDateString('sv'), []);
  const toggle = (name: FacetName, id: string) => {
    setLimit(PAGE);
    setChosen((before) => {
      const held = before[name] ?? [];
      return { ...before, [name]: held.includes(id) ? held.filter((each) => each !== id) : [...held, id] };
    });
  };

  return (
    <div className="library">
      <form role="search" onSubmit={(event) => event.preventDefault()}>
        <input
          type="search"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setLimit(PAGE);
          }}
          placeholder="Type what the customer said"
          aria-label="Search the library"
          autoComplete="off"
          spellCheck={false}
        />
      </form>
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
          <p className="muted small" role="status">
            {problem ?? describe(answer, asked, total)}
          </p>
          {!asked && children}
          {asked && answer !== undefined && problem === undefined && (
            <>
              <ol className="rows">
                {answer.hits.map((hit, index) => (
                  <li key={hit.id}>
                    <Hit hit={hit} today={today} query={typed} position={index + 1} />
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
                <RequestLink url={requestUrl} query={typed} nearest={answer.nearest} onPick={setTyped} />
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

function Hit({
  hit,
  today,
  query,
  position,
}: {
  hit: SearchHit;
  today: string;
  query: string;
  position: number;
}) {
  const { expires, reviewBy } = hit.freshness;
  const state =
    expires !== undefined && expires < today
      ? 'expired'
      : reviewBy !== undefined && reviewBy < today
        ? 'overdue'
        : '';
  const open = () => {
    if (query.trim() === '') return;
    report({
      event: 'search_result_opened',
      properties: {
        asset_id: hit.id,
        asset_rev: hit.revision,
        kind: hit.kind,
        product: hit.product,
        surface: 'library',
        query: searchWords(query),
        position,
      },
    });
  };
  return (
    <a
      className="row"
      href={hit.section.slug === '' ? hit.url : `${hit.url}#${hit.section.slug}`}
      onClick={open}
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
