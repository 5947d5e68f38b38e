import type { Element, ElementContent, Root } from 'hast';

/** The five sorts of callout, as GitHub's Markdown has them, and what each is called when it has no title of its own. */
const LABELS = {
  NOTE: 'Note',
  TIP: 'Tip',
  IMPORTANT: 'Important',
  WARNING: 'Warning',
  CAUTION: 'Caution',
} as const;
export type CalloutKind = keyof typeof LABELS;

const MARK = new RegExp(String.raw`^\s*\[!(${Object.keys(LABELS).join('|')})\][ \t]*`, 'i');

const IN_MARKDOWN = new RegExp(String.raw`^\s*>\s*\[!(?:${Object.keys(LABELS).join('|')})\]`, 'im');

/** Whether a Markdown text has one. */
export const hasCallout = (body: string): boolean => IN_MARKDOWN.test(body);

/** Class names that a callout's elements carry. */
export const CALLOUT_CLASSES = [
  'callout',
  ...Object.keys(LABELS).map((kind) => `callout-${kind.toLowerCase()}`),
];

/**
 * Turns quotes that begin with `[!NOTE]`, `[!TIP]`, `[!IMPORTANT]`, `[!WARNING]` or `[!CAUTION]` into callouts, in place.
 * Words behind the mark on its line are the title.
 */
export function placeCallouts(parent: Root | Element): void {
  for (const child of parent.children) {
    if (child.type !== 'element') continue;
    placeCallouts(child);
    if (child.tagName === 'blockquote') placeCallout(child);
  }
}

function placeCallout(quote: Element): void {
  const first = quote.children.find((child): child is Element => child.type === 'element');
  const text = first?.tagName === 'p' ? first.children[0] : undefined;
  if (first === undefined || text?.type !== 'text') return;
  const mark = MARK.exec(text.value);
  if (mark === null) return;
  const kind = (mark[1] ?? '').toUpperCase() as CalloutKind;
  text.value = text.value.slice(mark[0].length);
  const title = takeLine(first);
  const label: ElementContent[] = title.length > 0 ? title : [{ type: 'text', value: LABELS[kind] }];
  quote.tagName = 'div';
  quote.properties = { className: ['callout', `callout-${kind.toLowerCase()}`], role: 'note' };
  const rest = quote.children.filter((child) => child !== first || hasWords(first));
  const heading: Element = {
    type: 'element',
    tagName: 'p',
    properties: { className: ['callout-title'] },
    children: label,
  };
  quote.children = [heading, { type: 'text', value: '\n' }, ...rest];
}

/** Takes the first line out of a paragraph. */
function takeLine(paragraph: Element): ElementContent[] {
  const line: ElementContent[] = [];
  while (paragraph.children.length > 0) {
    const [child] = paragraph.children;
    if (child === undefined) break;
    if (child.type === 'text' && child.value.includes('\n')) {
      const end = child.value.indexOf('\n');
      if (child.value.slice(0, end).trim() !== '')
        line.push({ type: 'text', value: child.value.slice(0, end) });
      child.value = child.value.slice(end + 1);
      break;
    }
    paragraph.children.shift();
    if (child.type === 'element' && child.tagName === 'br') break;
    line.push(child);
  }
  return line.some(hasWords) ? line : [];
}

function hasWords(node: ElementContent): boolean {
  if (node.type === 'text') return node.value.trim() !== '';
  return node.type === 'element' && (node.tagName === 'img' || node.children.some(hasWords));
}
