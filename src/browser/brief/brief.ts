/** The page of briefs: its address says what is chosen, and what is chosen makes the brief. */
import { BRIEF_PATH, LIBRARY_PATH, urlOf } from '../../library/addresses.ts';
import {
  briefFacets,
  briefUrl,
  findCompetitorIn,
  isChosen,
  parseBriefChoice,
} from '../../reader/brief/brief-choice.ts';
import type { BriefChoice, BriefFacet, BriefTerms, UnknownTerm } from '../../reader/brief/brief-choice.ts';
import type { BriefFile } from '../../reader/brief/brief-files.ts';
import type { BriefSource } from '../../reader/brief/brief-sources.ts';
import { buildBrief, type BriefItem } from '../../reader/brief/brief.ts';
import { createBriefPage, namesOf } from './brief-page.ts';
import { createUnknown } from './brief-unknown.ts';
import { copyForCrm, copyForCustomer, copyLink } from '../copy/copy.ts';
import { showNotice } from '../copy/copy-notice.ts';
import { createButton } from '../elements.ts';
import { createAnswerTimer } from '../search/answer-timer.ts';
import { HUB_EVENT, report, type ReportedEvent } from '../tracking/hub-event.ts';
import { onNewDay } from '../new-day.ts';
import { readToday } from '../today.ts';

type CopiedEvent = Extract<ReportedEvent, { event: 'asset_copied' }>['properties'];

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
  const address = main.dataset['address'] ?? BRIEF_PATH;
  const surface = main.dataset['surface'] === 'crm' ? 'crm' : 'brief';
  const ownTitle = document.title;
  const form = find<HTMLFormElement>('choice');
  const page = find('page');
  const status = main.querySelector<HTMLElement>('[role=status]');
  const selects = [...(form?.querySelectorAll('select') ?? [])];
  const terms = readTerms(selects);
  const fetched = new Map<string, Promise<BriefFile>>();
  const viewed = new Set<string>();
  /** What is chosen here stands for what is typed elsewhere. */
  const timer = createAnswerTimer(surface);
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
    find('unknown')?.replaceChildren(
      ...unknown.map((word) =>
        createUnknown(word, (facet, id) => briefUrl({ ...choice, [facet]: id }, address), terms),
      ),
    );
  }

  async function show(): Promise<void> {
    const wanted = choice;
    const isAsked = isChosen(choice);
    const names = namesOf(choice, terms);
    document.title = [...(isAsked ? [names.join(', ')] : []), ownTitle].join(' · ');
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
    for (const name of ['page', 'actions', 'more']) toggle(name, isAsked);
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
    report({ event: 'asset_viewed', properties: factsOf(source, surface) });
  }

  function copyItem(item: BriefItem, button: HTMLElement, isNote: boolean): void {
    const { source, copies, head, says } = item;
    if (copies === undefined) return;
    if (shownOn !== readToday()) {
      void show();
      return showNotice(
        'A new day has begun, and the brief was made anew. Copy it again if it is still there.',
      );
    }
    const about = copies === 'objection' ? `“${head}”` : '';
    const told =
      (what: CopiedEvent['what'], also?: Parameters<typeof showNotice>[1]) => (sentence: string) => {
        showNotice(sentence, also);
        showDone(button);
        report({ event: 'asset_copied', properties: { ...factsOf(source, surface), what } });
      };
    const copyNote = (): void => {
      const url = location.origin + urlOf(source.id);
      const note = { title: source.title, about, url, revision: source.revision };
      void copyForCrm(note, { copied: told('link'), refused: showNotice });
    };
    if (isNote) return copyNote();
    void copyForCustomer(says, {
      copied: told(copies, { name: 'Note line for the CRM', pressed: copyNote }),
      refused: showNotice,
    });
  }

  let changedLast: HTMLSelectElement | undefined;
  form?.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLSelectElement)) return;
    const next = Object.fromEntries(
      selects.filter(({ value }) => value !== '').map(({ name, value }) => [name, value]),
    );
    // Arrow keys pass over many words of one list: that is one step back, not many.
    if (changedLast === target) history.replaceState(null, '', briefUrl(next, address));
    else history.pushState(null, '', briefUrl(next, address));
    changedLast = target;
    timer.typed(Object.values(next).join(' '));
    read();
  });
  document.addEventListener(HUB_EVENT, (told) => {
    const { event, properties } = (told as CustomEvent<ReportedEvent>).detail;
    if (event === 'asset_copied' && properties.surface === surface) timer.answered('copied');
  });
  form?.addEventListener('focusout', () => (changedLast = undefined));
  form?.addEventListener('submit', (event) => event.preventDefault());
  addEventListener('popstate', () => {
    changedLast = undefined;
    read();
  });
  // The extension at the side tells the address of the page beside it. One that names nothing leaves the choice as it is.
  if (surface === 'crm')
    addEventListener('message', ({ data, source }: MessageEvent<{ address?: unknown } | null>) => {
      if (source !== parent || source === window || typeof data?.address !== 'string') return;
      const competitor = findCompetitorIn(data.address, terms);
      if (competitor === undefined || competitor === choice.competitor) return;
      history.replaceState(null, '', briefUrl({ ...choice, competitor }, address));
      read();
    });
  // A page that stood open over night holds no claim of yesterday.
  onNewDay(() => {
    if (shownOn !== '') void show();
  });
  find('print')?.addEventListener('click', () => print());
  find('copy-address')?.addEventListener('click', ({ currentTarget }) => {
    const copied = (sentence: string): void => {
      showNotice(sentence);
      showDone(currentTarget as HTMLElement);
    };
    void copyLink(location.href, { copied, refused: showNotice });
  });
  toggle('choice', true);
  read();
}

function showDone(button: HTMLElement): void {
  button.classList.add('done');
  setTimeout(() => button.classList.remove('done'), 1500);
}

const factsOf = ({ id, revision, kind, product }: BriefSource, surface: 'brief' | 'crm') => ({
  asset_id: id,
  asset_rev: revision,
  kind,
  product,
  surface,
});

/** The words there are, as the page offers them. */
function readTerms(selects: readonly HTMLSelectElement[]): BriefTerms {
  const terms: BriefTerms = { competitor: [], stage: [], persona: [], industry: [] };
  for (const facet of briefFacets) {
    const options = selects.find(({ name }) => name === facet)?.options ?? [];
    terms[facet] = [...options]
      .filter(({ value }) => value !== '')
      .map(({ value, text, dataset }) => ({
        id: value,
        name: text,
        aliases: JSON.parse(dataset['aliases'] ?? '[]') as string[],
      }));
  }
  return terms;
}
