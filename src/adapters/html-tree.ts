import type { Element, Nodes, Root } from 'hast';

export function hasClass(element: Element, name: string): boolean {
  const { className } = element.properties;
  return Array.isArray(className) && className.includes(name);
}

/** The first element in the order of the text. */
export function find(node: Nodes, wanted: (element: Element) => boolean): Element | undefined {
  if (node.type === 'element' && wanted(node)) return node;
  if (!('children' in node)) return undefined;
  for (const child of node.children) {
    const found = find(child, wanted);
    if (found !== undefined) return found;
  }
  return undefined;
}

export function findAll(node: Nodes, wanted: (element: Element) => boolean): Element[] {
  const own = node.type === 'element' && wanted(node) ? [node] : [];
  return 'children' in node ? [...own, ...node.children.flatMap((child) => findAll(child, wanted))] : own;
}

export function textOf(node: Nodes | undefined): string {
  if (node === undefined) return '';
  if (node.type === 'text') return node.value;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}

/** What a style says that Markdown can say too. */
export interface Looks {
  bold?: boolean;
  slanted?: boolean;
  struck?: boolean;
}

/** Reads the looks of an element off its classes, by the page's own style sheets, and off its `style`. */
export function collectStyles(tree: Root): (element: Element) => Looks {
  const byClass = new Map<string, Looks>();
  for (const sheet of findAll(tree, ({ tagName }) => tagName === 'style')) {
    for (const [, name = '', rules = ''] of textOf(sheet).matchAll(/\.([\w-]+)\s*\{([^{}]*)\}/g))
      byClass.set(name, looksOf(rules));
  }
  return ({ properties: { className, style } }) =>
    Object.assign(
      {},
      ...(Array.isArray(className) ? className.map((name) => byClass.get(String(name)) ?? {}) : []),
      looksOf(typeof style === 'string' ? style : ''),
    );
}

const HIDES = /display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all/i;
/** Parts of a page of Word that no reader sees: what reviewers said, and the lines at the edge of each sheet. */
const NO_PART_OF_THE_TEXT = /mso-element\s*:\s*(?:comment|comment-list|header|footer)\b/i;

/** Tells whether a page's own style sheets, its `style` or `hidden` keep an element from readers. */
export function collectHidden(tree: Root): (element: Element) => boolean {
  const classes = new Set<string>();
  for (const sheet of findAll(tree, ({ tagName }) => tagName === 'style')) {
    // What only print hides is shown on the screen.
    const rules = textOf(sheet).replace(
      /\/\*[\s\S]*?\*\/|<!--|-->|@[\w-]+[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g,
      '',
    );
    for (const [, selectors = '', said = ''] of rules.matchAll(/([^{}]*)\{([^{}]*)\}/g)) {
      if (!HIDES.test(said)) continue;
      for (const selector of selectors.split(',')) {
        const name = /^\s*(?:[a-z][a-z0-9]*)?\.([\w-]+)\s*$/i.exec(selector)?.[1];
        if (name !== undefined) classes.add(name);
      }
    }
  }
  return ({ properties: { hidden, style, className } }) =>
    (hidden !== undefined && hidden !== null && hidden !== false) ||
    (typeof style === 'string' && (HIDES.test(style) || NO_PART_OF_THE_TEXT.test(style))) ||
    (Array.isArray(className) && className.some((name) => classes.has(String(name))));
}

function looksOf(rules: string): Looks {
  return {
    ...(/font-weight:\s*(?:bold|[6-9]00)/.test(rules) ? { bold: true } : {}),
    ...(/font-style:\s*italic/.test(rules) ? { slanted: true } : {}),
    ...(/text-decoration:[^;]*line-through/.test(rules) ? { struck: true } : {}),
  };
}
