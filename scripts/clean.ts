/** npm run clean -- FILE : what is inside of a file and nobody sees, and a copy without it. */
import { access, readFile } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { cleanFile } from '../src/adapters/files/clean-file.ts';
import { openFileReader } from '../src/adapters/files/file-reader.ts';
import { sortOfName } from '../src/files/file-text.ts';
import { writeWholeFile } from '../src/adapters/write-file.ts';
import { UserError } from '../src/library/user-error.ts';
import {
  parseCleanSorts,
  renderCleaned,
  renderInside,
  whyUnread,
} from '../src/publishing/clean/clean-text.ts';
import { runCommand } from './run-command.ts';

runCommand(
  {
    name: 'clean',
    about:
      'Says what is inside of a deck, document, sheet or PDF that nobody sees who is shown it, and makes a copy without some of it. The file itself is never changed.',
    words: ['FILE'],
    flags: {
      without: {
        type: 'string',
        value: 'WHAT',
        says: 'What the copy is to be without, with commas between: notes, hidden, concealed, comments, changes, orphans, workbooks, embedded, revisions, properties; or all.',
      },
      into: {
        type: 'string',
        value: 'COPY',
        says: 'The copy; FILE with -clean in its name when nothing is said.',
      },
    },
    notes: [
      'Without --without it writes nothing and lists what is inside.',
      'The copy is read again: what was taken out is gone, every word that is shown is there, and what was not touched is the same to the byte.',
      'Exit code: 0 done, 1 something cannot be taken out and no copy was made, 2 it could not go on.',
    ],
  },
  async ({ flags, words }) => {
    const from = words[0] ?? '';
    const bytes = await readFile(resolve(from)).catch((error: NodeJS.ErrnoException) => {
      throw new UserError(
        error.code === 'ENOENT'
          ? `There is no file ${from}.`
          : `${from} cannot be read (${error.code ?? 'no reason given'}).`,
        'Check the name and where you are. Nothing was written.',
      );
    });
    if (sortOfName(from) === undefined)
      throw new UserError(
        `${from} is no PPTX, DOCX, XLSX or PDF, and nothing else can be cleaned: what is inside of it is not known.`,
        'Open it in the program that made it, save it as one of these, and clean that. Nothing was written.',
      );
    const reader = openFileReader(process.env);
    try {
      const read = await reader.read(from, bytes);
      if ('trouble' in read) throw new UserError(`${from}: ${whyUnread(read)}`, 'Nothing was written.');
      const { text } = read;
      if (flags.without === undefined) {
        console.log(renderInside(from, text));
        return 0;
      }
      const without = parseCleanSorts(flags.without, text);
      const into = flags.into ?? `${from.slice(0, from.length - extname(from).length)}-clean${extname(from)}`;
      if (await isThere(resolve(into)))
        throw new UserError(
          `${into} is there already.`,
          'Name another place after --into. Nothing was written.',
        );
      const cleaned = await cleanFile(from, bytes, text, without, reader);
      if ('refused' in cleaned) {
        console.error(`${from} cannot be cleaned.\n${cleaned.refused.join('\n')}\nNothing was written.`);
        return 1;
      }
      await writeWholeFile(resolve(into), cleaned.bytes);
      console.log(renderCleaned(from, into, text, cleaned.text, without));
      return 0;
    } finally {
      reader.close();
    }
  },
);

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
