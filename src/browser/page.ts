/**
 * The only script that every page runs at once: it marks what went stale, answers copy, rating and theme buttons,
 * and fetches tracking when the page is idle and search at the first sign of intent.
 */
import type { ConsentEvent } from './consent.ts';
import { dropDrafts, leaveDrafts, takeDrafts, type Draft } from './drafts.ts';
import { HUB_EVENT, report, type ReportedEvent } from './hub-event.ts';
import { openPaletteOnIntent } from './palette-loader.ts';

type AssetFacts = Extract<ReportedEvent, { event: 'asset_viewed' }>['properties'];

const pending: Draft[] = [];
let send = (draft: Draft): unknown => pending.push(draft);
document.addEventListener(HUB_EVENT, (event) =>
  send({ ...(event as CustomEvent<ReportedEvent>).detail, at: Date.now() }),
);
document.addEventListener('visibilitychange', () => leaveDrafts(pending));
document.addEventListener('hub:consent' satisfies ConsentEvent, dropDrafts);

const article = document.querySelector<HTMLElement>('[data-asset]');
const asset: AssetFacts | undefined =
  article?.dataset['asset'] === undefined
    ? undefined
    : { ...JSON.parse(article.dataset['asset']), surface: 'page' };
if (asset !== undefined) report({ event: 'asset_viewed', properties: asset });

markStale(new Date().toLocaleDateString('sv'));

document.addEventListener('click', (event) => {
  const button = (event.target as Element).closest<HTMLElement>('button, a[data-download]');
  if (button === null) return;
  const { copy, copyFrom, copyAround, copyLink, rate, download, themeToggle } = button.dataset;
  const text =
    copy ??
    (copyFrom !== undefined ? document.querySelector<HTMLElement>(copyFrom)?.innerText : undefined) ??
    (copyAround !== undefined ? button.parentElement?.innerText : undefined) ??
    (copyLink !== undefined ? location.origin + location.pathname : undefined);
  if (text !== undefined) void copyText(button, text);
  if (asset !== undefined && rate !== undefined) rateAsset(button, asset, rate);
  if (asset !== undefined && download !== undefined) {
    report({ event: 'asset_downloaded', properties: { ...asset, file: download } });
  }
  if (themeToggle !== undefined) toggleTheme();
});

try {
  document.querySelectorAll<HTMLSelectElement>('[data-team]').forEach((select) => {
    select.value = localStorage.getItem('hub:team') ?? '';
    select.addEventListener('change', () => localStorage.setItem('hub:team', select.value));
  });
} catch {
  // A browser that keeps nothing for this site has no team to remember; the rest of the page works.
}

openPaletteOnIntent();

const idle = window.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 1));
const whenLoaded = () => idle(() => void track().catch(() => undefined), { timeout: 3000 });
if (document.readyState === 'complete') whenLoaded();
else addEventListener('load', whenLoaded);

/** Hands what was reported so far to the tracking client, and everything after it. Until it is there nothing is let go. */
async function track(): Promise<void> {
  const { openTracking } = await import('./tracking.ts');
  const capture = await openTracking();
  send = capture ?? dropDrafts;
  if (capture === undefined) dropDrafts();
  else [...takeDrafts(), ...pending.splice(0)].forEach(capture);
}

/** Greys claims and marks the page by the reader's own date, so that an old copy of the site never looks fresh. */
function markStale(today: string): void {
  let expired = 0;
  const claims = document.querySelectorAll<HTMLElement>('[data-until]');
  claims.forEach((claim) => {
    if ((claim.dataset['until'] ?? '') >= today) return;
    expired++;
    claim.dataset['expired'] = '';
    claim.insertAdjacentHTML(
      'beforeend',
      '<span class="from"><span class="tag gone">No longer checked</span></span>',
    );
  });
  const live = document.querySelector('[data-claims-live]');
  if (live !== null && expired > 0)
    live.textContent = `${claims.length - expired} of ${claims.length} claims live`;

  const mark = document.querySelector<HTMLElement>('[data-freshness]');
  const { reviewBy, expires } = mark?.dataset ?? {};
  if (expires !== undefined && expires < today) show(mark, 'expired', 'Expired');
  else if (reviewBy !== undefined && reviewBy < today && !mark?.classList.contains('overdue')) {
    show(mark, 'overdue', 'Review is overdue');
  }
}

function show(mark: HTMLElement | null, state: string, words: string): void {
  if (mark === null) return;
  mark.className = `dot ${state}`;
  mark.textContent = words;
}

async function copyText(button: HTMLElement, text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
  button.classList.add('done');
  setTimeout(() => button.classList.remove('done'), 1500);
  const what = button.dataset['what'] as Extract<
    ReportedEvent,
    { event: 'asset_copied' }
  >['properties']['what'];
  if (asset !== undefined) report({ event: 'asset_copied', properties: { ...asset, what } });
}

function rateAsset(button: HTMLElement, asset: AssetFacts, rate: string): void {
  const group = button.parentElement;
  group?.querySelectorAll<HTMLButtonElement>('button').forEach((each) => {
    each.setAttribute('aria-pressed', String(each === button));
  });
  const status = group?.querySelector('[role=status]');
  if (status) status.textContent = rate === 'useful' ? 'Thank you.' : 'Thank you, its owner will see it.';
  const rating = rate as Extract<ReportedEvent, { event: 'asset_rated' }>['properties']['rating'];
  report({ event: 'asset_rated', properties: { ...asset, rating } });
}

function toggleTheme(): void {
  const root = document.documentElement;
  const dark =
    root.dataset['theme'] ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  root.dataset['theme'] = dark === 'dark' ? 'light' : 'dark';
  localStorage.setItem('hub:theme', root.dataset['theme']);
}
