import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { postFeedback, type PostedFeedback } from '../../src/adapters/github/feedback.ts';
import { GithubRefusal } from '../../src/adapters/github/refusal.ts';
import { buildFeedback } from '../../src/publishing/change/feedback.ts';
import type { ChangeReport } from '../../src/publishing/change/report.ts';
import { CHECK_NAME } from '../../src/publishing/change/check-run.ts';
import { COMMENT_MARKER } from '../../src/publishing/change/comment.ts';
import { changeReport, findings, realPullRequest } from '../support/github/change-report.ts';
import {
  secondaryLimit,
  startFakeGithub,
  type FakeGithub,
  type GithubFault,
} from '../support/github/fake-github.ts';
import { openFake } from '../support/github/github-publishing.ts';

const BOT = 'github-actions[bot]';
let fake: FakeGithub;
let number = 0;
let sha = '';

/** A pull request, and the token of its workflow. */
beforeEach(async () => {
  fake = await startFakeGithub();
  sha = fake.commitTo('edit', { 'content/answers/start.md': 'one\n' });
  const place = { owner: 'larkmoor', repo: 'hub' };
  const made = await openFake(fake).rest.pulls.create({
    ...place,
    head: 'edit',
    base: 'main',
    title: 'Edit',
  });
  number = made.data.number;
  setRights({ contents: 'read', pull_requests: 'write', checks: 'write' });
});
afterEach(() => fake.close());

function setRights(rights: Record<string, 'read' | 'write'>): void {
  fake.tokens.set('workflow', { login: BOT, kind: 'app', rights });
}

function answer(
  report: ChangeReport = changeReport(),
  parts = { comment: true, check: true },
): Promise<PostedFeedback> {
  const { comment, check } = buildFeedback(report, { pull: realPullRequest(number, sha) });
  return postFeedback(openFake(fake, 'workflow'), {
    comment: parts.comment ? { number, ...comment } : undefined,
    check: parts.check ? check : undefined,
  });
}

/** An answer with the check run alone, held up before its requests and in place of its pauses. */
function answerFrom(
  report: ChangeReport,
  edges: { before?: (method: string, path: string) => Promise<void>; pause?: () => Promise<void> },
): Promise<PostedFeedback> {
  const { check } = buildFeedback(report, { pull: realPullRequest(number, sha) });
  const github = openFake(fake, 'workflow', {
    ...(edges.pause === undefined ? {} : { pause: edges.pause }),
    fetch: async (input, init) => {
      await edges.before?.(init?.method ?? 'GET', new URL(String(input)).pathname);
      return fetch(input, init);
    },
  });
  return postFeedback(github, { comment: undefined, check });
}

const onlyComment = { comment: true, check: false };
const onlyCheck = { comment: false, check: true };

function addComment(body: string, author: string): void {
  const at = '2026-11-22T08:00:00Z';
  fake.repo.comments.push({
    id: 100 + fake.repo.comments.length,
    issue: number,
    body,
    author,
    byApp: author === BOT,
    createdAt: at,
    updatedAt: at,
  });
}

const own = () => fake.repo.comments.filter(({ author }) => author === BOT);

/** The first request of an operation goes wrong; those after it do not. */
function failOnce(id: string, fault: GithubFault, times = 1): void {
  let left = times;
  fake.interfere = (call) => (call.id === id && left-- > 0 ? fault : undefined);
}

