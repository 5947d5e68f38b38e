import { troubled, type FileSort, type ReadFile, type ReadWords } from '../../files/file-text.ts';
import { readCompound } from './compound.ts';
import { readDeck } from './deck.ts';
import { readDocument } from './document.ts';
import { troubleOf } from './parse-office.ts';
import { readPdf } from './pdf.ts';
import { readWorkbook } from './workbook.ts';

/** What the process that opens files is asked. */
export interface ReadRequest {
  bytes: Uint8Array;
  sort: FileSort | 'compound';
}

const readers: Readonly<Record<FileSort | 'compound', ReadWords>> = {
  pptx: readDeck,
  docx: readDocument,
  xlsx: readWorkbook,
  pdf: readPdf,
  compound: readCompound,
};

/** The words of a file, or its trouble. Never rejects. */
export const readWords = ({ sort, bytes }: ReadRequest): Promise<ReadFile> =>
  readers[sort](bytes).catch((error: unknown) => troubled(troubleOf(error)));
