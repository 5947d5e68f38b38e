/** The scope of search, remembered in this browser. */
import { parseScope, type ScopeValue } from '../../search/query/search-scope.ts';
import { readStoredJson, writeStored } from '../storage.ts';

const KEY = 'hub:search-scope';

/** What was remembered; nothing when storage is closed or holds something else. */
export function readScope(): ScopeValue[] {
  return parseScope(readStoredJson(KEY));
}

export function writeScope(scope: readonly ScopeValue[]): void {
  // Where nothing is kept the scope lasts as long as the page.
  writeStored(KEY, JSON.stringify(scope));
}
