/** What a build says of files whose pages it could not show as pictures. */
import type { DrawnFile, PictureTrouble } from './file-pictures.ts';

const TROUBLES: Readonly<Record<Exclude<PictureTrouble, 'no-office' | 'unkept'>, string>> = {
  stopped:
    'drawing it took too long or too much memory and was stopped, so its page shows text alone. Save it again in the program that made it, or split it.',
  refused:
    'no program here could draw it, so its page shows text alone. Open it, save it again, or offer a PDF of it.',
};

/** Fonts that are named one by one. */
const MAX_FONTS = 5;

/**
 * Sentences about files, each with where, what and what to do; nothing is lost but pictures.
 *
 * @param drawn what became of files, by path
 */
export function pictureNotes(drawn: ReadonlyMap<string, DrawnFile>): string[] {
  const files = [...drawn];
  const having = (trouble: PictureTrouble) =>
    files.filter(([, file]) => 'trouble' in file && file.trouble === trouble).length;
  const [unopened, unkept] = [having('no-office'), having('unkept')];
  return [
    ...(unopened === 0
      ? []
      : [
          `${many(unopened, 'file of Office is', 'files of Office are')} shown as text alone: LibreOffice, which draws slides and documents, is not installed here. On Debian: apt-get install libreoffice-impress libreoffice-writer.`,
        ]),
    ...(unkept === 0
      ? []
      : [
          `${many(unkept, 'file is', 'files are')} shown as text alone: pictures cannot be written to the cache. Set HUB_CACHE to a folder that may be written.`,
        ]),
    ...files.flatMap(([path, file]) => notesOf(path, file)),
    ...fontNotes(files),
  ];
}

const many = (count: number, one: string, more: string): string =>
  `${String(count)} ${count === 1 ? one : more}`;

function notesOf(path: string, file: DrawnFile): string[] {
  if ('trouble' in file)
    return file.trouble === 'no-office' || file.trouble === 'unkept'
      ? []
      : [`${path}: ${TROUBLES[file.trouble]}`];
  const { broken, more, pages } = file;
  return [
    ...(broken.length === 0
      ? []
      : [
          `${path}: ${broken.length === 1 ? 'page' : 'pages'} ${broken.join(', ')} could not be drawn, and all others were. Make what is named anew and upload the file again.`,
        ]),
    ...(more === 0
      ? []
      : [
          `${path}: pictures end after ${String(pages.length + broken.length)} pages, ${String(more)} more are in the file itself. Nobody leafs through more: split it by subject.`,
        ]),
  ];
}

function fontNotes(files: readonly (readonly [string, DrawnFile])[]): string[] {
  const missing = files.flatMap(([, file]) => ('fonts' in file && file.fonts.length > 0 ? [file.fonts] : []));
  if (missing.length === 0) return [];
  const names = [...new Set(missing.flat())].sort();
  const more = names.length - MAX_FONTS;
  const named = [...names.slice(0, MAX_FONTS), ...(more > 0 ? [`${String(more)} more`] : [])].join(', ');
  return [
    `${many(missing.length, 'file was', 'files were')} drawn without fonts that are named there (${named}), so lines may break elsewhere, and the page says so. Install the fonts here, or others of the same widths (Debian: fonts-liberation, fonts-crosextra-carlito, fonts-crosextra-caladea).`,
  ];
}
