/** npm run board: the quarter's agenda of the sales advisory board, from evidence. */
import { contentFolder, readContent } from '../src/adapters/content-folder.ts';
import { readMerges } from '../src/adapters/git/merges.ts';
import { readSnapshot, snapshotPath } from '../src/adapters/snapshot-file.ts';
import { codeOf, writeWholeFile } from '../src/adapters/write-file.ts';
import { addDays, renderDay } from '../src/library/dates.ts';
import type { Hub } from '../src/library/hub.ts';
import { UserError } from '../src/library/user-error.ts';
import { buildAgenda } from '../src/publishing/board/agenda.ts';
import { renderAgenda } from '../src/publishing/board/agenda-text.ts';
import { companyQuarterOf, type Quarter } from '../src/library/quarters.ts';
import { pullRequestOf } from '../src/usage/verdict/merge.ts';
import { MAX_DAYS_TO_JUDGE } from '../src/usage/verdict/verdict-window.ts';
import type { ChangeVerdict } from '../src/usage/verdict/verdict.ts';
import { judge } from './judge.ts';
import { runCommand } from './run-command.ts';
import { dayOf } from './today.ts';

/** Verdicts on what was merged so lately that the quarter could judge it. One that cannot be told does not stop the others. */
async function readVerdicts(folder: string, { company }: Hub, quarter: Quarter): Promise<ChangeVerdict[]> {
  const { branch: published, time_zone: zone } = company;
  const since = addDays(quarter.from ?? quarter.until, -MAX_DAYS_TO_JUDGE);
  const merges = (await readMerges(folder, { published, since, zone, env: process.env })) ?? [];
  const numbers = merges
    .filter(({ mergedOn }) => mergedOn <= quarter.until)
    .flatMap(({ subject }) => pullRequestOf(subject) ?? []);
  const verdicts: ChangeVerdict[] = [];
  for (const pullRequest of new Set(numbers)) {
    try {
      verdicts.push(await judge(folder, { pullRequest, company }));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      console.error(`#${String(pullRequest)}  ${error.message} It is left out of the agenda.`);
    }
  }
  return verdicts;
}

async function writeAgenda(path: string, text: string): Promise<void> {
  try {
    await writeWholeFile(path, text);
  } catch (error) {
    throw new UserError(
      `The agenda could not be written to ${path} (${codeOf(error)}).`,
      'Name another place after --out. What was there before is unchanged.',
    );
  }
}

runCommand(
  {
    name: 'board',
    about:
      'Writes the agenda of the sales advisory board for a quarter from evidence: the last decisions and whether use moved since, questions without an answer, pages that lost readers, claims that run out, verdicts on merged changes, what waits the longest, and the needs above the cut line. Markdown.',
    flags: {
      out: { type: 'string', value: 'FILE', says: 'Where to write it, instead of here.' },
      today: { type: 'string', value: 'DAY', says: 'For the quarter of this day, such as 2027-01-31.' },
    },
    notes: [
      'Reads board.yaml, needs.yaml and calendar.quarter_ends of hub.yaml; the numbers are snapshot.json in HUB_DATA, which `npm run adoption` writes.',
      'The same quarter, content, git history and numbers make the same bytes, on whatever day and in whatever time zone.',
      'Exit code: 0 written, 2 hub.yaml knows no quarter for this day.',
    ],
  },
  async ({ flags }) => {
    const folder = contentFolder(process.env);
    const content = await readContent(folder);
    const { hub } = content.library;
    const today = dayOf(flags.today, hub);
    const quarter = companyQuarterOf(hub, today);
    if (quarter === undefined)
      throw new UserError(
        `hub.yaml knows no quarter in which ${renderDay(today)} lies.`,
        'Add the last day of that quarter under calendar: quarter_ends. Nothing was written.',
      );
    const snapshot = await readSnapshot(snapshotPath(process.env));
    const verdicts = snapshot === undefined ? [] : await readVerdicts(folder, hub, quarter);
    const text = renderAgenda(buildAgenda(content, snapshot, verdicts, quarter), hub);
    if (flags.out === undefined) {
      process.stdout.write(text);
      return 0;
    }
    await writeAgenda(flags.out, text);
    console.log(`The agenda for the quarter to ${renderDay(quarter.until)} is in ${flags.out}.`);
    return 0;
  },
);
