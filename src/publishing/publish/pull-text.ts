import { shorten } from '../../library/shorten.ts';
import type { Asset } from '../../library/asset.ts';
import type { Hub } from '../../library/hub.ts';
import { nameOf } from '../../library/name-of.ts';
import { kinds } from '../../library/kinds/kinds.ts';
import { renderCount } from '../count.ts';
import { onOneLine } from '../check/findings-text.ts';
import { megabytes, type PlannedFile } from './files.ts';

/** A page of the change, and whether the hub has none at its address yet. */
export interface PlannedPage {
  asset: Asset;
  isNew: boolean;
}

/** Longest title of a pull request, with room to spare (GitHub takes 256 letters). */
const MAX_TITLE_CHARACTERS = 200;
/** Lines of the list of files. GitHub takes 65,536 letters in all. */
const MAX_LISTED = 100;

/**
 * Words of content inside Markdown of GitHub: no sign of them means anything, and nobody is called by an `@`, no issue by
 * a `#`. Beside what `escapeComment` makes, it is also read as it stands, before it is sent: hence a joiner that is not
 * seen, and no entities.
 */
export function plainMarkdown(text: string): string {
  return onOneLine(text)
    .replace(/[\\`*_{}[\]()<>#+|~!&-]/g, '\\$&')
    .replace(/([@#])(?=\w)/g, '$1\u2060');
}

export function renderPullTitle(pages: readonly PlannedPage[], files: readonly PlannedFile[]): string {
  const [first] = pages;
  if (first === undefined)
    return shorten(`Publish ${files[0]?.path ?? 'nothing'}${more(files.length - 1)}`, MAX_TITLE_CHARACTERS);
  const title = onOneLine(first.asset.data.title);
  return shorten(
    `${first.isNew ? 'Add' : 'Update'} “${title}”${more(pages.length - 1)}`,
    MAX_TITLE_CHARACTERS,
  );
}

function more(many: number): string {
  return many < 1 ? '' : ` and ${String(many)} more`;
}

/** What a reviewer reads first. */
export function renderPullBody(
  pages: readonly PlannedPage[],
  files: readonly PlannedFile[],
  hub: Hub,
): string {
  const about = pages.slice(0, MAX_LISTED).map(({ asset: { kind, data }, isNew }) => {
    const owner = data.owner === undefined ? '' : ` Owner: ${plainMarkdown(nameOf(hub.people, data.owner))}.`;
    const benefit = data.benefit === undefined ? '' : `\n> ${plainMarkdown(data.benefit)}\n`;
    return `${isNew ? 'Adds' : 'Changes'} **${plainMarkdown(data.title)}** (${kinds[kind].label}).${owner}\n${benefit}`;
  });
  const listed = files
    .slice(0, MAX_LISTED)
    .map((file) => `- \`${file.path.replaceAll('`', "'")}\` (${renderSize(file)})`);
  const left = files.length - listed.length;
  return [
    ...about,
    'Files:',
    ...listed,
    ...(left > 0 ? [`- and ${String(left)} more`] : []),
    '',
    'The check reads these files and answers below. To mend something, open it under “Files changed” and choose the pencil.',
  ].join('\n');
}

/** `812 bytes`, `41 kB`, `2.4 MB`. */
export function renderSize({ bytes: { length } }: PlannedFile): string {
  if (length < 1024) return renderCount(length, 'byte');
  return length < 1024 * 1024 ? `${String(Math.round(length / 1024))} kB` : `${megabytes(length)} MB`;
}
