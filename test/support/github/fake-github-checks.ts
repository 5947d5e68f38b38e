import { renderCheckRun } from './fake-github-shapes.ts';
import {
  list,
  notFound,
  refuse,
  type FakeCheckRun,
  type FakeHandler,
  type FakeReply,
  type FakeWorld,
} from './fake-github-state.ts';

const MAX_ANNOTATIONS = 50;
const MAX_OUTPUT = 65_535;

const found = (data: unknown): FakeReply => (data === undefined ? notFound() : { status: 200, data });

const writeCheckRun: FakeHandler = ({ params, body, token }, world) => {
  const { repo } = world;
  if (token.kind !== 'app') return refuse(403, 'You must authenticate via a GitHub App.');
  const output = body['output'] as Record<string, unknown> | undefined;
  const annotations = (output?.['annotations'] ?? []) as Record<string, unknown>[];
  if (annotations.length > MAX_ANNOTATIONS)
    return refuse(
      422,
      `Invalid request.\n\nNo more than 50 items are allowed; ${String(annotations.length)} were supplied.`,
    );
  for (const key of ['summary', 'text'])
    if (typeof output?.[key] === 'string' && output[key].length > MAX_OUTPUT)
      return refuse(
        422,
        `Only ${String(MAX_OUTPUT)} characters are allowed; ${String(output[key].length)} were supplied.`,
      );
  const askew = annotations.find(
    (one) => one['start_column'] !== undefined && one['start_line'] !== one['end_line'],
  );
  if (askew !== undefined)
    return refuse(422, 'Invalid request.\n\nstart_column is only allowed on one line.');
  const isNew = params['check_run_id'] === undefined;
  if (isNew && !repo.git.commits.has(String(body['head_sha'])))
    return refuse(422, `No commit found for SHA: ${String(body['head_sha'])}`);
  const run = isNew
    ? newRun(body, world)
    : repo.checkRuns.find(({ id }) => String(id) === params['check_run_id']);
  if (run === undefined) return notFound();
  if (isNew) repo.checkRuns.push(run);
  const text = (key: string) => (typeof output?.[key] === 'string' ? output[key] : undefined);
  const status = typeof body['status'] === 'string' ? body['status'] : run.status;
  const conclusion = typeof body['conclusion'] === 'string' ? body['conclusion'] : run.conclusion;
  Object.assign(run, {
    // A conclusion completes a run whatever else is said.
    status: conclusion === null ? status : 'completed',
    conclusion,
    completedAt: conclusion === null ? null : world.now(),
    title: text('title') ?? run.title,
    summary: text('summary') ?? run.summary,
    text: text('text') ?? run.text,
    name: typeof body['name'] === 'string' ? body['name'] : run.name,
    // Each request adds to what is there.
    annotations: [...run.annotations, ...annotations],
  });
  return { status: isNew ? 201 : 200, data: renderCheckRun(run, world) };
};

function newRun(body: Record<string, unknown>, world: FakeWorld): FakeCheckRun {
  const text = (key: string) => (typeof body[key] === 'string' ? body[key] : null);
  return {
    id: world.nextId(),
    name: String(body['name']),
    headSha: String(body['head_sha']),
    status: 'queued',
    conclusion: null,
    title: null,
    summary: null,
    text: null,
    detailsUrl: text('details_url'),
    externalId: text('external_id'),
    annotations: [],
    startedAt: text('started_at') ?? world.now(),
    completedAt: null,
  };
}

/** Check runs: by id of the operation. */
export const checkHandlers: Record<string, FakeHandler> = {
  'checks/create': writeCheckRun,
  'checks/update': writeCheckRun,
  'checks/get': ({ params }, world) => {
    const run = world.repo.checkRuns.find(({ id }) => String(id) === params['check_run_id']);
    return found(run && renderCheckRun(run, world));
  },
  'checks/list-annotations': ({ params, query }, { repo }) => {
    const run = repo.checkRuns.find(({ id }) => String(id) === params['check_run_id']);
    return run === undefined ? notFound() : list(run.annotations, query);
  },
  'checks/list-for-ref': ({ params, query }, world) => {
    const sha = world.repo.branches.get((params['ref'] ?? '').replace(/^heads\//, '')) ?? params['ref'];
    const name = query.get('check_name');
    const runs = world.repo.checkRuns.filter(
      (run) => run.headSha === sha && (name === null || run.name === name),
    );
    const reply = list(
      runs.map((run) => renderCheckRun(run, world)),
      query,
    );
    return { ...reply, data: { total_count: runs.length, check_runs: reply.data } };
  },
};
