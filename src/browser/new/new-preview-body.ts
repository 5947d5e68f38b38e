/** A text as it will stand on its page. Everything is made as elements and text, so that nothing typed can run. */
import type { Inline } from '../../library/markdown/light-inline.ts';
import type { Block, ListItem } from '../../library/markdown/light-markdown.ts';
import type { Align } from '../../library/markdown/light-table.ts';
import { element } from '../elements.ts';

/** The page has one title, so that the text's own headings stand below it, and here below those of the preview. */
export function renderLightBlocks(blocks: readonly Block[]): Node[] {
  return blocks.flatMap((block) => renderBlock(block, false));
}

function renderBlock(block: Block, isTight: boolean): Node[] {
  switch (block.type) {
    case 'heading': {
      const heading = element('p', `preview-heading d${String(block.depth)}`, ...renderInline(block.inline));
      heading.setAttribute('role', 'heading');
      heading.ariaLevel = String(Math.min(6, block.depth + 3));
      return [heading];
    }
    case 'paragraph': {
      const words = renderInline(block.inline);
      return isTight ? words : [element('p', '', ...words)];
    }
    case 'quote':
      return [element('blockquote', '', ...renderLightBlocks(block.blocks))];
    case 'list': {
      const items = block.items.map((item) => renderItem(item, block.isTight));
      if (block.start === undefined) {
        const isTasks = block.items.some(({ checked }) => checked !== undefined);
        return [element('ul', isTasks ? 'contains-task-list' : '', ...items)];
      }
      const list = element('ol', '', ...items);
      list.start = block.start;
      return [list];
    }
    case 'code':
      return [element('pre', '', element('code', '', block.text))];
    case 'table':
      return [renderTable(block)];
    case 'rule':
      return [document.createElement('hr')];
  }
}

function renderItem({ checked, blocks }: ListItem, isTight: boolean): HTMLElement {
  const item = element('li', '');
  if (checked !== undefined) {
    const box = document.createElement('input');
    box.type = 'checkbox';
    box.checked = checked;
    box.disabled = true;
    box.ariaLabel = checked ? 'Done' : 'To do';
    item.append(box, ' ');
  }
  item.append(...blocks.flatMap((block) => renderBlock(block, isTight)));
  return item;
}

function renderTable({ align, head, rows }: Extract<Block, { type: 'table' }>): HTMLElement {
  const row = (tag: 'th' | 'td', cells: readonly Inline[][]): HTMLElement =>
    element('tr', '', ...cells.map((cell, at) => renderCell(tag, cell, align[at])));
  const table = element(
    'table',
    '',
    element('thead', '', row('th', head)),
    element('tbody', '', ...rows.map((cells) => row('td', cells))),
  );
  const scroll = element('div', 'scroll', table);
  scroll.tabIndex = 0;
  scroll.setAttribute('role', 'region');
  scroll.ariaLabel = 'Table';
  return scroll;
}

function renderCell(tag: 'th' | 'td', words: readonly Inline[], align: Align): HTMLElement {
  const cell = element(tag, '', ...renderInline(words));
  if (align !== undefined) cell.style.textAlign = align;
  return cell;
}

function renderInline(inline: readonly Inline[]): Node[] {
  return inline.map((piece): Node => {
    switch (piece.type) {
      case 'text':
        return document.createTextNode(piece.text);
      case 'code':
        return element('code', '', piece.text);
      case 'break':
        return document.createElement('br');
      case 'link': {
        // Where it leads is the check's business; a preview from which one slips away would lose what was typed.
        const link = element('span', 'preview-link', ...renderInline(piece.inline));
        link.title = piece.href;
        return link;
      }
      case 'image':
        return element('span', 'muted', `[Picture: ${piece.alt || piece.src}]`);
      default:
        return element(piece.type, '', ...renderInline(piece.inline));
    }
  });
}
