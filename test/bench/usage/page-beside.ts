import { ADOPTION_PATH } from '../../../src/library/addresses.ts';
import { loadNow } from './load-now.ts';
import { startServer } from './server-process.ts';
import { BENCH_TOKEN } from './wire-bodies.ts';

const HEAVY_QUESTIONS = 5;
const PAGES = 3;

/** Each event beside all others of its day: more than ten seconds can do. */
const HEAVY = `SELECT count() FROM events AS a INNER JOIN events AS b
  ON toDate(a.timestamp) = toDate(b.timestamp) AND a.distinct_id != b.distinct_id AND a.timestamp < b.timestamp`;

async function timed(work: () => Promise<Response>): Promise<{ seconds: string; text: string }> {
  const began = performance.now();
  const text = await (await work()).text();
  return { seconds: ((performance.now() - began) / 1000).toFixed(1), text };
}

function askHeavy(url: string): Promise<Response> {
  return fetch(`${url}/api/projects/1/query/`, {
    method: 'POST',
    headers: { authorization: `Bearer ${BENCH_TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query: { kind: 'HogQLQuery', query: HEAVY } }),
  });
}

/** Asks for the page until its numbers are there, and prints for how long it only said that they are being counted. */
async function waitForFirstCount(url: string): Promise<void> {
  const began = performance.now();
  let slowest = 0;
  for (let isCounting = true; isCounting;) {
    const { seconds, text } = await timed(() => fetch(`${url}${ADOPTION_PATH}`));
    slowest = Math.max(slowest, Number(seconds));
    isCounting = text.includes('are being counted');
  }
  console.log(
    `counted  all weeks for the first time in ${((performance.now() - began) / 1000).toFixed(1)} s; meanwhile the page said so after ${slowest.toFixed(1)} s at most; ${loadNow()}`,
  );
}

/**
 * How long a store is counted for the first time, and how long the page of charts is waited for alone, and beside questions
 * that somebody with the key asks.
 */
export async function benchPage(folder: string): Promise<void> {
  const server = await startServer('hub-server.ts', folder);
  const loadPages = async (what: string) => {
    const seconds: string[] = [];
    for (let page = 0; page < PAGES; page += 1)
      seconds.push((await timed(() => fetch(`${server.url}${ADOPTION_PATH}`))).seconds);
    console.log(`charts   ${what}: ${seconds.join(' s, ')} s; ${loadNow()}`);
  };
  try {
    await waitForFirstCount(server.url);
    await loadPages('alone');
    const heavy = Array.from({ length: HEAVY_QUESTIONS }, () => timed(() => askHeavy(server.url)));
    await loadPages(`beside ${String(HEAVY_QUESTIONS)} heavy questions`);
    const { seconds, text } = await timed(() => fetch(`${server.url}/collector/health`));
    console.log(`health   says ${text} after ${seconds} s`);
    const ended = await Promise.all(heavy);
    console.log(
      `heavy    answered or given up after ${ended.map(({ seconds: each }) => each).join(' s, ')} s`,
    );
  } finally {
    await server.kill();
  }
}
