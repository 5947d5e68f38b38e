/** What a PDF holds beside its pages, as objects: officeparser tells their words alone. */
import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFString,
  type PDFPage,
} from '@cantoo/pdf-lib';
import type { FileProperties, FileTrace } from '../../files/file-text.ts';

/** Annotations that people write on a page, where all others are links, fields of forms and what belongs to them. */
const COMMENTS = new Set(
  [
    'Text',
    'FreeText',
    'Highlight',
    'Underline',
    'Squiggly',
    'StrikeOut',
    'Stamp',
    'Caret',
    'Ink',
    'Popup',
  ].map((name) => `/${name}`),
);

/** Rejects with what the library says of a file that it cannot make anything of. */
export const openPdf = (bytes: Uint8Array): Promise<PDFDocument> =>
  PDFDocument.load(bytes, { updateMetadata: false, ignoreEncryption: true, throwOnInvalidObject: false });

/** The annotations of a page that are comments, or of other sorts. */
export function commentsOf({ node, doc }: PDFPage, sorts: ReadonlySet<string> = COMMENTS): PDFDict[] {
  const annotations = node.Annots()?.asArray() ?? [];
  return annotations.flatMap((each) => {
    const annotation = doc.context.lookup(each);
    const isComment =
      annotation instanceof PDFDict && sorts.has(String(annotation.lookup(PDFName.of('Subtype'))));
    return isComment ? [annotation] : [];
  });
}

/** The dictionary of names below which files are kept that travel inside of a PDF. */
export const namesOf = ({ catalog }: PDFDocument): PDFDict | undefined =>
  catalog.lookupMaybe(PDFName.of('Names'), PDFDict);

/**
 * What is left in a PDF, and on which pages.
 *
 * @param label of sensitivity, that it carries
 */
export function pdfTraces(document: PDFDocument, bytes: Uint8Array, label: string | undefined): FileTrace[] {
  const commented = document
    .getPages()
    .flatMap((page, at) =>
      commentsOf(page).length > 0 ? [{ is: 'page', number: at + 1, title: '' } as const] : [],
    );
  const earlier = countRevisions(bytes) - 1;
  const isHolding = namesOf(document)?.has(PDFName.of('EmbeddedFiles')) ?? false;
  return [
    ...(commented.length > 0 ? [{ is: 'comments', parts: commented, detail: '' } as const] : []),
    ...(isHolding || document.catalog.has(PDFName.of('AF'))
      ? [{ is: 'embedded', parts: [], detail: '' } as const]
      : []),
    ...(earlier > 0
      ? [
          {
            is: 'revisions',
            parts: [],
            detail: `${String(earlier)} earlier version${earlier === 1 ? '' : 's'}`,
          } as const,
        ]
      : []),
    ...(label === undefined ? [] : [{ is: 'label', parts: [], detail: label } as const]),
  ];
}

/** Each time a program adds to a PDF without writing it anew, what was there stays, with an end of its own. */
function countRevisions(bytes: Uint8Array): number {
  const text = new TextDecoder('latin1').decode(bytes);
  const ends = text.match(/startxref\s+\d+\s+%%EOF/g)?.length ?? 0;
  // One that is made for reading while it loads has a first end at its beginning; Office writes a second table that is empty.
  const empty = text.match(/\bxref\s+0 0\s+trailer/g)?.length ?? 0;
  return ends - empty - (text.slice(0, 2048).includes('/Linearized') ? 1 : 0);
}

/** What a PDF says of itself, if it does. */
export const infoOf = ({ context }: PDFDocument): PDFDict | undefined => {
  const info = context.lookup(context.trailerInfo.Info);
  return info instanceof PDFDict ? info : undefined;
};

/**
 * Whether a label encrypts a PDF: what opens is a page that says it is protected, and the file itself is kept inside
 * (ISO 32000-2, 7.6.7).
 */
export function isWrapped({ catalog, context }: PDFDocument): boolean {
  const files = catalog.lookupMaybe(PDFName.of('AF'), PDFArray)?.asArray() ?? [];
  return files.some((each) => {
    const file = context.lookup(each);
    return (
      file instanceof PDFDict && String(file.lookup(PDFName.of('AFRelationship'))) === '/EncryptedPayload'
    );
  });
}

export function textAt(info: PDFDict | undefined, key: PDFName): string {
  const value = info?.lookup(key);
  return value instanceof PDFString || value instanceof PDFHexString ? value.decodeText().trim() : '';
}

const isDay = (value: string): boolean => /^\d{4}-\d\d-\d\d$/.test(value);

/** What the file says of itself. */
export function pdfProperties(document: PDFDocument): FileProperties | undefined {
  const info = infoOf(document);
  const text = (name: string) => textAt(info, PDFName.of(name));
  const day = (name: string) => text(name).replace(/^D:(\d{4})(\d\d)(\d\d).*$/s, '$1-$2-$3');
  const [created, modified] = [day('CreationDate'), day('ModDate')];
  const about: FileProperties = {
    title: text('Title'),
    author: text('Author'),
    editor: '',
    company: text('Company'),
    created: isDay(created) ? created : '',
    modified: isDay(modified) ? modified : '',
  };
  return Object.values(about).some((each) => each !== '') ? about : undefined;
}

/** Takes annotations off a page. */
export function withoutAnnotations(page: PDFPage, gone: ReadonlySet<unknown>): void {
  if (gone.size === 0) return;
  const { context } = page.doc;
  const list = PDFArray.withContext(context);
  for (const each of page.node.Annots()?.asArray() ?? [])
    if (!gone.has(context.lookup(each))) list.push(each);
  page.node.set(PDFName.of('Annots'), list);
}
