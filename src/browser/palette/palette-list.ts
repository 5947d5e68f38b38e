/** The list of options and the one that is chosen in it. The keyboard stays in the field: the field names the chosen one. */
import type { StartEntry } from '../../reader/palette/start.ts';
import type { ExplainedAnswer, ExplainedHit } from '../../search/query/explained.ts';
import type { MarkedText } from '../../search/query/marks.ts';
import { element } from '../elements.ts';
import type { PaletteRow } from './palette-rows.ts';
import { createRow } from './palette-rows.ts';

/** Of the text of the answer, which describes the chosen hit to who hears it. */
export const ANSWER_ID = 'palette-answer-text';

/** A hit, or what is offered before a word is typed. */
export interface PaletteOption {
  link: HTMLAnchorElement;
  /** Tells it from the others, also when the same search is made again. */
  key: string;
  hit?: ExplainedHit;
  entry?: StartEntry;
}

/** Options that stand under a name of their own. */
export interface OptionGroup {
  label: string;
  options: readonly PaletteOption[];
}

/** What typed words mean beside their hits: what stands before those, and after. */
export interface OptionsAround {
  before: OptionGroup;
  after: OptionGroup;
}

export interface PaletteList {
  /** Shows hits, and around them what else the typed words mean. */
  show(answer: ExplainedAnswer, today: string, around?: OptionsAround): void;
  showGroups(groups: readonly OptionGroup[]): void;
  /** Adds options to hits that stay as they are: last, so that one step up from the first leads there. */
  append(group: OptionGroup): void;
  clear(): void;
  /** Chooses another option; false when the key is not for the list. */
  press(key: string): boolean;
  chosen(): PaletteOption | undefined;
  choose(key: string): void;
  /** The option that an event happened on. */
  optionAt(event: Event): PaletteOption | undefined;
  /** From now on hits say whether their pages open; undefined: all do. */
  tellHere(here: ((path: string) => boolean) | undefined): void;
  /** The place of a hit among the hits; the first is 1. */
  positionOf(hit: ExplainedHit): number;
}

const NO_GROUP: OptionGroup = { label: '', options: [] };
const NOTHING_AROUND: OptionsAround = { before: NO_GROUP, after: NO_GROUP };

const steps: Partial<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 5, PageUp: -5 };

function fillGroup(group: HTMLElement, { label, options: inGroup }: OptionGroup): void {
  if (inGroup.length === 0 && group.hidden) return;
  group.hidden = inGroup.length === 0;
  group.role = 'group';
  group.ariaLabel = label;
  const heading = element('span', 'palette-group-name', label);
  heading.ariaHidden = 'true';
  group.replaceChildren(heading, ...inGroup.map(({ link }) => link));
}

