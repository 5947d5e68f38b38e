import { join, relative } from 'node:path';
import { contentFolder, readLibrary } from '../src/adapters/content-folder.ts';
import { writeSchemaFiles } from '../src/adapters/schema-files.ts';
import { checkLibrary } from '../src/library/check.ts';
import { renderFindingGithub } from '../src/publishing/findings-github.ts';
import { renderFindingsJson } from '../src/publishing/findings-json.ts';
import { renderFindingText, renderSummary } from '../src/publishing/findings-text.ts';
import { runCommand } from './run-command.ts';
import { dayOf } from './today.ts';

runCommand(
  {
    name: 'check',
    about:
      'Reads every file of the content folder (HUB_CONTENT, else content/) and lists what is wrong: where, what, and the way out.',
    flags: {
      format: {
        type: 'string',
        value: 'FORMAT',
        oneOf: ['text', 'github', 'json'],
        says: 'text for people (default), github for annotations of a pull request, json for programs.',
      },
      today: { type: 'string', value: 'DAY', says: 'Judge dates as on this day, such as 2027-01-31.' },
    },
    notes: [
      'Also writes .schemas/ beside the content folder, from which editors complete front matter.',
      'Exit code: 0 nothing to mend, 1 findings, 2 the check could not run.',
    ],
  },
  async ({ flags }) => {
    const today = dayOf(flags.today);
    const folder = contentFolder(process.env);
    const read = await readLibrary(folder);
    const { library } = read;
    const fileCount = new Set([...library.assets, ...read.findings].map((each) => each.path)).size;
    const findings = checkLibrary(library, read.findings, today);
    const near = relative(process.cwd(), folder);
    const shown = near.startsWith('..') ? folder : near;
    for (const finding of findings) finding.path = join(shown, finding.path).replaceAll('\\', '/');
    if (flags.format === 'json') console.log(renderFindingsJson(findings, fileCount, today));
    else {
      const render = flags.format === 'github' ? renderFindingGithub : renderFindingText;
      console.log([...findings.map(render), renderSummary(findings, fileCount)].join('\n'));
    }
    const trouble = await writeSchemaFiles(folder, library.hub);
    if (trouble !== undefined) console.error(trouble);
    return findings.length === 0 ? 0 : 1;
  },
);
