import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readCodeowners, writeCodeowners } from '../src/adapters/codeowners-file.ts';
import { readHistory } from '../src/adapters/git/history.ts';
import type { Github } from '../src/adapters/github/api.ts';
import { applyArchive, planArchive } from '../src/adapters/github/archive.ts';
import { applyIssues, readManagedIssues } from '../src/adapters/github/issues.ts';
import type { Day } from '../src/library/dates.ts';
import type { Content } from '../src/library/content.ts';
import { CODEOWNERS_PATH, placeBlock, renderCodeowners } from '../src/publishing/review/codeowners.ts';
import type { LinkReport } from '../src/publishing/links/link-issues.ts';
import { renderCount } from '../src/publishing/count.ts';
import { findIdle } from '../src/publishing/review/archive.ts';
import { renderIssueAction, type IssueAction } from '../src/publishing/review/plan.ts';
import { planReviewIssues } from '../src/publishing/review/run.ts';
import type { Snapshot } from '../src/usage/snapshot/snapshot.ts';

/** What a run goes by. Without GitHub, in a run that changes nothing, it is as if nothing were there yet. */
export interface Run {
  folder: string;
  content: Content;
  snapshot: Snapshot | undefined;
  /** What was found out about addresses; undefined where nobody asked. */
  links: LinkReport | undefined;
  today: Day;
  /** Shows what would be done to whoever looks first, and says whether to do it. */
  confirm: (lines: readonly string[]) => Promise<boolean>;
}

const numberOf = (action: IssueAction) => ('issue' in action ? action.issue.number : undefined);
const tell = (action: IssueAction, number: number) => console.log(renderIssueAction(action, number, true));

/** Late reviews, broken links, missed searches and usage notes. */
export async function keepIssues(
  github: Github | undefined,
  { content, snapshot, links, today, confirm }: Run,
): Promise<void> {
  const plan = async () =>
    planReviewIssues(content, snapshot, today, github ? await readManagedIssues(github) : [], links);
  const actions = await plan();
  const isSent = await confirm(actions.map((action) => renderIssueAction(action, numberOf(action), false)));
  if (isSent && github !== undefined) {
    await applyIssues(github, actions, tell);
    // Another run at the same time may have made the same issue.
    const after = actions.some(({ does }) => does === 'make') ? await plan() : [];
    const twins = after.filter((action) => action.does === 'close' && action.isTwin);
    await applyIssues(github, twins, tell);
  }
  console.log(`${renderCount(actions.length, 'issue')} ${isSent ? 'changed' : 'would change'}.`);
}

/** The one pull request for pages that few use and nobody stands behind. */
export async function keepArchive(
  github: Github | undefined,
  { folder, content, snapshot, today, confirm }: Run,
): Promise<void> {
  const { library } = content;
  const history = await readHistory(folder, process.env, { zone: library.hub.company.time_zone });
  const added = [...(history?.isWhole === true ? history.byPath : [])].flatMap(([path, versions]) => {
    const first = versions.at(-1);
    return first === undefined ? [] : [[path, first.day] as const];
  });
  const { idle, why } = findIdle(library, snapshot, new Map(added), today);
  if (idle === undefined) {
    console.log(why);
    return;
  }
  if (github === undefined) {
    for (const { asset } of idle) console.log(`would archive ${asset.id}`);
    return;
  }
  const readText = (path: string) => readFile(join(folder, path), 'utf8');
  const plan = await planArchive(github, idle, { hub: library.hub, today, readText });
  for (const note of plan.notes) console.log(note);
  if (plan.stopReason !== undefined) {
    console.log(plan.stopReason);
    return;
  }
  const what =
    plan.pages.length === 0 ? 'close the archive pull request' : `archive ${plan.pages.join(', ')}`;
  console.log((await confirm([`would ${what}`])) ? await applyArchive(github, plan) : 'Not sent.');
}

/** The file beside the content folder, without GitHub. */
export async function renewCodeowners({ folder, content }: Run): Promise<void> {
  const { block, unasked } = renderCodeowners(content.library);
  const before = await readCodeowners(folder);
  const text = placeBlock(before, block);
  if (text !== before) await writeCodeowners(folder, text);
  for (const { person, pages } of unasked)
    console.log(
      `${person} owns ${renderCount(pages, 'page')} and has no github in hub.yaml: nobody is asked.`,
    );
  console.log(`${CODEOWNERS_PATH} ${text === before ? 'is as it should be' : 'is written; commit it'}.`);
}
