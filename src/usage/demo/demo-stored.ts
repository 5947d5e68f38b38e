import type { StoredEvent } from '../event-store.ts';
import { ingestEnvelope } from '../wire/ingest.ts';
import type { DemoEvent } from './demo-events.ts';

/** Made-up events as a store holds them that took each of them when it happened. */
export function toStoredEvents(events: readonly DemoEvent[], token: string, now: number): StoredEvent[] {
  const envelope = { token, sentAt: undefined, events: [...events] };
  return ingestEnvelope(envelope, { now, newUuid: () => '' }).events.map((event) => ({
    ...event,
    created_at: event.timestamp,
  }));
}
