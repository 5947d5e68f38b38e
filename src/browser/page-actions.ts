/** What buttons of a page do. Fetched with the first click: most pages are read and left. */
import { onNewDay } from './new-day.ts';
import { readStored, writeStored } from './storage.ts';
import { whoOptedOut } from './tracking/consent.ts';
import { reportHeard, isHeard } from './tracking/objection-heard.ts';
import { report, type ReportedEvent } from './tracking/hub-event.ts';

type PropertiesOf<Name> = Extract<ReportedEvent, { event: Name }>['properties'];
type AssetFacts = PropertiesOf<'asset_viewed'>;
type Rating = PropertiesOf<'asset_rated'>['rating'];

function showHeard(): void {
  document.querySelectorAll<HTMLElement>('[data-hear]').forEach((button) => {
    button.ariaPressed = String(isHeard(button.dataset['card'] ?? '', button.dataset['hear'] ?? ''));
  });
}
showHeard();
onNewDay(showHeard);

const teamChoices = document.querySelectorAll<HTMLSelectElement>('[data-team]');
teamChoices.forEach((choice) => {
  choice.value = readStored('hub:team') ?? '';
  choice.addEventListener('change', () => {
    for (const other of teamChoices) other.value = choice.value;
  });
});
if (document.querySelector('[data-pages]') !== null)
  void import('./pages/page-viewer.ts').then(({ openViewers }) => openViewers()).catch(() => undefined);
if (!('share' in navigator)) document.querySelector('[data-act=share]')?.remove();

/** Slides are folded on most pages that have some: who watches them is fetched once they are not. */
function watchUnfolded(): void {
  if (document.querySelector('[data-slide]:not(details:not([open]) *)') !== null)
    void import('./tracking/slides-seen.ts').catch(() => undefined);
}
watchUnfolded();
document.addEventListener('toggle', watchUnfolded, true);

/**
 * Copies, rates, counts what was heard, keeps, downloads, prints, shares, lists the keys or turns on the light, as the button
 * says.
 *
 * @param isShifted Shift was held: of a copy for the customer the note line for the CRM is wanted instead
 * @param asset the asset of the page; undefined where it shows none, and nothing is reported
 */
export function act(button: HTMLElement, isShifted: boolean, asset: AssetFacts | undefined): void {
  const { act: action, what, rate, download, mine, hear: objection } = button.dataset;
  if (action !== undefined) void actions[action]?.(button, asset);
  if (mine !== undefined) void import('./mine/mine-actions.ts').then(({ saveAsset }) => saveAsset(button));
  if (what !== undefined)
    void import('./copy/copy-from-page.ts').then(({ copyFromPage }) =>
      copyFromPage(button, what, isShifted, asset),
    );
  if (asset === undefined) return;
  if (objection !== undefined) hearObjection(button, { ...asset, objection });
  if (rate !== undefined) rateAsset(button, asset, rate as Rating);
  if (download !== undefined) report({ event: 'asset_downloaded', properties: { ...asset, file: download } });
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

const actions: Record<string, (button: HTMLElement, asset: AssetFacts | undefined) => unknown> = {
  theme: toggleTheme,
  keys: () => import('./keys.ts').then(({ showKeys }) => showKeys()),
  print: printPage,
  share: sharePage,
  open: (button, asset) => reportOpened(button, asset, 'elsewhere'),
  show: showHere,
};

function reportOpened(
  { dataset }: HTMLElement,
  asset: AssetFacts | undefined,
  shown: PropertiesOf<'link_opened'>['shown'],
): void {
  if (asset !== undefined)
    report({ event: 'link_opened', properties: { ...asset, provider: dataset['provider'] ?? '', shown } });
}

async function showHere(button: HTMLElement, asset: AssetFacts | undefined): Promise<void> {
  const says = button.parentElement?.querySelector('[role=status]');
  if (!navigator.onLine) {
    const where = button.dataset['provider'] ?? '';
    if (says) says.textContent = `There is no network, and what lies in ${where} is not kept on this device.`;
    return;
  }
  (await import('./show-link.ts')).showLink(button);
  reportOpened(button, asset, 'here');
}

/** What the button says for a moment after it did something, or could not. */
function answer(button: HTMLElement, sentence: string): void {
  const words = button.lastChild;
  const before = words?.textContent ?? '';
  if (words === null) return;
  words.textContent = ` ${sentence}`;
  setTimeout(() => (words.textContent = before), 4000);
}

/** Not before it fits on paper, and leads nowhere into the hub: that code may still be on its way. */
async function printPage(): Promise<void> {
  await import('./fit-paper.ts').catch(() => undefined);
  print();
}

async function sharePage(button: HTMLElement): Promise<void> {
  try {
    await (await import('./share.ts')).sharePage();
  } catch {
    answer(button, 'It could not be shared. Copy it as e-mail instead.');
  }
}

function toggleTheme(): void {
  const root = document.documentElement;
  const dark =
    root.dataset['theme'] ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  root.dataset['theme'] = dark === 'dark' ? 'light' : 'dark';
  writeStored('hub:theme', root.dataset['theme']);
}
