import { z } from 'zod';
import { UserError } from '../../library/user-error.ts';

/** The pull request that a workflow runs for, as GitHub itself tells it. */
export interface PullRequest {
  number: number;
  /** The commit that was checked. */
  headSha: string;
  /** Branch with the change, and the page of the repository it lies in; undefined when that is gone. */
  headBranch: string;
  headUrl: string | undefined;
  /** Page of the repository that it goes into. */
  url: string;
  author: string;
  isFork: boolean;
}

const webPage = z.url({ protocol: /^https?$/ });
const repository = z.object({ full_name: z.string(), html_url: webPage });
const eventSchema = z.object({
  pull_request: z.object({
    number: z.int().positive(),
    user: z.object({ login: z.string() }).nullable(),
    head: z.object({
      sha: z.string().regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/),
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
  const { data } = eventSchema.safeParse(value);
  if (data === undefined)
    throw new UserError(
      'GitHub told of no pull request, so there is none to answer on.',
      'Run this in a workflow that is started by pull_request. Nothing was written on GitHub.',
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
  };
}
