import { idOfPath } from '../asset.ts';
import { isGeneric, nameOfFile, TITLE_LETTERS } from './title.ts';
import { cutAtWord, readableName } from './words.ts';

/** A title and the path it stands for. */
export interface Titled {
  path: string;
  title: string;
}

/** So many letters of a title may name folders. */
const FOLDER_LETTERS = 60;

/**
 * Makes titles tell files apart. One that several files share, or that is generic, is followed by the folders in which
 * the files differ; where that is not enough by the file name as well; and at last by a number.
 */
export function tellApart(files: readonly Titled[]): Map<string, string> {
  const byTitle = groupBy(files, (file) => fold(file.title));
  const forms = new Map<string, string[]>();
  for (const group of byTitle.values()) {
    for (const { path, title } of group) {
      if (group.length === 1 && !isGeneric(title)) {
        forms.set(path, [title]);
        continue;
      }
      const folders = distinctFolders(
        path,
        group.map((file) => file.path),
      );
      const telling = folders.filter((folder) => !fold(title).includes(fold(folder)));
      forms.set(path, [withTail(title, telling), withTail(title, folders)]);
    }
  }
  const chosen = new Map(files.map(({ path, title }) => [path, forms.get(path)?.[0] ?? title]));
  const again = (next: (file: Titled, index: number) => string) => {
    for (const group of groupBy(files, ({ path }) => fold(chosen.get(path) ?? '')).values()) {
      if (group.length > 1) group.forEach((file, index) => chosen.set(file.path, next(file, index)));
    }
  };
  again(({ path, title }) => forms.get(path)?.[1] ?? title);
  again(({ path, title }) => withTail(title, [nameOfFile(path)]));
  again(({ path, title }) => withTail(title, [nameOfFile(path), ...(forms.get(path)?.[1] ?? '').split(' — ').slice(-1)]));
  again(({ path, title }, index) => (index === 0 ? (chosen.get(path) ?? title) : withTail(title, [String(index + 1)])));
  return chosen;
}

/**
 * The fewest folders that no namesake shares, those that say something and lie near first; and one above that says
 * something, when none of them does. `docs/Part 2/intro.md` of two courses becomes `Cloud storage, Part 2`.
 */
function distinctFolders(path: string, group: readonly string[]): string[] {
  const folders = path.split('/').slice(0, -1).reverse();
  let rivals = group.filter((other) => other !== path).map((other) => other.split('/').slice(0, -1).reverse());
  const chosen = new Set<number>();
  while (rivals.length > 0) {
    const best = folders
      .map((folder, at) => ({
        at,
        left: rivals.filter((rival) => fold(rival[at] ?? '') === fold(folder)),
        vague: isVague(folder),
      }))
      .sort((a, b) => a.left.length - b.left.length || Number(a.vague) - Number(b.vague) || a.at - b.at)[0];
    if (best === undefined || best.left.length === rivals.length) break;
    chosen.add(best.at);
    rivals = best.left;
  }
  if ([...chosen].every((at) => isVague(folders[at] ?? ''))) {
    const telling = folders.findIndex((folder, at) => at > Math.max(-1, ...chosen) && !isVague(folder));
    if (telling !== -1) chosen.add(telling);
  }
  return [...chosen].sort((a, b) => b - a).map((at) => readableName(folders[at] ?? ''));
}

/** Folders named for what sort of files they hold, or for their place in a row, and not for what they are about. */
function isVague(folder: string): boolean {
  return /^(?:src|docs?|contents?|pages?|subpages|references?|templates?|assets|snippets|files|includes|part \d+|module \d+|lab ?guide|\d*)$/i.test(
    readableName(folder),
  );
}

function withTail(title: string, names: readonly string[]): string {
  const told = names.filter((name) => name !== '').join(', ');
  if (told === '') return title;
  const tail = ` — ${cutAtWord(told, FOLDER_LETTERS)}`;
  return cutAtWord(title, TITLE_LETTERS - tail.length) + tail;
}

function fold(text: string): string {
  return idOfPath(text.replaceAll('/', ' '));
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
