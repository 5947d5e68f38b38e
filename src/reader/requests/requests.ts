/** What a reader asked for in this browser, and whether the hub has it by now. */
import { isRecord } from '../../library/is-record.ts';
import type { Day } from '../../library/dates.ts';

export interface ReaderRequest {
  /** What they looked for, in their words. */
  words: string;
  day: Day;
  /** What could have answered it then, as `id revision`: it was there, and was not what they wanted. */
  seen?: string[];
}

/** A page that a search found, as far as a request asks. */
export interface RequestHit {
  id: string;
  title: string;
  revision: string;
  /** One of its other names is what was asked for. */
  isNamed?: true;
  /** The typed words that it answers, and how. */
  why: readonly { typed: string; how: string }[];
}

/** What a search for the words of a request came to. */
export interface RequestAnswer {
  hits: readonly RequestHit[];
  /** Words that stand nowhere. */
  missing: readonly string[];
}

/** So many requests are remembered, the latest. */
export const MAX_REQUESTS = 20;
/** A page on one of these places answers; one further down was not found either, unless it is called by what was asked for. */
const ANSWERING_PLACES = 3;

const answering = (hits: readonly RequestHit[]): RequestHit[] =>
  hits.filter(({ isNamed }, place) => place < ANSWERING_PLACES || isNamed);

const keyOf = ({ id, revision }: RequestHit): string => `${id} ${revision}`;

/** Reads what was stored. What is not of its shape is passed over. */
export function parseRequests(stored: unknown): ReaderRequest[] {
  if (!Array.isArray(stored)) return [];
  return stored.slice(0, MAX_REQUESTS).flatMap((each: unknown): ReaderRequest[] => {
    if (!isRecord(each)) return [];
    const { words, day, seen } = each;
    if (typeof words !== 'string' || words === '' || typeof day !== 'string') return [];
    const known = Array.isArray(seen) ? { seen: seen.filter((key) => typeof key === 'string') } : {};
    return [{ words, day, ...known }];
  });
}

/** Remembers a request as the latest; asked for again, it begins anew. */
export function addRequest(requests: readonly ReaderRequest[], request: ReaderRequest): ReaderRequest[] {
  return [request, ...dropRequest(requests, request.words)].slice(0, MAX_REQUESTS);
}

export function dropRequest(requests: readonly ReaderRequest[], words: string): ReaderRequest[] {
  return requests.filter((each) => each.words !== words);
}

/** A request with what the hub had for it. */
export function withSeen(request: ReaderRequest, { hits }: RequestAnswer): ReaderRequest {
  return { ...request, seen: answering(hits).map(keyOf) };
}

/**
 * The page that came for a request: it stands on one of the first places or is called so, has each of the words as they were typed, and was
 * not there, or read otherwise, when it was asked for. Undefined while there is none.
 */
export function findWhatCame(
  { seen = [] }: ReaderRequest,
  { hits, missing }: RequestAnswer,
): RequestHit | undefined {
  if (missing.length > 0) return undefined;
  const typed = new Set(hits.flatMap(({ why }) => why.map((match) => match.typed)));
  return answering(hits).find((hit) => {
    const answered = new Set(hit.why.filter(({ how }) => how !== 'corrected').map((match) => match.typed));
    return !seen.includes(keyOf(hit)) && [...typed].every((word) => answered.has(word));
  });
}
