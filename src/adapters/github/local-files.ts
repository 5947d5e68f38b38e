import { readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { UserError } from '../../library/user-error.ts';
import type { LocalFile } from '../../publishing/publish/spec.ts';
import { refuseTooLarge } from '../../publishing/publish/files.ts';
import { findPublished } from '../git/base.ts';
import { createGit } from '../git/command.ts';
import type { LocalBase } from './remote-state.ts';

/**
 * Reads the files that somebody named. Rejects with a UserError for one that is not there, or that GitHub would not
 * take.
 */
export async function readLocalFiles(paths: readonly string[], folder: string): Promise<LocalFile[]> {
  const content = await realpath(folder).catch(() => folder);
  const localFiles: LocalFile[] = [];
  for (const from of paths) {
    try {
      const path = join(await realpath(dirname(resolve(from))), basename(from));
      const { size } = await stat(path);
      refuseTooLarge(from, size);
      const inside = relative(content, path);
      const isInside = inside !== '' && !isAbsolute(inside) && inside.split(sep)[0] !== '..';
      localFiles.push({
        from,
        place: isInside ? inside.split(sep).join('/').normalize('NFC') : undefined,
        name: basename(path).normalize('NFC'),
        bytes: await readFile(path),
      });
    } catch (error) {
      if (error instanceof UserError) throw error;
      throw unreadable(from, (error as NodeJS.ErrnoException).code);
    }
  }
  return localFiles;
}

function unreadable(from: string, code: string | undefined): UserError {
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new UserError(`There is no file ${from}.`, 'Check the name and where you are. Nothing was sent.');
  if (code === 'EISDIR')
    return new UserError(
      `${from} is a folder.`,
      'Name the files in it that you want to publish. Nothing was sent.',
    );
  return new UserError(
    `${from} cannot be read (${code ?? 'no reason given'}).`,
    'Give yourself the right to read it. Nothing was sent.',
  );
}

/**
 * What git knows here of files, by their paths inside the content folder: the versions that they had in the commit at hand
 * and where its branch left the published one, and whether that one held them. Empty for files that git does not know.
 *
 * @param begun of those, the ones that are versions of what lies in the checkout
 */
export async function readLocalBase(
  folder: string,
  paths: readonly string[],
  begun: ReadonlySet<string>,
  published: string,
): Promise<LocalBase> {
  const git = createGit(folder, process.env);
  const tip = await findPublished(git, published);
  const fork =
    tip === undefined ? undefined : (await git(['merge-base', 'HEAD', tip.ref]))?.toString().trim();
  const blobAt = async (commit: string | undefined, path: string) => {
    const name =
      commit && (await git(['rev-parse', '--verify', '--quiet', `${commit}:./${path}`]))?.toString().trim();
    return name === '' ? undefined : name;
  };
  const versions = new Map<string, Set<string>>();
  const atFork = new Set<string>();
  for (const path of paths) {
    const [head, then] = [await blobAt('HEAD', path), await blobAt(fork, path)];
    const inRepository = `content/${path}`;
    if (then !== undefined) atFork.add(inRepository);
    if (begun.has(path))
      versions.set(inRepository, new Set([head, then].filter((name) => name !== undefined)));
  }
  return { versions, atFork };
}
