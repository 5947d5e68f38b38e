import { exportIdOf } from './links/address.ts';

const KNOWN =
  /^(?:owner|status|tags?|created(?: by| time)?|last edited(?: by| time)?|assign(?:ed to|ee)?|date|due|type|category|url|priority|team|author|reviewed?|verification|area|product|stage|region)$/i;
const PROPERTY = /^([\p{L}][\p{L}\p{N} _/&()?'-]{0,40}): (\S.*)$/u;

/** What a page of Notion's says about itself below its title, and its body with those lines as a list. */
export interface NotionProperties {
  data: Record<string, string>;
  body: string;
}

/** Pages that a property names, as Notion writes them: `Cold (../Cold%20….md), Heat (Heat%20….md)`. */
function withRelations(value: string): string {
  return value.replace(
    /([^,()]+(?:\([^()]*\)[^,()]*)?) \(((?:[^()\s]|\([^()\s]*\))+\.(?:md|csv)|https:\/\/www\.notion\.so\/[^()\s]+)\)/g,
    (_, words: string, address: string) => `${/^\s*/.exec(words)?.[0] ?? ''}[${words.trim()}](${address})`,
  );
}

/** What a cell of a table says, as Markdown: no sign of it means anything, but for pages it names and addresses. */
export function markdownOf(value: string): string {
  const linked = withRelations(value.trim());
  if (linked !== value.trim()) return linked;
  return linked
    .split(/(https?:\/\/[^\s|<>]+)/)
    .map((part, at) => (at % 2 === 1 ? part : part.replace(/[\\`*_[\]<]/g, '\\$&')))
    .join('');
}

/**
 * Notion writes the properties of a page as bare lines below its heading, which Markdown runs together into one paragraph.
 * `row` is what the table says that the page stands in; of it only what the page does not say itself is taken. Undefined
 * when there are none.
 */
export function readNotionProperties(
  path: string,
  body: string,
  row: Readonly<Record<string, string>> = {},
): NotionProperties | undefined {
  const head = /^\s*#[ \t][^\n]*\n\s*\n/.exec(body)?.[0] ?? '';
  const own = head === '' ? { properties: [], length: 0 } : ownProperties(path, body.slice(head.length));
  const known = new Set(own.properties.map(([name]) => name.toLowerCase()));
  const added = Object.entries(row).filter(([name]) => !known.has(name.toLowerCase()));
  const properties = [...own.properties, ...added];
  if (properties.length === 0) return undefined;
  const ending = body.includes('\r\n') ? '\r\n' : '\n';
  const items = [
    ...own.properties.map(([name, value]) => [name, withRelations(value)]),
    ...added.map(([name, value]) => [name, markdownOf(value).replace(/\s*\n\s*/g, '; ')]),
  ].map(([name = '', value = '']) => `- **${name}:** ${value}${ending}`);
  const rest = body.slice(head.length + own.length);
  const gap = rest === '' || /^\s*\n/.test(rest) ? '' : ending;
  return {
    data: Object.fromEntries(properties.map(([name, value]) => [name.toLowerCase(), value])),
    body: head + items.join('') + gap + rest,
  };
}

/** The lines of a page that name a property each, with how many letters they take. */
function ownProperties(path: string, text: string): { properties: [string, string][]; length: number } {
  const none = { properties: [], length: 0 };
  const properties: [string, string][] = [];
  let length = 0;
  for (const line of text.split('\n')) {
    const match = PROPERTY.exec(line.trimEnd());
    if (match === null) {
      if (line.trim() !== '') return none;
      break;
    }
    properties.push([match[1] ?? '', match[2] ?? '']);
    length += line.length + 1;
  }
  const isNotion = exportIdOf(path) !== undefined;
  return isNotion || (properties.length > 1 && properties.every(([name]) => KNOWN.test(name)))
    ? { properties, length }
    : none;
}
