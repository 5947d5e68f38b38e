import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openEventStore } from '../../../src/adapters/event-store/event-store.ts';
import { createRandom, type Random } from '../../../src/usage/demo/demo-random.ts';
import { median } from '../measure.ts';
import { sendLoad } from './load-client.ts';
import { startServer } from './server-process.ts';
import { BENCH_TOKEN, uuidOf, type WireBody } from './wire-bodies.ts';

const CONNECTIONS = 16;
/** More than is sent before the last moment of a kill. */
const REQUESTS = 2500;
const EARLIEST_KILL_MS = 300;
const LATEST_KILL_MS = 1800;

/**
 * Requests of one to five events, large enough that segments are closed and archived and the tables checkpointed while
 * the kills fall. Half of the uuids are of version 4; one request in ten sends an earlier one again.
 */
function buildBodies(random: Random, filler: Buffer, round: number): WireBody[] {
  const bodies: WireBody[] = [];
  for (let index = 0; index < REQUESTS; index += 1) {
    const again = random.happens(0.1) ? bodies[random.below(bodies.length)] : undefined;
    if (again !== undefined) {
      bodies.push(again);
      continue;
    }
    const uuids = Array.from({ length: 1 + random.below(5) }, () =>
      uuidOf(random, random.happens(0.5) ? 4 : 7, Date.now()),
    );
    const batch = uuids.map((uuid) => ({
      uuid,
      event: 'asset_viewed',
      distinct_id: `rep-${String(random.below(50))}`,
      properties: {
        asset_id: `a-${String(round)}`,
        filler: filler.toString('base64', random.below(20_000), 20_000 + random.below(20_000)),
        ...(random.happens(0.05) ? { $set: { round } } : {}),
      },
    }));
    const json = JSON.stringify({ api_key: BENCH_TOKEN, batch });
    bodies.push({
      bytes: Buffer.from(json),
      headers: 'content-type: application/json',
      events: uuids.length,
      uuids,
    });
  }
  return bodies;
}

/** Keeps the tables busy: health is answered once everything has been moved into them. */
async function askHealth(url: string, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    await fetch(`${url}/collector/health`).then(
      (response) => response.text(),
      () => undefined,
    );
  }
}

/** What a store holds of what was acknowledged. */
async function inspect(folder: string, acknowledged: ReadonlySet<string>) {
  const began = performance.now();
  const store = await openEventStore(folder);
  const openMs = performance.now() - began;
  try {
    const { rows } = await store.query('SELECT count(*), count(DISTINCT uuid) FROM stored_event', []);
    const missing = await store.query(
      `SELECT count(*) FROM (SELECT unnest(string_split($1, ','))::UUID AS uuid)
       WHERE uuid NOT IN (SELECT uuid FROM stored_event)`,
      [[...acknowledged].join(',')],
    );
    const readyMs = performance.now() - began;
    const { damaged } = await store.counts();
    const [all = 0, distinct = 0] = rows[0]?.map(Number) ?? [];
    return { openMs, readyMs, all, duplicates: all - distinct, lost: Number(missing.rows[0]?.[0]), damaged };
  } finally {
    await store.close();
  }
}

/**
 * Kills the collector (SIGKILL) at random moments while sixteen clients send and its tables are written, and looks
 * each time for everything it ever acknowledged. The moments are the same for the same seed, what happens in them
 * is not.
 */
export async function benchKills(kills: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'hub-kills-'));
  const random = createRandom(1);
  const filler = randomBytes(40_000);
  const acknowledged = new Set<string>();
  const opens: number[] = [];
  const readies: number[] = [];
  const total = { lost: 0, duplicates: 0, damaged: 0 };
  try {
    for (let round = 1; round <= kills; round += 1) {
      const bodies = buildBodies(random, filler, round);
      const server = await startServer('hub-server.ts', folder);
      let over = false;
      const asking = askHealth(server.url, () => over);
      const sending = sendLoad(bodies, {
        url: server.url,
        path: '/e/',
        connections: CONNECTIONS,
        durationMs: 60_000,
        onAcknowledged: ({ uuids }) => {
          for (const uuid of uuids) acknowledged.add(uuid);
        },
      });
      await wait(EARLIEST_KILL_MS + random.below(LATEST_KILL_MS - EARLIEST_KILL_MS));
      await server.kill();
      over = true;
      await Promise.all([sending, asking]);
      const found = await inspect(folder, acknowledged);
      opens.push(found.openMs);
      readies.push(found.readyMs);
      total.lost += found.lost;
      total.duplicates += found.duplicates;
      total.damaged += found.damaged;
      if (found.lost + found.duplicates + found.damaged > 0 || round % 10 === 0)
        console.log(
          `${String(round)} kills: ${String(acknowledged.size)} acknowledged, ${String(total.lost)} lost, ${String(total.duplicates)} twice, ${String(total.damaged)} damaged`,
        );
    }
    console.log(
      `Opened in ${median(opens).toFixed(0)} ms (longest ${Math.max(...opens).toFixed(0)}), all moved into the tables and checked in ${median(readies).toFixed(0)} ms (longest ${Math.max(...readies).toFixed(0)}). Load of the machine: ${loadavg()[0]?.toFixed(1) ?? ''}.`,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  if (total.lost + total.duplicates + total.damaged > 0) process.exitCode = 1;
}
