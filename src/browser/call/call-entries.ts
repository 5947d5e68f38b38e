/** What the entries of a card say, as its page holds them. */
import type { CopyNode } from '../../reader/copy/copied.ts';
import type { ShortListEntry } from '../../search/query/short-list.ts';
import { readCopied } from '../copy/read-copied.ts';
import type { FoundEntry, Place } from './found-list.ts';

export function isInternal(option: HTMLElement): boolean {
  return option.dataset['internal'] !== undefined;
}

/** The whole of an answer as it was written, with its lines; of an answer with lists what stands there. */
export function textOf(option: HTMLElement): string | CopyNode[] {
  const opening = option.querySelector('[data-part=opening]');
  return opening === null ? (option.dataset['says'] ?? '') : readCopied(opening.childNodes);
}

export function entryOf(option: HTMLElement): ShortListEntry {
  return {
    heard: option.querySelector('[data-heard]')?.textContent ?? '',
    // What it is from is no reason to find it.
    says: [...option.querySelectorAll('[data-part]')].map(({ textContent }) => textContent).join(' '),
  };
}

/** What the card itself may be found by: its objections, and beside them what else of it may be said. */
export function readOwn(boxes: readonly HTMLElement[]): FoundEntry[] {
  return boxes.flatMap((box, number) => {
    const place: Place = number === 0 ? 'objections' : 'card';
    const options = [...box.querySelectorAll<HTMLElement>('[role=option]')];
    return options
      .filter((option) => number === 0 || !isInternal(option))
      .map((option) => {
        const own = number === 0 ? option : (option.cloneNode(true) as HTMLElement);
        if (number > 0) own.id = `found-${option.id}`;
        return { option: own, place, words: entryOf(option) };
      });
  });
}
