import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from '../measure.ts';
import { renderTable } from '../table.ts';
import { percentile, sendLoad, type Sent } from './load-client.ts';
import { startServer, type ServerProcess } from './server-process.ts';
import { BENCH_TOKEN, buildWireBodies, type WireBody, type WireForm } from './wire-bodies.ts';

const SLICES = 5;
const SLICE_MS = 1200;
/** More requests than the fastest server takes in one slice. */
const REQUESTS = { 1: 30_000, 10: 9_000 } as const;
const CONNECTIONS = { 1: 32, 10: 16 } as const;

/** One slice of one server: what it took, and what that cost it. */
interface Slice {
  perSecond: number;
  cpuMicros: number;
  sent: Sent;
}

async function runSlice(
  server: ServerProcess,
  bodies: readonly WireBody[],
  connections: number,
  settle: (url: string) => Promise<void>,
): Promise<Slice> {
  const cpuBefore = await server.cpuSeconds();
  const sent = await sendLoad(bodies, { url: server.url, path: '/e/', connections, durationMs: SLICE_MS });
  const refused = Object.entries(sent.refused);
  if (refused.length > 0) throw new Error(`Not every request was taken: ${JSON.stringify(refused)}`);
  await settle(server.url);
  const cpu = (await server.cpuSeconds()) - cpuBefore;
  return {
    perSecond: sent.acknowledged / sent.seconds,
    cpuMicros: (cpu * 1_000_000) / sent.acknowledged,
    sent,
  };
}

/** Waits until a hub has moved everything into its tables, so that no work of one slice falls into the next. */
async function drain(url: string): Promise<void> {
  for (;;) {
    const response = await fetch(`${url}/collector/health`, {
      headers: { authorization: `Bearer ${BENCH_TOKEN}` },
    });
    const health = (await response.json().catch(() => ({}))) as { pendingBytes?: number };
    if (health.pendingBytes === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function compare(
  ceiling: ServerProcess,
  hub: ServerProcess,
  form: WireForm,
  batch: 1 | 10,
): Promise<string[]> {
  const pairs: { ceiling: Slice; hub: Slice }[] = [];
  // The first pair warms both up and is not counted.
  for (let round = 0; round <= SLICES; round += 1) {
    const bodies = buildWireBodies({
      form,
      batch,
      count: REQUESTS[batch],
      seed: round * 1000 + batch * 10 + (form === 'gzip' ? 1 : 0),
      nowMs: Date.now(),
    });
    const runCeiling = () => runSlice(ceiling, bodies, CONNECTIONS[batch], () => Promise.resolve());
    const runHub = () => runSlice(hub, bodies, CONNECTIONS[batch], drain);
    const early = round % 2 === 0 ? await runCeiling() : undefined;
    const ours = await runHub();
    const pair = { ceiling: early ?? (await runCeiling()), hub: ours };
    if (round > 0) pairs.push(pair);
  }
  const of = (pick: (pair: { ceiling: Slice; hub: Slice }) => number, digits = 0) =>
    median(pairs.map(pick)).toFixed(digits);
  const ratios = pairs.map((pair) => pair.hub.perSecond / pair.ceiling.perSecond);
  const latencies = pairs.flatMap((pair) => pair.hub.sent.latenciesMs);
  return [
    `${form}, batches of ${String(batch)}`,
    of((pair) => pair.ceiling.perSecond),
    of((pair) => pair.hub.perSecond),
    median(ratios).toFixed(2),
    `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`,
    of((pair) => pair.ceiling.cpuMicros, 1),
    of((pair) => pair.hub.cpuMicros, 1),
    percentile(latencies, 0.5).toFixed(1),
    percentile(latencies, 0.99).toFixed(1),
  ];
}

/**
 * Acknowledged events a second of the collector beside the ceiling: interleaved slices of both, the median of their
 * ratios. CPU is per event and, for the hub, includes moving the events into the tables.
 */
export async function benchIngest(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'hub-bench-'));
  const ceiling = await startServer('ceiling-server.ts', folder);
  const hub = await startServer('hub-server.ts', folder);
  try {
    const rows = [
      ['', 'ceiling ev/s', 'hub ev/s', 'ratio', 'from–to', 'CPU µs', 'hub CPU µs', 'p50 ms', 'p99 ms'],
    ];
    for (const form of ['plain', 'gzip'] as const)
      for (const batch of [1, 10] as const) rows.push(await compare(ceiling, hub, form, batch));
    console.log(renderTable(rows));
    const load = loadavg()
      .map((each) => each.toFixed(1))
      .join(' ');
    console.log(
      `Peak memory of the hub: ${(await hub.peakMb()).toFixed(0)} MB. Load of the machine: ${load}.`,
    );
  } finally {
    await hub.kill();
    await ceiling.kill();
    await rm(folder, { recursive: true, force: true });
  }
}
