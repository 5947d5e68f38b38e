/**
 * Call mode: one competitor, one field, one answer in large type. Long, because keys, lists and what is shown share one state.
 */
import { parseRules, type PackedRule } from '../../search/files/synonym-rules.ts';
import { meantWords } from '../../search/query/short-list.ts';
import { foldWords } from '../../library/fold.ts';
import { searchWords } from '../../usage/wire/search-words.ts';
import { createAnswerTimer } from '../search/answer-timer.ts';
import { canRequest } from '../search/search-reports.ts';
import { element } from '../elements.ts';
import { copyForCrm, copyForCustomer } from '../copy/copy.ts';
import { isExpired } from '../copy/read-copied.ts';
import { reportHeard, isHeard } from '../tracking/objection-heard.ts';
import { onNewDay } from '../new-day.ts';
import { report, type ReportedEvent } from '../tracking/hub-event.ts';
import { isCovered, leaveOnEscape, stayAwake, typeInto } from './call-screen.ts';
import { createChoiceList, type ChoiceList } from './choice-list.ts';
import { entryOf, isInternal, readOwn, textOf } from './call-entries.ts';
import { whyNothing, type Elsewhere } from './why-nothing.ts';
import { createFoundList } from './found-list.ts';
import { readElsewhere, type CopySource } from './elsewhere.ts';

type CopiedEvent = Extract<ReportedEvent, { event: 'asset_copied' }>['properties'];

leaveOnEscape();
stayAwake();

const main = document.querySelector<HTMLElement>('[data-call]');
const field = document.querySelector<HTMLInputElement>('[role=combobox]');
if (main !== null && field !== null) startCall(main, field);

