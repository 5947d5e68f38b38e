import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { emptyChangeReport, type ChangeReport } from '../../../src/publishing/change/report.ts';
import {
  parsePullRequestEvent,
  type PullRequest,
} from '../../../src/publishing/change/pull-request-event.ts';

/** A change that adds one page and about which there is nothing to say. */
export function changeReport(changes: Partial<ChangeReport> = {}): ChangeReport {
  return {
    ...emptyChangeReport('2026-11-22'),
    base: 'main',
    files: 12,
    touched: [
      {
        path: 'content/answers/start.md',
        did: 'added',
        page: { asset: 'answers/start', title: 'How long does it take?', kind: 'Answer', reps: null },
      },
    ],
    questions: 4,
    ...changes,
  };
}

/** So many errors, each in its own line. */
export function findings(many: number, message = 'The link leads nowhere.'): ChangeReport['findings'] {
  return Array.from({ length: many }, (_, at) => ({
    path: 'content/answers/start.md',
    line: at + 1,
    severity: 'error',
    rule: 'broken-link',
    message,
    hint: 'Correct the link, or take it out.',
  }));
}

interface RealEvent {
  name: string;
  examples: { action: string; pull_request: Record<string, unknown> & { head: Record<string, unknown> } }[];
}

/** Events as GitHub has really sent them, by what happened (`opened`, `synchronize`). */
export function realPullRequestEvents(action: string): RealEvent['examples'] {
  const file = resolve(
    import.meta.dirname,
    '../../../node_modules/@octokit/webhooks-examples/api.github.com/index.json',
  );
  const all = JSON.parse(readFileSync(file, 'utf8')) as RealEvent[];
  return (all.find(({ name }) => name === 'pull_request')?.examples ?? []).filter(
    (event) => event.action === action,
  );
}

/** The pull request of a real event, with its number and commit in the fake's repository. */
export function realPullRequest(number: number, sha: string): PullRequest {
  const [event] = realPullRequestEvents('opened');
  return { ...parsePullRequestEvent(JSON.stringify(event)), number, headSha: sha };
}
