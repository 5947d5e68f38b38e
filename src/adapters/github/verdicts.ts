import { VERDICT_MARKER } from '../../publishing/verdict/due.ts';
import type { Github } from './api.ts';
import { keepOneComment, type CommentOutcome } from './comments.ts';
import { orAbsent } from './repository.ts';

/**
 * Keeps the verdict as one comment on a merged pull request. `unmerged` where GitHub knows no merged one of this number: a
 * commit may carry any number in its subject.
 */
export async function keepVerdict(
  github: Github,
  number: number,
  body: string,
): Promise<CommentOutcome | 'unmerged'> {
  const { owner, repo, rest, send } = github;
  const look = send(`pull request #${String(number)}`, rest.pulls.get({ owner, repo, pull_number: number }));
  const pull = await orAbsent(look);
  if (pull?.data.merged !== true) return 'unmerged';
  return keepOneComment(github, { number, marker: VERDICT_MARKER, body, mayCreate: true });
}
