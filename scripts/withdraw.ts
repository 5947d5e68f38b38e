/** npm run withdraw -- ID : words leave the hub for a reason, and with the next build everything that tells of them. */
import { contentFolder, readFolder } from '../src/adapters/content-folder.ts';
import { moveContentFiles } from '../src/adapters/content-move.ts';
import { compileMarkdown } from '../src/adapters/markdown.ts';
import { buildContent } from '../src/library/content.ts';
import { decodeToChange } from '../src/library/decode-utf8.ts';
import { MOVES_PATH } from '../src/library/records/moves.ts';
import { addMoves } from '../src/library/records/moves-text.ts';
import { UserError } from '../src/library/user-error.ts';
import { addWithdrawMark } from '../src/publishing/rename/withdraw.ts';
import { runCommand } from './run-command.ts';
import { dayOf } from './today.ts';

runCommand(
  {
    name: 'withdraw',
    about:
      'Takes a page out of the hub for a reason, or with --past only what it said before: with the next build nothing of it is in pages, search, history, news, feeds, numbers and on devices.',
    words: ['ID'],
    flags: {
      past: { type: 'boolean', says: 'The page stays as it is now; only its past is withdrawn.' },
      because: { type: 'string', value: 'SENTENCE', says: 'Why, without the words themselves.' },
      today: { type: 'string', value: 'DAY', says: 'The day of it, such as 2027-01-31.' },
    },
    notes: [
      'Git keeps what was committed: whoever can read the repository finds it there, until its owner rewrites the history.',
      'Exit code: 0 done, 2 it did not run; the last line says what state things are in.',
    ],
  },
  async ({ flags, words }) => {
    const folder = contentFolder(process.env);
    const { entries, bytes } = await readFolder(folder);
    const { library } = buildContent(entries, bytes, compileMarkdown);
    const today = dayOf(flags.today, library.hub);
    const id = (words[0] ?? '').replace(/^\/|\/$|\.md$/g, '');
    const page = library.byId.get(id);
    if (page === undefined)
      throw new UserError(
        `There is no page ${id}.`,
        'Its id is its address without the slashes around it, such as answers/price. Nothing was changed.',
      );
    const text = (path: string) => {
      const own = bytes.get(path);
      return own && decodeToChange(path, own);
    };
    if (flags.past === true) {
      const marked = addWithdrawMark(text(page.path) ?? '', page, today);
      await moveContentFiles(folder, { files: [], texts: new Map([[page.path, marked]]) });
      console.log(`The past of ${id} is withdrawn: commit ${page.path}, and build.`);
      return 0;
    }
    const entry = { from: id, withdrawn: today, ...(flags.because && { because: flags.because }) };
    const texts = new Map([[MOVES_PATH, addMoves(text(MOVES_PATH), [entry])]]);
    await moveContentFiles(folder, { files: [{ from: page.path, to: undefined }], texts });
    console.log(
      `${id} is withdrawn: commit ${MOVES_PATH} and that ${page.path} is gone, and build. npm run check tells which pages lead to it, and which files nobody offers now.`,
    );
    return 0;
  },
);
