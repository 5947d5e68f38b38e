import { hash } from 'node:crypto';
import type { AgentKey } from '../adapters/agent-keys-file.ts';
import type { AskedQuestion } from '../agents/server.ts';
import type { HubEvent } from '../usage/events.ts';
import { searchWords } from '../usage/wire/search-words.ts';

/** A question of an agent in the shape in which a client sends an event. */
export type AgentEvent = { distinct_id: string; timestamp: string } & HubEvent;

/**
 * The id that stands for a key in the place of a person. It is made of the key and not of its name, so that the events say
 * nothing of who has it; whoever has the key alone can work it out.
 */
const idOfKey = (key: AgentKey): string => `agent-${hash('sha256', `agent:${key.hash}`).slice(0, 32)}`;

/** @param now milliseconds since 1970 */
export function agentEvent(key: AgentKey, { tool, words, holds }: AskedQuestion, now: number): AgentEvent {
  return {
    distinct_id: idOfKey(key),
    timestamp: new Date(now).toISOString(),
    event: 'question_asked',
    properties: { tool, query: searchWords(words), results: holds, surface: 'agent' },
  };
}
