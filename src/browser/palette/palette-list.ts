/** The list of hits and the one that is chosen in it. The keyboard stays in the field: the field names the chosen one. */
import type { SearchHit } from '../../search/query/hits.ts';
import type { ExplainedAnswer, ExplainedHit, MarkedText } from '../../search/query/reasons.ts';
import type { PaletteRow } from './palette-rows.ts';
import { createRow } from './palette-rows.ts';

export interface PaletteList {
  show(answer: ExplainedAnswer, today: string): void;
  clear(): void;
  /** Chooses another hit; false when the key is not for the list. */
  press(key: string): boolean;
  chosen(): HTMLAnchorElement | undefined;
  /** The hit that an event happened on, and its place; the first is 1. */
  hitAt(event: Event): { hit: SearchHit; position: number } | undefined;
}

const steps: Partial<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 5, PageUp: -5 };

export function createList(list: HTMLElement, field: HTMLInputElement): PaletteList {
  const rows: PaletteRow[] = [];
  let hits: readonly ExplainedHit[] = [];
  /** The search of which only titles are shown so far. */
  let brief: string | undefined;
  /** What was read of assets before, by id: it need not go while only titles are known again. */
  const notes = new Map<string, MarkedText[]>();
  let active = -1;
  let isScrolled = false;

  function activate(number: number): void {
    if (number !== active) rows[active]?.link.setAttribute('aria-selected', 'false');
    active = number;
    const link = hits[active] === undefined ? undefined : rows[active]?.link;
    if (link === undefined) return field.removeAttribute('aria-activedescendant');
    link.setAttribute('aria-selected', 'true');
    field.setAttribute('aria-activedescendant', link.id);
  }

  function numberOf({ target }: Event): number {
    const option = target instanceof Element ? target.closest('[role=option]') : null;
    return rows.findIndex(({ link }) => link === option);
  }

  function fill(answer: ExplainedAnswer, today: string): void {
    const chosen = active > 0 ? hits[active]?.id : undefined;
    hits = answer.hits;
    hits.forEach((hit, number) => {
      const row = (rows[number] ??= createRow(number));
      const note = answer.isBrief ? (notes.get(hit.id) ?? []) : hit.marked.note;
      notes.set(hit.id, note);
      row.show({ ...hit, marked: { ...hit.marked, note } }, answer.isBrief, today);
      if (row.link.parentElement !== null) return;
      row.link.setAttribute('aria-selected', 'false');
      list.append(row.link);
    });
    for (const { link } of rows.slice(hits.length)) link.remove();
    field.ariaExpanded = String(hits.length > 0);
    const isContinued = brief === answer.query && !answer.isBrief;
    brief = answer.isBrief ? answer.query : undefined;
    // The first stays chosen, whichever it is; what somebody chose is found again.
    if (isContinued)
      return activate(
        Math.max(
          0,
          hits.findIndex(({ id }) => id === chosen),
        ),
      );
    activate(hits.length > 0 ? 0 : -1);
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

  return {
    show: fill,
    clear() {
      for (const { link } of rows) link.remove();
      hits = [];
      field.ariaExpanded = 'false';
      activate(-1);
    },
    press(key) {
      const step = steps[key];
      if (step === undefined || hits.length === 0) return false;
      const wrapped = Math.abs(step) === 1 ? (active + step + hits.length) % hits.length : active + step;
      activate(Math.max(0, Math.min(hits.length - 1, wrapped)));
      rows[active]?.link.scrollIntoView({ block: 'nearest' });
      return true;
    },
    chosen: () => (hits[active] === undefined ? undefined : rows[active]?.link),
    hitAt(event) {
      const number = numberOf(event);
      const hit = hits[number];
      return hit === undefined ? undefined : { hit, position: number + 1 };
    },
  };
}
