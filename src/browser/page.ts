/**
 * The only script that every page runs at once: it marks what went stale, answers copy, rating and theme buttons,
 * and fetches tracking when the page is idle and search at the first sign of intent.
 */
import { storeUnsentReports, type UnsentReport } from './tracking/unsent-reports.ts';
import { HUB_EVENT, report, type ReportedEvent } from './tracking/hub-event.ts';
import { isTyping } from './is-typing.ts';
import { openPaletteOnIntent } from './palette/palette-loader.ts';
import { writeStored } from './storage.ts';
import { readToday } from './today.ts';
import { BRIEF_PATH } from '../library/addresses.ts';

type AssetFacts = Extract<ReportedEvent, { event: 'asset_viewed' }>['properties'];

const pending: UnsentReport[] = [];
let send = (draft: UnsentReport): unknown => pending.push(draft);
document.addEventListener(HUB_EVENT, (event) =>
  send({ ...(event as CustomEvent<ReportedEvent>).detail, at: Date.now() }),
);
document.addEventListener('visibilitychange', () => storeUnsentReports(pending));

const buttonOfKey: Partial<Record<string, string>> = {
  c: '[data-call-mode]',
  f: '[data-mine=favourite]',
};
const article = document.querySelector<HTMLElement>('[data-asset]');
const asset: AssetFacts | undefined =
  article?.dataset['asset'] === undefined
    ? undefined
    : {
        ...JSON.parse(article.dataset['asset']),
        surface: document.referrer.includes(BRIEF_PATH) ? 'brief' : 'page',
      };
if (asset) report({ event: 'asset_viewed', properties: asset });

markStale();

const press = ({ target, shiftKey }: MouseEvent, pressed: string) => {
  const button = (target as Element).closest<HTMLElement>(pressed);
  if (button) void import('./page-actions.ts').then((actions) => actions.act(button, shiftKey, asset));
};
document.addEventListener('click', (event) =>
  press(event, '[data-what],[data-rate],[data-download],[data-act],[data-mine],[data-hear],[data-team]'),
);
// A press of the wheel opens a link beside the page.
document.addEventListener('auxclick', (event) => {
  if (event.button === 1) press(event, '[data-act=open]');
});

// What does it may still be on its way: a button waits for that, and a choice is kept at once.
document.addEventListener('keydown', (event) => {
  const { key, ctrlKey, metaKey, altKey } = event;
  if (isTyping(event) || ctrlKey || metaKey || altKey) return;
  if (key === '?') void import('./keys.ts').then(({ showKeys }) => showKeys());
  // Caps Lock makes a capital of it.
  const button = buttonOfKey[key.toLowerCase()];
  if (button !== undefined) document.querySelector<HTMLElement>(button)?.click();
});
document.addEventListener('change', ({ target }) => {
  if (target instanceof HTMLSelectElement && 'team' in target.dataset) writeStored('hub:team', target.value);
});

openPaletteOnIntent();

// The anchors of sentences have a slash, and no other has.
if (location.hash.includes('/')) void import('./landing.ts');

const idle = window.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 1));
const whenLoaded = () => idle(() => void track().catch(() => undefined), { timeout: 3000 });
if (document.readyState === 'complete') whenLoaded();
else addEventListener('load', whenLoaded);

/** Hands what was reported so far to the tracking client, and everything after it. Until it is there nothing is let go. */
async function track(): Promise<void> {
  const idleCode = await import('./when-idle.ts');
  markStale();
  idleCode.onNewDay(markStale);
  send = await idleCode.openTracking();
  pending.splice(0).forEach(send);
}

/** Greys claims and marks the page by the reader's own date, so that an old copy of the site never looks fresh. */
function markStale(): void {
  const today = readToday();
  let expired = 0;
  const claims = document.querySelectorAll<HTMLElement>('[data-until]');
  claims.forEach((claim) => {
    if ((claim.dataset['until'] ?? '') >= today) return;
    expired++;
    if (claim.dataset['expired'] === '') return;
    claim.dataset['expired'] = '';
    claim.insertAdjacentHTML(
      'beforeend',
      '<span class="from"><span class="tag gone">No longer checked</span></span>',
    );
  });
  const live = document.querySelector('[data-claims-live]');
  if (live && expired) live.textContent = `${claims.length - expired} of ${claims.length} claims up to date`;

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
