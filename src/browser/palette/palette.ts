/**
 * The search palette: one box over any page. Built from plain elements when it is first opened, because it belongs to
 * every page and most are read without it. Long, because whatever happens to one search changes the same few values.
 */
import type { FacetCounts } from '../../search/files/facets.ts';
import type { ShownAnswer } from '../../reader/palette/shown-answer.ts';
import type { ExplainedAnswer, ExplainedHit } from '../../search/query/explained.ts';
import { createButton } from '../elements.ts';
import type { PaletteAnswer } from './palette-answer.ts';
import type * as Later from './palette-later.ts';
import { offeredFacets, renderChips } from './palette-chips.ts';
import { createFrame, isOpen, styled } from './palette-frame.ts';
import { isCopy, isLetter, isPlainEnter } from './palette-keys.ts';
import { forgetLeft, readLeft, rememberLeft, type LeftSearch } from './palette-left.ts';
import { ANSWER_ID, createList, type OptionsAround } from './palette-list.ts';
import {
  createRequestButton,
  renderFailure,
  renderFound,
  renderNothing,
  renderStart,
  renderVague,
} from './palette-messages.ts';
import { createRow } from './palette-rows.ts';
import { choiceOf, toggleInScope, type ScopeValue } from '../../search/query/search-scope.ts';
import { readScope, writeScope } from './palette-scope.ts';
import { canRequest, createSearchReports } from '../search/search-reports.ts';
import { createSearchSession } from '../search/search-session.ts';
import { hasDayTurned, onNewDay } from '../new-day.ts';
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
  const reports = createSearchReports(document.body.dataset['surface'] === 'crm' ? 'crm' : 'palette');
  const frame = createFrame();
  const { dialog, field, chips, remarks, offer, message, all } = frame;
  const list = createList(frame.list, field, (option) => pane?.show(option?.hit, isBusy, readToday()));
  const session = createSearchSession(
    { shown, leftOut, counted, waiting, slow, failed },
    offeredFacets,
    worker,
  );
  let scope = readScope();
  let counts: FacetCounts = {};
  /** The network went, and with it an answer. */
  let hasFailed = false;
  /** What is shown answers something older than what is typed. */
  let isBusy = false;
  /** The list holds hits, and not what is offered before a word is typed. */
  let hasHits = false;
  /** A key pressed before the answer to what is typed was there; it is for that answer's first hit. */
  let early: KeyboardEvent | undefined;
  /** An arrow chose a hit since the last letter. */
  let isChosen = false;
  /** What the way back leads to, until its answer is there. */
  let returning: LeftSearch | undefined;
  /** What comes after the first hits, or the empty box. */
  let later: typeof Later | undefined;
  let pane: PaletteAnswer | undefined;
  let isHere: ((path: string) => boolean) | undefined;

  const isBlank = (): boolean => field.value.trim() === '';
  const scopeNames = (): string[] => scope.map(({ name }) => name);

  function search(): void {
    early = undefined;
    isChosen = false;
    if (isBlank()) return showStart();
    isBusy = true;
    dialog.classList.add('typed');
    frame.list.ariaBusy = 'true';
    // Until the answer is there, the hits of the search before stay, or places for hits where there were none.
    if (!hasHits) list.clear();
    say();
    chips.hidden = false;
    session.search({ typed: field.value, facets: choiceOf(scope), limit: HITS_SHOWN });
  }

  /** A message in place of hits; none makes room for hits. */
  function say(...nodes: Node[]): void {
    message.replaceChildren(...nodes);
    message.hidden = nodes.length === 0;
    frame.body.hidden = nodes.length > 0;
    all.hidden = nodes.length > 0 || isBlank();
    if (nodes.length === 0) return;
    list.clear();
    hasHits = false;
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
    say();
    hasHits = false;
    if (later !== undefined) list.showGroups(later.readStart());
  }

  /** Asks which pages open without the network, once it is gone or back, and shows it on the hits that stand there. */
  async function lookForDevice(): Promise<void> {
    const here = await later?.readHere().catch(() => undefined);
    if (here === isHere) return;
    isHere = here;
    list.tellHere(here);
    if (hasHits && isOpen(dialog)) search();
  }

  async function loadLater(): Promise<void> {
    if (later !== undefined) return;
    // For the page that is opened from here.
    void import('../landing.ts').catch(() => undefined);
    try {
      later = await import('./palette-later.ts');
    } catch {
      if (isBlank()) say(...renderStart());
      return;
    }
    void lookForDevice();
    pane ??= later.createAnswer(frame.answer, ANSWER_ID, {
      copy,
      leave,
      open: () => list.chosen()?.link.click(),
    });
    if (isBlank()) return showStart();
    later.readStart();
    // What was typed before this was there may name an action, and be told that nothing answers.
    if (!isBusy && !isChosen && early === undefined && later.isInStart(field.value)) search();
    pane.show(list.chosen()?.hit, isBusy, readToday());
    actEarly();
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
    const around = later?.findInStart(field.value);
    const others = [around?.before, around?.after].flatMap((group) => group?.options ?? []);
    const isFound = answer.hits.length + others.length > 0;
    remarks.textContent = isFound
      ? renderFound(answer, isWidened ? scopeNames() : undefined)
      : answer.remarks;
    if (isFound) showHits(answer, isWidened, around);
    else if (answer.isVague) say(...renderVague());
    else {
      const about = { answer, scopeNames: scopeNames(), reports, requestUrl, typeInstead };
      say(...renderNothing(about));
    }
    if (returning !== undefined) {
      list.choose(returning.chosen);
      frame.list.scrollTop = returning.top;
    }
    void loadLater();
    if (isBusy) return;
    returning = undefined;
    actEarly();
  }

  function actEarly(): void {
    if (early === undefined || isBusy || (pane === undefined && !isPlainEnter(early))) return;
    const key = early;
    early = undefined;
    act(key);
  }

  function showHits(answer: ExplainedAnswer, isWidened: boolean, around?: OptionsAround): void {
    list.show(answer, readToday(), around);
    hasHits = true;
    say();
    const address = new URLSearchParams({ q: answer.query });
    if (!isWidened) for (const { facet, value } of scope) address.append(facet, value);
    all.href = `${LIBRARY_PATH}?${address.toString()}`;
    all.textContent =
      answer.total > HITS_SHOWN ? `All ${answer.total} and more filters` : 'More filters in the library';
    if (isWidened) offer.append(createButton('palette-link', () => narrow([]), 'Search the whole hub'));
    else if (answer.missing.length > 0 && canRequest()) {
      const announce = (sentence: string): void => void (remarks.textContent = sentence);
      offer.append(createRequestButton('palette-link', answer.query, reports, announce));
    }
  }

  function leftOut(best: ExplainedHit): void {
    if (later === undefined || !hasHits) return;
    const row = createRow('outside');
    row.show(best, false, readToday(), isHere?.(best.url) === false);
    const outside = later.createOutside(best, row.link, scopeNames());
    list.append(outside.group);
    remarks.textContent = `${remarks.textContent} ${outside.sentence}`;
    offer.replaceChildren(outside.button);
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
    const isForAnswer = event.key === 'Enter' || isCopy(event, field);
    if (isMove || isForAnswer) event.preventDefault();
    if (!isForAnswer) return;
    early = event;
    if (!isBusy || isChosen) actEarly();
  }

  /** Opens the chosen hit, or does with it what the key is for. */
  function act(event: KeyboardEvent): void {
    if (pane?.press(event) === true) return;
    const { ctrlKey, metaKey } = event;
    const click = new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey, metaKey });
    list.chosen()?.link.dispatchEvent(click);
  }

  function open(event: MouseEvent): void {
    const option = list.optionAt(event);
    if (option === undefined || event.button > 1) return;
    const { hit, entry } = option;
    if (entry?.is === 'search') return typeInstead(entry.query);
    if (hit !== undefined) reports.opened(hit, list.positionOf(hit));
    if (hit !== undefined) later?.rememberSearch(field.value.trim());
    if (event.button !== 0 || event.ctrlKey || event.metaKey) return;
    if (hit !== undefined) leave();
    else dialog.hidePopover();
  }

  /** Closes, and has the way back lead to the list again. */
  function leave(): void {
    const left = { typed: field.value, chosen: list.chosen()?.key ?? '', top: frame.list.scrollTop };
    dialog.hidePopover();
    rememberLeft(left);
  }

  function copy(answer: ShownAnswer, hit: ExplainedHit): void {
    if (hasDayTurned())
      return pane?.say(
        'A new day has begun, and this was looked up anew. Copy it again if it is still there.',
      );
    void later?.copyForCustomer(answer.forCustomer, {
      copied(sentence) {
        pane?.say(sentence);
        reports.copied(hit, answer.what);
        later?.rememberSearch(field.value.trim());
      },
      refused: (sentence) => pane?.say(sentence),
    });
  }

  /** A letter typed on a button goes where letters go; after a request it begins another search. */
  function catchLetter(event: KeyboardEvent): void {
    if (event.target === field || !isLetter(event)) return;
    field.focus();
    if (reports.wasRequested(field.value)) field.select();
  }

  field.addEventListener('input', () => {
    reports.typed(field.value);
    returning = undefined;
    search();
  });
  field.addEventListener('keydown', press);
  dialog.addEventListener('keydown', catchLetter);
  frame.list.addEventListener('click', open);
  frame.list.addEventListener('auxclick', open);
  addEventListener('online', () => {
    if (hasFailed) search();
    void lookForDevice();
  });
  addEventListener('offline', () => void lookForDevice());
  // What expired meanwhile is no answer any more.
  onNewDay(() => {
    if (isOpen(dialog) && !isBlank()) search();
  });
  dialog.addEventListener('beforetoggle', ({ newState }) => {
    if (newState === 'open') return;
    session.stop();
    reports.closed();
    returning = undefined;
    forgetLeft();
  });

  /** The way back leads to the words that were typed, and in `shown` to the place in their list. */
  function comeBack(): void {
    returning = readLeft();
    if (returning === undefined) return;
    field.value = returning.typed;
    reports.returned(returning.typed);
  }

  return {
    open() {
      return isStyled.then(() => {
        if (isOpen(dialog)) return field.select();
        comeBack();
        // Filled before it is shown, so that it is laid out once.
        search();
        dialog.showPopover();
        field.focus();
        // Who comes back may copy what is chosen: marked words would be copied in its place.
        if (field.value !== '' && returning === undefined) field.select();
        // After the box is there: a letter can be typed before anything is offered.
        requestAnimationFrame(() => {
          if (later !== undefined) void lookForDevice();
          else if (isBlank()) void loadLater();
        });
      });
    },
  };
}
