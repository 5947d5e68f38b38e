import { exportIdOf } from './links/address.ts';

const KNOWN =
  /^(?:owner|status|tags?|created(?: by| time)?|last edited(?: by| time)?|assign(?:ed to|ee)?|date|due|type|category|url|priority|team|author|reviewed?|verification|area|product|stage|region)$/i;
const PROPERTY = /^([\p{L}][\p{L}\p{N} _/&()?'-]{0,40}): (\S.*)$/u;

/** What a page of Notion's says about itself below its title, and its body with those lines as a list. */
export interface NotionProperties {
  data: Record<string, string>;
  body: string;
}

/**
 * Notion writes the properties of a page as bare lines below its heading, which Markdown runs together into one
 * paragraph. Undefined when there are none.
 */
export function readNotionProperties(path: string, body: string): NotionProperties | undefined {
  const head = /^\s*#[ \t][^\n]*\n\s*\n/.exec(body)?.[0];
  if (head === undefined) return undefined;
  const data: Record<string, string> = {};
  const items: string[] = [];
  let at = head.length;
  for (const line of body.slice(at).split('\n')) {
    const match = PROPERTY.exec(line.trimEnd());
    if (match === null) {
      if (line.trim() !== '') return undefined;
      break;
    }
    data[(match[1] ?? '').toLowerCase()] = match[2] ?? '';
    items.push(`- **${match[1] ?? ''}:** ${match[2] ?? ''}`);
    at += line.length + 1;
  }
  const names = Object.keys(data);
  const isNotion = exportIdOf(path) !== undefined;
  if (names.length === 0 || !(isNotion || (names.length > 1 && names.every((name) => KNOWN.test(name)))))
    return undefined;
  const ending = /\r\n/.test(head) ? '\r\n' : '\n';
  return { data, body: head + items.join(ending) + ending + body.slice(at) };
}
