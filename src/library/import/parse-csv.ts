import { parse } from 'csv-parse/sync';

/** The cells of a CSV text line by line; a quotation mark that does not close is a sign like any other. */
export function parseCsv(text: string): string[][] {
  const options = { relax_column_count: true, relax_quotes: true };
  try {
    return parse(text, options);
  } catch {
    return parse(text, { ...options, quote: null });
  }
}
