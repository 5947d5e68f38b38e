import { decodeAnyEncoding } from '../import/decode-any-encoding.ts';
import { MAX_LINES_ABOVE, SEPARATORS } from './crm-words.ts';
import { isCrmExport } from './headings.ts';

/** Files that an export may be, told by their words; what is inside of sheets is looked at where a page offers them. */
const TABLE = /\.(?:csv|tsv|tab|txt|xls)$/i;
/** How CRMs name what they export, whatever is inside. */
const NAME =
  /(?:^|\/)(?:report\d{13}|hubspot-crm-exports-[^/]*|(?:deals|potentials|leads|contacts|opportunit(?:y|ies))[-_ ]?\d{3,}[^/]*|all opportunities[^/]*)\.(?:csv|tsv|xlsx?|zip)$/i;
/** Where the headings are, title rows and all. */
const MAX_BYTES_LOOKED_AT = 64_000;

/** Whether the words of a file say what it is: then its bytes are wanted. */
export function mayBeRawExport(path: string): boolean {
  return TABLE.test(path);
}

/** Whether a file is an export of a CRM with a row for each deal or lead, by its name or by its headings. */
export function isRawExport(path: string, bytes: Uint8Array | undefined): boolean {
  if (NAME.test(path)) return true;
  if (bytes === undefined || !TABLE.test(path)) return false;
  // An even number, so that no sign of two bytes is cut.
  const decoded = decodeAnyEncoding(bytes.subarray(0, MAX_BYTES_LOOKED_AT));
  if ('why' in decoded) return false;
  const text = /^\s*</.test(decoded.text) ? cellsOfHtml(decoded.text) : decoded.text;
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n|\r/, MAX_LINES_ABOVE);
  return SEPARATORS.some((separator) =>
    isCrmExport(lines.map((line) => line.split(separator).map((cell) => cell.trim().replace(/^"|"$/g, '')))),
  );
}

/** Salesforce calls a table of HTML .xls. */
function cellsOfHtml(html: string): string {
  return html
    .replace(/\s+/g, ' ')
    .replace(/<\/tr>/gi, '\n')
    .replace(/<\/t[dh]>/gi, '\t')
    .replace(/<[^>]*>/g, '');
}
