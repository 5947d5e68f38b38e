/** A text as it will stand on its page. Everything is made as elements and text, so that nothing typed can run. */
import type { Element, Nodes, Parents } from 'hast';
import { element } from '../elements.ts';

/**
 * The nodes of a cleaned tree. The page has one title, so that the text's own headings stand below it, and here below
 * those of the preview.
 */
export function createBody(tree: Parents): Node[] {
  return tree.children.flatMap((node) => renderNode(node));
}

function renderNode(node: Nodes): Node[] {
  if (node.type === 'text') return [document.createTextNode(node.value)];
  return node.type === 'element' ? [renderElement(node)] : [];
}

function renderElement(node: Element): HTMLElement {
  const { tagName, properties } = node;
  switch (tagName) {
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6':
      return createHeading(Number(tagName.charAt(1)), createBody(node));
    case 'a': {
      // Where it leads is the check's business; a preview from which one slips away would lose what was typed.
      const link = element('span', 'preview-link', ...createBody(node));
      link.title = asText(properties['href']);
      return link;
    }
    case 'img':
      return element('span', 'muted', `[Picture: ${asText(properties['alt']) || asText(properties['src'])}]`);
    case 'input':
      return renderBox(Boolean(properties['checked']));
    case 'table': {
      const scroll = element('div', 'scroll', withProperties(node));
      scroll.tabIndex = 0;
      scroll.setAttribute('role', 'region');
      scroll.ariaLabel = 'Table';
      return scroll;
    }
    default:
      return withProperties(node);
  }
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : '');

function createHeading(depth: number, words: Node[]): HTMLElement {
  const heading = element('p', `preview-heading d${String(depth)}`, ...words);
  heading.setAttribute('role', 'heading');
  heading.ariaLevel = String(Math.min(6, depth + 3));
  return heading;
}

function renderBox(isChecked: boolean): HTMLElement {
  const box = document.createElement('input');
  box.type = 'checkbox';
  box.checked = isChecked;
  box.disabled = true;
  box.ariaLabel = isChecked ? 'Done' : 'To do';
  return box;
}

/** What changes how an element looks; anchors and addresses have no place in a preview. */
function withProperties(node: Element): HTMLElement {
  const { className, start, colSpan, rowSpan, align } = node.properties;
  const classes = Array.isArray(className) ? className.join(' ') : '';
  const made = element(node.tagName as keyof HTMLElementTagNameMap, classes, ...createBody(node));
  for (const [name, value] of Object.entries({ start, colspan: colSpan, rowspan: rowSpan, align })) {
    if (typeof value === 'number' || typeof value === 'string') made.setAttribute(name, String(value));
  }
  return made;
}
