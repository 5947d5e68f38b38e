import { MINE_PATH } from '../../library/addresses.ts';

/** Other names of a page of the hub, by its address: typed, each means that page and nothing else so likely. */
export const pageNames: Partial<Record<string, string>> = {
  [MINE_PATH]: 'favourites favorites bookmarks',
};