/** @param chosen called with each option that becomes the chosen one, and with undefined when none is */
export function createList(
  list: HTMLElement,
  field: HTMLInputElement,
  chosen: (option: PaletteOption | undefined) => void,
): PaletteList {
  const rows: PaletteRow[] = [];
  const before = element('div', 'palette-group');
  const after = element('div', 'palette-group');
  const appended = element('div', 'palette-group');
  const starts = element('div', '');
  let hits: readonly ExplainedHit[] = [];
  let options: PaletteOption[] = [];
  /** The search of which only titles are shown so far. */
  let brief: string | undefined;
  /** What was read of assets before, by id: it need not go while only titles are known again. */
  const notes = new Map<string, MarkedText[]>();
  let isHere: ((path: string) => boolean) | undefined;
  let active = -1;
  let isScrolled = false;
  list.append(starts, before, after, appended);
  starts.role = 'none';
  for (const group of [before, after, appended]) group.hidden = true;

  function activate(number: number): void {
    leave(options[active]);
    active = number;
    const option = options[active];
    if (option === undefined) field.removeAttribute('aria-activedescendant');
    else {
      option.link.setAttribute('aria-selected', 'true');
      if (option.hit?.sentence !== undefined) option.link.setAttribute('aria-describedby', ANSWER_ID);
      field.setAttribute('aria-activedescendant', option.link.id);
    }
    chosen(option);
  }

  function leave(option: PaletteOption | undefined): void {
    option?.link.setAttribute('aria-selected', 'false');
    option?.link.removeAttribute('aria-describedby');
  }

  function numberOf({ target }: Event): number {
    const option = target instanceof Element ? target.closest('[role=option]') : null;
    return options.findIndex(({ link }) => link === option);
  }

  function setOptions(made: PaletteOption[]): void {
    leave(options[active]);
    active = -1;
    options = made;
    list.classList.toggle('bare', options.length === 0);
    field.ariaExpanded = String(options.length > 0);
  }

  function fillHits(answer: ExplainedAnswer, today: string): PaletteOption[] {
    hits = answer.hits;
    const made = hits.map((hit, number): PaletteOption => {
      const row = (rows[number] ??= createRow(String(number)));
      const note = answer.isBrief ? (notes.get(hit.id) ?? []) : hit.marked.note;
      notes.set(hit.id, note);
      const isAway = isHere !== undefined && !isHere(hit.url);
      row.show({ ...hit, marked: { ...hit.marked, note } }, answer.isBrief, today, isAway);
      if (row.link.parentElement === null) {
        row.link.setAttribute('aria-selected', 'false');
        after.before(row.link);
      }
      return { link: row.link, key: hit.id, hit };
    });
    for (const { link } of rows.slice(hits.length)) link.remove();
    return made;
  }

  function fill(answer: ExplainedAnswer, today: string, around = NOTHING_AROUND): void {
    const previous = active > 0 ? options[active]?.key : undefined;
    starts.replaceChildren();
    const found = fillHits(answer, today);
    fillGroup(before, around.before);
    fillGroup(after, around.after);
    fillGroup(appended, NO_GROUP);
    setOptions([...around.before.options, ...found, ...around.after.options]);
    const isContinued = brief === answer.query && !answer.isBrief;
    brief = answer.isBrief ? answer.query : undefined;
    // The first stays chosen, whichever it is; what somebody chose is found again.
    const again = isContinued ? options.findIndex(({ key }) => key === previous) : -1;
    activate(options.length > 0 ? Math.max(0, again) : -1);
    if (isContinued) return;
    // To set what is set already would lay out the page once more for every letter.
    if (isScrolled) list.scrollTop = 0;
    isScrolled = false;
  }

  list.addEventListener('scroll', () => (isScrolled = true), { passive: true });
  // Only a pointer that moves chooses: rows that come to lie under a resting one do not.
  list.addEventListener('pointermove', (event) => {
    const number = numberOf(event);
    if (number >= 0 && number !== active) activate(number);
  });

  function removeAll(): void {
    for (const { link } of rows) link.remove();
    starts.replaceChildren();
    for (const group of [before, after, appended]) fillGroup(group, NO_GROUP);
    hits = [];
    brief = undefined;
    setOptions([]);
  }

  return {
    show: fill,
    showGroups(groups) {
      removeAll();
      for (const each of groups) {
        const group = element('div', 'palette-group');
        fillGroup(group, each);
        starts.append(group);
      }
      setOptions(groups.flatMap((group) => group.options));
      activate(options.length > 0 ? 0 : -1);
    },
    append(group) {
      fillGroup(appended, group);
      options = [...options, ...group.options];
    },
    clear() {
      removeAll();
      activate(-1);
    },
    press(key) {
      const step = steps[key];
      if (step === undefined || options.length === 0) return false;
      const wrapped =
        Math.abs(step) === 1 ? (active + step + options.length) % options.length : active + step;
      activate(Math.max(0, Math.min(options.length - 1, wrapped)));
      options[active]?.link.scrollIntoView({ block: 'nearest' });
      return true;
    },
    chosen: () => options[active],
    choose(key) {
      const number = options.findIndex((option) => option.key === key);
      if (number >= 0) activate(number);
    },
    optionAt: (event) => options[numberOf(event)],
    tellHere: (here) => (isHere = here),
    positionOf: (hit) =>
      options.filter((option) => option.hit !== undefined).findIndex((option) => option.hit === hit) + 1,
  };
}
