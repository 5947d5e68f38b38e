import { FILES_FOLDER, meantAtTop, namesAtTop, placeOf } from '../../library/content-tree.ts';
import type { Library } from '../../library/library.ts';
import { namedFiles } from '../../library/named-files.ts';
import { isPicture, isServed } from '../../library/media.ts';
import { libraryRule } from '../rule.ts';

/** Endings of texts that people take for pages. */
const TEXT = /\.(?:markdown|mdown|mkdn?|mdx|md\.txt|txt|rst|adoc|asciidoc|org|html?)$/i;
/** Files that are saved in another format with one press. */
const OFFICE = /\.(?:key|pages|numbers|od[tpsg]|pptm|docm|xlsm|ppsx?|rtf|gdoc|gslides|gsheet)$/i;

/** What nobody reads and nobody shows would vanish, or lie open without anybody having said so. */
const otherFiles = libraryRule(
  {
    'misnamed-file': { severity: 'error', says: 'A file whose name is nearly one that the hub reads.' },
    'page-ending': { severity: 'error', says: 'A text that does not end in .md, so that it is no page.' },
    'file-not-offered': { severity: 'warning', says: 'A file or picture that no page shows or offers.' },
    'file-not-served': { severity: 'warning', says: 'A file of a sort that readers are never given.' },
  },
  ({ library }, found) => {
    const named = namedFiles(library);
    const pages = new Set(library.assets.map(({ path }) => path));
    return [...library.otherFiles].flatMap((path) => {
      if (placeOf(path).is !== 'other') return [];
      const at = { path, line: 1 };
      const meant = meantAtTop(path);
      if (meant !== undefined)
        return [
          found('misnamed-file', {
            ...at,
            message: `The hub reads ${meant}, and not a file of this name.`,
            hint: `Rename it to ${meant}.`,
          }),
        ];
      if (isServed(path) && (named.has(path) || isMentioned(path, library))) return [];
      if (TEXT.test(path) && !path.startsWith(FILES_FOLDER)) {
        const page = path.replace(TEXT, '.md');
        const way = pages.has(page) ? `Put its text into ${page}` : `Write it as Markdown in ${page}`;
        return [
          found('page-ending', {
            ...at,
            message: 'Only files that end in .md become pages, so nobody reads this one.',
            hint: `${way}, or take it out.`,
          }),
        ];
      }
      if (isServed(path))
        return [
          found('file-not-offered', {
            ...at,
            message: isPicture(path)
              ? 'No page shows this picture, and whoever knows its address can open it.'
              : 'No page offers this file, so reps do not find it, and whoever knows its address can open it.',
            hint: wayToOffer(path),
          }),
        ];
      return [
        found('file-not-served', {
          ...at,
          message: 'The hub reads no such file and gives it to no reader.',
          hint: wayToServe(path),
        }),
      ];
    });
  },
);

function wayToOffer(path: string): string {
  if (isPicture(path)) return 'Show it in a page, or take it out.';
  return path.startsWith(FILES_FOLDER)
    ? 'Name it under downloads in a page, or take it out.'
    : `Put it into ${FILES_FOLDER} and name it under downloads in a page, or take it out.`;
}

function wayToServe(path: string): string {
  if (/\.svg$/i.test(path)) return 'Save the picture as PNG or WebP: SVG can hold script.';
  if (/\.(?:bmp|tiff?|heic|psd|ai|eps)$/i.test(path)) return 'Save the picture as PNG, JPEG or WebP.';
  if (OFFICE.test(path)) return 'Save it as PDF, PPTX, DOCX or XLSX.';
  if (/\.ya?ml$/i.test(path))
    return `Take it out: the hub reads ${namesAtTop().join(', ')} at the top of the folder.`;
  if (/\.md$/i.test(path)) return 'Put it into the folder of its kind, or take it out.';
  return 'Save it as PDF, PPTX, DOCX, XLSX, CSV, MP4 or ZIP, or take it out.';
}

/** Whether a page that could not be read has the name of a file in it: its own fault comes first. */
function isMentioned(path: string, { leftOut }: Library): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const names = [name, encodeURI(name)];
  return [...leftOut.values()].some((text) => names.some((one) => text.includes(one)));
}

export const otherFileRules = [otherFiles] as const;
