/**
 * The search palette: one box over any page. Built from plain elements when it is first opened, because it belongs to
 * every page and most are read without it.
 */
import type { FacetCounts } from '../../search/files/facets.ts';
import type { ExplainedAnswer } from '../../search/query/reasons.ts';
import { createButton } from '../elements.ts';
import { offeredFacets, renderChips } from './palette-chips.ts';
import { createFrame, isOpen, styled } from './palette-frame.ts';
import { createList } from './palette-list.ts';
import {
  createRequestButton,
  renderFailure,
  renderNothing,
  renderStart,
  renderVague,
} from './palette-messages.ts';
import { choiceOf, toggleInScope, type ScopeValue } from '../../search/query/search-scope.ts';
import { readScope, writeScope } from './palette-scope.ts';
import { canRequest, createSearchReports } from '../search/search-reports.ts';
import { createSearchSession } from '../search/search-session.ts';
import { readToday } from '../today.ts';
import { LIBRARY_PATH } from '../../library/addresses.ts';

const HITS_SHOWN = 10;

export interface Palette {
  /** Opens it, or selects what is typed when it is open; resolves when letters go into its field. */
  open(): Promise<void>;
}

/**
 * Builds the palette, closed.
 *
 * @param worker a search worker that has been started
 * @param style the link to the palette's style sheet, in the page
 */
export function createPalette(worker: Worker, style: HTMLLinkElement): Palette {
  const isStyled = styled(style);
  const requestUrl = document.querySelector<HTMLElement>('[data-palette]')?.dataset['request'];
  const reports = createSearchReports('palette');
  const frame = createFrame();
  const { dialog, field, chips, remarks, offer, message, all } = frame;
  const list = createList(frame.list, field);
  const session = createSearchSession({ shown, counted, waiting, slow, failed }, offeredFacets, worker);
  let scope = readScope();
  let counts: FacetCounts = {};
  /** The network went, and with it an answer. */
  let hasFailed = false;
  /** What is shown answers something older than what is typed. */
  let isBusy = false;
  /** Enter was pressed before the answer to what is typed was there; it is for that answer's first hit. */
  let isEntered = false;
  /** An arrow chose a hit since the last letter. */
  let isChosen = false;

  const isBlank = (): boolean => field.value.trim() === '';
  const scopeNames = (): string[] => scope.map(({ name }) => name);

  function search(): void {
    isEntered = false;
    isChosen = false;
    if (isBlank()) return showStart();
    isBusy = true;
    dialog.classList.add('typed');
    frame.list.ariaBusy = 'true';
    // Until the answer is there, the hits of the search before stay, or places for hits where a message was.
    if (frame.list.childElementCount === 0) say();
    chips.hidden = false;
    session.search({ typed: field.value, facets: choiceOf(scope), limit: HITS_SHOWN });
  }

  /** A message in place of hits; none makes room for hits. */
  function say(...nodes: Node[]): void {
    message.replaceChildren(...nodes);
    message.hidden = nodes.length === 0;
    frame.list.hidden = nodes.length > 0;
    all.hidden = nodes.length > 0 || isBlank();
    if (nodes.length > 0) list.clear();
  }

  function rest(): void {
    isBusy = false;
    dialog.classList.remove('waiting');
    frame.list.ariaBusy = 'false';
    hasFailed = false;
    offer.replaceChildren();
  }

  function showStart(): void {
    session.stop();
    rest();
    counts = {};
    remarks.textContent = '';
    dialog.classList.remove('typed');
    showChips();
    say(...renderStart());
  }

  function waiting(): void {
    dialog.classList.add('waiting');
  }

  function slow(): void {
    remarks.textContent = 'The line is slow. Still looking; go on typing if you like.';
  }

  function failed(): void {
    rest();
    hasFailed = true;
    counts = {};
    showChips();
    remarks.textContent = '';
    say(...renderFailure(search));
  }

  function shown(answer: ExplainedAnswer, isWidened: boolean): void {
    rest();
    // Enter waits for the section that the hit leads to.
    isBusy = answer.isBrief;
    frame.list.ariaBusy = String(isBusy);
    if (!answer.isVague) reports.shown(answer);
    remarks.textContent = remarksOn(answer, isWidened);
    if (answer.hits.length > 0) showHits(answer, isWidened);
    else if (answer.isVague) say(...renderVague());
    else {
      const about = { answer, scopeNames: scopeNames(), reports, requestUrl, typeInstead };
      say(...renderNothing(about));
    }
    if (isBusy) return;
    if (isEntered) list.chosen()?.click();
    isEntered = false;
  }

  function remarksOn(answer: ExplainedAnswer, isWidened: boolean): string {
    const found = isWidened
      ? `Nothing in ${scopeNames().join(', ')}. These are from the whole hub, ${answer.total} in all.`
      : `${answer.total} found.`;
    return [answer.total > 0 ? found : '', answer.remarks].join(' ').trim();
  }

  function showHits(answer: ExplainedAnswer, isWidened: boolean): void {
    list.show(answer, readToday());
    say();
    const address = new URLSearchParams({ q: answer.query });
    if (!isWidened) for (const { facet, value } of scope) address.append(facet, value);
    all.href = `${LIBRARY_PATH}?${address.toString()}`;
    all.textContent =
      answer.total > HITS_SHOWN ? `All ${answer.total} and more filters` : 'More filters in the library';
    if (isWidened) offer.append(createButton('palette-link', () => narrow([]), 'Search the whole hub'));
    else if (answer.missing.length > 0 && canRequest()) {
      const told = (sentence: string): void => void (remarks.textContent = sentence);
      offer.append(createRequestButton('palette-link', answer.query, reports, told));
    }
  }

  function counted(now: FacetCounts): void {
    counts = now;
    showChips();
  }

  function showChips(): void {
    chips.replaceChildren(...renderChips(scope, counts, (value) => narrow(toggleInScope(scope, value))));
    chips.hidden = isBlank() && chips.childElementCount === 0;
  }

  function narrow(changed: ScopeValue[]): void {
    scope = changed;
    writeScope(scope);
    showChips();
    field.focus();
    search();
  }

  function typeInstead(word: string): void {
    field.value = word;
    field.focus();
    search();
  }

  function press(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const isMove = list.press(event.key);
    if (isMove) isChosen = true;
    if (isMove || event.key === 'Enter') event.preventDefault();
    if (event.key !== 'Enter') return;
    isEntered = isBusy && !isChosen;
    if (isEntered) return;
    const { ctrlKey, metaKey } = event;
    list
      .chosen()
      ?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey, metaKey }));
  }

  function tellOpened(event: MouseEvent): void {
    const opened = list.hitAt(event);
    if (opened === undefined || event.button > 1) return;
    reports.opened(opened.hit, opened.position);
    if (event.button === 0 && !event.ctrlKey && !event.metaKey) dialog.hidePopover();
  }

  field.addEventListener('input', () => {
    reports.typed(field.value);
    search();
  });
  field.addEventListener('keydown', press);
  frame.list.addEventListener('click', tellOpened);
  frame.list.addEventListener('auxclick', tellOpened);
  addEventListener('online', () => hasFailed && search());
  dialog.addEventListener('beforetoggle', ({ newState }) => {
    if (newState === 'open') return;
    session.stop();
    reports.closed();
  });

  return {
    open() {
      return isStyled.then(() => {
        if (isOpen(dialog)) return field.select();
        // Filled before it is shown, so that it is laid out once.
        search();
        dialog.showPopover();
        field.focus();
        if (field.value !== '') field.select();
      });
    },
  };
}
