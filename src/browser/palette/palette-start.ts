/** What the palette offers before a word is typed, as this browser knows it. */
import { urlOf } from '../../library/addresses.ts';
import { kindOfPath } from '../../library/kinds/kinds.ts';
import { commandsOf } from '../../reader/palette/commands.ts';
import {
  buildStart,
  findStart,
  type HubPage,
  type StartEntry,
  type StartGroup,
} from '../../reader/palette/start.ts';
import { element, icon } from '../elements.ts';
import { readMine, readRecent, readLastSearch } from '../mine/mine-store.ts';
import type { OptionGroup, OptionsAround, PaletteOption } from './palette-list.ts';

let groups: StartGroup[] = [];

/** What is offered before a word is typed; read anew each time, since other tabs change it too. */
export function readStart(): OptionGroup[] {
  groups = readGroups();
  return groups.map(({ label, entries }) => ({ label, options: createOptions(label, entries) }));
}

/** What of it typed words mean, as it was read last. */
export function findInStart(typed: string): OptionsAround {
  const { named, others } = findStart(groups, readPages(), typed);
  return {
    before: { label: 'Actions', options: createOptions('named', named) },
    after: { label: 'Yours, and actions', options: createOptions('other', others) },
  };
}

export function isInStart(typed: string): boolean {
  const { named, others } = findStart(groups, readPages(), typed);
  return named.length + others.length > 0;
}

/** The pages of the hub itself, out of the navigation beside: a list of its own would be sent twice. */
const readPages = (): HubPage[] =>
  [...document.querySelectorAll<HTMLAnchorElement>('nav.nav a[href]')].map((link) => ({
    label:
      [...link.childNodes]
        .find(({ nodeType, textContent }) => nodeType === 3 && textContent?.trim())
        ?.textContent?.trim() ?? '',
    icon: link.querySelector('use')?.href.baseVal.split('#')[1] ?? 'library',
    address: link.getAttribute('href') ?? '',
  }));

function readGroups(): StartGroup[] {
  const { request, cards } = document.querySelector<HTMLElement>('[data-palette]')?.dataset ?? {};
  const asset = document.querySelector<HTMLElement>('[data-asset]')?.dataset['asset'] ?? '{}';
  return buildStart({
    lastSearch: readLastSearch(),
    recent: readRecent(),
    favourites: readMine().mine.favourites,
    commands: commandsOf({
      battlecards: cards !== undefined,
      repository: request !== undefined,
      keyboard: !matchMedia('(hover: none)').matches,
    }),
    here: (JSON.parse(asset) as { asset_id?: string }).asset_id ?? '',
  });
}

function createOptions(place: string, entries: readonly StartEntry[]): PaletteOption[] {
  return entries.map((entry, at) => {
    const link = createRow(entry);
    link.id = `palette-${place.toLowerCase().replace(' ', '-')}-${String(at)}`;
    link.setAttribute('aria-selected', 'false');
    return { link, key: link.id, entry };
  });
}

/** An option of the list: a link where it leads somewhere, so that a middle click opens it beside. */
function createRow(entry: StartEntry): HTMLAnchorElement {
  const { picture, title, note, address } = partsOf(entry);
  const text = element('span', 'palette-text', element('span', 'palette-title', title));
  const link = element('a', 'palette-hit palette-start', icon(picture), text);
  if (note !== '') link.append(element('span', 'palette-aside', note));
  if (address !== undefined) link.href = address;
  // The script of every page answers it.
  if (entry.is === 'command' && address === undefined) link.dataset['act'] = entry.command.id;
  link.role = 'option';
  link.tabIndex = -1;
  return link;
}

function partsOf(entry: StartEntry): { picture: string; title: string; note: string; address?: string } {
  if (entry.is === 'search') return { picture: 'search', title: entry.query, note: '' };
  if (entry.is === 'command') {
    const { icon: picture, label, address } = entry.command;
    return { picture, title: label, note: '', ...(address === undefined ? {} : { address }) };
  }
  if (entry.is === 'page') {
    const { icon: picture, label: title, address } = entry.page;
    return { picture, title, note: '', address };
  }
  const { asset, isFavourite } = entry;
  const address = encodeURI(urlOf(asset.id));
  return {
    picture: kindOfPath(asset.id) ?? 'library',
    title: asset.title,
    note: isFavourite ? 'Favourite' : '',
    address,
  };
}
