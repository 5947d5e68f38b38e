import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { BUILD_FILE } from '../library/addresses.ts';
import { UserError } from '../library/user-error.ts';
import { isWithin, realPlace } from './real-place.ts';

/** The file by which a build knows the folder of an earlier one, whole or not. No host has to serve it. */
export const SITE_MARK = '.hub-site';
const MARK_TEXT =
  'A build of the hub made this folder, and the next one empties it. Keep nothing of your own here.\n';
const GIT = '.git';
const UNTOUCHED = 'Nothing was deleted and nothing was written.';

/** Folders that hold what no build can make again, each with the setting that names it. */
export type KeptFolders = Readonly<Record<string, string>>;

/**
 * Takes a folder for a site, since a build empties it: one that is new or empty, or that a build made. Rejects with a
 * UserError for any other, and for one that lies in the same place as a folder that is to be kept. Paths are absolute.
 */
export async function claimSiteFolder(site: string, kept: KeptFolders): Promise<void> {
  const place = await realPlace(site);
  // What lies there is git's own, also in a folder that is empty today; some disks know no difference between A and a.
  if (place.toLowerCase().split(sep).includes(GIT))
    throw new UserError(
      `The site would go to ${site}, inside a folder that belongs to git (${GIT}), and a build empties its folder.`,
      `Set HUB_DIST to a folder of its own, such as dist. ${UNTOUCHED}`,
    );
  for (const [name, path] of Object.entries(kept)) {
    const other = await realPlace(path);
    if (isWithin(other, place))
      throw new UserError(
        `The site would go to ${site}, where ${name} lies (${path}), and a build empties that folder.`,
        `Set HUB_DIST to a folder of its own, such as dist. ${UNTOUCHED}`,
      );
    if (name === 'the content' && isWithin(place, other))
      throw new UserError(
        `The site would go to ${site}, inside ${name} (${path}), and the next build would read it as content.`,
        `Set HUB_DIST to a folder beside it, such as dist. ${UNTOUCHED}`,
      );
  }
  const there = await readdir(site).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new UserError(
      `The site would go to ${site}, which is ${error.code === 'ENOTDIR' ? 'a file' : `a place that cannot be read (${String(error.code)})`}.`,
      `Set HUB_DIST to a folder that can be written. ${UNTOUCHED}`,
    );
  });
  if (!(await isOfBuild(site, there)))
    throw new UserError(
      `The site would go to ${site}, which holds files that no build of the hub put there (${there.slice(0, 3).join(', ')}${there.length > 3 ? ', …' : ''}), and a build empties that folder.`,
      `Set HUB_DIST to a new folder, or take those files away yourself when nobody needs them. ${UNTOUCHED}`,
    );
  await markSiteFolder(site);
}

/** Leaves the mark. Rejects with a UserError when the disk refuses. */
export async function markSiteFolder(site: string): Promise<void> {
  try {
    await mkdir(site, { recursive: true });
    await writeFile(join(site, SITE_MARK), MARK_TEXT);
  } catch (error) {
    throw new UserError(
      `The site cannot be written to ${site} (${String((error as NodeJS.ErrnoException).code)}).`,
      'Make room, give yourself the right to write there, or set HUB_DIST to another folder. No content was changed.',
    );
  }
}

/** Takes out what builds put there. Astro's own emptying takes the `.git` along (7.3), and with it commits that lie nowhere else. */
export async function emptySiteFolder(site: string): Promise<void> {
  for (const name of await readdir(site).catch(() => []))
    if (name !== GIT && name !== SITE_MARK) await rm(join(site, name), { recursive: true, force: true });
}

/** A `.git` may lie there, for hosts that publish a branch. Builds from before the mark are known by the name that two of their files hold. */
async function isOfBuild(site: string, names: readonly string[]): Promise<boolean> {
  const there = names.filter((name) => name !== GIT);
  if (there.length === 0 || there.includes(SITE_MARK)) return true;
  const [name = '', worker = ''] = await Promise.all(
    [BUILD_FILE, 'sw.js'].map((path) => readFile(join(site, path), 'utf8').catch(() => undefined)),
  );
  return /^[0-9a-f]{12,}\s*$/.test(name) && worker.includes(name.trim());
}
