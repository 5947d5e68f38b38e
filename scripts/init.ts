import { createInterface } from 'node:readline/promises';
import { contentFolder } from '../src/adapters/content-folder.ts';
import { checkNothingIsLost, filesToDelete, resetContent } from '../src/adapters/content-reset.ts';
import { renderStarterAssets, renderStarterHub } from '../src/library/starter-hub.ts';
import { UserError } from '../src/library/user-error.ts';
import { renderCount } from '../src/publishing/count.ts';
import { runCommand } from './run-command.ts';
import { dayOf } from './today.ts';

/** Asks a person, or gives up with a hint when nobody is there to answer. */
async function prompt(question: string, hint: string): Promise<string> {
  if (!process.stdin.isTTY)
    throw new UserError('init has a question, and nobody is there to answer it.', hint);
  const line = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return (await line.question(question)).trim();
  } finally {
    line.close();
  }
}

runCommand(
  {
    name: 'init',
    about:
      "Empties the content folder (HUB_CONTENT, else content/) for a company's own: hub.yaml with its name, an example answer and an example battlecard. The README there stays.",
    flags: {
      company: {
        type: 'string',
        value: 'NAME',
        says: 'The name in the header of every page; asked for when left out.',
      },
      yes: { type: 'boolean', says: 'Delete without asking.' },
      force: { type: 'boolean', says: 'Delete even what git could not bring back.' },
    },
    notes: [
      'Refuses while the folder holds anything that is not committed to git, so that nothing can be lost.',
      'Exit code: 0 done, 2 it did not run and nothing was changed.',
    ],
  },
  async ({ flags }) => {
    const folder = contentFolder(process.env);
    const doomed = await filesToDelete(folder);
    if (doomed.length > 0 && flags.force !== true) await checkNothingIsLost(folder);
    const company =
      flags.company?.trim() ??
      (await prompt("Your company's name: ", 'Add --company "Your company". Nothing was deleted.'));
    if (company === '')
      throw new UserError('A hub needs the name of its company.', 'Run it again. Nothing was deleted.');
    if (doomed.length > 0 && flags.yes !== true) {
      const answer = await prompt(
        `Delete ${renderCount(doomed.length, 'file')} in ${folder}? Type yes: `,
        'Add --yes. Nothing was deleted.',
      );
      if (answer.toLowerCase() !== 'yes') throw new UserError('That was not a yes.', 'Nothing was deleted.');
    }
    const files = new Map([
      ['hub.yaml', renderStarterHub(company, true)],
      ...renderStarterAssets(dayOf(undefined)),
    ]);
    await resetContent(folder, files);
    console.log(
      [
        ...[...files.keys()].map((path) => `wrote    ${path}`),
        `${folder} now belongs to ${company}: ${renderCount(doomed.length, 'file')} deleted, ${String(files.size)} written.`,
        'Next: put your people, products and competitors into hub.yaml, then run npm run check.',
      ].join('\n'),
    );
    return 0;
  },
);
