import type { PublishPlan } from '../../publishing/publish/plan.ts';
import type { Github } from './api.ts';

/** An open pull request that changes files which a plan changes too. */
export interface SharedFiles {
  number: number;
  url: string;
  author: string;
  /** Paths in the repository. */
  paths: string[];
}

/** So many of the newest pull requests are looked into, each with a request of its own. */
const MAX_LOOKED_INTO = 30;

/**
 * Other open pull requests into the same branch that touch files of the plan. Nobody is kept from publishing by them: who
 * comes second merges by hand, and wants to know before.
 */
export async function findSharedFiles(
  { owner, repo, rest, send, paginate }: Github,
  { base, files }: Pick<PublishPlan, 'base' | 'files'>,
  branch: string,
): Promise<SharedFiles[]> {
  const ours = new Set(files.map(({ path }) => path));
  const list = { owner, repo, base, state: 'open', sort: 'created', direction: 'desc' } as const;
  const { data } = await send('open pull requests', rest.pulls.list({ ...list, per_page: MAX_LOOKED_INTO }));
  const here = `${owner}/${repo}`.toLowerCase();
  const shared: SharedFiles[] = [];
  for (const { number, html_url, user, head } of data) {
    if (head.ref === branch && head.repo.full_name.toLowerCase() === here) continue;
    const touched = await send(
      `the files of pull request #${String(number)}`,
      paginate(rest.pulls.listFiles, { owner, repo, pull_number: number, per_page: 100 }),
    );
    const names = touched.flatMap(({ filename, previous_filename }) =>
      [filename, previous_filename ?? []].flat(),
    );
    const paths = [...new Set(names)].filter((path) => ours.has(path));
    if (paths.length > 0) shared.push({ number, url: html_url, author: user?.login ?? '', paths });
  }
  return shared;
}
