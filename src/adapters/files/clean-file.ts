import { unzipSync, zipSync } from 'fflate';
import { cleanOffice } from '../../files/clean/clean-office.ts';
import type { CleanSort } from '../../files/clean/clean-sorts.ts';
import { shownParts, type FileSort, type FileText } from '../../files/file-text.ts';
import { insideOf } from '../../files/inside.ts';
import { cleanPdf } from './clean-pdf.ts';
import type { FileReader } from './file-reader.ts';

/** A copy of a file, read again; or why there is none, as sentences. */
export type CleanedFile = { bytes: Uint8Array; text: FileText } | { refused: string[] };

/** Zips know no earlier day; a copy says nothing of the day on which it was made, and is the same tomorrow. */
const NO_DAY = '1980-01-01T12:00:00';

/**
 * Makes a copy without some of what is inside of a file, and reads it again: what was taken out must be gone, and every word that
 * is shown must be there.
 *
 * @param text what was read of the file
 */
export async function cleanFile(
  name: string,
  bytes: Uint8Array,
  text: FileText,
  without: ReadonlySet<CleanSort>,
  reader: FileReader,
): Promise<CleanedFile> {
  const copy = await makeCopy(bytes, text.sort, without);
  if ('refused' in copy) return copy;
  const read = await reader.read(name, copy.bytes);
  // A file may show pictures alone once its notes are gone.
  const isBare = 'trouble' in read && read.trouble === 'wordless' && wordsOf(text) === '';
  if ('trouble' in read && !isBare)
    return { refused: ['The copy could not be opened again, so it was thrown away.'] };
  const after: FileText = 'text' in read ? read.text : { sort: text.sort, parts: [], left: [], traces: [] };
  const still = insideOf(after).filter(({ is }) => (without as ReadonlySet<string>).has(is));
  if (still.length > 0)
    return {
      refused: [`The copy still had ${still.map(({ is }) => is).join(', ')}, so it was thrown away.`],
    };
  if (wordsOf(after) !== wordsOf(text))
    return { refused: ['The copy showed other words than the file, so it was thrown away.'] };
  return { bytes: copy.bytes, text: after };
}

async function makeCopy(bytes: Uint8Array, sort: FileSort, without: ReadonlySet<CleanSort>) {
  if (sort === 'pdf') return cleanPdf(bytes, without);
  const edited = cleanOffice(new Map(Object.entries(unzipSync(bytes))), sort, without);
  if ('refused' in edited) return edited;
  return { bytes: zipSync(Object.fromEntries(edited.parts), { mtime: NO_DAY }) };
}

/** What is shown, letter for letter; slides count anew where hidden ones are gone, and paragraphs where an end was taken out. */
const wordsOf = ({ parts }: FileText): string =>
  shownParts(parts)
    .flatMap(({ title, texts }) => [title, ...texts])
    .join('')
    .replaceAll(/[\s·]+/g, '');