describe('the comment', () => {
  test('is written once, left alone while it says the same, and rewritten when not', async () => {
    expect((await answer()).comment).toBe('created');
    expect((await answer()).comment).toBe('same');
    expect((await answer(changeReport({ findings: findings(2) }))).comment).toBe('updated');
    expect(own()).toHaveLength(1);
    expect(own()[0]?.body).toContain('## 2 things to mend');
    expect(own()[0]?.body.split('\n')[0]).toBe(COMMENT_MARKER);
  });

  test('is found behind hundreds of others, whoever wrote them', async () => {
    for (let at = 0; at < 140; at++) addComment(`Nice ${String(at)}`, 'oona');
    await answer();
    for (let at = 0; at < 140; at++) addComment('Also nice', BOT);
    expect((await answer(changeReport({ findings: findings(1) }))).comment).toBe('updated');
    expect(own().filter(({ body }) => body.startsWith(COMMENT_MARKER))).toHaveLength(1);
  });

  test('is not taken for one that somebody forged, and forged ones are left alone', async () => {
    const forged = `${COMMENT_MARKER}\n## Nothing to mend`;
    addComment(forged, 'mallory');
    addComment(`Look:\n${COMMENT_MARKER}`, BOT);
    expect((await answer()).comment).toBe('created');
    expect((await answer(changeReport({ findings: findings(1) }))).comment).toBe('updated');
    expect(fake.repo.comments.map(({ body }) => body).slice(0, 2)).toEqual([
      forged,
      `Look:\n${COMMENT_MARKER}`,
    ]);
    expect(fake.repo.comments).toHaveLength(3);
  });

  test('stays one when two runs write at once', async () => {
    await Promise.all([answer(), answer(), answer(changeReport({ findings: findings(1) }))]);
    await answer();
    expect(own()).toHaveLength(1);
    expect(own()[0]?.body).toContain('Nothing to mend');
  });

  test('takes twins of earlier runs away and keeps the oldest', async () => {
    for (const words of ['one', 'two', 'three']) addComment(`${COMMENT_MARKER}\n${words}`, BOT);
    const [oldest] = own();
    expect((await answer()).comment).toBe('updated');
    expect(own().map(({ id }) => id)).toEqual([oldest?.id]);
  });

  test.each([
    ['a fault after the work', { status: 502, done: true }],
    ['a fault before the work', { status: 502 }],
    ['a cut line after the work', { reset: true, done: true }],
    ['a cut line before the work', { reset: true }],
  ] as const)('is one after %s, also of the second run', async (_, fault) => {
    failOnce('issues/create-comment', fault);
    await answer(changeReport(), onlyComment);
    // Each comment that is made sends mails, so one that may be there is looked for first.
    const made = fake.calls.filter(({ id }) => id === 'issues/create-comment');
    expect(made).toHaveLength('done' in fault ? 1 : 2);
    failOnce('issues/update-comment', fault);
    await answer(changeReport({ findings: findings(1) }), onlyComment);
    expect(own()).toHaveLength(1);
    expect(own()[0]?.body).toContain('1 thing to mend');
  });

  test('waits for a short limit, and is told another way when the limit is long', async () => {
    failOnce('issues/create-comment', secondaryLimit(1));
    expect((await answer(changeReport(), onlyComment)).comment).toBe('created');
    failOnce('issues/update-comment', secondaryLimit(3600));
    const { comment } = await answer(changeReport({ findings: findings(1) }), onlyComment);
    expect(comment).toBeInstanceOf(GithubRefusal);
    expect(own()).toHaveLength(1);
  });

  test('does without a check run where the commit is gone after a forced push', async () => {
    sha = 'f'.repeat(40);
    const { comment, check } = await answer();
    expect([comment, check instanceof GithubRefusal]).toEqual(['created', true]);
  });

  test('is one when the account turns out to be another than the workflow’s', async () => {
    fake.tokens.set('workflow', {
      login: 'larkmoor-hub[bot]',
      kind: 'app',
      rights: { pull_requests: 'write', checks: 'write' },
    });
    await answer();
    await answer(changeReport({ findings: findings(1) }));
    expect(fake.repo.comments.map(({ author }) => author)).toEqual(['larkmoor-hub[bot]']);
    expect(fake.repo.comments[0]?.body).toContain('1 thing to mend');
  });

  test('is not begun where there is nothing to tell, and says so where one stands', async () => {
    const silent = changeReport({ touched: [] });
    expect((await answer(silent)).comment).toBe('none');
    expect(own()).toHaveLength(0);
    await answer(changeReport({ findings: findings(1) }));
    expect((await answer(silent)).comment).toBe('updated');
  });

  test('holds as many findings as fit and counts the others', async () => {
    const long = 'A link that leads nowhere at all. '.repeat(20);
    const report = changeReport({ findings: findings(900, long) });
    expect((await answer(report)).comment).toBe('created');
    const [comment] = own();
    expect(comment?.body.length).toBeLessThan(65_536);
    expect(comment?.body).toMatch(/… and \d{3} more findings\./);
    expect(comment?.body).toContain('## 900 things to mend');
  });
});

