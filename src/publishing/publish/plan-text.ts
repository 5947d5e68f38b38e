/** What a person at the terminal reads of a publication. */
import { onOneLine } from '../check/findings-text.ts';
import type { PublishPlan } from './plan.ts';
import { renderSize } from './pull-text.ts';

/** A pull request, as far as the end of a publication is told. */
interface PullSummary {
  number: number;
  url: string;
}

/** Another open pull request that changes some of the same files. */
interface SharedSummary extends PullSummary {
  /** Name on GitHub. */
  author: string;
  paths: readonly string[];
}

/** Which other pull requests change the same files, each as a sentence. */
export function renderSharedFiles(others: readonly SharedSummary[]): string[] {
  return others.map(({ number, url, author, paths }) => {
    const more = paths.length > 1 ? ` and ${String(paths.length - 1)} more of these files` : '';
    return `Pull request #${String(number)} of ${author || 'somebody'} changes ${paths[0] ?? ''}${more} too: ${url} Whichever is merged second has to be brought together by hand.`;
  });
}

/** What is there on GitHub already. */
export function renderRemoteState(
  state: {
    tip: string | undefined;
    pull: PullSummary | undefined;
    others: readonly SharedSummary[];
    done: unknown;
  },
  plan: PublishPlan,
): string {
  return [...renderSharedFiles(state.others), renderOwnState(state, plan)].map(onOneLine).join('\n');
}

function renderOwnState(
  { tip, pull, done }: { tip: string | undefined; pull: PullSummary | undefined; done: unknown },
  { base }: PublishPlan,
): string {
  if (done !== undefined) return `${base} holds exactly this already: nothing would be sent.`;
  if (pull !== undefined) return `Pull request #${String(pull.number)} is open for this: ${pull.url}`;
  return tip === undefined
    ? 'No branch and no pull request is there for this yet.'
    : 'The branch is there from an earlier run; the pull request is missing.';
}

/** How a publication ended. */
export function renderPublishOutcome(
  published: { outcome: string; pull: PullSummary | undefined; notes?: readonly string[] },
  { base }: PublishPlan,
): string {
  const { outcome, pull, notes = [] } = published;
  const where = pull === undefined ? '' : `#${String(pull.number)}`;
  const said = {
    published: `${base} holds exactly this already${where === '' ? '' : ` (pull request ${where})`}. Nothing was sent.`,
    opened: `Pull request ${where} is open. The check answers there in some minutes.`,
    updated: `Pull request ${where} has your new version.`,
    found: `Pull request ${where} is open and has this already.`,
  }[outcome];
  return [...notes, said ?? '', ...(pull === undefined ? [] : [pull.url])].map(onOneLine).join('\n');
}

/** Everything that would be sent, for a person to look at before it is. */
export function renderPlanText(plan: PublishPlan, place: string): string {
  const { files, base, branch, message, title, body, labels, reviewers } = plan;
  const list = files.map((file) => {
    const how = file.text === undefined ? 'as a blob' : 'as text';
    return `  ${file.path}  ${renderSize(file)}, ${how}${file.from === undefined ? ', written by the hub' : `, from ${file.from}`}`;
  });
  const written = files
    .filter(({ from, text }) => from === undefined && text !== undefined)
    .flatMap(({ path, text }) => ['', `${path}:`, indent(text ?? '')]);
  return [
    `Repository    ${place}`,
    `Branch        ${branch}, from ${base}`,
    `Commit        ${message.split('\n')[0] ?? ''}`,
    `Pull request  ${title}, into ${base}`,
    `Labels        ${labels.join(', ')}`,
    `Reviewers     ${reviewers.join(', ') || 'none: no owner has a GitHub name in hub.yaml'}`,
    'Files',
    ...list,
    ...written,
    '',
    'Text of the pull request:',
    indent(body),
  ].join('\n');
}

function indent(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' ? '' : `  ${onOneLine(line)}`))
    .join('\n');
}
