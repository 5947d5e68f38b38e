import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { checkHandlers } from './fake-github-checks.ts';
import { contentHandlers, findCommit } from './fake-github-contents.ts';
import { issueHandlers } from './fake-github-issues.ts';
import { renderUser } from './fake-github-shapes.ts';
import {
  createFakeClock,
  createFakeRepo,
  notFound,
  refuse,
  type FakeHandler,
  type FakeReply,
  type FakeRepo,
  type FakeToken,
  type FakeWorld,
} from './fake-github-state.ts';
import { fill } from './github-fill.ts';
import { checkAnswer, checkRequest, findOperation, type Called } from './github-rules.ts';

export const GITHUB_TOKEN = 'github_pat_secret_of_this_test';

/** Everything that the hub may need; a test takes rights away. */
const ALL_RIGHTS = {
  contents: 'write',
  pull_requests: 'write',
  issues: 'write',
  checks: 'write',
} as const;

/** A request as it arrived, without its token. */
export interface GithubCall {
  method: string;
  /** Below the base of the API, still encoded, with its search. */
  path: string;
  /** Id of the operation in GitHub's description, such as `pulls/create`. */
  id: string;
  body: Record<string, unknown>;
  headers: Record<string, string>;
}

/**
 * What goes wrong with a request: an answer in place of the work; `done` does the work and then gives that answer all
 * the same; `reset` cuts the connection before the work, or after it where `done` is set,
 * with `midway` in the middle of the answer.
 */
export type GithubFault =
  (FakeReply & { done?: boolean }) | { reset: true; done?: boolean; midway?: boolean };

export interface FakeGithub {
  /** Base of the API, as `GITHUB_API_URL` takes it. It has a path, as on GitHub Enterprise. */
  apiUrl: string;
  siteUrl: string;
  repo: FakeRepo;
  tokens: Map<string, FakeToken>;
  calls: GithubCall[];
  /** What GitHub's description does not allow in requests, and in answers of this fake. */
  faults: string[];
  /** Asked before anything else; undefined goes on as usual. It may also change the repository meanwhile. */
  interfere: (call: GithubCall) => GithubFault | undefined;
  /** Commits files by path to a branch, null takes one away; makes the branch off `from` (the default branch). */
  commitTo: (
    branch: string,
    files: Record<string, string | Buffer | null>,
    message?: string,
    author?: string,
  ) => string;
  /** A file as it is on a branch. */
  readFile: (branch: string, path: string) => Buffer | undefined;
  /** Merges a pull request as GitHub's button does. */
  merge: (number: number) => void;
  /** Requests that were more than looking. */
  writes: () => GithubCall[];
  /** Ends it, and throws when there are faults. */
  close: () => Promise<void>;
}

const BASE = '/api/v3';
const VERSIONS = new Set(['2022-11-28', '2026-03-10']);
const MAX_REQUEST = 150 * 1024 * 1024;

/** Which right an operation needs: any of these. */
function rightsFor({ operation }: Called): string[] {
  const room = operation.id.split('/')[0] ?? '';
  if (room === 'users' || room === 'rate-limit' || operation.id === 'repos/get') return [];
  if (room === 'issues') return ['issues', 'pull_requests'];
  return [{ git: 'contents', repos: 'contents', pulls: 'pull_requests', checks: 'checks' }[room] ?? room];
}

function refusedRight(called: Called, token: FakeToken): FakeReply | undefined {
  const wanted = rightsFor(called);
  const needs = called.operation.method === 'GET' ? 'read' : 'write';
  const may = wanted.some((right) => token.rights[right] === 'write' || token.rights[right] === needs);
  if (wanted.length === 0 || may) return undefined;
  const by = token.kind === 'app' ? 'integration' : 'personal access token';
  const reply = refuse(403, `Resource not accessible by ${by}`);
  return {
    ...reply,
    headers: { 'x-accepted-github-permissions': wanted.map((right) => `${right}=${needs}`).join('; ') },
  };
}

/** The answer GitHub gives where an account creates too fast. */
export function secondaryLimit(seconds = 1): FakeReply {
  const reply = refuse(
    403,
    'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
  );
  return { ...reply, headers: { 'retry-after': String(seconds) } };
}

/** The answer GitHub gives where the hour's requests are used up. */
export function primaryLimit(resetAt: number): FakeReply {
  const reply = refuse(403, 'API rate limit exceeded for user ID 1.');
  return { ...reply, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(resetAt) } };
}

/**
 * One repository on a GitHub that is stricter than GitHub: requests and answers are held to GitHub's own description.
 * The repository begins with one commit of `README.md` on `main`; `GITHUB_TOKEN` belongs to `ines` and may do everything.
 */
