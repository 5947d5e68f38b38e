/**
 * The only script that every page runs at once: it marks what went stale, answers copy, rating and theme buttons,
 * and fetches tracking when the page is idle and search at the first sign of intent.
 */
import type { ConsentEvent } from './tracking/consent.ts';
import {
  dropUnsentReports,
  storeUnsentReports,
  takeUnsentReports,
  type UnsentReport,
} from './tracking/unsent-reports.ts';
import { HUB_EVENT, report, type ReportedEvent } from './tracking/hub-event.ts';
import { isTyping } from './is-typing.ts';
import { openPaletteOnIntent } from './palette/palette-loader.ts';
import { readStored, writeStored } from './storage.ts';
import { readToday } from './today.ts';
import { BRIEF_PATH } from '../library/addresses.ts';

type AssetFacts = Extract<ReportedEvent, { event: 'asset_viewed' }>['properties'];

const pending: UnsentReport[] = [];
let send = (draft: UnsentReport): unknown => pending.push(draft);
document.addEventListener(HUB_EVENT, (event) =>
  send({ ...(event as CustomEvent<ReportedEvent>).detail, at: Date.now() }),
);
document.addEventListener('visibilitychange', () => storeUnsentReports(pending));
document.addEventListener('hub:consent' satisfies ConsentEvent, dropUnsentReports);

const article = document.querySelector<HTMLElement>('[data-asset]');
const asset: AssetFacts | undefined =
  article?.dataset['asset'] === undefined
    ? undefined
    : {
        ...JSON.parse(article.dataset['asset']),
        surface: document.referrer.includes(BRIEF_PATH) ? 'brief' : 'page',
      };
if (asset !== undefined) report({ event: 'asset_viewed', properties: asset });

markStale(readToday());

document.addEventListener('click', ({ target, shiftKey }) => {
  const button = (target as Element).closest<HTMLElement>(
    '[data-what],[data-rate],[data-download],[data-theme-toggle],[data-mine],[data-hear]',
  );
  if (button) void import('./page-actions.ts').then(({ act }) => act(button, shiftKey, asset));
});

const withNote = document.querySelector<HTMLInputElement>('[data-with-note]');
if (withNote) withNote.checked = !!readStored('hub:note');
document.querySelectorAll<HTMLSelectElement>('[data-team]').forEach((select) => {
  select.value = readStored('hub:team') ?? '';
  select.addEventListener('change', () => writeStored('hub:team', select.value));
});

document.addEventListener('keydown', (event) => {
  const { key, ctrlKey, metaKey, altKey } = event;
  if (key === 'c' && !isTyping(event) && !ctrlKey && !metaKey && !altKey)
    document.querySelector<HTMLElement>('[data-call-mode]')?.click();
});

openPaletteOnIntent();

const idle = window.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 1));
const whenLoaded = () => idle(() => void track().catch(() => undefined), { timeout: 3000 });
if (document.readyState === 'complete') whenLoaded();
else addEventListener('load', whenLoaded);

/** Hands what was reported so far to the tracking client, and everything after it. Until it is there nothing is let go. */
async function track(): Promise<void> {
  const { openTracking } = await import('./when-idle.ts');
  const capture = await openTracking();
  send = capture ?? dropUnsentReports;
  if (capture === undefined) dropUnsentReports();
  else [...takeUnsentReports(), ...pending.splice(0)].forEach(capture);
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
  if (live && expired) live.textContent = `${claims.length - expired} of ${claims.length} claims live`;

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
