import posthog from 'posthog-js/dist/module.slim.no-external.js';
import { MAX_EVENTS } from '../usage/outbox.ts';
import { whoOptedOut } from './consent.ts';
import type { Draft } from './drafts.ts';
import { deleteOutbox, openOutboxStore } from './outbox-store.ts';
import { createOutbox, type Outbox } from './outbox.ts';

/** Properties by which posthog-js tells where and in which visit an event was made. */
const OF_THIS_PAGE = /url$|^\$(?:pathname|referr|session|window)/;

/** What the host says of the person who reads (`/identity.json`); a host without sign-in says nothing. */
interface Identity {
  id?: string;
  team?: string;
}

/**
 * Starts posthog-js with nothing but the events of the catalogue: no autocapture, no recording, no flags, no remote
 * configuration, no query strings. Gives what sends an event; undefined where nothing may be recorded.
 */
export async function openTracking(): Promise<((report: Draft) => void) | undefined> {
  const [host, token] = (
    document.querySelector<HTMLMetaElement>('meta[name="hub:analytics"]')?.content ?? ''
  ).split(' ');
  if (whoOptedOut() !== undefined) {
    deleteOutbox();
    return undefined;
  }
  if (host === undefined || token === undefined) return undefined;
  const [store, identity] = await Promise.all([openOutboxStore().catch(() => undefined), readIdentity()]);
  let outbox: Outbox | undefined;
  let madeAt = 0;
  const pageOpenedAt = Date.now() - performance.now();
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
      const isOfEarlierPage = madeAt < pageOpenedAt;
      for (const key of Object.keys(event.properties)) {
        const value: unknown = event.properties[key];
        if (isOfEarlierPage && OF_THIS_PAGE.test(key)) delete event.properties[key];
        else if (key.endsWith('url') && typeof value === 'string')
          event.properties[key] = value.replace(/[?#].*$/, '');
      }
      event.timestamp = new Date(madeAt);
      // A browser that keeps nothing for this site has what posthog-js can do alone.
      if (outbox === undefined) return event;
      outbox.add({ ...event, timestamp: event.timestamp.toISOString() });
      return null;
    },
  });
  const url = posthog.requestRouter.endpointFor('api', '/e/');
  if (store !== undefined) outbox = createOutbox(store, { url, token });
  return ({ event, properties, at }) => {
    const team = identity.team ?? (localStorage.getItem('hub:team') || 'unknown');
    madeAt = at;
    posthog.capture(event, { ...properties, team });
  };
}

async function readIdentity(): Promise<Identity> {
  try {
    const answer = await fetch('/identity.json');
    return answer.ok ? ((await answer.json()) as Identity) : {};
  } catch {
    return {};
  }
}
