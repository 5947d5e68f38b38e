import { questions } from '../../../src/usage/questions/questions.ts';
import { median } from '../measure.ts';
import { BENCH_NOW } from './generate-events.ts';
import { percentile, sendLoad } from './load-client.ts';
import { loadNow } from './load-now.ts';
import { startServer } from './server-process.ts';
import { BENCH_TOKEN, buildWireBodies } from './wire-bodies.ts';

const EVENTS_PER_SECOND = 500;
const SECONDS = 20;
const TODAY = new Date(BENCH_NOW).toISOString().slice(0, 10);

/** Asks all questions over and over until it is told to stop; gives how long each round took, in milliseconds. */
async function askAll(url: string, ended: AbortSignal): Promise<number[]> {
  const rounds: number[] = [];
  while (!ended.aborted) {
    const began = performance.now();
    for (const { hogql, values } of questions) {
      const response = await fetch(`${url}/api/projects/1/query/`, {
        method: 'POST',
        headers: { authorization: `Bearer ${BENCH_TOKEN}`, 'content-type': 'application/json' },
        body: JSON.stringify({ query: { kind: 'HogQLQuery', query: hogql, values: values(TODAY) } }),
      });
      if (response.status !== 200) throw new Error(await response.text());
      await response.text();
      if (ended.aborted) return rounds;
    }
    rounds.push(performance.now() - began);
  }
  return rounds;
}

/** Sends events at an even pace and prints how long acknowledgements took. */
async function sendEvenly(what: string, url: string, seed: number): Promise<void> {
  const batch = 10;
  const perSecond = EVENTS_PER_SECOND / batch;
  const bodies = buildWireBodies({ form: 'gzip', batch, count: perSecond * SECONDS, seed, nowMs: BENCH_NOW });
  const sent = await sendLoad(bodies, {
    url,
    path: '/e/',
    connections: 8,
    durationMs: SECONDS * 1000,
    requestsPerSecond: perSecond,
  });
  const of = (share: number) => percentile(sent.latenciesMs, share).toFixed(0);
  const refused = Object.keys(sent.refused).length > 0 ? `, refused ${JSON.stringify(sent.refused)}` : '';
  console.log(
    `answered ${(sent.acknowledged / sent.seconds).toFixed(0)} events/s, ${what}: p50 ${of(0.5)} ms, p99 ${of(0.99)} ms${refused}; ${loadNow()}`,
  );
}

/** How long the collector takes to open the store, and to answer clients while somebody looks at all charts. */
export async function benchServing(folder: string): Promise<void> {
  const ceiling = await startServer('ceiling-server.ts', folder);
  const server = await startServer('hub-server.ts', folder);
  console.log(`opened   in ${server.said[0] ?? '?'} ms; ${loadNow()}`);
  try {
    await sendEvenly('by the bare disk', ceiling.url, 20);
    await sendEvenly('alone', server.url, 21);
    const ended = new AbortController();
    const asking = askAll(server.url, ended.signal);
    await sendEvenly('while all questions were asked over and over', server.url, 22);
    ended.abort();
    const rounds = await asking;
    console.log(
      `asked    ${String(rounds.length)} rounds${rounds.length > 0 ? ` of ${(median(rounds) / 1000).toFixed(1)} s` : ''}`,
    );
    console.log(`memory   ${(await server.peakMb()).toFixed(0)} MB at most`);
  } finally {
    await server.kill();
    await ceiling.kill();
  }
  const again = await startServer('hub-server.ts', folder);
  console.log(`reopened in ${again.said[0] ?? '?'} ms after a kill; ${loadNow()}`);
  await again.kill();
}
