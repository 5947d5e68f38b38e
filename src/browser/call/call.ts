/** Call mode: one competitor, one field, one answer in large type. */
import { parseRules, type PackedRule } from '../../search/files/synonym-rules.ts';
import type { ShortListEntry } from '../../search/query/short-list.ts';
import { createAnswerTimer } from '../search/answer-timer.ts';
import { isCovered, leaveOnEscape, stayAwake, typeInto } from './call-screen.ts';
import { createChoiceList, type ChoiceList } from './choice-list.ts';
import { copy } from '../clipboard.ts';
import { reportHeard, isHeard } from '../tracking/objection-heard.ts';
import { report, type ReportedEvent } from '../tracking/hub-event.ts';
import { readToday } from '../today.ts';

type CopiedEvent = Extract<ReportedEvent, { event: 'asset_copied' }>['properties'];
type AssetFacts = Omit<CopiedEvent, 'what'>;

leaveOnEscape();
stayAwake();

const main = document.querySelector<HTMLElement>('[data-call]');
const field = document.querySelector<HTMLInputElement>('[role=combobox]');
if (main !== null && field !== null) startCall(main, field);

function startCall(main: HTMLElement, field: HTMLInputElement): void {
  const asset: AssetFacts = { ...JSON.parse(main.dataset['callAsset'] ?? '{}'), surface: 'call' };
  const rules = parseRules(JSON.parse(main.dataset['rules'] ?? '[]') as PackedRule[]);
  const words = main.querySelector<HTMLElement>('[data-words]');
  const copying = main.querySelector<HTMLElement>('[data-copying]');
  const hearing = main.querySelector<HTMLElement>('[data-hear-now]');
  const status = main.querySelector<HTMLElement>('[role=status]');
  const tabs = [...main.querySelectorAll<HTMLButtonElement>('[role=tab]')];
  const timer = createAnswerTimer('call');
  report({ event: 'asset_viewed', properties: asset });
  leaveOutExpired(main, readToday());
  const lists = tabs.map((tab) => listOf(tab));
  let at = 0;

  function listOf(tab: HTMLElement): ChoiceList {
    const panel = document.getElementById(tab.getAttribute('aria-controls') ?? '') ?? main;
    const box = panel.querySelector<HTMLElement>('[role=listbox]') ?? panel;
    const list = createChoiceList(box, field, rules, entryOf, show);
    box.addEventListener('click', (event) => {
      const option = (event.target as Element).closest<HTMLElement>('[role=option]');
      if (option !== null) list.choose(option);
    });
    return list;
  }

  function show(option: HTMLElement | undefined): void {
    const answer = option?.querySelector('[data-answer]')?.cloneNode(true);
    words?.replaceChildren(...(answer?.childNodes ?? ['Nothing here that still holds.']));
    words?.scrollTo(0, 0);
    if (copying !== null) copying.dataset['off'] = String(option === undefined || isInternal(option));
    if (hearing !== null) {
      const objection = option?.dataset['objection'];
      hearing.hidden = objection === undefined;
      hearing.ariaPressed = String(objection !== undefined && isHeard(asset.asset_id, objection));
    }
    say('');
  }

  function say(sentence: string): void {
    if (status !== null) status.textContent = sentence;
  }

  function search(): void {
    if (lists[at]?.order(field.value) !== 0) return;
    const other = tabs[lists.findIndex((list) => list.count(field.value) > 0)]?.textContent.trim();
    say(other === undefined ? 'This card has none of these words.' : `None of these. Look under ${other}.`);
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

  async function copyChosen(withNote: boolean): Promise<void> {
    const option = lists[at]?.chosen();
    if (option === undefined) return;
    if (isInternal(option)) return say('Internal: it is not to be said, so it is not copied.');
    const heard = option.querySelector('[data-heard]')?.textContent ?? '';
    const what = option.dataset['what'] as CopiedEvent['what'];
    const note = {
      title: main.dataset['title'] ?? '',
      about: what === 'objection' ? `“${heard}”` : '',
      url: new URL(main.dataset['call'] ?? '', location.origin).href,
      revision: asset.asset_rev,
    };
    try {
      await copy(searchedText(option), withNote ? note : undefined);
    } catch {
      return say('The browser did not let it be copied. Mark the words and copy them; nothing was lost.');
    }
    say(withNote ? 'Copied with its note.' : 'Copied.');
    report({ event: 'asset_copied', properties: { ...asset, what } });
    timer.answered('copied');
  }

  /** Counts the chosen objection: the customer has just said it. */
  function hearChosen(): void {
    const objection = lists[at]?.chosen()?.dataset['objection'];
    if (objection === undefined) return;
    say(reportHeard({ ...asset, objection }));
    if (hearing !== null) hearing.ariaPressed = String(isHeard(asset.asset_id, objection));
  }

  function press(event: KeyboardEvent): void {
    const { key, shiftKey, ctrlKey, metaKey, altKey, isComposing, target } = event;
    if (isComposing || altKey || isCovered()) return;
    const isButton = target instanceof HTMLElement && target.matches('button, a');
    if (ctrlKey || metaKey) {
      if (key === 'Enter') hearChosen();
      else if (key.toLowerCase() !== 'c' || isMarked(field)) return;
      else void copyChosen(false);
    } else if (key === 'ArrowDown' || key === 'ArrowUp') lists[at]?.move(key === 'ArrowDown' ? 1 : -1);
    else if (key === 'ArrowRight' && isAtEnd(field, target)) turn(1);
    else if (key === 'ArrowLeft' && isAtStart(field, target)) turn(-1);
    else if (key === 'Enter' && !isButton) void copyChosen(shiftKey);
    else return;
    event.preventDefault();
  }

  lists[0]?.enter();
  typeInto(field);
  field.addEventListener('input', () => {
    timer.typed(field.value);
    search();
  });
  document.addEventListener('keydown', press);
  tabs.forEach((tab, index) => tab.addEventListener('click', () => turnTo(index)));
  hearing?.addEventListener('click', hearChosen);
  main.querySelectorAll<HTMLElement>('[data-copy-now]').forEach((button) => {
    button.addEventListener('click', () => void copyChosen(button.dataset['copyNow'] === 'note'));
  });
}

function isInternal(option: HTMLElement): boolean {
  return option.dataset['internal'] !== undefined;
}

function searchedText(option: HTMLElement): string {
  const parts = option.querySelectorAll<HTMLElement>('[data-part=lead], [data-part=rest]');
  return [...parts].map((part) => part.textContent.trim()).join(' ');
}

function entryOf(option: HTMLElement): ShortListEntry {
  return {
    heard: option.querySelector('[data-heard]')?.textContent ?? '',
    // What it is from is no reason to find it.
    says: [...option.querySelectorAll('[data-part]')].map((part) => part.textContent).join(' '),
  };
}

/** Claims that nobody checked in time are not there at all: in a call nobody has time to weigh them. */
function leaveOutExpired(main: HTMLElement, today: string): void {
  const claims = [...main.querySelectorAll<HTMLElement>('[data-until]')];
  const expired = claims.filter((claim) => (claim.dataset['until'] ?? '') < today);
  for (const claim of expired) claim.remove();
  const live = main.querySelector('[data-claims-live]');
  if (live !== null && claims.length > 0)
    live.textContent = `${String(claims.length - expired.length)} of ${String(claims.length)} claims live`;
}

/** Whether somebody marked words, which Ctrl or Cmd with C then copies as everywhere. */
function isMarked(field: HTMLInputElement): boolean {
  return field.selectionStart !== field.selectionEnd || getSelection()?.isCollapsed === false;
}

function isAtEnd(field: HTMLInputElement, target: EventTarget | null): boolean {
  return target !== field || (field.selectionStart ?? 0) === field.value.length;
}

function isAtStart(field: HTMLInputElement, target: EventTarget | null): boolean {
  return target !== field || field.selectionEnd === 0;
}
