import { createOnce, retry } from './retry.ts';
import type { Github } from './api.ts';
import { GithubRefusal } from './refusal.ts';

/** The one comment of a kind on a pull request or an issue. */
export interface StickyComment {
  number: number;
  /** First line of its text, by which it is found again. */
  marker: string;
  /** Whole text, the marker on its first line. */
  body: string;
  /** Whether it is written where none stands yet. */
  mayCreate: boolean;
}

/** What became of it; `none` where there was nothing to do. */
export type CommentOutcome = 'created' | 'updated' | 'same' | 'none';

interface Found {
  id: number;
  author: string;
  body: string;
}

/** Whose comments the token of a workflow writes; it may not ask who it is. */
const WORKFLOW_BOT = 'github-actions[bot]';
const WHAT = 'the comment of the check';

/**
 * Writes a comment once: finds the own one among all pages by marker and author, leaves it alone when it says the same,
 * and takes away twins that two runs at once have made. Rejects with a `GithubRefusal`.
 */
export async function keepOneComment(github: Github, options: StickyComment): Promise<CommentOutcome> {
  const author = await readOwnName(github);
  const there = await listOwn(github, options, author);
  if (there.length > 0) return settle(github, options, there);
  if (!options.mayCreate) return 'none';
  const made = await createComment(github, options, author);
  // Another run may have written one meanwhile; and only the comment tells for sure who wrote it.
  const all = await listOwn(github, options, made.author);
  const outcome = await settle(github, options, all.some(({ id }) => id === made.id) ? all : [...all, made]);
  return outcome === 'same' ? 'created' : outcome;
}

/** Keeps the oldest, with the text of now. */
async function settle(
  github: Github,
  { body }: StickyComment,
  there: readonly Found[],
): Promise<CommentOutcome> {
  const [first, ...twins] = [...there].sort((a, b) => a.id - b.id);
  if (first === undefined) return 'none';
  const { rest, send, ...at } = placeOf(github);
  const isSame = plain(first.body) === plain(body);
  if (!isSame)
    await retry(() => send(WHAT, rest.issues.updateComment({ ...at, comment_id: first.id, body })));
  for (const { id } of twins)
    await retry(() => send(WHAT, rest.issues.deleteComment({ ...at, comment_id: id }))).catch(orGone);
  return isSame ? 'same' : 'updated';
}

async function listOwn(github: Github, { number, marker }: StickyComment, author: string): Promise<Found[]> {
  const { rest, send, ...at } = placeOf(github);
  const all = await send(
    WHAT,
    github.paginate(rest.issues.listComments, { ...at, issue_number: number, per_page: 100 }),
  );
  return all
    .map(({ id, user, body = '' }) => ({ id, author: user?.login ?? '', body }))
    .filter((one) => one.author === author && plain(one.body).split('\n')[0] === marker);
}

async function createComment(github: Github, options: StickyComment, author: string): Promise<Found> {
  const { rest, send, ...at } = placeOf(github);
  const { number: issue_number, body } = options;
  return createOnce(
    async () => {
      const { data } = await send(WHAT, rest.issues.createComment({ ...at, issue_number, body }));
      return { id: data.id, author: data.user?.login ?? author, body: data.body ?? body };
    },
    async () => (await listOwn(github, options, author))[0],
  );
}

async function readOwnName(github: Github): Promise<string> {
  try {
    const { data } = await github.send('who the token belongs to', github.rest.users.getAuthenticated());
    return data.login;
  } catch (error) {
    if (error instanceof GithubRefusal && [403, 404].includes(error.status) && !error.isThrottled)
      return WORKFLOW_BOT;
    throw error;
  }
}

/** Somebody else took it away first. */
function orGone(error: unknown): void {
  if (!(error instanceof GithubRefusal) || error.status !== 404) throw error;
}

/** GitHub gives line breaks back its own way. */
function plain(text: string): string {
  return text.replaceAll('\r\n', '\n').trim();
}

function placeOf({ owner, repo, rest, send }: Github) {
  return { owner, repo, rest, send };
}