describe('the check run', () => {
  const many = changeReport({ findings: findings(120) });

  test('keeps all annotations, fifty with each request, and is not written twice', async () => {
    expect((await answer(many)).check).toBe('written');
    expect((await answer(many)).check).toBe('same');
    expect(fake.repo.checkRuns).toHaveLength(1);
    const [run] = fake.repo.checkRuns;
    expect(run?.annotations.map((one) => one['start_line'])).toEqual(findings(120).map(({ line }) => line));
    expect([run?.status, run?.conclusion, run?.headSha]).toEqual(['completed', 'failure', sha]);
    const sent = fake.writes().filter(({ id }) => id.startsWith('checks/'));
    expect(sent.map(({ body }) => body['status'] ?? 'more')).toEqual([
      'in_progress',
      'more',
      'more',
      'more',
      'completed',
    ]);
  });

  test.each([
    ['checks/create', { status: 502, done: true }],
    ['checks/create', { reset: true }],
    ['checks/update', { status: 502, done: true }],
    ['checks/update', { status: 502 }],
    ['checks/update', { reset: true, done: true }],
  ] as const)('has each annotation once after %s failed as %o', async (id, fault) => {
    failOnce(id, fault);
    expect((await answer(many, onlyCheck)).check).toBe('written');
    expect(fake.repo.checkRuns).toHaveLength(1);
    expect(fake.repo.checkRuns[0]?.annotations).toHaveLength(120);
    expect(fake.repo.checkRuns[0]?.conclusion).toBe('failure');
  });

  test('is gone on with where a run was stopped', async () => {
    let updates = 0;
    fake.interfere = (call) => (call.id === 'checks/update' && ++updates > 1 ? { status: 500 } : undefined);
    expect((await answer(many, onlyCheck)).check).toBeInstanceOf(GithubRefusal);
    expect(fake.repo.checkRuns[0]?.annotations).toHaveLength(50);
    fake.interfere = () => undefined;
    await answer(many, onlyCheck);
    expect(fake.repo.checkRuns).toHaveLength(1);
    expect(fake.repo.checkRuns[0]?.annotations).toHaveLength(120);
  });

  test('is one when two runs answer at once: the earliest has everything, the other one says where', async () => {
    const both = Promise.withResolvers<undefined>();
    let begun = 0;
    // Both look before either writes.
    const tell = () =>
      answerFrom(many, {
        before: async (method, path) => {
          if (method !== 'POST' || !path.endsWith('/check-runs')) return;
          if (++begun === 2) both.resolve(undefined);
          await both.promise;
        },
      });
    const said = await Promise.all([tell(), tell()]);
    expect(said.map(({ check }) => check).sort()).toEqual(['same', 'written']);
    expect((await answer(many, onlyCheck)).check).toBe('same');
    const [first, twin, ...more] = fake.repo.checkRuns;
    expect(more).toEqual([]);
    expect(first).toMatchObject({ name: CHECK_NAME, status: 'completed', conclusion: 'failure' });
    expect(first?.annotations.map((one) => one['start_line'])).toEqual(findings(120).map(({ line }) => line));
    expect(twin).toMatchObject({ status: 'completed', conclusion: 'skipped', annotations: [] });
    expect([twin?.name === CHECK_NAME, twin?.summary?.includes(CHECK_NAME)]).toEqual([false, true]);
  });

  test('is left to the run that is writing it', async () => {
    const looked = Promise.withResolvers<undefined>();
    let sent = 0;
    const first = answerFrom(many, {
      before: async (method) => {
        // The second run begins between two requests of the first.
        if (method !== 'PATCH' || ++sent !== 2) return;
        second = answerFrom(many, {
          pause: async () => {
            looked.resolve(undefined);
            await first;
          },
        });
        await looked.promise;
      },
    });
    let second: Promise<PostedFeedback> | undefined;
    expect((await first).check).toBe('written');
    expect((await second)?.check).toBe('same');
    expect(fake.repo.checkRuns).toHaveLength(1);
    expect(fake.repo.checkRuns[0]?.annotations).toHaveLength(120);
  });

  test('passes without findings, and stays neutral for what is only to be looked at', async () => {
    await answer(changeReport(), onlyCheck);
    const looked = findings(1).map((one) => ({ ...one, severity: 'warning' as const }));
    await answer(changeReport({ findings: looked }), onlyCheck);
    expect(fake.repo.checkRuns.map(({ conclusion }) => conclusion)).toEqual(['success', 'neutral']);
  });
});

describe('where the token may not write', () => {
  test('nothing is written, and what was refused is told', async () => {
    setRights({ contents: 'read', pull_requests: 'read', checks: 'read' });
    const { comment, check } = await answer(changeReport({ findings: findings(3) }));
    expect(comment).toBeInstanceOf(GithubRefusal);
    expect(check).toBeInstanceOf(GithubRefusal);
    expect([fake.repo.comments, fake.repo.checkRuns]).toEqual([[], []]);
  });

  test('the comment is still written when only the check run is refused', async () => {
    setRights({ contents: 'read', pull_requests: 'write' });
    const { comment, check } = await answer();
    expect(comment).toBe('created');
    expect(check).toBeInstanceOf(GithubRefusal);
  });
});
