/** npm run quotes: the lines of a transcript to choose from, and a win/loss note of those that were chosen. */
import { readFile, writeFile } from 'node:fs/promises';
import { codeOf } from '../src/adapters/write-file.ts';
import { parseLineNumbers, parseTranscript, renderWinLossDraft } from '../src/library/import/transcript.ts';
import { UserError } from '../src/library/user-error.ts';
import { runCommand } from './run-command.ts';

const UNTOUCHED = 'Nothing was written.';

async function readLines(path: string): Promise<string[]> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new UserError(
      `${path} cannot be read (${codeOf(error)}).`,
      `Name a transcript: VTT, SRT or text. ${UNTOUCHED}`,
    );
  });
  const lines = parseTranscript(text);
  if (lines.length > 0) return lines;
  throw new UserError(
    `${path} holds no spoken line.`,
    `Export the transcript as VTT, SRT or text. ${UNTOUCHED}`,
  );
}

runCommand(
  {
    name: 'quotes',
    about:
      'Shows the spoken lines of a call’s transcript with numbers and without names. With --lines and --into it writes a win/loss note of the lines that you chose, for you to fill in; it chooses none by itself.',
    words: ['TRANSCRIPT'],
    flags: {
      lines: { type: 'string', value: 'NUMBERS', says: 'The lines to quote, such as 12,40-41.' },
      into: {
        type: 'string',
        value: 'FILE',
        says: 'The new note, such as content/win-loss/why-we-lost.md.',
      },
    },
    notes: [
      'The transcript stays where it is: names and words that nobody chose never come into the hub.',
      'Exit code: 0 done, 2 it could not go on.',
    ],
  },
  async ({ flags: { lines: chosen, into }, words: [path = ''] }) => {
    const lines = await readLines(path);
    if (chosen === undefined && into === undefined) {
      console.log(lines.map((line, at) => `${String(at + 1)}  ${line}`).join('\n'));
      return 0;
    }
    const numbers = chosen === undefined ? undefined : parseLineNumbers(chosen, lines.length);
    if (numbers === undefined || into === undefined)
      throw new UserError(
        into === undefined ? '--lines needs --into.' : `--lines says ${chosen ?? 'nothing'}.`,
        `Write --lines 3,7-8 --into content/win-loss/name.md; there are ${String(lines.length)} lines. ${UNTOUCHED}`,
      );
    const text = renderWinLossDraft(numbers.map((number) => lines[number - 1] ?? ''));
    await writeFile(into, text, { flag: 'wx' }).catch((error: unknown) => {
      throw new UserError(
        `${into} could not be written (${codeOf(error)}).`,
        'Name a file that is not there yet, in a folder that is. What was there before is unchanged.',
      );
    });
    console.log(`${into} holds the lines that you chose. npm run check says what is left to fill in.`);
    return 0;
  },
);