export async function startFakeGithub(owner = 'larkmoor', name = 'hub'): Promise<FakeGithub> {
  const repo = createFakeRepo(owner, name);
  repo.collaborators.set('ines', 'write');
  const now = createFakeClock();
  let lastId = 5000;
  let used = 0;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await readBody(request);
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([key, value]) => [key, String(value)]),
    );
    const wire = (request.url ?? '').replace(BASE, '');
    const path = wire.replace(
      new RegExp(`^/repositories/${String(repo.id)}(?=/|\\?|$)`),
      `/repos/${owner}/${name}`,
    );
    const method = request.method ?? '';
    const known = checkRequest({ method, path, headers, body: text === '' ? undefined : text });
    fake.faults.push(...known);
    const called = findOperation(method, new URL(path, 'http://x').pathname);
    const body = parseBody(text);
    const call = {
      method,
      path,
      id: called?.operation.id ?? '',
      body,
      headers: { ...headers, authorization: '' },
    };
    fake.calls.push(call);
    const fault = fake.interfere(call);
    const plain =
      fault === undefined || fault.done === true
        ? answer(called, headers, new URL(path, 'http://x'), body)
        : undefined;
    if (fault !== undefined && 'reset' in fault) {
      if (fault.midway === true) {
        const head = { 'content-type': 'application/json; charset=utf-8', 'content-length': '1000' };
        response.writeHead(plain?.status ?? 200, head);
        await new Promise<void>((sent) => {
          response.write('{"id":', () => sent());
        });
      }
      request.socket.destroy();
      return;
    }
    const reply = fault ?? plain ?? notFound();
    const { 'x-fake-last-page': last, ...own } = reply.headers ?? {};
    const schema = called?.operation.answers[String(reply.status)] ?? undefined;
    const data = schema === undefined || schema === null ? reply.data : fill(schema, reply.data);
    if (called !== undefined && fault === undefined)
      fake.faults.push(...checkAnswer(called, reply.status, data));
    used += 1;
    response.writeHead(reply.status, {
      'content-type': 'application/json; charset=utf-8',
      'x-github-request-id': `FAKE:${String(used)}`,
      'x-github-api-version-selected': headers['x-github-api-version'] ?? '2022-11-28',
      'x-ratelimit-limit': '5000',
      'x-ratelimit-remaining': String(5000 - used),
      'x-ratelimit-used': String(used),
      'x-ratelimit-reset': '1795345200',
      'x-ratelimit-resource': 'core',
      ...scopesOf(headers),
      ...(last === undefined ? {} : linkHeader(wire, Number(last))),
      ...own,
    });
    response.end(reply.status === 204 ? undefined : JSON.stringify(data ?? {}));
  }

  function tokenOf(headers: Record<string, string>): FakeToken | undefined {
    const sent = /^(?:token|bearer) (.+)$/i.exec(headers['authorization'] ?? '')?.[1];
    return sent === undefined ? undefined : fake.tokens.get(sent);
  }

  function scopesOf(headers: Record<string, string>): Record<string, string> {
    const scopes = tokenOf(headers)?.scopes;
    return scopes === undefined ? {} : { 'x-oauth-scopes': scopes };
  }

  function answer(
    called: Called | undefined,
    headers: Record<string, string>,
    url: URL,
    body: Record<string, unknown>,
  ): FakeReply {
    const version = headers['x-github-api-version'];
    if (version !== undefined && !VERSIONS.has(version))
      return refuse(400, `Invalid API version: ${version}`);
    if (called === undefined) return notFound();
    const token = tokenOf(headers);
    if (token === undefined)
      return refuse(
        401,
        headers['authorization'] === undefined ? 'Requires authentication' : 'Bad credentials',
      );
    const { operation, params } = called;
    const isOurs =
      params['owner'] === undefined ||
      (params['owner'].toLowerCase() === owner.toLowerCase() &&
        params['repo']?.toLowerCase() === name.toLowerCase());
    // Who may not see a private repository is not told that it is there.
    if (!isOurs || (params['owner'] !== undefined && Object.keys(token.rights).length === 0))
      return notFound();
    const refused = refusedRight(called, token);
    if (refused !== undefined) return refused;
    const handler = handlers[operation.id];
    if (handler === undefined) throw new Error(`The fake does not answer ${operation.id} yet.`);
    return handler({ params, query: url.searchParams, body, token }, world);
  }

  /** As GitHub writes it: at the number of the repository, not at the path that was asked. */
  function linkHeader(wire: string, last: number): Record<string, string> {
    const url = new URL(wire, 'http://x');
    const at = Number(url.searchParams.get('page') ?? 1);
    const pathname = url.pathname.replace(`/repos/${owner}/${name}`, `/repositories/${String(repo.id)}`);
    const link = (page: number, rel: string) => {
      url.searchParams.set('page', String(page));
      return `<${fake.apiUrl}${pathname}?${url.searchParams.toString()}>; rel="${rel}"`;
    };
    const links = [
      ...(at > 1 ? [link(at - 1, 'prev')] : []),
      ...(at < last ? [link(at + 1, 'next'), link(last, 'last')] : []),
      ...(at > 1 ? [link(1, 'first')] : []),
    ];
    return links.length === 0 ? {} : { link: links.join(', ') };
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      fake.faults.push(
        `the fake broke: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
      response.writeHead(500).end('{"message":"The fake broke."}');
    });
  });
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  const siteUrl = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const world: FakeWorld = { repo, now, nextId: () => ++lastId, siteUrl, apiUrl: siteUrl + BASE };

  const fake: FakeGithub = {
    apiUrl: siteUrl + BASE,
    siteUrl,
    repo,
    tokens: new Map([[GITHUB_TOKEN, { login: 'ines', kind: 'user', rights: { ...ALL_RIGHTS } }]]),
    calls: [],
    faults: [],
    interfere: () => undefined,
    commitTo(branch, files, message = 'content', author = 'oona') {
      const head = findCommit(repo, branch) ?? findCommit(repo, repo.defaultBranch);
      const tree = repo.git.changeTree(
        head?.tree,
        Object.entries(files).map(([path, content]) => ({
          path,
          mode: '100644',
          sha: content === null ? null : repo.git.putBlob(Buffer.from(content)),
        })),
      );
      const parents = head === undefined ? [] : [head.sha];
      const sha = repo.git.putCommit({ tree, parents, message, author, date: now() });
      repo.branches.set(branch, sha);
      for (const { pull, state } of repo.issues)
        if (pull?.head === branch && state === 'open') pull.headSha = sha;
      return sha;
    },
    readFile(branch, path) {
      const commit = findCommit(repo, branch);
      const file = commit && repo.git.listFiles(commit.tree).get(path);
      return file && repo.git.blobs.get(file.sha);
    },
    merge(number) {
      const issue = repo.issues.find((one) => one.number === number);
      if (issue?.pull === undefined) throw new Error(`#${String(number)} is no pull request`);
      const { head, base, headSha } = issue.pull;
      const [ours, theirs] = [repo.branches.get(base) ?? '', headSha];
      const fork = repo.git.commits.get(repo.git.mergeBase(ours, theirs) ?? '');
      const changes = repo.git.changes(fork?.tree, repo.git.commits.get(theirs)?.tree ?? '');
      const wishes = changes.map(({ path, status, sha }) => ({
        path,
        mode: '100644',
        sha: status === 'removed' ? null : sha,
      }));
      const tree = repo.git.changeTree(repo.git.commits.get(ours)?.tree, wishes);
      const message = `Merge pull request #${String(number)} from ${owner}/${head}\n\n${issue.title}`;
      repo.branches.set(
        base,
        repo.git.putCommit({ tree, parents: [ours, theirs], message, author: owner, date: now() }),
      );
      Object.assign(issue, { state: 'closed', closedAt: now() });
      issue.pull.merged = true;
    },
    writes: () => fake.calls.filter(({ method }) => method !== 'GET'),
    async close() {
      await new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      });
      if (fake.faults.length > 0)
        throw new Error(`GitHub's description does not allow:\n${fake.faults.join('\n')}`);
    },
  };
  fake.commitTo(repo.defaultBranch, { 'README.md': '# Hub\n' }, 'First');
  return fake;
}

const handlers: Record<string, FakeHandler> = {
  ...contentHandlers,
  ...issueHandlers,
  ...checkHandlers,
  'users/get-authenticated': ({ token }) =>
    token.kind === 'app'
      ? refuse(403, 'Resource not accessible by integration')
      : { status: 200, data: renderUser(token.login) },
  'rate-limit/get': () => {
    const core = { limit: 5000, used: 0, remaining: 5000, reset: 1_795_345_200 };
    return { status: 200, data: { resources: { core, search: core }, rate: core } };
  },
};

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAX_REQUEST) chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function parseBody(text: string): Record<string, unknown> {
  try {
    return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
  } catch {
    return {};
  }
}

/** The settings with which a command reaches this GitHub. */
export function githubEnv(fake: FakeGithub, changes: Record<string, string> = {}): Record<string, string> {
  return {
    GITHUB_API_URL: fake.apiUrl,
    GITHUB_REPOSITORY: `${fake.repo.owner}/${fake.repo.name}`,
    GITHUB_TOKEN,
    ...changes,
  };
}
