import type { CheckRun } from '../publishing/check-run.ts';
import type { Github } from './github-api.ts';
import { GithubRefusal } from './github-refusal.ts';

/** GitHub takes so many annotations with one request; each request adds to those that are there. */
const AT_ONCE = 50;
const WHAT = 'the check run';
/** Times that a request is sent where GitHub has a fault and did not do it. */
const TRIES = 3;

interface Standing {
  id: number;
  status: string;
  /** Annotations that are there. */
  count: number;
}

/**
 * Writes a check run with all its annotations: in progress first, then 50 annotations with each request, then its
 * conclusion. `key` tells one text from another: a run with the same key on the same commit is gone on with where it
 * stopped, or left as it is when it is whole. Rejects with a `GithubRefusal`; only a workflow or an App may write one.
 */
export async function writeCheckRun(github: Github, run: CheckRun, key: string): Promise<'written' | 'same'> {
  const { annotations } = run;
  let at = await findRun(github, run, key);
  if (at?.status === 'completed' && at.count >= annotations.length) return 'same';
  at ??= await createRun(github, run, key);
  while (at.count < annotations.length) {
    const some = annotations.slice(at.count, at.count + AT_ONCE);
    at = await updateRun(github, at, {
      output: { title: run.title, summary: run.summary, annotations: some },
    });
  }
  const output = { title: run.title, summary: run.summary };
  await updateRun(github, at, { status: 'completed', conclusion: run.conclusion, output });
  return 'written';
}

async function findRun(
  github: Github,
  { name, headSha }: CheckRun,
  key: string,
): Promise<Standing | undefined> {
  const { owner, repo, rest, ask, paginate } = github;
  const wish = { owner, repo, ref: headSha, check_name: name, filter: 'all', per_page: 100 } as const;
  const runs = await ask(WHAT, paginate(rest.checks.listForRef, wish));
  const mine = runs.filter((run) => run.external_id === key).sort((a, b) => b.id - a.id)[0];
  return mine && { id: mine.id, status: mine.status, count: mine.output.annotations_count };
}

/** A check run that GitHub may have made in spite of a fault is looked for before it is sent again. */
async function createRun(github: Github, run: CheckRun, key: string): Promise<Standing> {
  const { owner, repo, rest, ask } = github;
  for (let tries = 1; ; tries++) {
    try {
      const { data } = await ask(
        WHAT,
        rest.checks.create({
          owner,
          repo,
          name: run.name,
          head_sha: run.headSha,
          status: 'in_progress',
          external_id: key,
          output: { title: run.title, summary: run.summary },
        }),
      );
      return { id: data.id, status: data.status, count: 0 };
    } catch (error) {
      if (!(error instanceof GithubRefusal) || !error.isUnsure) throw error;
      const found = await findRun(github, run, key);
      if (found !== undefined) return found;
      if (tries === TRIES) throw error;
    }
  }
}

/** What one request says of a run. */
interface Update {
  status?: 'completed';
  conclusion?: CheckRun['conclusion'];
  output: { title: string; summary: string; annotations?: CheckRun['annotations'] };
}

/** After a fault the run itself tells whether the annotations are there: sent twice they would stand there twice. */
async function updateRun(github: Github, at: Standing, update: Update): Promise<Standing> {
  const { owner, repo, rest, ask } = github;
  const wish = { owner, repo, check_run_id: at.id };
  const wanted = at.count + (update.output.annotations?.length ?? 0);
  for (let tries = 1; ; tries++) {
    try {
      const { data } = await ask(WHAT, rest.checks.update({ ...wish, ...update }));
      return { id: data.id, status: data.status, count: wanted };
    } catch (error) {
      if (!(error instanceof GithubRefusal) || !error.isUnsure) throw error;
      const { data } = await ask(WHAT, rest.checks.get(wish));
      const isDone =
        wanted > at.count ? data.output.annotations_count >= wanted : data.status === 'completed';
      if (isDone) return { id: data.id, status: data.status, count: data.output.annotations_count };
      if (tries === TRIES) throw error;
    }
  }
}
