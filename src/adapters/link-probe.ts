/** Asks other people's servers whether what pages lead to is there: politely, never twice at once, and nobody in a private network. */
import { lookup as lookupAll } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { BlockList, isIP, isIPv6 } from 'node:net';
import { mapAtMost } from '../library/map-at-most.ts';
import { judgeLink, type LinkHop, type LinkState, type LinkTrail } from '../publishing/links/judge-link.ts';
import type { LinkedAddress } from '../publishing/links/linked-addresses.ts';

/** How patient it is; tests are less so. */
export interface ProbePace {
  timeoutMs: number;
  /** What is waited before each further try of what may pass. */
  retriesMs: readonly number[];
  /** What is waited between two requests to one host. */
  betweenMs: number;
  hostsAtOnce: number;
  /** Whether names can be looked up at all: without a network every host seems to be gone. */
  isOnline: () => Promise<boolean>;
  /** Whether a server at this IP address may be asked. */
  mayAsk: (ip: string) => boolean;
}

const AGENT = 'sales-enablement-hub link check';
const MAX_HOPS = 8;
/** Longer than this nobody is waited for, whatever they ask. */
const MAX_WAIT_MS = 60_000;

/** Networks of one's own: RFC 6890 and what it lists since. Whoever writes a page must not have the hub knock there. */
const own = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  own.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  own.addSubnet(net, prefix, 'ipv6');

export const isPublicAddress = (ip: string): boolean => !own.check(ip, isIPv6(ip) ? 'ipv6' : 'ipv4');

const usual: ProbePace = {
  timeoutMs: 15_000,
  retriesMs: [3000, 15_000],
  betweenMs: 1000,
  hostsAtOnce: 8,
  isOnline: async () => (await lookup('example.com').catch(() => undefined)) !== undefined,
  mayAsk: isPublicAddress,
};

const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** What was asked of an address, and what is known of it now. */
export interface ProbedLink extends LinkedAddress {
  state: LinkState;
}

/** What is known of each address, in the same order. Never rejects: whoever does not answer is unknown. */
export async function probeLinks(
  links: readonly LinkedAddress[],
  pace: ProbePace = usual,
): Promise<ProbedLink[]> {
  const states = new Map<string, LinkState>();
  if (links.length > 0 && !(await pace.isOnline()))
    return links.map((link) => ({ ...link, state: NO_NETWORK }));
  const hosts = [...Map.groupBy(links, ({ asks }) => new URL(asks).host).values()];
  await mapAtMost(hosts, pace.hostsAtOnce, async (ofHost) => {
    for (const [at, { address, asks }] of ofHost.entries()) {
      if (at > 0) await wait(pace.betweenMs);
      states.set(address, await probe(asks, asks !== address, pace));
    }
  });
  return links.map((link) => ({ ...link, state: states.get(link.address) ?? NO_NETWORK }));
}

const NO_NETWORK: LinkState = { is: 'unknown', says: 'was not asked, since this machine has no network' };

/** What is unknown is asked again: a server that is busy now may answer soon. */
async function probe(url: string, isAskedElsewhere: boolean, pace: ProbePace): Promise<LinkState> {
  for (const retryMs of [...pace.retriesMs, undefined]) {
    const { trail, waitMs } = await follow(url, pace);
    const state = judgeLink(trail, isAskedElsewhere);
    if (state.is !== 'unknown' || retryMs === undefined || trail.failure === 'private-network') return state;
    await wait(Math.min(MAX_WAIT_MS, Math.max(retryMs, waitMs)));
  }
  throw new Error('There is a last try.');
}

/** Goes where an address leads. HEAD first; servers that know no HEAD, or answer it otherwise than GET, are asked again. */
async function follow(url: string, pace: ProbePace): Promise<{ trail: LinkTrail; waitMs: number }> {
  const hops: LinkHop[] = [];
  let next = url;
  while (hops.length < MAX_HOPS) {
    const head = await ask(next, 'HEAD', pace);
    const isPlain = 'status' in head && head.status < 400;
    const answer = isPlain ? head : await ask(next, 'GET', pace);
    if ('failure' in answer) return { trail: { hops, failure: answer.failure }, waitMs: 0 };
    const { status, location, waitMs } = answer;
    hops.push({ url: next, status });
    const leadsOn = status >= 300 && status < 400 && location !== undefined && URL.canParse(location, next);
    const to = leadsOn ? new URL(location, next) : undefined;
    if (to === undefined || !/^https?:$/.test(to.protocol)) return { trail: { hops }, waitMs };
    next = to.href;
  }
  return { trail: { hops, failure: 'too-many-hops' }, waitMs: 0 };
}

type Answer = { status: number; location: string | undefined; waitMs: number } | { failure: string };

/** One request. Of its answer the head is read, and nothing of what comes behind that. */
function ask(url: string, method: 'HEAD' | 'GET', { timeoutMs, mayAsk }: ProbePace): Promise<Answer> {
  const { protocol, hostname } = new URL(url);
  const literal = hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) !== 0 && !mayAsk(literal)) return Promise.resolve({ failure: 'private-network' });
  return new Promise((done) => {
    const asked = (protocol === 'https:' ? requestHttps : requestHttp)(
      url,
      {
        method,
        agent: false,
        headers: { 'user-agent': AGENT, accept: '*/*' },
        signal: AbortSignal.timeout(timeoutMs),
        // The address that is connected to is looked at, so that no name can lead elsewhere a moment later.
        lookup: (name, options, found) =>
          lookupAll(name, { ...options, all: true }, (error, all) => {
            const open = error === null ? all.filter(({ address }) => mayAsk(address)) : [];
            const [first] = open;
            if (error !== null) found(error, '');
            else if (first === undefined) found(Object.assign(new Error(), { code: 'private-network' }), '');
            else if (options.all === true) found(null, open);
            else found(null, first.address, first.family);
          }),
      },
      (answer: IncomingMessage) => {
        const { statusCode: status = 0, headers } = answer;
        answer.destroy();
        const seconds = Number(headers['retry-after'] ?? 0);
        done({ status, location: headers.location, waitMs: Number.isFinite(seconds) ? 1000 * seconds : 0 });
      },
    );
    asked.on('error', (error: NodeJS.ErrnoException) =>
      done({
        failure:
          error.name === 'AbortError' || error.name === 'TimeoutError' ? 'slow' : (error.code ?? error.name),
      }),
    );
    asked.end();
  });
}
