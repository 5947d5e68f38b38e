/**
 * What Office shows to nobody and its files hold all the same: officeparser takes it for ordinary words. It is marked in the
 * XML before, so that it keeps its place among what is shown, and is told apart again in the words.
 */

/** Of no alphabet: Unicode keeps these two for the inside of programs. */
const BEGIN = '\ufdd0';
const END = '\ufdd1';
const MARKS = /[\ufdd0\ufdd1]/g;
const HIDDEN = /\ufdd0([^\ufdd1]*)\ufdd1/g;

/** Ids of the styles of a document that hide what is written in them; '' for paragraphs of none. */
export type HidingStyles = ReadonlySet<string>;

/** Shapes, pictures and tables, whose properties say in an element of their own whether they are shown. */
const SHAPES = new Set(['p:sp', 'p:pic', 'p:grpSp', 'p:cxnSp', 'p:graphicFrame', 'wp:anchor', 'wp:inline']);
interface Open {
  name: string;
  isHidden: boolean;
  /** Whatever its style says. */
  isShown: boolean;
  style: string;
}

/** What says the name of a shape, what a picture shows, and whether it is hidden. */
const PROPERTIES = /:(?:cNvPr|docPr)$/;
const TOKEN = /<(\/?)([\w:.-]+)((?:[^>"']|"[^"]*"|'[^']*')*?)(\/?)>|[^<]+|</g;

/** A part of which the hidden words are marked. */
export interface MarkedPart {
  xml: string;
  /** Ids of the relations that hidden shapes have: what a hidden chart or diagram says stands in a part of its own. */
  hides: ReadonlySet<string>;
}

/**
 * Marks the text of hidden runs, rows and shapes.
 *
 * @param hidingStyles of a document
 * @param isWhole whether all of the part is hidden
 */
export function markHidden(
  xml: string,
  { hidingStyles = new Set(), isWhole = false }: { hidingStyles?: HidingStyles; isWhole?: boolean } = {},
): MarkedPart {
  // Most parts hide nothing, and some are large.
  if (!isWhole && hidingStyles.size === 0 && !/\b(?:w:vanish|hidden)\b|[\ufdd0\ufdd1]/.test(xml))
    return { xml, hides: new Set() };
  const open: Open[] = [];
  const hides = new Set<string>();
  const isInHidden = () => isWhole || open.some((each) => each.isHidden);
  const innermost = (name: string) => open.findLast((each) => each.name === name);
  const isHiddenText = (): boolean => {
    if (isInHidden()) return true;
    const [run, paragraph] = [innermost('w:r'), innermost('w:p')];
    if (run === undefined || run.isShown) return false;
    return (run.style !== '' && hidingStyles.has(run.style)) || hidingStyles.has(paragraph?.style ?? '');
  };
  const mark = (token: string, close?: string, name?: string, attributes = '', empty = ''): string => {
    if (name === undefined) return isText(open) && isHiddenText() ? `${BEGIN}${token}${END}` : token;
    if (close !== '') {
      open.pop();
      return token;
    }
    obey(name, attributes, open);
    const isHidden = isInHidden();
    if (empty === '') open.push({ name, isHidden: false, isShown: false, style: '' });
    if (!isHidden) return token;
    for (const [, id = ''] of attributes.matchAll(/\sr:\w+\s*=\s*["']([^"']*)["']/g)) hides.add(id);
    return PROPERTIES.test(name)
      ? token.replace(/(\sdescr\s*=\s*)(["'])(.+?)\2/s, `$1$2${BEGIN}$3${END}$2`)
      : token;
  };
  const marked = xml
    .replaceAll(MARKS, '')
    .replaceAll(TOKEN, (token, ...[close, name, attributes, empty]: (string | undefined)[]) =>
      mark(token, close, name, attributes, empty),
    );
  return { xml: marked, hides };
}

/** Words of runs, and those that a chart shows. */
function isText(open: readonly Open[]): boolean {
  const name = open.at(-1)?.name;
  return name === 'w:t' || name === 'a:t' || (name === 'c:v' && open.at(-3)?.name === 'c:strCache');
}

/** What an element says of those around it. */
function obey(name: string, attributes: string, open: readonly Open[]): void {
  const [parent, around] = [open.at(-1), open.at(-2)];
  if (PROPERTIES.test(name) && isOn(attributes, 'hidden', false)) {
    const shape = open.findLast((each) => SHAPES.has(each.name));
    if (shape !== undefined) shape.isHidden = true;
  }
  if (around === undefined) return;
  const [of, properties] = [around.name, parent?.name];
  if (name === 'w:hidden' && properties === 'w:trPr') around.isHidden = isOn(attributes, 'w:val');
  if (name === 'w:vanish' && properties === 'w:rPr' && of === 'w:r')
    around[isOn(attributes, 'w:val') ? 'isHidden' : 'isShown'] = true;
  if (name === 'w:rStyle' && of === 'w:r') around.style = valueOf(attributes, 'w:val');
  if (name === 'w:pStyle' && of === 'w:p') around.style = valueOf(attributes, 'w:val');
}

const valueOf = (attributes: string, name: string): string =>
  new RegExp(`(?:^|\\s)${name}\\s*=\\s*["']([^"']*)["']`).exec(attributes)?.[1] ?? '';

/** @param unsaid what holds where the attribute is not there */
function isOn(attributes: string, name: string, unsaid = true): boolean {
  const value = valueOf(attributes, name);
  return value === '' ? unsaid : !/^(?:0|false|off)$/.test(value);
}

/** The styles of a document that hide, themselves or by what they are based on. Where two of them meet, hidden is the safe side. */
export function hidingStylesOf(xml: string): HidingStyles {
  const styles = new Map<string, { base: string; own: boolean | undefined }>();
  let usual = '';
  for (const [, attributes = '', body = ''] of xml.matchAll(/<w:style\b([^>]*)>(.*?)<\/w:style>/gs)) {
    const vanish = /<w:vanish\b([^>]*)>/.exec(body)?.[1];
    const id = valueOf(attributes, 'w:styleId');
    const base = valueOf(/<w:basedOn\b([^>]*)>/.exec(body)?.[1] ?? '', 'w:val');
    styles.set(id, { base, own: vanish === undefined ? undefined : isOn(vanish, 'w:val') });
    if (valueOf(attributes, 'w:type') === 'paragraph' && isOn(attributes, 'w:default', false)) usual = id;
  }
  const hides = (id: string, above: readonly string[] = []): boolean => {
    const style = above.includes(id) ? undefined : styles.get(id);
    return style !== undefined && (style.own ?? hides(style.base, [...above, id]));
  };
  const hiding = new Set([...styles.keys()].filter((id) => hides(id)));
  return hiding.has(usual) ? hiding.add('') : hiding;
}

/** Words in which hidden ones are marked, told apart; what stood side by side stays together. */
export function partHidden(texts: readonly string[]): { shown: string[]; hidden: string[] } {
  const parted = texts.map((text) => {
    if (!text.includes(BEGIN)) return { shown: text, hidden: '' };
    const joined = text.replaceAll(/\ufdd1([\s·]*)\ufdd0/g, '$1');
    const hidden = [...joined.matchAll(HIDDEN)].map(([, words = '']) => words.trim()).join(' ');
    return { shown: withoutGaps(joined.replaceAll(HIDDEN, '')), hidden };
  });
  return {
    shown: parted.map(({ shown }) => shown).filter((text) => text !== ''),
    hidden: parted.map(({ hidden }) => hidden).filter((text) => text !== ''),
  };
}

/** Without the signs between cells of which one is gone. */
const withoutGaps = (text: string): string =>
  text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/(?: ·)+(?= ·)|^ ?· | · ?$/g, '')
    .trim();
