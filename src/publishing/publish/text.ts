import { shorten } from '../../library/shorten.ts';
import type { Asset } from '../../library/asset.ts';
import { nameOf, type Hub } from '../../library/hub.ts';
import { kinds } from '../../library/kinds/kinds.ts';
import { renderCount } from '../count.ts';
import { onOneLine } from '../check/findings-text.ts';
import { megabytes } from './files.ts';
import type { PlannedFile, PublishPlan } from './plan.ts';

/** A page of the change, and whether the hub has none at its address yet. */
export interface PlannedPage {
  asset: Asset;
  isNew: boolean;
}

/** Longest title of a pull request, with room to spare (GitHub takes 256 letters). */
const MAX_TITLE_CHARACTERS = 200;
/** Lines of the list of files. GitHub takes 65,536 letters in all. */
const MAX_LISTED = 100;

/**
 * Words of content inside Markdown of GitHub: no sign of them means anything, and nobody is called by an `@`, no issue by
 * a `#`. Beside what `escapeComment` makes, it is also read as it stands, before it is sent: hence a joiner that is not
 * seen, and no entities.
 */
export function plainMarkdown(text: string): string {
  return onOneLine(text)
    .replace(/[\\`*_{}[\]()<>#+|~!&-]/g, '\\$&')
    .replace(/([@#])(?=\w)/g, '$1\u2060');
}

export function renderPullTitle(pages: readonly PlannedPage[], files: readonly PlannedFile[]): string {
  const [first] = pages;
  if (first === undefined)
    return shorten(`Publish ${files[0]?.path ?? 'nothing'}${more(files.length - 1)}`, MAX_TITLE_CHARACTERS);
  const title = onOneLine(first.asset.data.title);
  return shorten(
    `${first.isNew ? 'Add' : 'Update'} “${title}”${more(pages.length - 1)}`,
    MAX_TITLE_CHARACTERS,
  );
}

function more(many: number): string {
  return many < 1 ? '' : ` and ${String(many)} more`;
}

/** What a reviewer reads first. */
export function renderPullBody(
  pages: readonly PlannedPage[],
  files: readonly PlannedFile[],
  hub: Hub,
): string {
  const about = pages.slice(0, MAX_LISTED).map(({ asset: { kind, data }, isNew }) => {
    const owner = data.owner === undefined ? '' : ` Owner: ${plainMarkdown(nameOf(hub.people, data.owner))}.`;
    const benefit = data.benefit === undefined ? '' : `\n> ${plainMarkdown(data.benefit)}\n`;
    return `${isNew ? 'Adds' : 'Changes'} **${plainMarkdown(data.title)}** (${kinds[kind].label}).${owner}\n${benefit}`;
  });
  const listed = files
    .slice(0, MAX_LISTED)
    .map((file) => `- \`${file.path.replaceAll('`', "'")}\` (${renderSize(file)})`);
  const left = files.length - listed.length;
  return [
    ...about,
    'Files:',
    ...listed,
    ...(left > 0 ? [`- and ${String(left)} more`] : []),
    '',
    'The check reads these files and answers below. To mend something, open it under “Files changed” and choose the pencil.',
  ].join('\n');
}

function renderSize({ bytes: { length } }: PlannedFile): string {
  if (length < 1024) return renderCount(length, 'byte');
  return length < 1024 * 1024 ? `${String(Math.round(length / 1024))} kB` : `${megabytes(length)} MB`;
}

/** A pull request, as far as the end of a publication is told. */
interface PullSummary {
  number: number;
  url: string;
}

/** What is there on GitHub already. */
export function renderRemoteState(
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
    found: `Pull request ${where} is open and holds exactly this.`,
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
