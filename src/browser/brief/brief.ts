/** The page of briefs: its address says what is chosen, and what is chosen makes the brief. */
import { BRIEF_PATH, LIBRARY_PATH, urlOf } from '../../library/addresses.ts';
import { briefFacets, briefUrl, isChosen, parseBriefChoice } from '../../reader/brief/brief-choice.ts';
import type { BriefChoice, BriefFacet, BriefTerms, UnknownTerm } from '../../reader/brief/brief-choice.ts';
import type { BriefFile } from '../../reader/brief/brief-files.ts';
import type { BriefSource } from '../../reader/brief/brief-sources.ts';
import { buildBrief, type BriefItem } from '../../reader/brief/brief.ts';
import { createBriefPage, namesOf } from './brief-page.ts';
import { createUnknown } from './brief-unknown.ts';
import { copy } from '../clipboard.ts';
import { createButton } from '../elements.ts';
import { report } from '../tracking/hub-event.ts';
import { rememberNote } from '../page-actions.ts';
import { readToday } from '../today.ts';

const main = document.querySelector<HTMLElement>('[data-brief-files]');
if (main !== null) startBriefs(main);

function startBriefs(main: HTMLElement): void {
  const find = <Found extends HTMLElement>(name: string): Found | null =>
    main.querySelector<Found>(`[data-${name}]`);
  const files = JSON.parse(main.dataset['briefFiles'] ?? '{}') as {
    common: string;
    rivals: Record<string, string>;
  };
  const company = main.dataset['company'] ?? '';
  const form = find<HTMLFormElement>('choice');
  const page = find('page');
  const status = main.querySelector<HTMLElement>('[role=status]');
  const withNote = find<HTMLInputElement>('with-note');
  const selects = [...(form?.querySelectorAll('select') ?? [])];
  const terms = readTerms(selects);
  const fetched = new Map<string, Promise<BriefFile>>();
  const viewed = new Set<string>();
  let choice: BriefChoice = {};
  let shownOn = '';

  function fetchFile(address: string): Promise<BriefFile> {
    const known = fetched.get(address);
    if (known !== undefined) return known;
    const coming = fetch(address).then(async (response) => {
      if (!response.ok) throw new Error(`The server answers ${String(response.status)}.`);
      return (await response.json()) as BriefFile;
    });
    fetched.set(address, coming);
    // Asked for again the next time.
    coming.catch(() => fetched.delete(address));
    return coming;
  }

  /** Shows what the address asks for. */
  function read(): void {
    const asked = parseBriefChoice(new URLSearchParams(location.search), terms);
    choice = asked.choice;
    for (const select of selects) select.value = choice[select.name as BriefFacet] ?? '';
    showUnknown(asked.unknown);
    void show();
  }

  function showUnknown(unknown: readonly UnknownTerm[]): void {
    find('unknown')?.replaceChildren(...unknown.map((word) => createUnknown(word, choice, terms)));
  }

  async function show(): Promise<void> {
    const wanted = choice;
    const isAsked = isChosen(choice);
    const names = namesOf(choice, terms);
    document.title = [...(isAsked ? [names.join(', ')] : []), 'Call brief', company].join(' · ');
    find('all-that-fits')?.setAttribute('href', briefUrl(choice).replace(BRIEF_PATH, LIBRARY_PATH));
    const addresses = [files.common, files.rivals[choice.competitor ?? '']].filter(
      (each) => each !== undefined,
    );
    let read: BriefFile[] = [];
    if (isAsked) {
      try {
        read = await Promise.all(addresses.map(fetchFile));
      } catch {
        if (wanted === choice) fail();
        return;
      }
    }
    if (wanted !== choice) return;
    for (const name of ['page', 'actions']) toggle(name, isAsked);
    toggle('start', !isAsked);
    document.documentElement.classList.remove('asked');
    page?.replaceChildren();
    say('');
    if (!isAsked) return;
    const today = readToday();
    shownOn = today;
    const sources = {
      cards: read.flatMap(({ cards }) => cards),
      assets: read.flatMap(({ assets }) => assets),
    };
    const brief = buildBrief(choice, sources, terms, today);
    page?.replaceChildren(...createBriefPage({ brief, choice, terms, today, company }, copyItem));
    const entries = brief.sections.reduce((sum, { items }) => sum + items.length, 0);
    if (entries === 0) say(`The hub has nothing yet for ${names.join(', ')}. Choose fewer words.`);
    else
      say(`Brief for ${names.join(', ')}, ${String(entries)} ${entries === 1 ? 'entry' : 'entries'}.`, true);
    for (const { source } of brief.cards) view(source);
  }

  function fail(): void {
    document.documentElement.classList.remove('asked');
    for (const name of ['page', 'actions', 'start']) toggle(name, false);
    say(
      'What this brief is made from is not on this device, and the hub cannot be reached. Your choice stays in the address. ',
    );
    status?.append(createButton('button', () => void show(), 'Try again'));
  }

  function toggle(name: string, isShown: boolean): void {
    const part = find(name);
    if (part !== null) part.hidden = !isShown;
  }

  /** @param isSeen whether the page itself shows it to whoever sees */
  function say(sentence: string, isSeen = false): void {
    if (status === null) return;
    status.textContent = sentence;
    status.classList.toggle('sr-only', isSeen);
  }

  /** A brief shows what a card says, so the card has been seen; once, however often the choice changes. */
  function view(source: BriefSource): void {
    if (viewed.has(source.id)) return;
    viewed.add(source.id);
    report({ event: 'asset_viewed', properties: factsOf(source) });
  }

  async function copyItem(item: BriefItem, button: HTMLElement, isShifted: boolean): Promise<void> {
    const { source, copies, head, says } = item;
    if (copies === undefined) return;
    const isNoted = (withNote?.checked ?? false) !== isShifted;
    const note = {
      title: source.title,
      about: copies === 'objection' ? `“${head}”` : '',
      url: location.origin + urlOf(source.id),
      revision: source.revision,
    };
    await tell(
      button,
      () => copy(says, isNoted ? note : undefined),
      isNoted ? 'Copied with its note.' : 'Copied.',
    );
    report({ event: 'asset_copied', properties: { ...factsOf(source), what: copies } });
    if (withNote !== null) rememberNote(withNote.checked);
  }

  async function tell(button: HTMLElement, copying: () => Promise<void>, done: string): Promise<void> {
    try {
      await copying();
    } catch (error) {
      say('The browser did not let it be copied. Mark the words and copy them; nothing was lost.');
      throw error;
    }
    say(done);
    button.classList.add('done');
    setTimeout(() => button.classList.remove('done'), 1500);
  }

  let changedLast: HTMLSelectElement | undefined;
  form?.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLSelectElement)) return;
    const next = Object.fromEntries(
      selects.filter(({ value }) => value !== '').map(({ name, value }) => [name, value]),
    );
    // Arrow keys pass over many words of one list: that is one step back, not many.
    if (changedLast === target) history.replaceState(null, '', briefUrl(next));
    else history.pushState(null, '', briefUrl(next));
    changedLast = target;
    read();
  });
  form?.addEventListener('focusout', () => (changedLast = undefined));
  form?.addEventListener('submit', (event) => event.preventDefault());
  addEventListener('popstate', () => {
    changedLast = undefined;
    read();
  });
  // A page that stood open over night holds no claim of yesterday.
  document.addEventListener('visibilitychange', () => {
    if (shownOn !== '' && shownOn !== readToday()) void show();
  });
  find('print')?.addEventListener('click', () => print());
  find('copy-address')?.addEventListener('click', ({ currentTarget }) => {
    void tell(currentTarget as HTMLElement, () => copy(location.href), 'The link is copied.').catch(
      () => undefined,
    );
  });
  toggle('choice', true);
  read();
}

const factsOf = ({ id, revision, kind, product }: BriefSource) => ({
  asset_id: id,
  asset_rev: revision,
  kind,
  product,
  surface: 'brief' as const,
});

/** The words there are, as the page offers them. */
function readTerms(selects: readonly HTMLSelectElement[]): BriefTerms {
  const terms: BriefTerms = { competitor: [], stage: [], persona: [], industry: [] };
  for (const facet of briefFacets) {
    const options = selects.find(({ name }) => name === facet)?.options ?? [];
    terms[facet] = [...options]
      .filter(({ value }) => value !== '')
      .map(({ value, text }) => ({ id: value, name: text }));
  }
  return terms;
}
