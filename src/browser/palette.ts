/**
 * The search palette: one box over any page. Built from plain elements when it is first opened, because it belongs to
 * every page and most are read without it.
 */
import type { FacetName } from '../search/document.ts';
import type { SearchAnswer, SearchHit } from '../search/open-index.ts';
import { createSearchReports } from './search-reports.ts';
import { offeredFacets, renderChips } from './palette-chips.ts';
import { createButton, createFrame, styled } from './palette-frame.ts';
import { element, renderHit, renderRemarks } from './palette-rows.ts';
import type { ScopeValue } from './palette-scope.ts';
import { choiceOf, readScope, toggleInScope, writeScope } from './palette-scope.ts';
import type { SearchClient } from './search-client.ts';
import type { SearchRequest } from './search-messages.ts';
import { openSearchClient } from './search-client.ts';

const hitsShown = 10;
/** Counts by facet are asked for once the hits are there and the typing rests: they need files that the hits do not. */
const countAfterMs = 250;

export interface Palette {
  /** Opens it, or selects what is typed when it is open. */
  open(): void;
}

/** The day where the reader is, like `2027-01-31`. */
const today = (): string => new Date().toLocaleDateString('sv');

/**
 * Builds the palette, closed.
 *
 * @param worker a search worker that has been started
 * @param style the link to the palette's style sheet, in the page
 */
