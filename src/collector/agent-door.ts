import { createMcpHandler } from '@modelcontextprotocol/server';
import { hashKey, type AgentKey } from '../adapters/agent-keys-file.ts';
import type { AgentHub } from '../agents/hub.ts';
import { createAgentServer } from '../agents/server.ts';
import { AGENTS_PATH } from '../library/addresses.ts';
import { dayIn } from '../library/time-zone.ts';
import { agentEvent, type AgentEvent } from './agent-events.ts';
import { toResponse } from './call.ts';
import type { Handler } from './middleware.ts';
import { replyText } from './reply.ts';

const MINUTE_MS = 60_000;

/** What the door stands in front of. */
export interface AgentDoorParts {
  /** The hub as it is served now. */
  hub: () => Promise<AgentHub>;
  /** Asked for each question, so that a revoked key ends at once. */
  readKeys: () => Promise<readonly AgentKey[]>;
  /** Milliseconds since 1970. */
  clock: () => number;
  /** The company's time zone, whose day it is; left out it is UTC. */
  zone?: () => string;
  /** Stores the event of a question. The answer does not wait for it. */
  record: (event: AgentEvent) => Promise<void>;
  report: (error: unknown) => void;
}

/** Answers agents over HTTP (the Model Context Protocol, old clients and new), each behind a key of its own. */
export function createAgentDoor({ hub, readKeys, clock, zone, record, report }: AgentDoorParts): Handler {
  const readToday = () => dayIn(zone?.(), clock());
  const handler = createMcpHandler(
    async ({ authInfo }) => {
      const key = authInfo?.extra?.['key'] as AgentKey | undefined;
      return createAgentServer(await hub(), readToday, (question) => {
        if (key !== undefined) record(agentEvent(key, question, clock())).catch(report);
      });
    },
    { onerror: report },
  );
  const isTooOften = createLimiter(clock);
  return async (request) => {
    if (new URL(request.url).pathname.replace(/\/$/, '') !== AGENTS_PATH) return undefined;
    const given = /^Bearer +(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
    if (given === undefined)
      return refuse('No key came with the question: send it as "Authorization: Bearer …".');
    const hash = hashKey(given);
    const key = (await readKeys()).find((each) => each.hash === hash);
    if (key === undefined) return refuse('This hub has issued no such key.');
    if (key.revoked !== undefined) return refuse(`The key "${key.name}" was revoked on ${key.revoked}.`);
    if (isTooOften(key)) {
      const says = `The key "${key.name}" may ask ${String(key.limit)} times a minute. Ask again in a minute; nothing was lost.`;
      return toResponse(replyText(429, says, { 'retry-after': '60' }));
    }
    return handler.fetch(request, { authInfo: { token: '', clientId: hash, scopes: [], extra: { key } } });
  };
}

const refuse = (why: string): Response =>
  toResponse(
    replyText(401, `${why} Whoever runs the hub issues one: npm run agents -- issue NAME.`, {
      'www-authenticate': 'Bearer realm="hub"',
    }),
  );

/** Counts questions of each key by the minute of the clock. */
function createLimiter(clock: () => number): (key: AgentKey) => boolean {
  let minute = 0;
  let asked = new Map<string, number>();
  return ({ hash, limit }) => {
    const now = Math.floor(clock() / MINUTE_MS);
    if (now !== minute) [minute, asked] = [now, new Map()];
    const count = (asked.get(hash) ?? 0) + 1;
    asked.set(hash, count);
    return count > limit;
  };
}
