import posthog from 'posthog-js/dist/module.slim.no-external.js';
import { isOptedOut } from './consent.ts';
import type { ReportedEvent } from './hub-event.ts';

/** What the host says of the person who reads (`/identity.json`); a host without sign-in says nothing. */
interface Identity {
  id?: string;
  team?: string;
}

/**
 * Starts posthog-js with nothing but the events of the catalogue: no autocapture, no recording, no flags, no remote
 * configuration, no query strings. Gives what sends an event; undefined where nothing may be recorded.
 */
export async function openTracking(): Promise<((event: ReportedEvent) => void) | undefined> {
  const [host, token] = (
    document.querySelector<HTMLMetaElement>('meta[name="hub:analytics"]')?.content ?? ''
  ).split(' ');
  if (host === undefined || token === undefined || isOptedOut()) return undefined;
  const identity = await readIdentity();
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
    before_send: (event) => {
      if (event === null) return null;
      for (const key of Object.keys(event.properties)) {
        const value: unknown = event.properties[key];
        if (key.endsWith('url') && typeof value === 'string')
          event.properties[key] = value.replace(/[?#].*$/, '');
      }
      return event;
    },
  });
  return ({ event, properties }) => {
    const team = identity.team ?? (localStorage.getItem('hub:team') || 'unknown');
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
