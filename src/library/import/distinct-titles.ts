import { foldCase } from '../fold.ts';
import { shortenAtWord } from '../shorten.ts';
import { idOfPath } from '../asset.ts';
import { folderName, isGeneric, isVague, nameOfFile, TITLE_LETTERS } from './title.ts';

/** A title and the path it stands for. */
export interface Titled {
  path: string;
  title: string;
}

/** So many letters of a title may name folders. */
const FOLDER_LETTERS = 60;

/**
 * Makes titles tell files apart. One that several files share, or that is generic, is followed by the folders in which
 * the files differ; where that is not enough by the file name as well; and at last by a number. By path.
 */
export function makeTitlesDistinct(files: readonly Titled[]): Map<string, string> {
  const folders = new Map<string, string[]>();
  const above = foldersOfAll(files);
  const below = (path: string) => path.split('/').slice(above).join('/');
  for (const group of groupBy(files, (file) => foldCase(file.title)).values()) {
    const paths = group.map((file) => below(file.path));
    for (const { path, title } of group) {
      if (group.length > 1 || isGeneric(title)) folders.set(path, distinctFolders(below(path), paths));
    }
  }
  const forms: ((file: Titled) => string)[] = [
    ({ path, title }) =>
      withTail(
        title,
        (folders.get(path) ?? []).filter((name) => !says(title, name)),
      ),
    ({ path, title }) => withTail(title, folders.get(path) ?? []),
    ({ path, title }) =>
      withTail(
        title,
        [...(folders.get(path) ?? []), nameOfFile(path)].filter((name) => !says(title, name)),
      ),
  ];
  const chosen = new Map<string, string>();
  let unsure: readonly Titled[] = files;
  for (const form of forms) {
    for (const file of unsure) chosen.set(file.path, form(file));
    const groups = [...groupBy(files, ({ path }) => foldCase(chosen.get(path) ?? '')).values()];
    unsure = groups.filter((group) => group.length > 1).flat();
  }
  const used = new Set([...chosen.values()].map(foldCase));
  const first = new Set<string>();
  for (const { path } of unsure) {
    const title = chosen.get(path) ?? '';
    let numbered = title;
    for (let number = 2; first.has(foldCase(title)) && used.has(foldCase(numbered)); number++) {
      numbered = withTail(title, [String(number)]);
    }
    first.add(foldCase(title));
    used.add(foldCase(numbered));
    chosen.set(path, numbered);
  }
  return chosen;
}

/** How many folders lie around all files: those say nothing about any, like the one that an export is packed in. */
function foldersOfAll(files: readonly Titled[]): number {
  const [first = [], ...others] = files.map(({ path }) => path.split('/').slice(0, -1));
  const ends = others.map((folders) => folders.findIndex((folder, at) => folder !== first[at]));
  return Math.min(
    first.length,
    ...others.map((folders, at) => (ends[at] === -1 ? folders.length : (ends[at] ?? 0))),
  );
}

/**
 * The fewest folders that no namesake shares, those that say something and lie near first; and one above that says
 * something, when none of them does. `docs/Part 2/intro.md` of two courses becomes `Cloud storage, Part 2`.
 */
function distinctFolders(path: string, group: readonly string[]): string[] {
  const folders = path.split('/').slice(0, -1).reverse();
  let rivals = group
    .filter((other) => other !== path)
    .map((other) => other.split('/').slice(0, -1).reverse());
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
  if (chosen.size === 0 && rivals.length > 0) return [];
  if ([...chosen].every((at) => isVague(folders[at] ?? ''))) {
    const telling = folders.findIndex((folder, at) => at > Math.max(-1, ...chosen) && !isVague(folder));
    if (telling !== -1) chosen.add(telling);
  }
  return [...chosen].sort((a, b) => b - a).map((at) => folderName(folders[at] ?? ''));
}

function withTail(title: string, names: readonly string[]): string {
  const added = names
    .filter((name, index) => name !== '' && names.findIndex((other) => says(other, name)) === index)
    .join(', ');
  if (added === '') return title;
  const tail = ` — ${shortenAtWord(added, FOLDER_LETTERS)}`;
  return shortenAtWord(title, TITLE_LETTERS - tail.length) + tail;
}

/** Whether a title holds the words of a name already. */
function says(title: string, name: string): boolean {
  return fold(title).includes(fold(name));
}

/** Words without case and signs, as they stand in an address. */
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
