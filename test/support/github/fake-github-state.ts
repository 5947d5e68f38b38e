import { createGitObjects, type GitObjects } from './fake-github-git.ts';

/** Who sends, and with what right. A right that is not named is not there. */
export interface FakeToken {
  login: string;
  /** `app` stands for the token of a workflow or an App: it may make check runs, and has no user. */
  kind: 'user' | 'app';
  /** As of a fine-grained token: `contents`, `pull_requests`, `issues`, `checks`. */
  rights: Record<string, 'read' | 'write'>;
  /** What `x-oauth-scopes` says of a classic token. */
  scopes?: string;
}

/** An issue; a pull request is one too, with `pull`. */
export interface FakeIssue {
  number: number;
  title: string;
  body: string | null;
  state: 'open' | 'closed';
  stateReason: string | null;
  author: string;
  labels: string[];
  assignees: string[];
  createdAt: string;
  updatedAt: string;
  closedAt: string | null;
  pull?: {
    head: string;
    base: string;
    headSha: string;
    draft: boolean;
    merged: boolean;
    reviewers: string[];
  };
}

export interface FakeComment {
  id: number;
  issue: number;
  body: string;
  author: string;
  byApp: boolean;
  createdAt: string;
  updatedAt: string;
}

export interface FakeCheckRun {
  id: number;
  name: string;
  headSha: string;
  status: string;
  conclusion: string | null;
  title: string | null;
  summary: string | null;
  text: string | null;
  detailsUrl: string | null;
  externalId: string | null;
  annotations: Record<string, unknown>[];
  startedAt: string;
  completedAt: string | null;
}

/** One repository with everything in it. */
export interface FakeRepo {
  id: number;
  owner: string;
  name: string;
  defaultBranch: string;
  isPrivate: boolean;
  git: GitObjects;
  /** Branches by name, without `refs/heads/`. */
  branches: Map<string, string>;
  issues: FakeIssue[];
  comments: FakeComment[];
  checkRuns: FakeCheckRun[];
  /** Names as they were first written; they are compared without case. */
  labels: string[];
  /** Who may be asked for a review or be assigned, and their right. */
  collaborators: Map<string, 'admin' | 'write' | 'read'>;
  codeowners: { line: number; column: number; kind: string; message: string; path: string }[];
}

/** A clock that goes on by a second with each look, so that runs are alike. */
export function createFakeClock(start = Date.parse('2026-11-22T09:00:00Z')): () => string {
  let at = start;
  return () => {
    at += 1000;
    return `${new Date(at).toISOString().slice(0, 19)}Z`;
  };
}

export function createFakeRepo(owner: string, name: string): FakeRepo {
  return {
    id: 4711,
    owner,
    name,
    defaultBranch: 'main',
    isPrivate: true,
    git: createGitObjects(),
    branches: new Map(),
    issues: [],
    comments: [],
    checkRuns: [],
    labels: ['bug', 'documentation'],
    collaborators: new Map(),
    codeowners: [],
  };
}

/** An answer of the fake before it is completed. */
export interface FakeReply {
  status: number;
  data?: unknown;
  headers?: Record<string, string>;
}

/** A request once its operation is known. */
interface FakeRequest {
  params: Record<string, string>;
  query: URLSearchParams;
  body: Record<string, unknown>;
  token: FakeToken;
}

/** What a handler of an operation works with. */
export interface FakeWorld {
  repo: FakeRepo;
  now: () => string;
  /** A number nobody has had yet. */
  nextId: () => number;
  /** Where pages of the site and of the API are. */
  siteUrl: string;
  apiUrl: string;
}

export type FakeHandler = (request: FakeRequest, world: FakeWorld) => FakeReply;

/** A refusal as GitHub words it. */
export function refuse(status: number, message: string, errors?: unknown[]): FakeReply {
  const documentation_url = 'https://docs.github.com/rest';
  return {
    status,
    data: { message, documentation_url, status: String(status), ...(errors === undefined ? {} : { errors }) },
  };
}

export const notFound = (): FakeReply => refuse(404, 'Not Found');

/** 422 for one field. */
export function invalid(resource: string, field: string, code: string, message?: string): FakeReply {
  return refuse(422, 'Validation Failed', [
    { resource, field, code, ...(message === undefined ? {} : { message }) },
  ]);
}

/** GitHub's limit for the body of an issue, a pull request or a comment, in characters. */
export const MAX_BODY = 65_536;

/** A page of a list, by `per_page` (30, at most 100) and `page`; the server makes `Link` of `more`. */
function page<T>(items: readonly T[], query: URLSearchParams): { items: T[]; last: number } {
  const size = Math.min(100, Math.max(1, Number(query.get('per_page') ?? 30)));
  const at = Math.max(1, Number(query.get('page') ?? 1));
  return {
    items: items.slice((at - 1) * size, at * size),
    last: Math.max(1, Math.ceil(items.length / size)),
  };
}

/** A list as an answer, with how many pages there are. */
export function list(items: readonly unknown[], query: URLSearchParams): FakeReply {
  const { items: data, last } = page(items, query);
  return { status: 200, data, headers: { 'x-fake-last-page': String(last) } };
}
