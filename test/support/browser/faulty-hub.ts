import { gunzipSync } from 'node:zlib';
import { createCollector } from '../../../src/collector/collector.ts';
import { serveHub, type HubServer } from '../../../src/collector/serve.ts';
import { openTemporaryStore } from '../store/event-store.ts';

/** An event as it came over the wire. */
export interface WireEvent {
  uuid: string;
  event: string;
  /** When it happened, as ISO text. */
  timestamp: string;
  properties: Record<string, unknown>;
}

/** One request with events, and how it was answered. */
export interface WireRequest {
  events: WireEvent[];
  status: number;
}

/** How often events of a name were acknowledged, how many of them the store has, and how many different ones. */
export interface Deliveries {
  acknowledged: number;
  stored: unknown;
  different: unknown;
}

/** Answers a request in place of the collector; undefined leaves it to the collector. */
type Fault = (events: readonly WireEvent[]) => Response | undefined;

/** A hub in this process: a built site and the real collector, whose port can be closed and opened again. */
export interface FaultyHub {
  origin: string;
  /** Every request with events that reached the server, in order. */
  wire: WireRequest[];
  /** Addresses that were read from the server, in order; those of which the browser only asked whether they still hold are left out. */
  sent: string[];
  /** Events of a name that were acknowledged, in order. */
  received(name: string): WireEvent[];
  deliveries(name: string): Promise<Deliveries>;
  /** From now on the server answers events like this. */
  failWith(mood: Fault): void;
  /** From now on whatever stands in front of the hub answers what is read like this; undefined lets it through. */
  standInFront(mood: Front): void;
  /** Closes the port: connections are refused. */
  closePort(): Promise<void>;
  /** Opens the same port again. */
  openPort(): Promise<void>;
  /** Rows of a HogQL question to the store, also while the port is closed. */
  query(hogql: string): Promise<unknown[][]>;
  stop(): Promise<void>;
}

const leaveToCollector: Fault = () => undefined;
type Front = (request: Request) => Response | undefined | Promise<Response | undefined>;

const letThrough: Front = () => undefined;
const QUERY_KEY = 'phx_test';

async function readEvents(request: Request): Promise<WireEvent[]> {
  const bytes = Buffer.from(await request.arrayBuffer());
  const text = (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString();
  const { batch }: { batch: WireEvent[] } = JSON.parse(text);
  return batch;
}

/** Starts a hub on a built site, with a store of its own. */
export async function startFaultyHub(distFolder: string): Promise<FaultyHub> {
  const temporary = await openTemporaryStore();
  const collect = createCollector({
    store: temporary.store,
    clock: Date.now,
    projectToken: 'phc_hub',
    queryKey: QUERY_KEY,
  });
  const wire: WireRequest[] = [];
  let mood: Fault = leaveToCollector;
  let front = letThrough;
  let server: HubServer | undefined;
  /** The first time any that is free. */
  let port = 0;

  const sent: string[] = [];
  const answer = async (request: Request): Promise<Response | undefined> => {
    const inFront = request.method === 'GET' ? await front(request) : undefined;
    if (inFront !== undefined) return inFront;
    if (request.method === 'GET' && !request.headers.has('if-none-match'))
      sent.push(new URL(request.url).pathname);
    if (request.method !== 'POST' || !new URL(request.url).pathname.endsWith('/e/')) return collect(request);
    const events = await readEvents(request.clone());
    const response = mood(events) ?? (await collect(request)) ?? new Response(null, { status: 404 });
    wire.push({ events, status: response.status });
    return response;
  };
  const comeBack = async () => {
    server = await serveHub({
      distFolder,
      place: { host: '127.0.0.1', port },
      handlers: [answer],
      // A page that goes away in the middle of a request is no fault; a real one shows in what does not arrive.
      report: () => undefined,
    });
  };
  const goAway = async () => {
    await server?.close();
    server = undefined;
  };
  const received = (name: string) =>
    wire
      .filter(({ status }) => status === 200)
      .flatMap(({ events }) => events.filter(({ event }) => event === name));
  const ask = async (hogql: string) => {
    const response = await collect(
      new Request('http://hub/api/projects/1/query/', {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${QUERY_KEY}` },
        body: JSON.stringify({ query: { kind: 'HogQLQuery', query: hogql } }),
      }),
    );
    const { results }: { results?: unknown[][] } = (await response?.json()) ?? {};
    if (results === undefined) throw new Error(`The store did not answer: ${hogql}`);
    return results;
  };
  await comeBack();
  const { origin } = new URL(server?.url ?? '');
  port = Number(new URL(origin).port);
  return {
    query: ask,
    received,
    async deliveries(name) {
      const acknowledged = received(name).length;
      const [row] = await ask(`SELECT count(), uniq(uuid) FROM events WHERE event = '${name}'`);
      return { acknowledged, stored: row?.[0], different: row?.[1] };
    },
    origin,
    wire,
    sent,
    failWith(next) {
      mood = next;
    },
    standInFront(next) {
      front = next;
    },
    closePort: goAway,
    openPort: comeBack,
    async stop() {
      await goAway();
      await temporary.remove();
    },
  };
}

/** What is to be seen when every one of so many events was sent once and is stored once. */
export function storedOnce(count: number): Deliveries {
  return { acknowledged: count, stored: count, different: count };
}

/** How often each event came over the wire, by uuid. */
export function timesSent(wire: readonly WireRequest[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const { uuid } of wire.flatMap(({ events }) => events)) times.set(uuid, (times.get(uuid) ?? 0) + 1);
  return times;
}
