import { isExpired } from '../copy/read-copied.ts';
import { openShortList, type ShortListEntry } from '../../search/query/short-list.ts';
import type { Rule } from '../../search/files/synonym-rules.ts';

/** A list box beside a field: at most one entry is chosen, typing brings the best to the top. */
export interface ChoiceList {
  /** The chosen entry; undefined where the list is empty, or where nothing in it has to do with what was typed. */
  chosen(): HTMLElement | undefined;
  /** Orders the list by typed words and chooses the first that has to do with them. Gives how many have. */
  order(typed: string): number;
  /** How many entries have to do with typed words, without ordering them; undefined where the words tell nothing. */
  count(typed: string): number | undefined;
  choose(option: HTMLElement | undefined): void;
  /** Moves the choice by so many entries; stays at the ends. */
  move(step: number): void;
  /** Tells the field which list it controls, and which entry is chosen. */
  enter(): void;
}

/** What a list shows now, and which of it is chosen. */
export type Choice = ReturnType<typeof createChoice>;

/** @param chosen called with each entry that becomes the chosen one, and with undefined where none is */
export function createChoice(
  box: HTMLElement,
  field: HTMLInputElement,
  chosen: (option: HTMLElement | undefined) => void,
) {
  let shown = [...box.querySelectorAll<HTMLElement>('[role=option]')];
  let current = shown[0];

  function choose(option: HTMLElement | undefined): void {
    if (current !== option) current?.setAttribute('aria-selected', 'false');
    current = option;
    for (const each of shown) each.ariaSelected = String(each === option);
    if (option === undefined) field.removeAttribute('aria-activedescendant');
    else field.setAttribute('aria-activedescendant', option.id);
    option?.scrollIntoView({ block: 'nearest' });
    chosen(option);
  }

  return {
    chosen: () => current,
    choose,
    /** Shows these and no others, in this order. */
    show(options: HTMLElement[], first: HTMLElement | undefined): void {
      shown = options;
      box.replaceChildren(...options);
      choose(first);
    },
    move(step: number): void {
      const at = current === undefined ? 0 : shown.indexOf(current) + step;
      choose(shown[Math.min(Math.max(at, 0), shown.length - 1)]);
    },
    enter(): void {
      field.setAttribute('aria-controls', box.id);
      choose(current);
    },
  };
}

/**
 * A list that shows all it has, those last that typed words do not speak for.
 *
 * @param entryOf the words of an entry: those under which it is known, and those that it says
 */
export function createChoiceList(
  box: HTMLElement,
  field: HTMLInputElement,
  rules: readonly Rule[],
  entryOf: (option: HTMLElement) => ShortListEntry,
  chosen: (option: HTMLElement | undefined) => void,
): ChoiceList {
  const options = [...box.querySelectorAll<HTMLElement>('[role=option]')];
  const rank = openShortList(options.map(entryOf), rules);
  const { show, ...choice } = createChoice(box, field, chosen);

  return {
    ...choice,
    order(typed) {
      const { order, shares, words } = rank(typed);
      const live = order.filter((at) => !isExpiredAt(at));
      const found = live.filter((at) => (shares[at] ?? 0) > 0).length;
      const shown = live.flatMap((at) => options[at] ?? []);
      shown.forEach((option, at) => option.classList.toggle('aside', at >= found));
      const isMeant = found > 0 && (words > 0 || typed.trim() === '');
      show(shown, isMeant ? shown[0] : undefined);
      return found;
    },
    count(typed) {
      const { shares, words } = rank(typed);
      return words === 0 ? undefined : shares.filter((share, at) => share > 0 && !isExpiredAt(at)).length;
    },
  };

  function isExpiredAt(at: number): boolean {
    const option = options[at];
    return option === undefined || isExpired(option);
  }
}
