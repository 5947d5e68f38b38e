/** npm run review: what the hub keeps on GitHub about the care for its pages. */
import { contentFolder, readPages } from '../src/adapters/content-folder.ts';
import { openGithub } from '../src/adapters/github/api.ts';
import { readGithubSettings } from '../src/adapters/github/settings.ts';
import { readLinkReport } from '../src/adapters/link-report-file.ts';
import { readSnapshot, snapshotPath } from '../src/adapters/snapshot-file.ts';
import { CODEOWNERS_PATH } from '../src/publishing/review/codeowners.ts';
import { explainNoNumbers } from '../src/publishing/review/numbers.ts';
import { openTerminal } from './publish-prompts.ts';
import { keepArchive, keepIssues, renewCodeowners, type Run } from './review-parts.ts';
import { runCommand } from './run-command.ts';
import { dayOf } from './today.ts';

runCommand(
  {
    name: 'review',
    about:
      'Keeps on GitHub what the care for pages needs: an issue for each page whose review is late or that leads to what is gone (after check:links), for each search that ten reps or more missed, for each owner with the use of their pages, and for what somebody follows in subscriptions.yaml, made, updated, opened again and closed when it is done; and one pull request that archives pages that few use and nobody stands behind.',
    flags: {
      'dry-run': { type: 'boolean', says: 'Say what would be done, and change nothing.' },
      yes: { type: 'boolean', says: 'Do it without asking at a terminal.' },
      only: {
        type: 'string',
        value: 'PART',
        oneOf: ['issues', 'archive'],
        says: 'Only the issues, or only the archive, so that each runs with the rights it needs.',
      },
      codeowners: {
        type: 'boolean',
        says: `Instead of all that, write the owners of pages into ${CODEOWNERS_PATH} beside the content folder.`,
      },
      today: { type: 'string', value: 'DAY', says: 'Judge dates as on this day, such as 2027-01-31.' },
    },
    notes: [
      'Late reviews come first, the longest late before the others. New issues are sent some seconds apart, as GitHub wants it.',
      'Settings: GITHUB_TOKEN (Issues; for the archive Contents and Pull requests; always of the same account), GITHUB_REPOSITORY, GITHUB_API_URL, HUB_CONTENT, HUB_DATA (numbers, links.json).',
      'Exit code: 0 done, 2 it could not go on; the last line says how far it came.',
    ],
  },
  async ({ flags }) => {
    const folder = contentFolder(process.env);
    const content = await readPages(folder);
    const { library } = content;
    const today = dayOf(flags.today, library.hub);
    const snapshot = await readSnapshot(snapshotPath(process.env));
    const isDry = flags['dry-run'] === true;
    const terminal = isDry || flags.yes === true ? undefined : openTerminal();
    const confirm: Run['confirm'] = async (lines) => {
      if (lines.length === 0 || (!isDry && terminal === undefined)) return !isDry;
      console.log(lines.join('\n'));
      return terminal !== undefined && /^y(?:es)?$/i.test(await terminal.prompt('Do this on GitHub? [y/N] '));
    };
    const links = await readLinkReport(process.env);
    const run = { folder, content, snapshot, links, today, confirm };
    try {
      if (flags.codeowners === true) {
        await renewCodeowners(run);
        return 0;
      }
      const hasToken = [process.env['GITHUB_TOKEN'], process.env['GH_TOKEN']].some(Boolean);
      const github =
        isDry && !hasToken
          ? undefined
          : openGithub(readGithubSettings(process.env, library.hub.company.repository));
      if (github === undefined) console.log('GITHUB_TOKEN is not set, so GitHub was not looked at.');
      const unknown = explainNoNumbers(snapshot, today);
      if (unknown !== undefined) console.log(unknown);
      if (flags.only !== 'archive') await keepIssues(github, run);
      if (flags.only !== 'issues' && unknown === undefined) await keepArchive(github, run);
      return 0;
    } finally {
      terminal?.close();
    }
  },
);
