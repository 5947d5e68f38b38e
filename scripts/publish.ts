/** npm run publish -- FILES… : one pull request for files, without git on this machine. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contentFolder, readContent, readFolder } from '../src/adapters/content-folder.ts';
import { openFileReader } from '../src/adapters/files/file-reader.ts';
import { readAttachments } from '../src/adapters/files/read-attachments.ts';
import { openGithub } from '../src/adapters/github/api.ts';
import { readLocalFiles, readLocalBase } from '../src/adapters/github/local-files.ts';
import { readRemoteState } from '../src/adapters/github/remote-state.ts';
import { publish } from '../src/adapters/github/publish.ts';
import { readGithubSettings } from '../src/adapters/github/settings.ts';
import { compileMarkdown } from '../src/adapters/markdown.ts';
import { titleOfFile } from '../src/library/import/office-pages.ts';
import { UserError } from '../src/library/user-error.ts';
import { renderFindingText } from '../src/publishing/check/findings-text.ts';
import { placeFiles, sortFiles } from '../src/publishing/publish/files.ts';
import { checkPlaced } from '../src/publishing/publish/overlay.ts';
import { reuseExistingPages } from '../src/publishing/publish/existing-pages.ts';
import { buildPublishPlan } from '../src/publishing/publish/plan.ts';
import { parsePublishFlags } from '../src/publishing/publish/spec.ts';
import {
  renderRemoteState,
  renderPlanText,
  renderPublishOutcome,
} from '../src/publishing/publish/plan-text.ts';
import type { LocalFile } from '../src/publishing/publish/spec.ts';
import { promptForMissing, openTerminal } from './publish-prompts.ts';
import { runCommand, type FlagSpec } from './run-command.ts';
import { dayOf } from './today.ts';

/** What the first file to download calls itself; undefined where there is none. */
async function titleOfFirst([first]: readonly LocalFile[]): Promise<string | undefined> {
  if (first === undefined) return undefined;
  const reader = openFileReader(process.env);
  try {
    const read = await reader.read(first.name, first.bytes);
    return titleOfFile(first.name, 'text' in read ? read.text : undefined);
  } finally {
    reader.close();
  }
}

const text = (value: string, says: string): FlagSpec => ({ type: 'string', value, says });

