/** The page of what somebody keeps: drawn anew after each change, also one that another tab made. */
import {
  mergeMine,
  parseMine,
  toggleFavourite,
  withTitles,
  type Mine,
  type Outcome,
  type SavedAsset,
} from '../../reader/collections/collection.ts';
import { renderDay } from '../../library/dates.ts';
import { createButton, element, icon } from '../elements.ts';
import { renderCollections } from './mine-collections.ts';
import { forgetForReader } from './forget-device.ts';
import { saveMine } from './mine-file.ts';
import { openLinked } from './mine-linked.ts';
import { changeMine, onOtherTab, readMine, readVisits, readRecent } from './mine-store.ts';
import { lookUp, type CurrentAsset } from './mine-titles.ts';
import { renderAssetRow, section, type PageActions } from './mine-rows.ts';
import { urlOf } from '../../library/addresses.ts';

const page = document.querySelector<HTMLElement>('[data-mine-page]');
const said = document.querySelector<HTMLElement>('[data-mine-said]');
if (page !== null && said !== null) start(page, said);

function start(place: HTMLElement, status: HTMLElement): void {
  const lists = Number(place.dataset['lists'] ?? 1);
  /** Undefined until the hub was asked, and while it cannot be. */
  let known: Map<string, CurrentAsset> | undefined;

  const say = (sentence: string, undo?: () => void): void => {
    const hadFocus = status.contains(document.activeElement);
    status.replaceChildren(sentence);
    if (undo !== undefined) status.append(' ', createButton('button', undo, 'Undo'));
    if (hadFocus) status.focus();
  };

  /** Makes a change and shows it; what is taken away can be brought back. */
  const change = (make: (mine: Mine) => Outcome, done: string, isLoss = false): void => {
    const { mine: old } = readMine();
    const { problem } = changeMine(make);
    draw();
    const bringBack = (): void => change(() => ({ mine: old }), 'It is back.');
    say(problem ?? done, isLoss && problem === undefined ? bringBack : undefined);
  };

  const pageActions: PageActions = { noteOf: (asset) => tellOf(asset, known), change, say };

  function draw(): void {
    const { mine, problems } = readMine();
    const focused = nameOfFocus();
    place.replaceChildren(
      ...openLinked(mine, lists, pageActions),
      ...problems.slice(0, 3).map((problem) => element('p', 'note', problem)),
      section(
        'Favourites',
        mine.favourites.length === 0
          ? element('p', 'muted', 'None yet. Press the star below the title of a page, or F.')
          : element('ul', 'rows', ...mine.favourites.map(favourite)),
      ),
      ...renderCollections(mine, pageActions),
      section('Recently opened', renderRecent(readRecent())),
      renderCare(mine),
    );
    if (focused !== undefined) (findByName(place, focused) ?? status).focus();
  }

  const favourite = (asset: SavedAsset): HTMLElement =>
    renderAssetRow(asset, pageActions, {
      icon: 'remove',
      says: `Take ${asset.title} out of your favourites`,
      pressed: () =>
        change((mine) => toggleFavourite(mine, asset), `${asset.title} is no favourite any more.`, true),
    });

  const renderRecent = (recent: readonly SavedAsset[]): HTMLElement =>
    recent.length === 0
      ? element('p', 'muted', 'Nothing yet.')
      : element('ul', 'rows', ...recent.map((asset) => renderAssetRow(asset, pageActions)));

  function renderCare(mine: Mine): HTMLElement {
    const file = element('input', 'sr-only');
    file.type = 'file';
    file.accept = '.json,application/json';
    file.addEventListener('change', () => void bringIn(file.files?.[0]));
    const forget = async (): Promise<void> => {
      await forgetForReader();
      draw();
      say('All of it is forgotten in this browser, with the pages that lay here.', () =>
        change(() => ({ mine }), 'Favourites and collections are back.'),
      );
    };
    return section(
      'Move to another browser',
      element(
        'p',
        'muted',
        'Another browser or device knows nothing of this. Save it as a file here, and open the file there.',
      ),
      element(
        'p',
        'actions',
        createButton('button', () => saveMine(mine), icon('download'), 'Save as a file'),
        element('label', 'button', file, 'Open a file'),
        createButton('button', () => void forget(), 'Forget all of it'),
      ),
    );
  }

  async function bringIn(file: File | undefined): Promise<void> {
    if (file === undefined) return;
    let read: unknown;
    try {
      read = JSON.parse(await file.text());
    } catch {
      return say(`${file.name} was not saved by this page, so nothing was brought in.`);
    }
    const { mine: other, problems } = parseMine(read);
    change(
      (mine) => ({ mine: mergeMine(mine, other) }),
      ['It was added to what is here.', ...problems.slice(0, 3)].join(' '),
    );
  }

  async function refresh(): Promise<void> {
    const { favourites, collections } = readMine().mine;
    const assets = [...favourites, ...collections.flatMap((each) => each.pieces), ...readRecent()];
    if (assets.length === 0) return;
    known = await lookUp(
      assets.map(({ id }) => id),
      lists,
    ).catch(() => undefined);
    if (known === undefined) return;
    const titles = known;
    changeMine((mine) => ({ mine: withTitles(mine, titles) }));
    draw();
  }

  status.tabIndex = -1;
  draw();
  void refresh();
  onOtherTab(draw);
  addEventListener('hashchange', draw);
}

/** What there is to say of an asset beside its title. */
function tellOf({ id }: SavedAsset, known: Map<string, CurrentAsset> | undefined): string {
  if (known === undefined) return '';
  const now = known.get(id);
  if (now === undefined) return 'Not in the hub any more';
  const path = encodeURI(urlOf(id));
  const last = readVisits().find((visit) => visit.path === path)?.last;
  return last === undefined || last.revision === now.revision ? '' : `Changed since ${renderDay(last.day)}`;
}

const nameOf = ({ ariaLabel, textContent }: Element): string => ariaLabel ?? textContent;

/** Whoever moves an asset by keyboard goes on from the same button of the same asset. */
function nameOfFocus(): string | undefined {
  const focused = document.activeElement;
  return focused?.closest('[data-mine-page]') ? nameOf(focused) : undefined;
}

/** The button of that name; the first of its row that can be pressed when it cannot be any more. */
function findByName(place: HTMLElement, name: string): HTMLElement | undefined {
  const found = [...place.querySelectorAll<HTMLElement>('button, a')].find((each) => nameOf(each) === name);
  if (found?.matches(':disabled') !== true) return found;
  return found.parentElement?.querySelector<HTMLElement>('button:enabled') ?? undefined;
}
