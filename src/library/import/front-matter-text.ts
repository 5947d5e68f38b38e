import { stringify } from 'yaml';
import type { Day } from '../dates.ts';

/** What import writes about a file, in the hub's own words. */
export interface ImportedFields {
  title: string;
  summary?: string;
  owner?: string;
  competitor?: string;
  department?: string;
  products?: string[];
  stages?: string[];
  personas?: string[];
  industries?: string[];
  regions?: string[];
  competitors?: string[];
  aliases?: string[];
  published?: Day;
  /** The day its words last changed where it comes from. */
  updated?: Day;
  visited?: Day;
  expires?: Day;
  audience?: 'internal' | 'shareable';
  downloads?: { label: string; file: string }[];
  /** Its author kept it back. */
  draft?: true;
  /** Path of the original file, from the folder that was imported, as people know it. */
  source: string;
}

/** The text of a whole file: front matter in the line endings of the body, then the body as it is. */
export function renderImported(fields: ImportedFields, body: string): string {
  const yaml = stringify(fields, { schema: 'core', lineWidth: 0 });
  const front = `---\n${yaml}---\n`;
  return (/^[^\n]*\r\n/.test(body) ? front.replaceAll('\n', '\r\n') : front) + body;
}