runCommand(
  {
    name: 'publish',
    about:
      'Opens one pull request with the files: Markdown with front matter as it is, Markdown without as a new page, and PDFs, office files and tables as downloads of a new page. Asks for what is missing.',
    rest: 'FILE',
    flags: {
      title: text('TITLE', 'What the new page is called; without it what the file calls itself.'),
      kind: text(
        'KIND',
        'What sort of page: collateral (default for files to download), answer, battlecard, …',
      ),
      product: text('IDS', 'Products it is about; here and below ids of hub.yaml, with commas between them.'),
      owner: text('ID', 'Who answers for it.'),
      benefit: text('SENTENCE', "What's in it for the rep."),
      summary: text('SENTENCE', 'What it says.'),
      format: text('ID', 'What sort of collateral.'),
      stage: text('IDS', 'Steps of a sale it helps in.'),
      persona: text('IDS', 'Whom it speaks to.'),
      industry: text('IDS', 'Industries it fits.'),
      region: text('IDS', 'Regions it holds in.'),
      competitor: text('IDS', 'Competitors it is about.'),
      audience: { ...text('WHO', 'Whether customers may see it.'), oneOf: ['internal', 'shareable'] },
      name: text('NAME', 'Name of the page in its address, when the title should not make it.'),
      replace: { type: 'boolean', says: 'Put these files in the place of what is there.' },
      yes: { type: 'boolean', says: 'Send without asking.' },
      'dry-run': { type: 'boolean', says: 'Show everything that would be sent, and send nothing.' },
      today: text('DAY', 'The day that new pages carry, such as 2027-01-31.'),
    },
    notes: [
      'Settings: GITHUB_TOKEN (a secret), GITHUB_REPOSITORY (repository in hub.yaml), GITHUB_API_URL, HUB_CONTENT.',
      'The published branch is never written to. Run it again after any failure: it goes on where it stopped.',
      'Exit code: 0 done, 1 findings to mend first, 2 it could not go on; the last line says what state things are in.',
    ],
  },
  async ({ flags, words }) => {
    const folder = contentFolder(process.env);
    const before = await readContent(folder);
    const { library } = before;
    const { hub } = library;
    const today = dayOf(flags.today, hub);
    const localFiles = await readLocalFiles(words, folder);
    const sorted = sortFiles(localFiles, library, compileMarkdown);
    const terminal = flags.yes === true ? undefined : openTerminal();
    try {
      const told = { ...flags, title: flags.title ?? (await titleOfFirst(sorted.downloads)) };
      const spec = parsePublishFlags(await promptForMissing(told, sorted, hub, terminal?.prompt), hub);
      const placed = await reuseExistingPages(placeFiles(sorted, spec, today), before, spec, today, (path) =>
        readFile(join(folder, path), 'utf8'),
      );
      const { assets, findings } = await checkPlaced(before, placed, today, compileMarkdown, {
        readFolder: () => readFolder(folder),
        attach: (content, given) =>
          readAttachments(
            content,
            async (path) => given.get(path) ?? (await readFile(join(folder, path)).catch(() => undefined)),
          ),
      });
      for (const finding of findings) {
        // A file that goes as it is has its lines where its writer has them.
        const own = localFiles.find(({ bytes }) =>
          placed.some((one) => one.path === finding.path && one.bytes === bytes),
        );
        const from = own?.from ?? finding.path;
        const hint = finding.hint.replaceAll(
          `content/${finding.path}`,
          own?.from ?? `content/${finding.path}`,
        );
        console.log(renderFindingText({ ...finding, path: from, hint }));
      }
      if (findings.some(({ severity }) => severity === 'error')) {
        console.error('Mend this first and run the same command again. Nothing was sent.');
        return 1;
      }
      const plan = buildPublishPlan(placed, assets, { localFiles, spec, before });
      const isDry = flags['dry-run'] === true;
      const hasToken = [process.env['GITHUB_TOKEN'], process.env['GH_TOKEN']].some(Boolean);
      if (isDry && !hasToken) {
        console.log(renderPlanText(plan, hub.company.repository ?? 'not known'));
        console.log('GITHUB_TOKEN is not set, so GitHub was not looked at. Nothing was sent.');
        return 0;
      }
      const settings = readGithubSettings(process.env, hub.company.repository);
      const github = openGithub(settings);
      const given = new Set(localFiles.flatMap(({ place }) => place ?? []));
      const begun = placed.filter(({ path, from }) => from === undefined || given.has(path));
      const local = await readLocalBase(
        folder,
        placed.map(({ path }) => path),
        new Set(begun.map(({ path }) => path)),
        hub.company.branch,
      );
      const remoteState = await readRemoteState(github, plan, local);
      if (isDry || terminal !== undefined) {
        console.log(renderPlanText({ ...plan, branch: remoteState.branch }, remoteState.rights.page));
        console.log(renderRemoteState(remoteState, plan));
      }
      if (isDry) {
        console.log('Nothing was sent.');
        return 0;
      }
      if (terminal !== undefined && !/^y(?:es)?$/i.test(await terminal.prompt('Send this? [y/N] '))) {
        console.log('Nothing was sent.');
        return 0;
      }
      if (terminal === undefined && flags.yes !== true)
        throw new UserError(
          'Nobody is there to say yes.',
          'Add --yes to send it, or --dry-run to look at it. Nothing was sent.',
        );
      console.log(renderPublishOutcome(await publish(github, plan, remoteState), plan));
      return 0;
    } finally {
      terminal?.close();
    }
  },
);
