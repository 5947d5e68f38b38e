/** What a file is by its first bytes and, of a zip, by its directory: before any library may open it. */
import { sortOfName, troubled, type FileSort, type ReadFile } from './file-text.ts';
import { readZipDirectory } from './zip-directory.ts';

/** More entries, or more bytes unpacked, are in no file that people made. */
const MAX_ENTRIES = 10_000;
const MAX_UNPACKED_BYTES = 512 * 1024 ** 2;
/** Text alone, without pictures and films, which are not unpacked. */
const MAX_TEXT_RATIO = 1000;

/** What Office makes a file of, by the part that no such file lacks. */
const MAIN_PARTS: readonly [FileSort, RegExp][] = [
  ['pptx', /^ppt\/presentation\.xml$/],
  ['docx', /^word\/document\d*\.xml$/],
  ['xlsx', /^xl\/workbook\.xml$/],
];

/** A container of Office before 2007, in which encrypted files come too. */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/**
 * `open`: a library of this sort may have it; `compound`: what it is stands inside; or its trouble.
 *
 * @param name of the file, whose ending says what it is meant to be
 */
export function recogniseFile(
  name: string,
  bytes: Uint8Array,
): { open: FileSort } | 'compound' | Extract<ReadFile, { trouble: unknown }> {
  if (bytes.length === 0) return troubled('broken');
  if (begins(bytes, COMPOUND)) return 'compound';
  const meant = sortOfName(name);
  const is = begins(bytes, [0x50, 0x4b]) ? 'zip' : isPdf(bytes) ? 'pdf' : undefined;
  if (meant === 'pdf') return is === 'pdf' ? { open: 'pdf' } : troubled('mislabelled', wordFor(bytes, is));
  if (is !== 'zip') return troubled('mislabelled', wordFor(bytes, is));
  const directory = readZipDirectory(bytes);
  if (directory === undefined) return troubled('broken');
  const { names, unpackedBytes, ratio } = directory;
  if (names.length > MAX_ENTRIES || unpackedBytes > MAX_UNPACKED_BYTES || ratio > MAX_TEXT_RATIO)
    return troubled('unpacks');
  const sort = MAIN_PARTS.find(([, part]) => names.some((each) => part.test(each)))?.[0];
  if (sort === undefined) return troubled('mislabelled', 'a zip of other files');
  return sort === meant ? { open: sort } : troubled('mislabelled', `a ${sort.toUpperCase()} file`);
}

const begins = (bytes: Uint8Array, sign: readonly number[]): boolean =>
  sign.every((byte, at) => bytes[at] === byte);

/** Readers of PDF look for its sign among the first kilobyte. */
const isPdf = (bytes: Uint8Array): boolean =>
  new TextDecoder('latin1').decode(bytes.subarray(0, 1024)).includes('%PDF-');

/** What a file is instead, in words that end a sentence. */
function wordFor(bytes: Uint8Array, is: 'zip' | 'pdf' | undefined): string {
  if (is === 'pdf') return 'a PDF';
  if (is === 'zip') return 'an Office file or another zip';
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 512)).trimStart().toLowerCase();
  if (head.startsWith('<!doctype html') || head.startsWith('<html')) return 'a web page';
  if (begins(bytes, [0x89, 0x50, 0x4e, 0x47]) || begins(bytes, [0xff, 0xd8])) return 'a picture';
  if (bytes.subarray(0, 512).every((byte) => byte >= 0x20 || byte === 9 || byte === 10 || byte === 13))
    return 'plain text';
  return 'something else';
}