function startCall(main: HTMLElement, field: HTMLInputElement): void {
  const part = (name: string): HTMLElement | null => main.querySelector<HTMLElement>(`[data-${name}]`);
  const card: CopySource = {
    facts: { ...JSON.parse(main.dataset['callAsset'] ?? '{}'), surface: 'call' },
    title: main.dataset['title'] ?? '',
    url: main.dataset['call'] ?? '',
  };
  const rules = parseRules(JSON.parse(main.dataset['rules'] ?? '[]') as PackedRule[]);
  const words = part('words');
  const hearing = part('hear-now');
  const requesting = part('request-now');
  const status = main.querySelector<HTMLElement>('[role=status]');
  const tabs = [...main.querySelectorAll<HTMLButtonElement>('[role=tab]')];
  const timer = createAnswerTimer('call');
  /** What entries from elsewhere are copied as; all others are the card's. */
  const sources = new Map<HTMLElement, CopySource>();
  const requested = new Set<string>();
  let elsewhere: Elsewhere = 'coming';
  let at = 0;
  report({ event: 'asset_viewed', properties: card.facts });
  const claims = [...main.querySelectorAll<HTMLElement>('[role=option][data-until]')];
  tellLive();
  const found = createFoundList(boxOf(tabs[0]), field, readOwn(tabs.map(boxOf)), rules, show);
  const lists: ChoiceList[] = tabs.map((tab, number) =>
    number === 0 ? found : createChoiceList(boxOf(tab), field, rules, entryOf, show),
  );
  const sourceOf = (option: HTMLElement): CopySource => sources.get(option) ?? card;

  function boxOf(tab: HTMLElement | undefined): HTMLElement {
    const panel = document.getElementById(tab?.getAttribute('aria-controls') ?? '') ?? main;
    return panel.querySelector<HTMLElement>('[role=listbox]') ?? panel;
  }

  /** How many claims may still be said today. */
  function tellLive(): void {
    const live = part('claims-live');
    const holding = claims.filter((claim) => !isExpired(claim)).length;
    if (live !== null && claims.length > 0)
      live.textContent = `${String(holding)} of ${String(claims.length)} claims up to date`;
  }

  function show(option: HTMLElement | undefined): void {
    const answer = option?.querySelector('[data-answer]')?.cloneNode(true);
    words?.replaceChildren(...(answer === undefined ? nothing() : answer.childNodes));
    words?.scrollTo(0, 0);
    const isMissing = option === undefined && lists.every((list) => list.count(asked()) === 0);
    const canAsk = isMissing && elsewhere !== 'coming' && searchWords(field.value) !== '' && canRequest();
    main.dataset['shows'] = option === undefined ? 'nothing' : isInternal(option) ? 'internal' : 'answer';
    if (requesting !== null) requesting.hidden = !canAsk;
    tellRequested();
    if (hearing !== null) {
      const objection = option?.dataset['objection'];
      hearing.hidden = objection === undefined;
      hearing.ariaPressed = String(
        option !== undefined &&
          objection !== undefined &&
          isHeard(sourceOf(option).facts.asset_id, objection),
      );
    }
    say('');
  }

  function nothing(): Node[] {
    const other = tabs[lists.findIndex((list) => (list.count(asked()) ?? 0) > 0)]?.textContent.trim();
    const isVague = found.count(asked()) === undefined;
    return [element('p', 'call-none', whyNothing({ typed: field.value.trim(), isVague, other, elsewhere }))];
  }

  function say(sentence: string): void {
    if (status !== null) status.textContent = sentence;
  }

  function search(): void {
    lists[at]?.order(asked());
  }

  /** What was typed, without the name of the competitor where enough else was said: all of its card is about it. */
  function asked(): string {
    const name = new Set(foldWords(main.dataset['name'] ?? '').split(' '));
    const rest = field.value.split(/(?<=\s)/).filter((word) => !name.has(foldWords(word)));
    return meantWords(rest.join('')).length > 1 ? rest.join('') : field.value;
  }

  /** The next list with something in it, in this direction. */
  function turn(step: 1 | -1): void {
    let next = at;
    do next = (next + step + tabs.length) % tabs.length;
    while (next !== at && tabs[next]?.disabled === true);
    turnTo(next);
  }

  function turnTo(next: number): void {
    const tab = tabs[next];
    if (tab === undefined) return;
    const hadFocus = document.activeElement === tabs[at];
    at = next;
    tabs.forEach((each, index) => {
      each.ariaSelected = String(index === at);
      each.tabIndex = index === at ? 0 : -1;
      const panel = document.getElementById(each.getAttribute('aria-controls') ?? '');
      if (panel !== null) panel.hidden = index !== at;
    });
    if (hadFocus) tab.focus();
    lists[at]?.enter();
    search();
  }

  /** Copies what is shown as chosen at this moment, and nothing where nothing is. */
  function copyChosen(isNote: boolean): void {
    const option = lists[at]?.chosen();
    if (option === undefined) return say('Nothing is chosen, so nothing was copied.');
    if (isInternal(option)) return say('Internal: it is not to be said, so it is not copied.');
    if (isExpired(option)) {
      search();
      return say('Nobody checked that one in time. It is gone from the list and was not copied.');
    }
    const { facts, title, url } = sourceOf(option);
    const what = option.dataset['copiedAs'] as CopiedEvent['what'];
    const copied = (as: CopiedEvent['what']) => (sentence: string) => {
      say(sentence);
      report({ event: 'asset_copied', properties: { ...facts, what: as } });
      timer.answered('copied');
    };
    if (isNote) {
      const heard = option.querySelector('[data-heard]')?.textContent ?? '';
      const about = what === 'objection' ? `“${heard}”` : '';
      const note = { title, about, url: new URL(url, location.origin).href, revision: facts.asset_rev };
      void copyForCrm(note, { copied: copied('link'), refused: say });
    } else void copyForCustomer(textOf(option), { copied: copied(what), refused: say });
  }

  /** Counts the chosen objection: the customer has just said it. Where nothing is found, counts that. */
  function tellHub(): void {
    const option = lists[at]?.chosen();
    const objection = option?.dataset['objection'];
    if (option === undefined) return request();
    if (objection === undefined) return;
    const { facts } = sourceOf(option);
    say(reportHeard({ ...facts, objection }));
    if (hearing !== null) hearing.ariaPressed = String(isHeard(facts.asset_id, objection));
  }

  function tellRequested(): void {
    if (requesting === null) return;
    const isRequested = requested.has(searchWords(field.value));
    requesting.ariaDisabled = String(isRequested);
    const [label] = requesting.childNodes;
    if (label !== undefined) label.textContent = isRequested ? 'Requested ' : 'Request this ';
  }

  /** Asks for what is not there. What is typed next begins anew. */
  function request(): void {
    if (requesting === null || requesting.hidden) return;
    const query = searchWords(field.value);
    if (!requested.has(query)) report({ event: 'asset_requested', properties: { query, surface: 'call' } });
    requested.add(query);
    tellRequested();
    say('Requested. Those who write see this, not who asked.');
    field.select();
    if (!matchMedia('(pointer: coarse)').matches) field.focus();
  }

  function press(event: KeyboardEvent): void {
    const { key, shiftKey, ctrlKey, metaKey, altKey, isComposing, target } = event;
    if (isComposing || altKey || isCovered()) return;
    const isButton = target instanceof HTMLElement && target.matches('button, a');
    if (ctrlKey || metaKey) {
      if (key === 'Enter') tellHub();
      else if (key.toLowerCase() !== 'c' || isMarked(field)) return;
      else copyChosen(false);
    } else if (key === 'ArrowDown' || key === 'ArrowUp') lists[at]?.move(key === 'ArrowDown' ? 1 : -1);
    else if (key === 'ArrowRight' && isAtEnd(field, target)) turn(1);
    else if (key === 'ArrowLeft' && isAtStart(field, target)) turn(-1);
    else if (key === 'Enter' && !isButton) copyChosen(shiftKey);
    else return;
    event.preventDefault();
  }

  lists[0]?.enter();
  search();
  typeInto(field);
  field.addEventListener('input', () => {
    timer.typed(field.value);
    search();
  });
  document.addEventListener('keydown', press);
  // The screen may stand open over midnight. What somebody is reading stays chosen while it holds.
  onNewDay(() => {
    tellLive();
    const option = lists[at]?.chosen();
    search();
    if (option?.isConnected === true && !isExpired(option)) lists[at]?.choose(option);
  });
  tabs.forEach((tab, index) => tab.addEventListener('click', () => turnTo(index)));
  tabs.map(boxOf).forEach((box, index) =>
    box.addEventListener('click', (event) => {
      const option = (event.target as Element).closest<HTMLElement>('[role=option]');
      if (option !== null) lists[index]?.choose(option);
    }),
  );
  hearing?.addEventListener('click', tellHub);
  requesting?.addEventListener('click', request);
  main.querySelectorAll<HTMLElement>('[data-copy-now]').forEach((button) => {
    button.addEventListener('click', () => copyChosen(button.dataset['copyNow'] === 'note'));
  });
  void readElsewhere(card.facts.asset_id).then(
    ({ entries, rules }) => {
      for (const { option, source } of entries) sources.set(option, source);
      found.add(entries, rules);
      elsewhere = 'here';
      arrived();
    },
    () => {
      elsewhere = 'away';
      arrived();
    },
  );

  /** Nobody's choice is taken away by what arrives late. */
  function arrived(): void {
    if (field.value.trim() !== '' && lists[at]?.chosen() === undefined) search();
  }
}

/** Whether somebody marked words, which Ctrl or Cmd with C then copies as everywhere. */
function isMarked(field: HTMLInputElement): boolean {
  if (field.selectionStart !== field.selectionEnd) return true;
  const marked = getSelection();
  // Two clicks in a row mark a row of the list: it is chosen, and no words that somebody wants as they stand there.
  const isRow = marked?.anchorNode?.parentElement?.closest('[role=listbox]') != null;
  return marked?.isCollapsed === false && !isRow;
}

function isAtEnd(field: HTMLInputElement, target: EventTarget | null): boolean {
  return target !== field || (field.selectionStart ?? 0) === field.value.length;
}

function isAtStart(field: HTMLInputElement, target: EventTarget | null): boolean {
  return target !== field || field.selectionEnd === 0;
}
