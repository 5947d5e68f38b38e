/**
 * What goes with every report beside the properties of the catalogue. Everything else that posthog-js knows (addresses,
 * screen, system, device) stays in the browser. The data sheet explains each name.
 */
export const SENT_PROPERTIES = [
  'distinct_id',
  'token',
  '$session_id',
  '$is_identified',
  '$process_person_profile',
  '$geoip_disable',
  '$lib',
  '$lib_version',
] as const;

export type SentProperty = (typeof SENT_PROPERTIES)[number];

/** What the outbox adds on the way. */
export type OutboxProperty = '$outbox_lost';
