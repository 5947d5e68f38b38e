/**
 * What answers a customer, wherever it stands: objections of this card first, then what else this card says, then the
 * objections of other cards, then answers. Each entry says where it is from.
 */
import type { Rule } from '../../search/files/synonym-rules.ts';
import { openShortList, type ShortListEntry } from '../../search/query/short-list.ts';
import { isExpired } from '../copy/read-copied.ts';
import { createChoice, type ChoiceList } from './choice-list.ts';

/** Where an entry is from, in the order in which they are shown. */
const PLACES = ['objections', 'card', 'cards', 'answers'] as const;
export type Place = (typeof PLACES)[number];

/** Most entries of a place; the rest is seldom read while somebody waits. */
const MOST: Record<Place, number> = { objections: 20, card: 3, cards: 4, answers: 4 };
/**
 * How much of what was typed must speak for an entry, and how much in proportion to the best one; less is chance. An
 * objection of the card is what the rep came for, so little is enough where its own words say it, and not the answer's.
 */
const NEEDED: Record<Place, { share: number; ofBest: number }> = {
  objections: { share: 0.3, ofBest: 0.6 },
  card: { share: 0.35, ofBest: 0.6 },
  cards: { share: 0.3, ofBest: 0.5 },
  answers: { share: 0.3, ofBest: 0.5 },
};
const NEEDED_AS_HEARD = { share: 0.1, ofBest: 0.25 };

export interface FoundList extends ChoiceList {
  /** Takes further entries, with the rules that lead to all of them. What is chosen stays so. */
  add(entries: readonly FoundEntry[], rules: readonly Rule[]): void;
}

export interface FoundEntry {
  option: HTMLElement;
  place: Place;
  words: ShortListEntry;
}

/** @param own the entries of the card: its objections are shown where nothing is typed */
export function createFoundList(
  box: HTMLElement,
  field: HTMLInputElement,
  own: readonly FoundEntry[],
  ownRules: readonly Rule[],
  chosen: (option: HTMLElement | undefined) => void,
): FoundList {
  let entries = [...own];
  let rank = openShortList(
    own.map(({ words }) => words),
    ownRules,
  );
  const { show, ...choice } = createChoice(box, field, chosen);

  /** The entries that typed words speak for, each place's best first; undefined where the words tell nothing. */
  function find(typed: string): FoundEntry[] | undefined {
    const { order, shares, heard, words } = rank(typed);
    if (words === 0) return undefined;
    const live = order.flatMap((at) => {
      const entry = entries[at];
      if (entry === undefined || isExpired(entry.option)) return [];
      return [{ entry, share: shares[at] ?? 0, heard: heard[at] ?? 0 }];
    });
    // Claims that happen to have the words are no measure for what is an answer.
    const best = Math.max(0, ...live.filter(({ entry }) => entry.place !== 'card').map(({ share }) => share));
    const isMeant = (value: number, needed: { share: number; ofBest: number }): boolean =>
      value >= needed.share && value >= needed.ofBest * best;
    return PLACES.flatMap((place) =>
      live
        .filter(
          ({ entry, share, heard }) =>
            entry.place === place &&
            (isMeant(share, NEEDED[place]) || (place === 'objections' && isMeant(heard, NEEDED_AS_HEARD))),
        )
        .slice(0, MOST[place])
        .map(({ entry }) => entry),
    );
  }

  return {
    ...choice,
    order(typed) {
      const found = find(typed);
      box.classList.toggle('searched', found !== undefined);
      const shown = (found ?? entries.filter(({ place }) => place === 'objections')).map(
        ({ option }) => option,
      );
      // Small words alone mean none of them.
      show(shown, found === undefined && typed.trim() !== '' ? undefined : shown[0]);
      return shown.length;
    },
    count: (typed) => find(typed)?.length,
    add(more, rules) {
      entries = [...own, ...more];
      rank = openShortList(
        entries.map(({ words }) => words),
        rules,
      );
    },
  };
}
