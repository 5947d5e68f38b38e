import {
  PDFArray,
  PDFDict,
  PDFName,
  PDFRef,
  PDFStream,
  type PDFDocument,
  type PDFObject,
} from '@cantoo/pdf-lib';
import type { CleanSort } from '../../files/clean/clean-sorts.ts';
import { dropXmp } from './pdf-label.ts';
import { commentsOf, infoOf, namesOf, openPdf, withoutAnnotations } from './pdf-objects.ts';

/** What a PDF says of itself that names nobody; labels stay as well. */
const KEPT = /^\/(?:Title|CreationDate|ModDate|Producer|Trapped|MSIP_Label_.*)$/;

/** A PDF written anew without some of what is inside; what it said before is in no new one. */
export async function cleanPdf(
  bytes: Uint8Array,
  without: ReadonlySet<CleanSort>,
): Promise<{ bytes: Uint8Array } | { refused: string[] }> {
  const document = await openPdf(bytes);
  if (document.isEncrypted)
    return { refused: ['It is protected against changes: export it anew from where it was written.'] };
  if (isSigned(document))
    return {
      refused: [
        'It is signed, and any change would break the signature: ask whoever signed it for a clean one.',
      ],
    };
  const { catalog } = document;
  for (const page of document.getPages()) {
    if (without.has('comments')) withoutAnnotations(page, new Set(commentsOf(page)));
    if (without.has('embedded'))
      withoutAnnotations(page, new Set(commentsOf(page, new Set(['/FileAttachment']))));
  }
  if (without.has('embedded')) {
    namesOf(document)?.delete(PDFName.of('EmbeddedFiles'));
    catalog.delete(PDFName.of('AF'));
    catalog.delete(PDFName.of('Collection'));
  }
  if (without.has('properties')) {
    dropXmp(document);
    const info = infoOf(document);
    if (info !== undefined) for (const key of info.keys()) if (!KEPT.test(key.asString())) info.delete(key);
  }
  dropUnreached(document);
  return { bytes: await document.save({ updateFieldAppearances: false, addDefaultPage: false }) };
}

function isSigned({ catalog }: PDFDocument): boolean {
  const form = catalog.lookupMaybe(PDFName.of('AcroForm'), PDFDict);
  return form?.has(PDFName.of('SigFlags')) ?? false;
}

/** Objects that nothing leads to are what was taken out, and what earlier versions said. */
function dropUnreached({ context }: PDFDocument): void {
  const reached = new Set<PDFRef>();
  const { Root, Info, Encrypt, ID } = context.trailerInfo;
  const open: (PDFObject | undefined)[] = [Root, Info, Encrypt, ID];
  while (open.length > 0) {
    const object = open.pop();
    if (object instanceof PDFRef) {
      if (reached.has(object)) continue;
      reached.add(object);
      open.push(context.lookup(object));
    } else if (object instanceof PDFArray) open.push(...object.asArray());
    else if (object instanceof PDFDict) open.push(...object.values());
    else if (object instanceof PDFStream) open.push(...object.dict.values());
  }
  for (const [ref] of context.enumerateIndirectObjects()) if (!reached.has(ref)) context.delete(ref);
}
