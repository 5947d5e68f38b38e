/** npm run rename -- OLD=NEW… : pages get other ids, and everything that names them follows. */
import { contentFolder, readFolder } from '../src/adapters/content-folder.ts';
import { moveContentFiles } from '../src/adapters/content-move.ts';
import { compileMarkdown } from '../src/adapters/markdown.ts';
import { buildContent } from '../src/library/content.ts';
import { placeOf } from '../src/library/content-tree.ts';
import { decodeToChange } from '../src/library/decode-utf8.ts';
import { MOVES_PATH } from '../src/library/records/moves.ts';
import { addMoves } from '../src/library/records/moves-text.ts';
import { renderCount } from '../src/publishing/count.ts';
import { planRename } from '../src/publishing/rename/plan.ts';
import { runCommand } from './run-command.ts';

/** Texts that may name a page; of moves.yaml each entry is written anew. */
const isText = (path: string) => ['page', 'record'].includes(placeOf(path).is) && path !== MOVES_PATH;

runCommand(
  {
    name: 'rename',
    about:
      'Gives pages other ids: moves their files, mends every link, id and record that names them, and writes into moves.yaml where their old addresses lead, so that links, history, numbers and favourites go on.',
    rest: 'OLD=NEW',
    flags: { 'dry-run': { type: 'boolean', says: 'Say what would be changed, and change nothing.' } },
    notes: [
      'Like answers/old=answers/new; with a slash at the end of both sides, all pages below: answers/2025/=answers/.',
      'Exit code: 0 done, 2 it did not run; the last line says what state things are in.',
    ],
  },
  async ({ flags, words }) => {
    const folder = contentFolder(process.env);
    const files = await readFolder(folder);
    const { library } = buildContent(files.entries, files.bytes, compileMarkdown);
    const texts = new Map(
      [...files.bytes].flatMap(([path, bytes]) =>
        isText(path) ? [[path, decodeToChange(path, bytes)] as const] : [],
      ),
    );
    const plan = planRename(words, library, texts);
    const written = files.bytes.get(MOVES_PATH);
    const moves = [...plan.ids].map(([from, to]) => ({ from, to }));
    plan.texts.set(MOVES_PATH, addMoves(written && decodeToChange(MOVES_PATH, written), moves));
    const isDry = flags['dry-run'] === true;
    if (!isDry) await moveContentFiles(folder, plan);
    for (const [was, now] of plan.ids) console.log(`${was} → ${now}`);
    const many = plan.texts.size - plan.files.length;
    console.log(
      `${renderCount(plan.files.length, 'page')} ${isDry ? 'would be renamed' : 'renamed'}, ${renderCount(many, 'other file')} mended. ${isDry ? 'Nothing was changed.' : 'Look at it with git diff, and run npm run check.'}`,
    );
    return 0;
  },
);
