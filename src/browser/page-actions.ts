/** What buttons of a page do. Fetched with the first click: most pages are read and left. */
import { copy } from './clipboard.ts';
import { removeStored, writeStored } from './storage.ts';
import { whoOptedOut } from './tracking/consent.ts';
import { reportHeard, isHeard } from './tracking/objection-heard.ts';
import { report, type ReportedEvent } from './tracking/hub-event.ts';

type PropertiesOf<Name> = Extract<ReportedEvent, { event: Name }>['properties'];
type AssetFacts = PropertiesOf<'asset_viewed'>;
type What = PropertiesOf<'asset_copied'>['what'];
type Rating = PropertiesOf<'asset_rated'>['rating'];

const withNote = document.querySelector<HTMLInputElement>('[data-with-note]');
document.querySelectorAll<HTMLElement>('[data-hear]').forEach((button) => {
  button.ariaPressed = String(isHeard(button.dataset['card'] ?? '', button.dataset['hear'] ?? ''));
});

/**
 * Copies, rates, counts what was heard, keeps, downloads or turns on the light, as the button says.
 *
 * @param isShifted Shift was held: a copy has a note where it would have none, and the other way about
 * @param asset the asset of the page; undefined where it shows none, and nothing is reported
 */
export function act(button: HTMLElement, isShifted: boolean, asset: AssetFacts | undefined): void {
  const { what, rate, download, themeToggle, mine, hear: objection } = button.dataset;
  if (themeToggle !== undefined) toggleTheme();
  if (mine !== undefined) void import('./mine/mine-actions.ts').then(({ saveAsset }) => saveAsset(button));
  if (what !== undefined) void copyFromPage(button, what as What, isShifted, asset);
  if (asset === undefined) return;
  if (objection !== undefined) hearObjection(button, { ...asset, objection });
  if (rate !== undefined) rateAsset(button, asset, rate as Rating);
  if (download !== undefined) report({ event: 'asset_downloaded', properties: { ...asset, file: download } });
}

function textToCopy(button: HTMLElement): string | undefined {
  const { copy: text, copyFrom, copyAround, copyLink } = button.dataset;
  if (copyFrom !== undefined) return document.querySelector<HTMLElement>(copyFrom)?.innerText;
  if (copyAround !== undefined) return button.parentElement?.innerText;
  return copyLink === undefined ? text : location.origin + location.pathname;
}

async function copyFromPage(
  button: HTMLElement,
  what: What,
  isShifted: boolean,
  asset: AssetFacts | undefined,
): Promise<void> {
  const text = textToCopy(button);
  if (text === undefined) return;
  const isNoted = what !== 'link' && asset !== undefined && (withNote?.checked ?? false) !== isShifted;
  const note = {
    title: document.querySelector('h1')?.innerText ?? '',
    about: button.closest('details')?.querySelector<HTMLElement>('[data-heard]')?.innerText ?? '',
    url: location.origin + location.pathname,
    revision: asset?.asset_rev ?? '',
  };
  await copy(text, isNoted ? note : undefined);
  button.classList.add('done');
  setTimeout(() => button.classList.remove('done'), 1500);
  if (asset !== undefined) report({ event: 'asset_copied', properties: { ...asset, what } });
  if (withNote !== null) rememberNote(withNote.checked);
}

/** Who wants a note once wants it the next time. */
export function rememberNote(isNoted: boolean): void {
  if (isNoted) writeStored('hub:note', 'on');
  else removeStored('hub:note');
}

function rateAsset(button: HTMLElement, asset: AssetFacts, rating: Rating): void {
  const group = button.parentElement;
  const status = group?.querySelector('[role=status]');
  if (whoOptedOut() !== undefined) {
    if (status) status.textContent = 'Not counted: recording is off in this browser.';
    return;
  }
  // A second tap on the same button says nothing new.
  if (button.ariaPressed === 'true') return;
  group?.querySelectorAll<HTMLButtonElement>('button').forEach((each) => {
    each.ariaPressed = String(each === button);
  });
  const thanks = rating === 'useful' ? 'Thank you.' : 'Thank you, its owner will see it.';
  if (status) status.textContent = thanks;
  report({ event: 'asset_rated', properties: { ...asset, rating } });
}

function hearObjection(button: HTMLElement, heard: PropertiesOf<'objection_heard'>): void {
  const status = button.parentElement?.querySelector('[role=status]');
  if (status) status.textContent = reportHeard(heard);
  button.ariaPressed = String(isHeard(heard.asset_id, heard.objection));
}

function toggleTheme(): void {
  const root = document.documentElement;
  const dark =
    root.dataset['theme'] ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  root.dataset['theme'] = dark === 'dark' ? 'light' : 'dark';
  writeStored('hub:theme', root.dataset['theme']);
}