export function createPalette(worker: Worker, style: HTMLLinkElement): Palette {
  const isStyled = styled(style);
  const request = document.querySelector<HTMLElement>('[data-palette]')?.dataset['request'];
  const reports = createSearchReports('palette');
  let scope = readScope();
  let hits: readonly SearchHit[] = [];
  let active = -1;
  /** The search whose hits are in the list. */
  let shown = '';
  let countTimer: ReturnType<typeof setTimeout> | undefined;

  const { dialog, field, chips, remarks, list, empty, all } = createFrame();
  const client: SearchClient = openSearchClient(
    {
      answered: receive,
      failed: showFailure,
    },
    worker,
  );

  function ask(countFacets: FacetName[]): void {
    client.search({ typed: field.value, facets: choiceOf(scope), countFacets, limit: hitsShown });
  }

  function search(): void {
    clearTimeout(countTimer);
    if (field.value.trim() === '') return showStart();
    dialog.classList.add('busy');
    chips.hidden = false;
    ask([]);
  }

  function clear(): void {
    dialog.classList.remove('busy');
    shown = '';
    hits = [];
    list.replaceChildren();
    list.hidden = true;
    all.hidden = true;
    empty.hidden = false;
    remarks.textContent = '';
    activate(-1);
    field.ariaExpanded = 'false';
  }

  function showStart(): void {
    clear();
    showChips({});
    empty.replaceChildren(
      element('p', '', 'Type a few words, as the customer said them. Part of a word is enough.'),
      element('p', 'palette-hint', 'Put words in “quotes” to find them in that order.'),
    );
  }

  function showFailure(): void {
    clearTimeout(countTimer);
    clear();
    empty.replaceChildren(
      element(
        'p',
        '',
        'The search could not be read. There may be no network; what you typed is still here.',
      ),
      createButton('palette-action', search, 'Try again'),
    );
  }

  /** The second answer to the same search only adds counts: what was chosen in the list meanwhile stays chosen. */
  function receive(answer: SearchAnswer, { typed, facets, countFacets }: SearchRequest): void {
    const asked = JSON.stringify([typed, facets]);
    if (asked !== shown) show(answer);
    shown = asked;
    if (countFacets.length > 0) return showChips(answer.counts);
    clearTimeout(countTimer);
    countTimer = setTimeout(() => ask(offeredFacets), countAfterMs);
  }

  function show(answer: SearchAnswer): void {
    clear();
    if (!answer.isVague) reports.shown(answer);
    hits = answer.hits;
    remarks.textContent = [answer.total > 0 ? `${answer.total} found.` : '', renderRemarks(answer)]
      .join(' ')
      .trim();
    if (hits.length === 0) return showNothing(answer);
    showAll(answer);
    const day = today();
    list.replaceChildren(...hits.map((hit, number) => renderHit(hit, number, day)));
    list.hidden = false;
    empty.hidden = true;
    field.ariaExpanded = 'true';
    activate(0);
    list.scrollTop = 0;
  }

  /** The way to all hits: the library, with the same words and the same scope. */
  function showAll({ query, total }: SearchAnswer): void {
    const address = new URLSearchParams({ q: query });
    for (const { facet, value } of scope) address.append(facet, value);
    all.href = `/library/?${address.toString()}`;
    all.textContent = total > hits.length ? `All ${total} in the library` : 'Show in the library';
    all.hidden = false;
  }

  function showNothing({ query, nearest, isVague }: SearchAnswer): void {
    if (isVague) return empty.replaceChildren(element('p', '', 'Go on, these words are everywhere.'));
    const parts: Node[] = [element('p', '', `Nothing answers “${query}”${scope.length > 0 ? ' here' : ''}.`)];
    if (nearest.length > 0) {
      const words = nearest.map((word) => createButton('palette-chip', () => typeInstead(word), word));
      parts.push(element('p', 'palette-hint', 'Words near it: '), element('div', 'palette-chips', ...words));
    }
    if (scope.length > 0) {
      parts.push(createButton('palette-action', () => narrow([]), 'Search the whole hub'));
    } else if (request !== undefined) {
      const link = element('a', 'palette-action', 'Request this');
      link.href = `${request}${request.includes('?') ? '&' : '?'}title=${encodeURIComponent(query)}`;
      link.target = '_blank';
      link.rel = 'noopener';
      parts.push(link);
    }
    empty.replaceChildren(...parts);
  }

  function showChips(counts: SearchAnswer['counts']): void {
    chips.replaceChildren(
      ...renderChips(scope, counts, hits, (value) => narrow(toggleInScope(scope, value))),
    );
    chips.hidden = field.value.trim() === '' && chips.childElementCount === 0;
  }

  function narrow(changed: ScopeValue[]): void {
    scope = changed;
    writeScope(scope);
    field.focus();
    showChips({});
    search();
  }

  function typeInstead(word: string): void {
    field.value = word;
    field.focus();
    search();
  }

  function activate(number: number): void {
    list.children[active]?.setAttribute('aria-selected', 'false');
    active = number;
    const option = list.children[active];
    if (option === undefined) return field.removeAttribute('aria-activedescendant');
    option.setAttribute('aria-selected', 'true');
    option.scrollIntoView({ block: 'nearest' });
    field.setAttribute('aria-activedescendant', option.id);
  }

  function move(event: KeyboardEvent): void {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 5, PageUp: -5 };
    const step = steps[event.key];
    if (event.key === 'Enter' && !event.isComposing) {
      event.preventDefault();
      const option = list.children[active];
      const { ctrlKey, metaKey } = event;
      option?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey, metaKey }));
    }
    if (step === undefined || hits.length === 0) return;
    event.preventDefault();
    const wrapped = Math.abs(step) === 1 ? (active + step + hits.length) % hits.length : active + step;
    activate(Math.max(0, Math.min(hits.length - 1, wrapped)));
  }

  function tellOpened(event: MouseEvent): void {
    const option = event.target instanceof Element ? event.target.closest('[role=option]') : null;
    const position = option === null ? -1 : [...list.children].indexOf(option);
    const hit = hits[position];
    if (hit === undefined || event.button > 1) return;
    reports.opened(hit, position + 1);
    if (event.button === 0 && !event.ctrlKey && !event.metaKey) dialog.close();
  }

  field.addEventListener('input', search);
  field.addEventListener('keydown', move);
  list.addEventListener('click', tellOpened);
  list.addEventListener('auxclick', tellOpened);
  list.addEventListener('pointermove', ({ target }) => {
    const option = target instanceof Element ? target.closest('[role=option]') : null;
    const number = option === null ? -1 : [...list.children].indexOf(option);
    if (number >= 0 && number !== active) activate(number);
  });
  dialog.addEventListener('close', () => {
    clearTimeout(countTimer);
    reports.closed();
  });
  showStart();

  return {
    open() {
      void isStyled.then(() => {
        if (dialog.open) return field.select();
        dialog.showModal();
        field.focus();
        field.select();
        search();
      });
    },
  };
}
