import type { CheckRun } from '../../publishing/change/check-run.ts';
import { createOnce } from './retry.ts';
import type { Github } from './api.ts';

/** GitHub takes so many annotations with one request; each request adds to those that are there. */
const AT_ONCE = 50;
const WHAT = 'the check run';

interface RunState {
  id: number;
  status: string;
  /** Annotations that are there. */
  count: number;
}

/** Between two looks at a run that another process may be writing, and after how many alike it is taken for left. */
const LOOK_MS = 5000;
const ALIKE = 3;

/**
 * Writes a check run with all its annotations: in progress first, then 50 annotations with each request, then its
 * conclusion. `key` tells one text from another: a run with the same key on the same commit is left as it is when it is
 * whole, waited for while somebody else writes it, and gone on with where they stopped. Of two that were begun at once the
 * earliest is written; GitHub takes none away, so the other one says where to look. Rejects with a `GithubRefusal`; only a
 * workflow or an App may write one.
 */
export async function writeCheckRun(github: Github, run: CheckRun, key: string): Promise<'written' | 'same'> {
  const found = await findRun(github, run, key);
  if (found !== undefined) return goOn(github, run, found);
  const made = await createRun(github, run, key);
  const first = (await findRun(github, run, key)) ?? made;
  if (first.id === made.id) return write(github, run, made);
  await giveWay(github, run, made);
  return goOn(github, run, first);
}

/** Leaves a run of somebody else to them for as long as it changes, then does what is left of it. */
async function goOn(github: Github, run: CheckRun, found: RunState): Promise<'written' | 'same'> {
  let at = found;
  for (let alike = 1; !isWhole(run, at) && alike < ALIKE;) {
    await github.pause(LOOK_MS);
    const now = await readRun(github, at.id);
    alike = now.status === at.status && now.count === at.count ? alike + 1 : 1;
    at = now;
  }
  return isWhole(run, at) ? 'same' : write(github, run, at);
}

function isWhole({ annotations }: CheckRun, { status, count }: RunState): boolean {
  return status === 'completed' && count >= annotations.length;
}

async function write(github: Github, run: CheckRun, begun: RunState): Promise<'written'> {
  const { annotations, title, summary, conclusion } = run;
  let at = begun;
  while (at.count < annotations.length) {
    const some = annotations.slice(at.count, at.count + AT_ONCE);
    at = await updateRun(github, at, { output: { title, summary, annotations: some } });
  }
  await updateRun(github, at, { status: 'completed', conclusion, output: { title, summary } });
  return 'written';
}

/** Ends a run that another one makes needless, under another name: of one name GitHub shows the latest. */
async function giveWay(github: Github, { name }: CheckRun, twin: RunState): Promise<void> {
  const summary = `Two runs answered at the same time. Everything stands in “${name}”.`;
  const output = { title: 'Nothing more to say', summary };
  await updateRun(github, twin, {
    name: `${name} (twice)`,
    status: 'completed',
    conclusion: 'skipped',
    output,
  });
}

/** The earliest run of that text, but a whole one before all others. */
async function findRun(github: Github, run: CheckRun, key: string): Promise<RunState | undefined> {
  const { owner, repo, rest, send, paginate } = github;
  const { headSha: ref, name: check_name } = run;
  const options = { owner, repo, ref, check_name, filter: 'all', per_page: 100 } as const;
  const mine = (await send(WHAT, paginate(rest.checks.listForRef, options)))
    .filter(({ external_id }) => external_id === key)
    .sort((a, b) => a.id - b.id)
    .map(runStateOf);
  return mine.find((one) => isWhole(run, one)) ?? mine[0];
}

async function readRun({ owner, repo, rest, send }: Github, id: number): Promise<RunState> {
  const { data } = await send(WHAT, rest.checks.get({ owner, repo, check_run_id: id }));
  return runStateOf(data);
}

function runStateOf(run: { id: number; status: string; output: { annotations_count: number } }): RunState {
  return { id: run.id, status: run.status, count: run.output.annotations_count };
}

async function createRun(github: Github, run: CheckRun, key: string): Promise<RunState> {
  const { owner, repo, rest, send } = github;
  const { name, headSha: head_sha, title, summary } = run;
  const options = { owner, repo, name, head_sha, external_id: key, output: { title, summary } };
  return createOnce(
    async () => {
      const { data } = await send(WHAT, rest.checks.create({ ...options, status: 'in_progress' }));
      return { id: data.id, status: data.status, count: 0 };
    },
    () => findRun(github, run, key),
  );
}

/** What one request says of a run. */
interface Update {
  name?: string;
  status?: 'completed';
  conclusion?: CheckRun['conclusion'] | 'skipped';
  output: { title: string; summary: string; annotations?: CheckRun['annotations'] };
}

/** After a fault the run itself tells whether the annotations are there: sent twice they would stand there twice. */
async function updateRun(github: Github, at: RunState, update: Update): Promise<RunState> {
  const { owner, repo, rest, send } = github;
  const options = { owner, repo, check_run_id: at.id, ...update };
  const wanted = at.count + (update.output.annotations?.length ?? 0);
  return createOnce(
    async () => {
      const { data } = await send(WHAT, rest.checks.update(options));
      return { id: data.id, status: data.status, count: wanted };
    },
    async () => {
      const now = await readRun(github, at.id);
      const isDone = wanted > at.count ? now.count >= wanted : now.status === 'completed';
      return isDone ? now : undefined;
    },
  );
}
