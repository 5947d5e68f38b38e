import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { checkImportFolders, writeImport } from '../src/adapters/content-writer.ts';
import { parseMarkdownTree } from '../src/adapters/import-markdown.ts';
import { readImportFolder } from '../src/adapters/import-folder.ts';
import { buildImport } from '../src/library/import/build-import.ts';
import { renderStarterHub } from '../src/library/starter-hub.ts';
import { UserError } from '../src/library/user-error.ts';
import { renderImportReport } from '../src/publishing/import-report.ts';
import { runCommand } from './run-command.ts';

runCommand(
  {
    name: 'import',
    about:
      'Turns every Markdown file below FOLDER into collateral of the content folder DIR: title and summary worked out, body and relative path kept. Nothing that is there already is changed.',
    words: ['FOLDER'],
    flags: {
      into: { type: 'string', value: 'DIR', says: 'The content folder to write, made when it is not there.' },
    },
    notes: [
      'A DIR without hub.yaml gets one to begin with. Owners are left out: npm run check lists what lacks one.',
      'Running it again writes only what is missing.',
      'Exit code: 0 something was taken (the report names what was not), 1 nothing was, 2 it could not run.',
    ],
  },
  async ({ flags, words }) => {
    if (flags.into === undefined) {
      throw new UserError(
        'import needs to know where to write.',
        'Add --into and a folder. Nothing was written.',
      );
    }
    const folder = resolve(words[0] ?? '.');
    const into = resolve(flags.into);
    const read = await readImportFolder(folder);
    await checkImportFolders(folder, into);
    const today = new Date().toISOString().slice(0, 10);
    const plan = buildImport(read, { parse: parseMarkdownTree, today });
    const hubThere = await stat(join(into, 'hub.yaml')).catch(() => undefined);
    const hub = { path: 'hub.yaml', from: 'hub.yaml', text: renderStarterHub('Imported library', false) };
    const starter = hubThere === undefined && plan.taken > 0 ? [hub] : [];
    const done = await writeImport([...starter, ...plan.targets], folder, into);
    console.log(renderImportReport(plan, { into: flags.into, ...done }));
    return plan.taken > done.notes.length ? 0 : 1;
  },
);
