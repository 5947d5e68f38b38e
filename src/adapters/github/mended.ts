import { UserError } from '../../library/user-error.ts';
import type { PlannedFile } from '../../publishing/publish/files.ts';
import type { PublishPlan } from '../../publishing/publish/plan.ts';
import type { Github } from './api.ts';
import { blobName, readGitCommit, readTreeState } from './repository.ts';

/** Commits of a branch that publishing has written to before. */
interface Since {
  branch: string;
  /** Full hash of the last commit that publishing made, or of the published one that the branch began at. */
  own: string;
  /** Full hash of the commit at its tip. */
  tip: string;
}

/**
 * Tells the files that may be sent from those that somebody else changed on the branch since: what was not changed here as
 * well, and pages that the hub itself writes, stay as they were mended. Rejects with a UserError that names the first file
 * which both changed; nobody's words are put over those of another.
 *
 * Three ways were there: to let the last one win, to merge texts line by line, and to refuse by name. Front matter merged
 * by lines can come out valid and wrong, and GitHub shows both versions beside each other anyway.
 */
export async function sortMended(
  github: Github,
  { files, replace }: Pick<PublishPlan, 'files' | 'replace'>,
  { branch, own, tip }: Since,
): Promise<{ sent: PlannedFile[]; kept: string[] }> {
  if (own === tip) return { sent: [...files], kept: [] };
  const paths = files.map(({ path }) => path);
  const [was, now] = [await readBlobs(github, own, paths), await readBlobs(github, tip, paths)];
  const sent: PlannedFile[] = [];
  const kept: string[] = [];
  for (const file of files) {
    const { path, from } = file;
    const wanted = blobName(file.bytes);
    const isMended = now.get(path) !== was.get(path) && now.get(path) !== wanted;
    if (!isMended) sent.push(file);
    else if (wanted === was.get(path) || from === undefined) kept.push(path);
    else if (replace) sent.push(file);
    else
      throw new UserError(
        `Somebody ${now.has(path) ? 'changed' : 'took out'} ${path} on the branch ${branch} since you published it last, and yours is another version too.`,
        'Look at it on GitHub and bring both together in your file, then add --replace to put that in its place.',
      );
  }
  return { sent, kept };
}

async function readBlobs(
  github: Github,
  commit: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { tree } = await readGitCommit(github, commit);
  return (await readTreeState(github, tree, paths)).blobs;
}
