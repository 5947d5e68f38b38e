import { openShortList, type ShortListEntry } from '../../search/query/short-list.ts';
import type { Rule } from '../../search/files/synonym-rules.ts';

/** A list box beside a field: one entry is chosen, typing brings the best to the top. */
export interface ChoiceList {
  /** The chosen entry; undefined in an empty list. */
  chosen(): HTMLElement | undefined;
  /** Orders the list by typed words and chooses the first. Gives how many entries have to do with them. */
  order(typed: string): number;
  /** How many entries have to do with typed words, without ordering them. */
  count(typed: string): number;
  choose(option: HTMLElement | undefined): void;
  /** Moves the choice by so many entries; stays at the ends. */
  move(step: number): void;
  /** Tells the field which list it controls, and which entry is chosen. */
  enter(): void;
}

/**
 * @param entryOf the words of an entry: those under which it is known, and those that it says
 * @param chosen called with each entry that becomes the chosen one
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
  let shown = options;
  let current = options[0];

  function choose(option: HTMLElement | undefined): void {
    current = option;
    for (const each of options) each.ariaSelected = String(each === option);
    if (option === undefined) field.removeAttribute('aria-activedescendant');
    else field.setAttribute('aria-activedescendant', option.id);
    option?.scrollIntoView({ block: 'nearest' });
    chosen(option);
  }

  return {
    chosen: () => current,
    order(typed) {
      const { order, found } = rank(typed);
      shown = order.flatMap((at) => options[at] ?? []);
      shown.forEach((option, at) => option.classList.toggle('aside', at >= found));
      box.append(...shown);
      choose(shown[0]);
      return found;
    },
    count: (typed) => rank(typed).found,
    choose,
    move(step) {
      const at = current === undefined ? 0 : shown.indexOf(current) + step;
      choose(shown[Math.min(Math.max(at, 0), shown.length - 1)]);
    },
    enter() {
      field.setAttribute('aria-controls', box.id);
      choose(current);
    },
  };
}
