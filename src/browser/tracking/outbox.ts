/**
 * Keeps every event until the receiver has said that it is stored.
 *
 * posthog-js only makes the events; it sends none. Its own queues live in memory, take any 4xx for done and give up
 * after half a minute without a server. Leaving the sending to it and keeping a copy aside (written before it sends,
 * crossed off by a wrapped `fetch`) was the other way: but then two queues send the same event, a beacon at the end of
 * a page tells nobody whether it arrived, and what is refused for good cannot be told from what may pass later. With
 * one sender an event is written down first, sent by one tab at a time, and forgotten on receipt.
 *
 * Nothing is sent while a page goes away, since no receipt could be read: the next page of the hub sends it, seconds
 * later after a link, on the next visit after a closed tab. The answer to a request that the page did not live to see
 * is the one case in which an event goes out twice; it carries the same uuid, and the receiver keeps one.
 */
import { sendRound } from '../../usage/wire/outbox-round.ts';
import {
  buildEnvelope,
  countExcess,
  judgeReply,
  MAX_WAIT_MS,
  retryDelay,
  type OutboxEvent,
  type OutboxKey,
  type Verdict,
} from '../../usage/wire/outbox.ts';
import { whoOptedOut, type ConsentEvent } from './consent.ts';
import { deleteOutbox, type OutboxState, type OutboxStore } from './outbox-store.ts';

/** Where events go: the address to which posthog-js would send them, and the project's token. */
export interface Receiver {
  url: string;
  token: string;
}

/** Takes events of this page, and sends what this and other pages have left. */
export interface Outbox {
  add(event: OutboxEvent): void;
}

/** The DOM event by which the document hears how full the outbox is. */
export type OutboxEventName = 'hub:outbox';

/** What that event carries. */
export interface OutboxCount {
  /** Events that are not yet stored. */
  waiting: number;
  /** Events that this browser has given up since it first opened the hub. */
  lost: number;
}

/** Lets a burst of events go as one request. */
const GATHER_MS = 250;
const REPLY_TIMEOUT_MS = 30_000;

/** Sends what waits in a store, from now on, and takes more. */
export function createOutbox(store: OutboxStore, { url, token }: Receiver): Outbox {
  let gathering: ReturnType<typeof setTimeout> | undefined;
  let retrying: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let isSending = false;
  let hasMore = false;

  async function post(events: OutboxEvent[], lost: number): Promise<Verdict> {
    const body = buildEnvelope(events, { token, sentAt: new Date().toISOString(), lost });
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'text/plain' },
        body: await pack(body),
        referrerPolicy: 'strict-origin',
        signal: AbortSignal.timeout(REPLY_TIMEOUT_MS),
      });
      return judgeReply(response.status, await response.text(), response.headers.get('retry-after'));
    } catch {
      return { kind: 'later' };
    }
  }

  /** Sends what waits. Gives the milliseconds after which to try again; undefined when there is no need to. */
  async function sendWaiting(): Promise<number | undefined> {
    if (whoOptedOut() !== undefined) {
      deleteOutbox();
      return undefined;
    }
    const now = Date.now();
    const keys = await store.keys();
    let state = await store.readState();
    const change = (next: Partial<OutboxState>) => store.writeState((state = { ...state, ...next }));
    const giveUp = async (hopeless: readonly OutboxKey[]) => {
      if (hopeless.length === 0) return;
      await store.remove(hopeless);
      await change({ lost: state.lost + hopeless.length });
    };
    const waiting = keys.splice(countExcess(keys, now));
    await giveUp(keys);
    const leftAlone = state.waitUntil - now;
    if (leftAlone > 0 && leftAlone <= MAX_WAIT_MS) return leftAlone;

    const { hopeless, isUnfinished, waitMs } = await sendRound(waiting, {
      async send(batch) {
        const events = (await store.read(batch)).map((event) => JSON.parse(event) as OutboxEvent);
        return events.length === 0 ? { kind: 'taken' } : post(events, state.lost - state.told);
      },
      async forget(batch) {
        failures = 0;
        await store.remove(batch);
        if (state.told < state.lost) await change({ told: state.lost });
      },
    });
    await giveUp(hopeless);
    if (!isUnfinished) return undefined;
    if (waitMs !== undefined) await change({ waitUntil: Date.now() + waitMs });
    failures += 1;
    return waitMs ?? retryDelay(failures) * (1 + Math.random() / 4);
  }

  async function send(): Promise<void> {
    hasMore = isSending;
    if (isSending) return;
    isSending = true;
    clearTimeout(retrying);
    let delayMs: number | undefined;
    await alone(async () => {
      do {
        hasMore = false;
        delayMs = await sendWaiting();
      } while (hasMore);
      // To ask would make the store anew.
      if (whoOptedOut() !== undefined) return;
      const { lost } = await store.readState();
      const detail: OutboxCount = { waiting: (await store.keys()).length, lost };
      document.dispatchEvent(new CustomEvent('hub:outbox' satisfies OutboxEventName, { detail }));
    }).catch(() => undefined);
    isSending = false;
    if (delayMs !== undefined) retrying = setTimeout(send, delayMs);
  }

  function sendSoon(): void {
    gathering ??= setTimeout(() => {
      gathering = undefined;
      void send();
    }, GATHER_MS);
  }

  addEventListener('online', sendSoon);
  document.addEventListener('visibilitychange', sendSoon);
  document.addEventListener('hub:consent' satisfies ConsentEvent, sendSoon);
  sendSoon();

  return {
    add(event) {
      const text = JSON.stringify(event);
      void store.put([Date.parse(event.timestamp), event.uuid, text.length], text).then(sendSoon);
    },
  };
}

/** One tab at a time; a tab that is closed lets go. A browser without locks may send twice, under the same uuid. */
async function alone(work: () => Promise<void>): Promise<void> {
  // Only where a site is served securely are there locks.
  const { locks } = navigator as Partial<Navigator>;
  await (locks === undefined ? work() : locks.request('hub:outbox', work));
}

/** Gzip where the browser can, as posthog-js sends; the receiver tells by the first bytes. */
async function pack(text: string): Promise<BodyInit> {
  if (typeof CompressionStream === 'undefined') return text;
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Response(packed).arrayBuffer();
}
