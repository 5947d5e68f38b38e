import type { EventStore } from '../usage/event-store.ts';
import { ingestEnvelope } from '../usage/wire/ingest.ts';
import type { AgentEvent } from './agent-events.ts';
import { newUuid } from './uuid.ts';

/** Where events of agents go: the store of this hub, or the PostHog to which its pages send theirs. */
export type AgentEventPlace =
  { store: Pick<EventStore, 'append'> } | { posthog: { host: string; token: string } };

const WITHIN_MS = 10_000;

/** What stores the event of a question, as if a client had sent it. It rejects where that did not work. */
export function createAgentRecorder(place: AgentEventPlace): (event: AgentEvent) => Promise<void> {
  if ('store' in place)
    return async (event) => {
      const now = Date.parse(event.timestamp);
      const envelope = { token: undefined, sentAt: undefined, events: [event] };
      const { events } = ingestEnvelope(envelope, { now, newUuid: () => newUuid(now) });
      await place.store.append(events);
    };
  const { host, token } = place.posthog;
  return async (event) => {
    const { ok, status } = await fetch(`${host}/batch/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        api_key: token,
        batch: [{ ...event, uuid: newUuid(Date.parse(event.timestamp)) }],
      }),
      signal: AbortSignal.timeout(WITHIN_MS),
    });
    if (!ok)
      throw new Error(
        `PostHog answered ${String(status)} to the event of an agent's question: it is not counted. The agent was answered.`,
      );
  };
}
