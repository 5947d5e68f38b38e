/** Answers on a pull request: one comment, a check run, the page of the run, and the exit code. Reads findings as data. */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { appendSummary, readChangeReport } from '../src/adapters/change-report-file.ts';
import { postFeedback } from '../src/adapters/github/feedback.ts';
import { openGithub } from '../src/adapters/github/api.ts';
import { GithubRefusal } from '../src/adapters/github/refusal.ts';
import { readGithubSettings } from '../src/adapters/github/settings.ts';
import { UserError } from '../src/library/user-error.ts';
import { buildFeedback, renderFallback, buildStoppedFeedback } from '../src/publishing/change/feedback.ts';
import { renderFindingText } from '../src/publishing/check/findings-text.ts';
import { parsePullRequestEvent } from '../src/publishing/change/pull-request-event.ts';
import { previewUrl } from '../src/publishing/change/pull-request-links.ts';
import { runCommand } from './run-command.ts';

runCommand(
  {
    name: 'check:answer',
    about:
      'In a workflow of GitHub: answers on the pull request with what `npm run check -- --json FILE` wrote. FILE may come from any branch and is only read.',
    flags: {
      findings: { type: 'string', value: 'FILE', says: 'What the check wrote; findings.json when left out.' },
    },
    notes: [
      'Needs GITHUB_TOKEN with pull-requests: write and checks: write; with less, everything stands on the page of the run.',
      'HUB_COMMENT=off writes no comment. HUB_PREVIEW_URL is where the change can be looked at, with {number}, {branch} or {sha}.',
      'Exit code: 0 nothing to mend (warnings do not count), 1 something to mend, 2 the check could not run.',
    ],
  },
  async ({ flags }) => {
    const { env } = process;
    const pull = parsePullRequestEvent(await readEvent(env['GITHUB_EVENT_PATH']));
    const place = { pull, preview: previewUrl(env['HUB_PREVIEW_URL'], pull) };
    const read = await readChangeReport(flags.findings ?? 'findings.json').catch((error: unknown) => {
      if (error instanceof UserError) return error;
      throw error;
    });
    const answer = read instanceof UserError ? buildStoppedFeedback(read) : buildFeedback(read, place);
    const github = openGithub(readGithubSettings(env, pull.url));
    const { check } = answer;
    const isSilent = env['HUB_COMMENT'] === 'off' || pull.isQueued;
    const comment = isSilent ? undefined : { number: pull.number, ...answer.comment };
    const { comment: said, check: ran } = await postFeedback(github, { comment, check });
    await appendSummary(env['GITHUB_STEP_SUMMARY'], answer.summary);
    if (!(read instanceof UserError)) {
      // GitHub's runner obeys lines that begin with two colons, and these words are anybody's.
      const untilHere = randomUUID();
      const lines = [
        `::stop-commands::${untilHere}`,
        ...read.findings.map(renderFindingText),
        `::${untilHere}::`,
      ];
      console.log([...lines, ...(ran instanceof GithubRefusal ? renderFallback(read) : [])].join('\n'));
    }
    for (const refusal of new Set([said, ran].filter((one) => one instanceof GithubRefusal)))
      console.log(`${refusal.message} ${refusal.hint} Everything is on the page of this run instead.`);
    if (read instanceof UserError) throw read;
    return answer.hasErrors ? 1 : 0;
  },
);

async function readEvent(path: string | undefined): Promise<string> {
  return path === undefined || path === '' ? '' : readFile(path, 'utf8').catch(() => '');
}
