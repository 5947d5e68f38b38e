import { idOfPath } from '../../library/asset.ts';
import type { Day } from '../../library/dates.ts';
import { downloadsOf } from '../../library/kinds/asset-data.ts';
import { UserError } from '../../library/user-error.ts';
import type { Content } from '../../library/content.ts';
import type { PlacedFile } from './files.ts';
import type { PublishSpec } from './spec.ts';

/**
 * With `replace`, a new file for a page that is there takes the place of the old one and leaves the page's words alone: only
 * the day of its review changes. Without it, a page that is there is a reason to stop.
 */
export async function reuseExistingPages(
  placed: readonly PlacedFile[],
  { library }: Content,
  { replace }: PublishSpec,
  today: Day,
  readText: (path: string) => Promise<string>,
): Promise<PlacedFile[]> {
  const keep = async (file: PlacedFile): Promise<PlacedFile> => {
    const { path, from } = file;
    const there = from === undefined ? library.byId.get(idOfPath(path)) : undefined;
    if (there === undefined) return file;
    if (!replace)
      throw new UserError(
        `There is a page ${there.path} already: "${there.data.title}".`,
        'Add --replace to give it this file and leave its words as they are, or choose another --title or --name. Nothing was sent.',
      );
    const offered = downloadsOf(there).map(({ file }) => `files/${file}`);
    const missing = placed.find((one) => one.path.startsWith('files/') && !offered.includes(one.path));
    if (missing !== undefined)
      throw new UserError(
        `${there.path} does not offer ${missing.path.slice('files/'.length)}, so nobody would find it there.`,
        `Give your file the name of one that it offers (${offered.map((one) => one.slice('files/'.length)).join(', ') || 'none yet'}), or add it under downloads in ${there.path} and publish both. Nothing was sent.`,
      );
    const text = await readText(there.path);
    const dated = text.replace(/^reviewed:.*$/m, `reviewed: ${today}`);
    return { path: there.path, from: undefined, bytes: new TextEncoder().encode(dated) };
  };
  return Promise.all(placed.map(keep));
}
