import { fillAddress, TEXTS_FILE } from '../../library/addresses.ts';

/** Assets whose texts share a file: agents ask for one at a time, and a host has thousands of files already. */
export const TEXTS_PER_FILE = 32;

/** The address of the file that holds the text of the asset at a place of the list, as pieces by id. */
export const textsUrl = (place: number): string =>
  fillAddress(TEXTS_FILE, String(Math.floor(place / TEXTS_PER_FILE)));
