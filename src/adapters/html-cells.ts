import type { Element, ElementContent, Root } from 'hast';
import type { Handle } from 'hast-util-to-mdast';
import type { Nodes, PhrasingContent } from 'mdast';
import { findAll } from './html-tree.ts';

/** A cell of Markdown is one line: its paragraphs and the items of its lists stand below each other in it. */
export const cell: Handle = (state, element) => {
  const lines = cellLines(state.all(element) as Nodes[]);
  const children = lines.flatMap((line, at): PhrasingContent[] =>
    at === 0 ? line : [{ type: 'html', value: '<br>' }, ...line],
  );
  return { type: 'tableCell', children };
};

/** More columns or rows are no table that somebody wrote. */
const MAX_SPAN = 200;

/** Cells that reach over several rows or columns, which Markdown has not, leave empty ones, so that all others keep their column. */
export function spreadSpans(tree: Root): void {
  for (const table of findAll(tree, ({ tagName }) => tagName === 'table')) {
    let above: number[] = [];
    for (const row of rowsOf(table)) {
      const cells: ElementContent[] = [];
      const below: number[] = [];
      let column = 0;
      const leaveGaps = () => {
        for (; (above[column] ?? 0) > 0; column++) {
          below[column] = (above[column] ?? 0) - 1;
          cells.push(emptyCell());
        }
      };
      for (const child of row.children) {
        if (child.type !== 'element' || !/^t[dh]$/.test(child.tagName)) continue;
        leaveGaps();
        const [rows, columns] = [spanOf(child, 'rowSpan'), spanOf(child, 'colSpan')];
        for (let at = 0; at < columns; at++, column++) {
          cells.push(at === 0 ? child : emptyCell());
          if (rows > 1) below[column] = rows - 1;
        }
        delete child.properties['rowSpan'];
        delete child.properties['colSpan'];
      }
      leaveGaps();
      row.children = cells;
      above = below;
    }
  }
}

/** The rows of a table and not those of a table inside it. */
function rowsOf(node: Element): Element[] {
  return node.children.flatMap((child) => {
    if (child.type !== 'element') return [];
    if (child.tagName === 'tr') return [child];
    return /^t(?:head|body|foot)$/.test(child.tagName) ? rowsOf(child) : [];
  });
}

function spanOf({ properties }: Element, key: 'rowSpan' | 'colSpan'): number {
  const span = Math.trunc(Number(properties[key] ?? 1));
  return span >= 1 ? Math.min(span, MAX_SPAN) : 1;
}

function emptyCell(): Element {
  return { type: 'element', tagName: 'td', properties: {}, children: [] };
}

function cellLines(nodes: readonly Nodes[]): PhrasingContent[][] {
  const lines: PhrasingContent[][] = [];
  let open = false;
  for (const node of nodes) {
    switch (node.type) {
      case 'list':
        node.children.forEach((each, at) => {
          const sign = node.ordered === true ? `${String((node.start ?? 1) + at)}. ` : '• ';
          const [first = [], ...rest] = cellLines(each.children);
          lines.push([{ type: 'text', value: sign }, ...first], ...rest);
        });
        open = false;
        break;
      case 'paragraph':
      case 'blockquote':
      case 'heading':
        lines.push(...cellLines(node.children));
        open = false;
        break;
      case 'code':
        lines.push([{ type: 'inlineCode', value: node.value.replace(/\s*\n\s*/g, ' ') }]);
        open = false;
        break;
      case 'break':
        open = false;
        break;
      default: {
        if (node.type === 'text' && node.value.trim() === '' && !open) break;
        if (!open) lines.push([]);
        open = true;
        lines.at(-1)?.push(node as PhrasingContent);
      }
    }
  }
  return lines;
}
