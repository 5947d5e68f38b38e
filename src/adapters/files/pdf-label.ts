/** The sensitivity label of a PDF: in its Info dictionary, where Office writes it, or in its XMP, where others do. */
import {
  decodePDFRawStream,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFRawStream,
  type PDFDocument,
} from '@cantoo/pdf-lib';
import { decodeXml } from '../../files/xml.ts';
import { infoOf, textAt } from './pdf-objects.ts';

/** Longer ones are no description of a document. */
const MAX_XMP_BYTES = 4 * 1024 ** 2;

/** A field of a label, as an attribute of XMP or an element (ISO 16684-1, 7.4 and 7.9.2.2). */
const IN_XMP = /\b(MSIP_Label_[\da-f-]{36}_\w+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)')|\s*>([^<]*)<)/gi;
const FIELD = /^\/?MSIP_Label_([\da-f-]{36})_(\w+)$/i;

/** All fields of labels, as they are named in the Info dictionary. */
function labelFields(document: PDFDocument): Map<string, string> {
  const info = infoOf(document);
  const inInfo = (info?.keys() ?? []).flatMap((key): [string, string][] => {
    const name = key.decodeText();
    return FIELD.test(name) ? [[name, textAt(info, key)]] : [];
  });
  const inXmp = [...xmpOf(document).matchAll(IN_XMP)].map(
    ([, name = '', double, single, element]): [string, string] => [
      name,
      decodeXml(double ?? single ?? element ?? '').trim(),
    ],
  );
  return new Map([...inXmp, ...inInfo]);
}

/** The name of the label, else its id; undefined for none, and for one that was taken off. */
export function labelOf(document: PDFDocument): string | undefined {
  const labels = new Map<string, Map<string, string>>();
  for (const [key, value] of labelFields(document)) {
    const [, id = '', field = ''] = FIELD.exec(key) ?? [];
    labels.set(id, (labels.get(id) ?? new Map()).set(field.toLowerCase(), value));
  }
  for (const [id, fields] of labels)
    if (fields.get('enabled')?.toLowerCase() !== 'false') return fields.get('name') || id;
  return undefined;
}

/** The id of a label, for one that encrypts: nothing else of it can be read. */
export const labelId = (document: PDFDocument): string =>
  FIELD.exec([...labelFields(document).keys()][0] ?? '')?.[1] ?? '';

/** Takes the XMP away, which says who made the file; its label stays, in the Info dictionary. */
export function dropXmp(document: PDFDocument): void {
  const { catalog, context } = document;
  const fields = labelFields(document);
  catalog.delete(PDFName.of('Metadata'));
  if (fields.size === 0) return;
  const known = infoOf(document);
  const info = known ?? PDFDict.withContext(context);
  if (known === undefined) context.trailerInfo.Info = context.register(info);
  for (const [name, value] of fields)
    if (!info.has(PDFName.of(name))) info.set(PDFName.of(name), PDFHexString.fromText(value));
}

function xmpOf({ catalog, context }: PDFDocument): string {
  const stream = context.lookup(catalog.get(PDFName.of('Metadata')));
  if (!(stream instanceof PDFRawStream)) return '';
  try {
    return new TextDecoder().decode(decodePDFRawStream(stream).getBytes(MAX_XMP_BYTES));
  } catch {
    return '';
  }
}
