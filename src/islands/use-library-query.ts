import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { FacetName } from '../search/document.ts';
import type { LibraryQuery } from './library-address.ts';
import { nothingAsked, readAddress, writeAddress } from './library-address.ts';

/** Browsers refuse to change an address for every letter of a fast typist. */
const WRITE_AFTER_MS = 300;

/** What the library is asked: read from the address when the page opens and on "back", written to it when typing rests. */
export function useLibraryQuery(): [LibraryQuery, change: (query: LibraryQuery) => void, write: () => void] {
  const [query, setQuery] = useState(nothingAsked);
  const unwritten = useRef<LibraryQuery>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  // Before anything is painted: rows that nobody asked for must not flash.
  useLayoutEffect(() => {
    const read = () => setQuery(readAddress());
    takeEarly();
    read();
    document.documentElement.classList.remove('asked');
    addEventListener('popstate', read);
    return () => removeEventListener('popstate', read);
  }, []);
  const write = useCallback(() => {
    clearTimeout(timer.current);
    if (unwritten.current !== undefined) writeAddress(unwritten.current);
    unwritten.current = undefined;
  }, []);
  const change = useCallback(
    (changed: LibraryQuery) => {
      setQuery(changed);
      unwritten.current = changed;
      clearTimeout(timer.current);
      timer.current = setTimeout(write, WRITE_AFTER_MS);
    },
    [write],
  );
  return [query, change, write];
}

/** What somebody typed and ticked while the code of the page was on its way stands in the fields alone: now in the address too. */
function takeEarly(): void {
  const fields = [...document.querySelectorAll<HTMLInputElement>('.library input')];
  const typed = fields.find(({ type }) => type === 'search')?.value ?? '';
  const ticked = fields.filter(({ checked }) => checked);
  if (typed === '' && ticked.length === 0) return;
  const asked = readAddress();
  const chosen = { ...asked.chosen };
  for (const { name, value } of ticked) {
    const facet = name as FacetName;
    chosen[facet] = [...new Set([...(chosen[facet] ?? []), value])];
  }
  writeAddress({ typed: typed || asked.typed, chosen });
}
