import { z } from 'zod';
import { UserError } from '../../library/user-error.ts';

/** The pull request that a workflow runs for, as GitHub itself tells it. */
export interface PullRequest {
  number: number;
  /** Full hash of the commit that was checked. */
  headSha: string;
  /** Branch with the change, and the page of the repository it lies in; undefined when that is gone. */
  headBranch: string;
  headUrl: string | undefined;
  /** Page of the repository that it goes into. */
  url: string;
  author: string;
  isFork: boolean;
  /** It was approved and waits in a merge queue, together with what is before it: nobody works on it any more. */
  isQueued: boolean;
}

const webPage = z.url({ protocol: /^https?$/ });
const repository = z.object({ full_name: z.string(), html_url: webPage });
const commit = z.string().regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/);
/** docs.github.com, "Webhook events and payloads", merge_group: the branch of the queue names the pull request. */
const queueSchema = z.object({
  merge_group: z.object({
    head_sha: commit,
    head_ref: z.string().regex(/\/pr-[1-9]\d{0,8}-[0-9a-f]+$/),
  }),
  repository,
});
const eventSchema = z.object({
  pull_request: z.object({
    number: z.int().positive(),
    user: z.object({ login: z.string() }).nullable(),
    head: z.object({
      sha: commit,
      ref: z.string(),
      repo: repository.nullable(),
    }),
    base: z.object({ repo: repository }),
  }),
});

/** Reads the text of `GITHUB_EVENT_PATH`. Throws a UserError when it tells of no pull request. */
export function parsePullRequestEvent(text: string): PullRequest {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  const queued = queueSchema.safeParse(value).data;
  if (queued !== undefined) {
    const { head_sha: headSha, head_ref: headBranch } = queued.merge_group;
    const number = Number(/\/pr-(\d+)-[^/]*$/.exec(headBranch)?.[1]);
    const url = queued.repository.html_url;
    return {
      number,
      headSha,
      headBranch,
      headUrl: undefined,
      url,
      author: '',
      isFork: false,
      isQueued: true,
    };
  }
  const { data } = eventSchema.safeParse(value);
  if (data === undefined)
    throw new UserError(
      'GitHub told of no pull request, so there is none to answer on.',
      'Run this in a workflow that is started by pull_request or merge_group. Nothing was written on GitHub.',
    );
  const { number, user, head, base } = data.pull_request;
  return {
    number,
    headSha: head.sha,
    headBranch: head.ref,
    headUrl: head.repo?.html_url,
    url: base.repo.html_url,
    author: user?.login ?? '',
    isFork: head.repo?.full_name !== base.repo.full_name,
    isQueued: false,
  };
}
