/** XML as a tree that is written back to the byte, except for what was taken out of it. */

/** An element, with its tags as they were read. */
export interface XmlElement {
  name: string;
  /** Its opening tag; the whole of it where it is empty. */
  open: string;
  /** Its closing tag; '' where it is empty. */
  close: string;
  children: XmlNode[];
}

/** What is no element (text, comments, instructions) is kept as it was read. */
export type XmlNode = XmlElement | string;

const TOKEN =
  /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<(\/?)([\w:.-]+)((?:[^>"']|"[^"]*"|'[^']*')*?)(\/?)>|[^<]+|</g;

/** Reads a part; undefined where its tags do not fit together, so that nobody takes anything out of it. */
export function parseXml(text: string): XmlElement | undefined {
  const root: XmlElement = { name: '', open: '', close: '', children: [] };
  const open = [root];
  for (const [token, close, name, , empty] of text.matchAll(TOKEN)) {
    const parent = open.at(-1);
    if (parent === undefined) return undefined;
    if (name === undefined) parent.children.push(token);
    else if (close === '/') {
      if (parent.name !== name) return undefined;
      parent.close = token;
      open.pop();
    } else {
      const element: XmlElement = { name, open: token, close: '', children: [] };
      parent.children.push(element);
      if (empty !== '/') open.push(element);
    }
  }
  return open.length === 1 ? root : undefined;
}

export function renderXml(node: XmlNode): string {
  return typeof node === 'string' ? node : node.open + node.children.map(renderXml).join('') + node.close;
}

/** The elements inside of one. */
export const elementsOf = ({ children }: XmlElement): XmlElement[] =>
  children.filter((child): child is XmlElement => typeof child !== 'string');

/** All elements of some names below one, in order. */
export function findElements(within: XmlElement, names: ReadonlySet<string>): XmlElement[] {
  return elementsOf(within).flatMap((child) => [
    ...(names.has(child.name) ? [child] : []),
    ...findElements(child, names),
  ]);
}

/**
 * Puts something in the place of elements, the inner ones first: nothing, what is in them, or others. Answers how many.
 *
 * @param instead undefined leaves an element as it is
 */
export function replaceElements(
  within: XmlElement,
  instead: (element: XmlElement, parent: XmlElement) => readonly XmlNode[] | undefined,
): number {
  let count = 0;
  within.children = within.children.flatMap((child) => {
    if (typeof child === 'string') return [child];
    count += replaceElements(child, instead);
    const others = instead(child, within);
    if (others === undefined) return [child];
    count += 1;
    return others;
  });
  return count;
}

/** The value of an attribute, with its entities as letters; undefined without one. */
export function attributeOf({ open }: Pick<XmlElement, 'open'>, name: string): string | undefined {
  const value = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(open);
  return value === null ? undefined : decodeXml(value[1] ?? value[2] ?? '');
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Entities as the letters that they stand for. */
export function decodeXml(text: string): string {
  return text.replaceAll(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
    const code = hex === undefined ? Number(decimal) : Number.parseInt(String(hex), 16);
    if (name !== undefined) return ENTITIES[String(name)] ?? whole;
    return code > 0x10ffff ? whole : String.fromCodePoint(code);
  });
}
