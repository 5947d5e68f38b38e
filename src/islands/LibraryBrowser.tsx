import { useCallback, useEffect, useState, type ReactNode } from 'react';
import { createSearchReports } from '../browser/search/search-reports.ts';
import { onNewDay } from '../browser/new-day.ts';
import { readToday } from '../browser/today.ts';
import type { FacetName } from '../search/document.ts';
import { isNarrowed, nothingAsked } from './library-address.ts';
import { LibraryFacets, type FacetGroup } from './LibraryFacets.tsx';
import { LibraryHit } from './LibraryHit.tsx';
import { LibraryLeftOut } from './LibraryLeftOut.tsx';
import { LibraryNothing } from './LibraryNothing.tsx';
import { useLibraryQuery } from './use-library-query.ts';
import { useLibrarySearch, type LibraryResult } from './use-library-search.ts';

interface Props {
  groups: FacetGroup[];
  total: number;
  requestUrl: string | undefined;
  /** What stands there before anything is asked: the newest, drawn at build time. */
  children?: ReactNode;
}

/** Rows asked for at once; "Show more" asks for as many again. */
const PAGE = 20;

/** The library: words and facets in, rows out, all of it in the address so that it can be sent to a colleague. */
export function LibraryBrowser({ groups, total, requestUrl, children }: Props) {
  const [query, setQuery, writeQuery] = useLibraryQuery();
  const { typed, chosen } = query;
  const [limit, setLimit] = useState(PAGE);
  const [isNarrowing, setNarrowing] = useState(false);
  const [today, setToday] = useState(readToday);
  const [reports] = useState(() => createSearchReports('library'));
  const [result, retry] = useLibrarySearch(query, limit, reports);
  const { answer, state } = result;
  const isAsked = typed.trim() !== '' || isNarrowed(query);
  const isWaiting = isAsked && (state === 'waiting' || state === 'slow');
  const isNothing = isAsked && state === 'shown' && answer?.total === 0;

  useEffect(
    () =>
      onNewDay(() => {
        setToday(readToday());
        retry();
      }),
    [retry],
  );

  const change = (changed: Partial<typeof query>) => {
    setLimit(PAGE);
    setQuery({ ...query, ...changed });
  };
  const toggle = (name: FacetName, id: string) => {
    const held = chosen[name] ?? [];
    const changed = held.includes(id) ? held.filter((each) => each !== id) : [...held, id];
    change({ chosen: { ...chosen, [name]: changed } });
  };
  const open = useCallback(
    (...opened: Parameters<typeof reports.opened>) => {
      writeQuery();
      reports.opened(...opened);
    },
    [writeQuery, reports],
  );
  const held = groups.flatMap(({ name, values }) =>
    values.filter(({ id }) => chosen[name]?.includes(id)).map((value) => ({ facet: name, ...value })),
  );

  return (
    <div className="library">
      <search>
        <input
          type="search"
          value={typed}
          onChange={(event) => {
            reports.typed(event.target.value);
            change({ typed: event.target.value });
          }}
          placeholder="Type what the customer said"
          aria-label="Search the library"
          autoComplete="off"
          spellCheck={false}
        />
      </search>
      <div className="library-grid">
        <aside aria-label="Narrow down" className={isNarrowing ? 'open' : undefined}>
          <button
            className="button"
            type="button"
            aria-expanded={isNarrowing}
            onClick={() => setNarrowing(!isNarrowing)}
          >
            Narrow down
          </button>
          <div>
            <LibraryFacets groups={groups} chosen={chosen} counts={result.counts} onToggle={toggle} />
          </div>
        </aside>
        <div className={isWaiting ? 'busy' : undefined} aria-busy={isWaiting}>
          {held.length > 0 && (
            <p className="held">
              {held.map(({ facet, id, name }) => (
                <button
                  key={`${facet} ${id}`}
                  className="chip"
                  type="button"
                  onClick={() => toggle(facet, id)}
                >
                  {name} <span aria-hidden="true">×</span>
                  <span className="sr-only">: take away</span>
                </button>
              ))}
              {held.length > 1 && (
                <button className="chip" type="button" onClick={() => change(nothingKept(typed))}>
                  Clear filters
                </button>
              )}
            </p>
          )}
          <output className={isNothing ? 'lead' : 'muted small'}>
            {describe(result, isAsked, held.length > 0, total)}
          </output>
          {isAsked && held.length > 0 && result.leftOut !== undefined && (
            <LibraryLeftOut
              hit={result.leftOut}
              {...{ today }}
              position={(answer?.hits.length ?? 0) + 1}
              onOpen={open}
              onWiden={() => change(nothingKept(typed))}
            />
          )}
          {!isAsked && <div className="newest">{children}</div>}
          {isAsked && answer === undefined && state !== 'failed' && <div className="library-wait" />}
          {state === 'failed' && (
            <p className="actions">
              <button className="button" type="button" onClick={retry}>
                Try again
              </button>
            </p>
          )}
          {isAsked && answer !== undefined && (
            <>
              {answer.hits.length > 0 && (
                <ol className="rows">
                  {answer.hits.map((hit, index) => (
                    <li key={hit.id}>
                      <LibraryHit
                        {...{ hit, today }}
                        isBrief={answer.isBrief}
                        position={index + 1}
                        onOpen={open}
                      />
                    </li>
                  ))}
                </ol>
              )}
              {answer.hits.length < answer.total && (
                <p className="actions">
                  <button className="button" type="button" onClick={() => setLimit(limit + PAGE)}>
                    Show more
                  </button>
                </p>
              )}
              {answer.total === 0 && !answer.isVague && (
                <LibraryNothing
                  {...{ answer, reports, requestUrl }}
                  onPick={(word) => change({ typed: word })}
                />
              )}
            </>
          )}
        </div>
      </div>
    </div>
  );
}

const nothingKept = (typed: string) => ({ ...nothingAsked, typed });

/** One sentence or two on what is shown, read out when it changes. */
function describe(
  { answer, state, isWidened }: LibraryResult,
  isAsked: boolean,
  isHeld: boolean,
  total: number,
): string {
  if (state === 'failed')
    return 'The search could not be read. There may be no network; what you typed is still here.';
  if (!isAsked) return `${String(total)} pages, newest first`;
  if (state === 'slow') return 'The line is slow. Still looking; go on typing if you like.';
  if (answer === undefined) return 'Looking…';
  if (answer.total === 0) {
    if (answer.isVague) return 'Go on: a word or two more. These alone stand on every page.';
    return `Nothing answers “${answer.query}”${isHeld ? ', with these filters or without them' : ''}.`;
  }
  const found = isWidened
    ? `Nothing with these filters. From the whole hub: ${String(answer.total)} found.`
    : `${String(answer.total)} found.`;
  return `${found} ${answer.remarks}`.trim();
}
