import posthog from 'posthog-js/dist/module.slim.no-external.js';
import { MAX_EVENTS } from '../../usage/wire/outbox.ts';
import { SENT_PROPERTIES } from '../../usage/wire/sent-properties.ts';
import { whoOptedOut, type ConsentEvent } from './consent.ts';
import { report } from './hub-event.ts';
import { forgetOpenedHit, readOpenedHit } from './opened-hit.ts';
import { dropLeftReports, takeLeftReports } from './left-reports.ts';
import type { UnsentReport } from './unsent-reports.ts';
import { forgetIdentity, readIdentity } from './identity.ts';
import type { Identity } from '../../usage/wire/identity.ts';
import { readStored, readStoredJson, removeStored } from '../storage.ts';
import { createOutboxStore, deleteOutbox } from './outbox-store.ts';
import { createOutbox, type Outbox } from './outbox.ts';

const sent: ReadonlySet<string> = new Set(SENT_PROPERTIES);

/**
 * Starts posthog-js with nothing but the events of the catalogue: no autocapture, no recording, no flags, no remote
 * configuration, and of what it knows itself only what is listed. Sends what earlier pages have left, and gives what sends an
 * event; where nothing may be recorded that does nothing.
 */
export async function openTracking(): Promise<(report: UnsentReport) => void> {
  const [host, token] = (
    document.querySelector<HTMLMetaElement>('meta[name="hub:analytics"]')?.content ?? ''
  ).split(' ');
  if (host === undefined || token === undefined || whoOptedOut() !== undefined) {
    dropLeftReports();
    deleteOutbox();
    forgetReader(token ?? '');
    return () => undefined;
  }
  const pageOpenedAt = Date.now() - performance.now();
  const identity = await readIdentity(Date.now());
  forgetOtherReader(token, identity);
  let outbox: Outbox | undefined;
  let madeAt = 0;
  let ownProperties: ReadonlySet<string> = new Set();
  posthog.init(token, {
    api_host: host,
    advanced_disable_flags: true,
    autocapture: false,
    capture_pageview: false,
    capture_pageleave: false,
    disable_session_recording: true,
    disable_surveys: true,
    disable_external_dependency_loading: true,
    internal_or_test_user_hostname: null,
    // Reps test in automated browsers too, and a hub that loses those events cannot be checked.
    opt_out_useragent_filter: true,
    persistence: 'localStorage',
    person_profiles: 'identified_only',
    save_campaign_params: false,
    save_referrer: false,
    respect_dnt: true,
    ...(identity.id === undefined ? {} : { bootstrap: { distinctID: identity.id, isIdentifiedID: true } }),
    // More than a person does; the outbox has its own bounds, and counts what does not fit.
    rate_limiting: { events_per_second: 50, events_burst_limit: 2 * MAX_EVENTS },
    before_send: (event) => {
      // What posthog-js tells of itself is in no catalogue.
      if (event === null || event.event.startsWith('$') || whoOptedOut() !== undefined) return null;
      const { properties } = event;
      properties['$geoip_disable'] = true;
      // The visit is that of this page.
      if (madeAt < pageOpenedAt) delete properties['$session_id'];
      for (const key of Object.keys(properties))
        if (!sent.has(key) && !ownProperties.has(key)) delete properties[key];
      delete event.$set;
      delete event.$set_once;
      event.timestamp = new Date(madeAt);
      outbox?.add({ ...event, timestamp: event.timestamp.toISOString() });
      return null;
    },
  });
  document.addEventListener('hub:consent' satisfies ConsentEvent, () => {
    if (whoOptedOut() === undefined) return;
    posthog.set_config({ disable_persistence: true });
    forgetOpenedHit();
    forgetReader(token);
  });
  const url = posthog.requestRouter.endpointFor('api', '/e/');
  outbox = createOutbox(createOutboxStore(), { url, token });
  const { id: _, ...known } = identity;
  // Most pages are not opened from a search.
  let following: Promise<(told: UnsentReport) => void> | undefined;
  const follow = (openedAt: number): void => {
    if (readOpenedHit()?.path === location.pathname)
      following ??= import('./landing.ts').then(({ followLanding }) => followLanding(openedAt));
  };
  follow(pageOpenedAt);
  addEventListener('hashchange', () => follow(Date.now()));
  const views = new Map<string, UnsentReport>();
  window.addEventListener('pageshow', ({ persisted }) => {
    // The way back leads to a page as it was left: it is seen once more.
    if (persisted) views.forEach(report);
  });
  const capture = (said: UnsentReport): void => {
    if (whoOptedOut() !== undefined) return;
    const { event, properties, at } = said;
    if (event === 'asset_viewed' && at >= pageOpenedAt) views.set(properties.asset_id, said);
    const all = { ...properties, team: readStored('hub:team') || 'unknown', ...known };
    madeAt = at;
    ownProperties = new Set(Object.keys(all));
    posthog.capture(event, all);
    following?.then((told) => told(said)).catch(() => undefined);
  };
  takeLeftReports().forEach(capture);
  return capture;
}

/** Where posthog-js keeps the id of this browser or of who reads. */
function slotOf(token: string): string {
  return `ph_${token}_posthog`;
}

function forgetReader(token: string): void {
  forgetIdentity();
  removeStored(slotOf(token));
}

/** posthog-js goes on under the id it knows, also when somebody else has signed in, or nobody any more. */
function forgetOtherReader(token: string, { id }: Identity): void {
  const kept = (readStoredJson(slotOf(token)) ?? {}) as Record<string, unknown>;
  if (kept['$user_state'] === 'identified' && kept['distinct_id'] !== id) removeStored(slotOf(token));
}
