import { shorten } from '../../library/shorten.ts';
import { onOneLine } from '../check/findings-text.ts';

/** What an issue is kept about. */
type IssueFamily = 'review' | 'link' | 'missed-search' | 'usage-note' | 'digest' | 'alert';

/** An issue as it should be. */
export interface DesiredIssue {
  family: IssueFamily;
  /** What tells it from the others of its family, such as the id of an asset. */
  key: string;
  /** Another value means that it has come up anew since somebody closed it: the day that passed, the week. */
  occurrence: string;
  /** Name on GitHub, without `@`, of whom it is for. */
  assignee: string | undefined;
  label: string;
  title: string;
  /** What it says, in GitHub's Markdown, without the line by which it is found again. */
  text: string;
  /** A few words for a terminal. */
  about: string;
}

/** An issue that an earlier run made, as it is on GitHub. */
export interface ManagedIssue {
  number: number;
  state: 'open' | 'closed';
  /** Whether somebody closed it because it is not wanted. */
  isDeclined: boolean;
  title: string;
  body: string;
}

/** Why an issue is closed, in GitHub's word and in a sentence. */
export interface Closing {
  reason: 'completed' | 'not_planned';
  says: string;
}

/** What is to be done. Nothing is planned for an issue that is as it should be. */
export type IssueAction =
  | { does: 'make'; desired: DesiredIssue }
  | { does: 'update' | 'reopen'; desired: DesiredIssue; issue: ManagedIssue }
  | { does: 'close'; key: string; issue: ManagedIssue; ending: Closing; isTwin: boolean };

/** What a family of issues should be. */
export interface DesiredIssues {
  family: IssueFamily;
  issues: readonly DesiredIssue[];
  /** Why an open issue that is desired no more is closed; undefined where nothing is known, and it stays. */
  closing: (key: string) => Closing | undefined;
  /** The text of such issues changes only when `occurrence` does. */
  isTextFixed?: boolean;
}

interface Marker {
  family: string;
  key: string;
  occurrence: string;
  assignee: string;
}

const MARKER = /^<!-- hub-issue:v1 ([a-z-]+) key=(\S+) anew=(\S*) assignee=(\S*) -->/;
/** GitHub takes titles of 256 letters. */
const MAX_TITLE_CHARACTERS = 200;

/** Nothing in it ends a comment of HTML, also by the rules that know two hyphens as its end. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll('--', '-%2D');
}

function renderMarker({ family, key, occurrence, assignee = '' }: DesiredIssue): string {
  return `<!-- hub-issue:v1 ${family} key=${encode(key)} anew=${encode(occurrence)} assignee=${encode(assignee)} -->`;
}

/** What the first line of an issue says it is about; undefined for an issue that is not kept. */
export function readIssueMarker(body: string): Marker | undefined {
  const [, family = '', ...fields] = MARKER.exec(body) ?? [];
  if (family === '') return undefined;
  try {
    const [key = '', occurrence = '', assignee = ''] = fields.map(decodeURIComponent);
    return { family, key, occurrence, assignee };
  } catch {
    return undefined;
  }
}

export function renderIssueBody(desired: DesiredIssue): string {
  return `${renderMarker(desired)}\n${desired.text}`;
}

/** The body of an issue that the hub closes: it says why, above what it said, and may come up anew at any time. */
export function renderClosedBody({ body }: ManagedIssue, { says }: Closing): string {
  const [marker = '', ...rest] = lines(body);
  return [marker.replace(/ anew=\S*/, ' anew='), `**${says}**`, '', ...rest].join('\n');
}

/** A title cut to what GitHub takes. */
export function cutTitle(title: string): string {
  return shorten(onOneLine(title), MAX_TITLE_CHARACTERS);
}

/** Compares what should be with what is there. Of several issues about the same the oldest stays. */
export function planIssues(
  { family, issues: desiredIssues, closing, isTextFixed = false }: DesiredIssues,
  existing: readonly ManagedIssue[],
): IssueAction[] {
  const desiredKeys = new Set(desiredIssues.map(({ key }) => key));
  const first = new Map<string, { issue: ManagedIssue; marker: Marker }>();
  const actions: IssueAction[] = [];
  for (const issue of [...existing].sort((a, b) => a.number - b.number)) {
    const marker = readIssueMarker(issue.body);
    if (marker?.family !== family) continue;
    const there = first.get(marker.key);
    if (there === undefined) first.set(marker.key, { issue, marker });
    else if (issue.state === 'open') {
      const says = `Issue #${String(there.issue.number)} is about the same.`;
      const ending = { reason: 'not_planned', says } as const;
      actions.push({ does: 'close', key: marker.key, issue, ending, isTwin: true });
    }
  }
  for (const [key, { issue }] of first) {
    const why = desiredKeys.has(key) || issue.state === 'closed' ? undefined : closing(key);
    if (why !== undefined) actions.push({ does: 'close', key, issue, ending: why, isTwin: false });
  }
  for (const desired of desiredIssues) {
    const there = first.get(desired.key);
    if (there === undefined) {
      actions.push({ does: 'make', desired });
      continue;
    }
    const { issue, marker } = there;
    const isNewOccurrence = marker.occurrence !== desired.occurrence;
    if (issue.state === 'closed') {
      const isWanted = isTextFixed
        ? isNewOccurrence && !issue.isDeclined
        : isNewOccurrence || !issue.isDeclined;
      if (isWanted) actions.push({ does: 'reopen', desired, issue });
    } else if (isTextFixed ? isNewOccurrence : differs(desired, issue))
      actions.push({ does: 'update', desired, issue });
  }
  return actions;
}

function differs(desired: DesiredIssue, { title, body }: ManagedIssue): boolean {
  return title !== desired.title || lines(body).join('\n').trim() !== renderIssueBody(desired).trim();
}

/** GitHub's editor writes line ends of its own. */
function lines(text: string): string[] {
  return text.split(/\r?\n/);
}

/** Whether it is for somebody else than it was made for; whom people assigned besides stays otherwise. */
export function hasOtherAssignee({ assignee = '' }: DesiredIssue, { body }: ManagedIssue): boolean {
  return readIssueMarker(body)?.assignee !== assignee;
}

/** One line for a terminal: `made    #12  answers/cost  due 4 Oct 2026`. */
export function renderIssueAction(action: IssueAction, number: number | undefined, isDone: boolean): string {
  const { does } = action;
  const verb = isDone
    ? { make: 'made', update: 'updated', reopen: 'reopened', close: 'closed' }[does]
    : `would ${does}`;
  const [key, why] =
    action.does === 'close' ? [action.key, action.ending.says] : [action.desired.key, action.desired.about];
  const where = number === undefined ? '' : `  #${String(number)}`;
  return onOneLine(`${verb.padEnd(isDone ? 8 : 12)}${where}  ${key}  ${why}`);
}
