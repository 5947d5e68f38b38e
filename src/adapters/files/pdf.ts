import type { OfficeIssue } from 'officeparser';
import { troubled, withAbout, type FilePart, type LeftPart, type ReadWords } from '../../files/file-text.ts';
import { labelId, labelOf } from './pdf-label.ts';
import { isWrapped, openPdf, pdfProperties, pdfTraces } from './pdf-objects.ts';
import { parseOffice } from './parse-office.ts';
import { wordsOf } from './office-words.ts';

/** The pages of a PDF that have words. */
export const readPdf: ReadWords = async (bytes) => {
  // Its words count more than what else is in it.
  const document = await openPdf(bytes).catch(() => undefined);
  if (document !== undefined && isWrapped(document)) return troubled('label', labelId(document));
  const { content, warnings } = await parseOffice(bytes, 'pdf');
  const pages = content.map(({ metadata, children = [] }, at) => ({
    number: (metadata as { pageNumber?: number } | undefined)?.pageNumber ?? at + 1,
    texts: wordsOf(children),
  }));
  const parts = pages
    .filter(({ texts }) => texts.length > 0)
    .map((page): FilePart => ({ is: 'page', title: '', ...page, notes: [], hidden: [], isHidden: false }));
  const left = leftPages(warnings, pages.at(-1)?.number ?? 0);
  if (parts.length === 0) return troubled(left.length > 0 ? 'broken' : 'wordless');
  const traces = document === undefined ? [] : pdfTraces(document, bytes, labelOf(document));
  return { text: withAbout({ sort: 'pdf', parts, left, traces }, document && pdfProperties(document)) };
};

/** What officeparser says of pages that it could not read, and of the first one that it did not read any more. */
function leftPages(warnings: readonly OfficeIssue[], last: number): LeftPart[] {
  return warnings.flatMap(({ code, message }): LeftPart[] => {
    const page = { is: 'page', title: '' } as const;
    if (code === 'PAGE_LOAD_FAILED')
      return [{ ...page, number: Number(/\d+/.exec(message)?.[0] ?? last + 1), why: 'broken' }];
    return code.endsWith('_LIMIT_EXCEEDED') ? [{ ...page, number: last + 1, why: 'long' }] : [];
  });
}
