import { readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { openByteShelf } from '../src/adapters/byte-shelf.ts';
import { checkImportFolders, writeImport, writeImportFile } from '../src/adapters/content-writer.ts';
import { parseMarkdownTree } from '../src/adapters/import-markdown.ts';
import { compileMarkdown } from '../src/adapters/markdown.ts';
import { openFileReader } from '../src/adapters/files/file-reader.ts';
import { openOfficeFiles, readImportFolder } from '../src/adapters/import-folder.ts';
import { openImportMemory } from '../src/adapters/import-memory.ts';
import { isZip, unpackZip } from '../src/adapters/unpack-zip.ts';
import { buildImport } from '../src/library/import/build-import.ts';
import type { KeepBytes } from '../src/library/import/import-plan.ts';
import { parseImportMap, renderImportMap } from '../src/library/import/import-map.ts';
import { parseHub } from '../src/library/parse-hub.ts';
import { readStarterHub, renderStarterHub, type StarterHub } from '../src/library/starter-hub.ts';
import { UserError } from '../src/library/user-error.ts';
import { renderImportPage } from '../src/publishing/import-page.ts';
import { renderImportReport } from '../src/publishing/import-report.ts';
import { createProgressLine } from './progress-line.ts';
import { runCommand } from './run-command.ts';
import { dayOf } from './today.ts';

const NEW_HUB: StarterHub = { company: 'Imported library', examples: false };

runCommand(
  {
    name: 'import',
    about:
      'Turns the Markdown below FOLDER, or in a zip, and exported pages of Confluence into assets of the content folder DIR: links, callouts and other markup of the tool it comes from are translated, what its authors had hidden stays hidden, and what was known is kept. Decks, documents, sheets and PDFs that no page links to, as on a shared drive, become a page each; of versions that say nearly the same the newest is kept and the others are archived.',
    words: ['FOLDER'],
    flags: {
      into: { type: 'string', value: 'DIR', says: 'The content folder to write, made when it is not there.' },
      'dry-run': { type: 'boolean', says: 'Says all of it and writes nothing.' },
    },
    notes: [
      'The people and competitors of the pages go into hub.yaml where there is none, or the one that `npm run init` has left.',
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
    const given = resolve(words[0] ?? '.');
    const unpacked = (await isZip(given)) ? await unpackZip(given) : undefined;
    const shelf = await openByteShelf();
    try {
      return await importFolder(unpacked ?? given, flags.into, flags['dry-run'] === true, shelf.keep);
    } finally {
      shelf.close();
      if (unpacked !== undefined) await rm(unpacked, { recursive: true, force: true });
    }
  },
);

function textOf(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}

/** Imports a folder and says what became of it. Answers the exit code. */
async function importFolder(
  folder: string,
  shownInto: string,
  dryRun: boolean,
  keep: KeepBytes,
): Promise<number> {
  const into = resolve(shownInto);
  const beside = (ending: 'yaml' | 'html') => `${into}.import.${ending}`;
  const show = createProgressLine();

  const read = await readImportFolder(folder, (count) => show(`Reading: ${String(count)} files`));
  await checkImportFolders(folder, into);
  const hubText = await textOf(join(into, 'hub.yaml'));
  const starter = hubText === undefined ? NEW_HUB : readStarterHub(hubText);
  const mapText = await textOf(beside('yaml'));
  const hub = parseHub(hubText ?? renderStarterHub(NEW_HUB.company, NEW_HUB.examples));
  const reader = openFileReader(process.env);
  const plan = await buildImport(read, {
    open: openOfficeFiles(folder, reader),
    reading: (done, all) => show(`Opening: ${String(done)} of ${String(all)} files`),
    parse: parseMarkdownTree,
    compile: compileMarkdown,
    today: dayOf(undefined, hub),
    keep,
    hub,
    mayAddWords: starter !== undefined,
    map: mapText === undefined ? undefined : parseImportMap(`${shownInto}.import.yaml`, mapText),
    progress: async (done, all) => {
      show(`Translating: ${String(Math.floor((100 * done) / all))} %`);
      if (done % 32 === 0) await setImmediate();
    },
  }).finally(() => reader.close());
  const writes = !dryRun && plan.taken > 0;
  if (writes && starter !== undefined) {
    const text = renderStarterHub(starter.company, starter.examples, plan.newWords);
    await writeImportFile(join(into, 'hub.yaml'), text, into);
  }
  if (writes && mapText === undefined) await writeImportFile(beside('yaml'), renderImportMap(plan.map), into);
  const memory = await openImportMemory(into, dryRun);
  const written = await writeImport(plan.targets, {
    folder,
    into,
    memory,
    dryRun: !writes,
    progress: (done, all) => show(`Writing: ${String(done)} of ${String(all)}`),
  });
  show('');
  const done = { ...written, into: shownInto, dryRun };
  if (writes) await writeImportFile(beside('html'), renderImportPage(plan, done), into);
  console.log(renderImportReport(plan, done));
  return plan.taken > 0 && written.written + written.same > 0 ? 0 : 1;
}
