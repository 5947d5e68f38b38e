import { createHash } from 'node:crypto';
import type { CheckRun } from '../../publishing/change/check-run.ts';
import type { Github } from './api.ts';
import { writeCheckRun } from './checks.ts';
import { keepOneComment, type StickyComment } from './comments.ts';
import { GithubRefusal } from './refusal.ts';

/** How the answer on a pull request went. What GitHub refused is told another way and is no fault of the change. */
export interface PostedFeedback {
  comment: 'created' | 'updated' | 'same' | 'none' | GithubRefusal;
  check: 'written' | 'same' | 'none' | GithubRefusal;
}

/** Writes the check run and the comment, each where it is given. What GitHub refuses comes back as a value. */
export async function postFeedback(
  github: Github,
  { comment, check }: { comment: StickyComment | undefined; check: CheckRun | undefined },
): Promise<PostedFeedback> {
  return {
    check: check === undefined ? 'none' : await orRefusal(writeCheckRun(github, check, keyOf(check))),
    comment: comment === undefined ? 'none' : await orRefusal(keepOneComment(github, comment)),
  };
}

function orRefusal<T>(doing: Promise<T>): Promise<T | GithubRefusal> {
  return doing.catch((error: unknown) => {
    if (error instanceof GithubRefusal) return error;
    throw error;
  });
}

/** The same for the same words, so that a run that was started again does not add a second one. */
function keyOf(check: CheckRun): string {
  return `collateral-check:${createHash('sha256').update(JSON.stringify(check)).digest('hex').slice(0, 24)}`;
}
