import { gzipSync } from 'node:zlib';
import { createRandom, type Random } from '../../../src/usage/demo/demo-random.ts';

/** The token that events of the benches carry. */
export const BENCH_TOKEN = 'phc_bench';

/** A request of so many events, ready to be written to a socket. */
export interface WireBody {
  bytes: Buffer;
  headers: string;
  events: number;
  /** Uuids of the events in it, so that whoever sent it can look for them later. */
  uuids: readonly string[];
}

/** How a client puts events on the wire: posthog-node without compression, or posthog-js. */
export type WireForm = 'plain' | 'gzip';

function hexOf(random: Random, digits: number): string {
  let text = '';
  while (text.length < digits)
    text += Math.floor(random.next() * 0x1_0000_0000)
      .toString(16)
      .padStart(8, '0');
  return text.slice(0, digits);
}

/** A UUID of version 7 for a moment (as browsers make them) or of version 4 (as older clients do). */
export function uuidOf(random: Random, version: 4 | 7, ms: number): string {
  const head = version === 7 ? ms.toString(16).padStart(12, '0') : hexOf(random, 12);
  const tail = hexOf(random, 18);
  return `${head.slice(0, 8)}-${head.slice(8)}-${String(version)}${tail.slice(0, 3)}-a${tail.slice(3, 6)}-${tail.slice(6)}`;
}

/** What posthog-js adds to every event by itself. */
function browserProperties(id: string, random: Random): Record<string, unknown> {
  return {
    $os: 'Windows',
    $os_version: '10.0.0',
    $browser: 'Chrome',
    $browser_version: 156,
    $browser_language: 'de-DE',
    $browser_language_prefix: 'de',
    $device_type: 'Desktop',
    $timezone: 'Europe/Berlin',
    $timezone_offset: -60,
    $current_url: `https://hub.example/battlecards/kestrowe-${String(random.below(5000))}/`,
    $host: 'hub.example',
    $pathname: '/battlecards/kestrowe/',
    $raw_user_agent:
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
    $screen_height: 1080,
    $screen_width: 1920,
    $viewport_height: 945,
    $viewport_width: 1903,
    $lib: 'web',
    $lib_version: '1.449.2',
    $insert_id: hexOf(random, 16),
    $time: 1_795_000_000.123,
    distinct_id: id,
    $device_id: hexOf(random, 32),
    $user_id: id,
    $is_identified: true,
    $process_person_profile: true,
    $session_id: hexOf(random, 32),
    $window_id: hexOf(random, 32),
    $pageview_id: hexOf(random, 32),
    $referrer: '$direct',
    $referring_domain: '$direct',
    token: BENCH_TOKEN,
  };
}

/** `count` requests of `batch` events each, no uuid twice, the same for the same seed. */
export function buildWireBodies(options: {
  form: WireForm;
  batch: number;
  count: number;
  seed: number;
  nowMs: number;
}): WireBody[] {
  const { form, batch, count, seed, nowMs } = options;
  const random = createRandom(seed);
  const sentAt = new Date(nowMs).toISOString();
  return Array.from({ length: count }, () => {
    const uuids: string[] = [];
    const events = Array.from({ length: batch }, () => {
      const id = `rep-${String(random.below(2000)).padStart(4, '0')}`;
      const ms = nowMs - random.below(5000);
      const uuid = uuidOf(random, 7, ms);
      uuids.push(uuid);
      const properties = {
        asset_id: `battlecards/asset-${String(random.below(5000))}`,
        asset_rev: hexOf(random, 12),
        kind: 'battlecard',
        product: `product-${String(random.below(8))}`,
        surface: 'page',
        team: `team-${String(random.below(12))}`,
      };
      const timestamp = new Date(ms).toISOString();
      return form === 'plain'
        ? {
            event: 'asset_viewed',
            properties: { ...properties, $lib: 'posthog-node', $lib_version: '5.70.0', $is_server: true },
            timestamp,
            uuid,
            distinct_id: id,
          }
        : {
            uuid,
            event: 'asset_viewed',
            properties: { ...browserProperties(id, random), ...properties },
            timestamp,
          };
    });
    const json = JSON.stringify({ api_key: BENCH_TOKEN, batch: events, sent_at: sentAt });
    return form === 'plain'
      ? { bytes: Buffer.from(json), headers: 'content-type: application/json', events: batch, uuids }
      : { bytes: gzipSync(json), headers: 'content-type: text/plain', events: batch, uuids };
  });
}
