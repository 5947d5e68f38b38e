import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { checkImportFolders, writeImport } from '../src/adapters/content-writer.ts';
import { parseMarkdownTree } from '../src/adapters/import-markdown.ts';
import { compileMarkdown } from '../src/adapters/markdown.ts';
import { readImportFolder } from '../src/adapters/import-folder.ts';
import { writeWholeFile } from '../src/adapters/write-file.ts';
import { buildImport } from '../src/library/import/build-import.ts';
import { parseImportMap, renderImportMap } from '../src/library/import/import-map.ts';
import { parseImportState, renderImportState } from '../src/library/import/import-state.ts';
import { parseHub } from '../src/library/parse-hub.ts';
import { renderStarterHub } from '../src/library/starter-hub.ts';
import { UserError } from '../src/library/user-error.ts';
import { renderImportPage } from '../src/publishing/import-page.ts';
import { renderImportReport } from '../src/publishing/import-report.ts';
import { runCommand } from './run-command.ts';

const COMPANY = 'Imported library';

runCommand(
  {
    name: 'import',
    about:
      'Turns the Markdown below FOLDER into assets of the content folder DIR: links, callouts and other markup of the tool it comes from are translated, what its authors had hidden stays hidden, and what was known is kept.',
    words: ['FOLDER'],
    flags: {
      into: { type: 'string', value: 'DIR', says: 'The content folder to write, made when it is not there.' },
      'dry-run': { type: 'boolean', says: 'Says all of it and writes nothing.' },
    },
    notes: [
      'A DIR without hub.yaml gets one to begin with, with the people and competitors of the pages.',
      'Beside DIR it writes DIR.import.yaml (who is who, and what files are: correct it and run the command again),',
      'DIR.import.html (what was taken, translated and left out, and why) and DIR.import.json (what it wrote).',
      'Running it again writes what has changed in FOLDER, and never over what people have changed in DIR.',
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
    const dryRun = flags['dry-run'] === true;
    const beside = (ending: string) => `${into}.import.${ending}`;
    const textOf = (path: string) => readFile(path, 'utf8').catch(() => undefined);
    const show = progressLine();

    const read = await readImportFolder(folder, (count) => show(`Reading: ${String(count)} files`));
    await checkImportFolders(folder, into);
    const hubText = await textOf(join(into, 'hub.yaml'));
    const mapText = await textOf(beside('yaml'));
    const plan = buildImport(read, {
      parse: parseMarkdownTree,
      compile: compileMarkdown,
      today: new Date().toISOString().slice(0, 10),
      hub: parseHub(hubText ?? renderStarterHub(COMPANY, false)),
      mayAddWords: hubText === undefined,
      map: mapText === undefined ? undefined : parseImportMap(`${flags.into}.import.yaml`, mapText),
      progress: (done, all) => show(`Translating: ${String(done)} of ${String(all)}`),
    });
    const state = parseImportState(await textOf(beside('json')));
    if (!dryRun && plan.taken > 0) {
      if (hubText === undefined)
        await writeWholeFile(join(into, 'hub.yaml'), renderStarterHub(COMPANY, false, plan.newWords));
      if (mapText === undefined) await writeWholeFile(beside('yaml'), renderImportMap(plan.map));
    }
    const written = await writeImport(plan.targets, {
      folder,
      into,
      state,
      dryRun,
      progress: (done, all) => show(`Writing: ${String(done)} of ${String(all)}`),
      saveState: (each) => writeWholeFile(beside('json'), renderImportState(each)),
    });
    show('');
    const done = { ...written, into: flags.into, dryRun };
    if (!dryRun && plan.taken > 0) await writeWholeFile(beside('html'), renderImportPage(plan, done));
    console.log(renderImportReport(plan, done));
    return plan.taken > 0 && written.written + written.same > 0 ? 0 : 1;
  },
);

/** One line on a terminal that is written over; nothing where nobody looks. */
function progressLine(): (text: string) => void {
  if (!process.stderr.isTTY) return () => undefined;
  let shownAt = 0;
  return (text) => {
    const now = Date.now();
    if (text !== '' && now - shownAt < 100) return;
    shownAt = now;
    process.stderr.write(`\r\u001B[K${text}`);
  };
}
