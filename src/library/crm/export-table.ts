import { parse } from 'csv-parse/sync';
import { MAX_LINES_ABOVE, SEPARATORS } from './crm-words.ts';
import { decodeAnyEncoding } from '../import/decode-any-encoding.ts';

/** A line of a table as a CRM wrote it. */
export interface ExportLine {
  /** The 1-based line of the file, or row of the sheet, on which it begins. */
  line: number;
  /** Without blanks around. */
  cells: readonly string[];
}

/** A table of one export, above and below which other things may stand. */
export interface ExportTable {
  file: string;
  lines: readonly ExportLine[];
  /** What had to be done to read it, such as an encoding that was guessed; in a sentence or two. */
  trouble?: string;
}

/** What a file that is no table of text begins with, and what to do about it. */
const OTHER_FILES = [
  { begins: /^PK/, is: 'a zip', way: 'Unpack it and name the files inside.' },
  {
    begins: /^\u00d0\u00cf/,
    is: 'a workbook of Excel before 2007',
    way: 'Save it as XLSX, or export it as CSV.',
  },
  {
    begins: /^\s*<(?:html|table|!doctype|meta|\?xml)/i,
    is: 'a web page',
    way: 'Save it as XLSX, or export it as CSV.',
  },
  { begins: /^%PDF/, is: 'a PDF', way: 'Export it as CSV.' },
] as const;

/**
 * The table in the bytes of a CSV export, whatever its encoding and separator. `why` says in two sentences that there is
 * none to be read. Never throws.
 */
export function readCsvExport(file: string, bytes: Uint8Array): ExportTable | { why: string } {
  const beginning = String.fromCharCode(...bytes.subarray(0, 200)).replace(/^\u00ef\u00bb\u00bf/, '');
  const other = OTHER_FILES.find(({ begins }) => begins.test(beginning));
  if (other !== undefined) return { why: `It is ${other.is} and no table of text. ${other.way}` };
  if (bytes.length === 0) return { why: 'It is empty. Export it again.' };
  const decoded = decodeAnyEncoding(bytes);
  if ('why' in decoded) return { why: `${decoded.why} Export it as CSV in UTF-8.` };
  const { trouble } = decoded;
  const text = decoded.text.replace(/^\uFEFF/, '');
  // Excel writes its separator into a line of its own.
  const told = /^"?sep=(.)"?\r?\n/i.exec(text);
  const separator = told?.[1] ?? widestSeparator(text);
  const lines = parseLines(text, separator);
  if ('why' in lines) return lines;
  return { file, lines: told === null ? lines : lines.slice(1), ...(trouble !== undefined && { trouble }) };
}

/** The separator by which one of the first lines has the most cells: titles above the headings have none. */
function widestSeparator(text: string): string {
  const head = text.split(/\r?\n|\r/, MAX_LINES_ABOVE);
  const widths = SEPARATORS.map((separator) => ({
    separator,
    width: Math.max(...head.map((line) => line.replace(/"(?:[^"]|"")*"/g, '').split(separator).length)),
  }));
  return widths.reduce((widest, each) => (each.width > widest.width ? each : widest)).separator;
}

function parseLines(text: string, delimiter: string): ExportLine[] | { why: string } {
  const options = {
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    info: true,
    skip_empty_lines: false,
  };
  try {
    let line = 1;
    return parse(text, options).map((each): ExportLine => {
      const { record, info } = each as unknown as { record: string[]; info: { lines: number } };
      const begins = line;
      line = info.lines + 1;
      return { line: begins, cells: record.map((cell) => cell.trim()) };
    });
  } catch (error) {
    const at = error instanceof Error && 'lines' in error ? ` near line ${String(error.lines)}` : '';
    return {
      why: `Its quotation marks do not close${at}, so nobody can tell one cell from the next. Export it again.`,
    };
  }
}
