import type { Inline } from '../../../src/library/markdown/light-inline.ts';
import type { Block, LightDocument } from '../../../src/library/markdown/light-markdown.ts';

/** The HTML that a preview stands for, with only what a reader sees: no addresses, no anchors, no pictures. */
export function renderLightHtml({ blocks }: LightDocument): string {
  const html = blocks.map((block) => renderBlock(block, false)).join('');
  // The page has one title: headings of the text stand below it.
  return asSeen(
    /<h1>/.test(html)
      ? html.replace(
          /<(\/?)h([1-5])>/g,
          (_, slash: string, depth: string) => `<${slash}h${String(Number(depth) + 1)}>`,
        )
      : html,
  );
}

/** The HTML of a page or of a preview, brought to one way of writing. */
export function asSeen(html: string): string {
  return html
    .replace(/<div class="scroll"[^>]*>|<\/div>/g, '')
    .replace(/<img[^>]*>/g, '')
    .replace(/<(?!\/)(\w+)[^>]*?(style="text-align: (\w+)")?>/g, (_, tag: string, __, align?: string) =>
      align === undefined ? `<${tag}>` : `<${tag} ${align}>`,
    )
    .replace(/&quot;/g, '"')
    .replace(/&#x26;/g, '&amp;')
    .replace(/&#x3C;/g, '&lt;')
    .replace(/\s+/g, ' ')
    .replace(/ ?(<\/?(?!a>|\/a>|code|\/code|strong|\/strong|em|\/em|del|\/del)[^<>]*>) ?/g, '$1');
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function renderBlock(block: Block, isTight: boolean): string {
  const all = (blocks: readonly Block[], tight = false): string =>
    blocks.map((inner) => renderBlock(inner, tight)).join('');
  switch (block.type) {
    case 'heading':
      return `<h${String(block.depth)}>${renderInline(block.inline)}</h${String(block.depth)}>`;
    case 'paragraph':
      return isTight ? renderInline(block.inline) : `<p>${renderInline(block.inline)}</p>`;
    case 'quote':
      return `<blockquote>${all(block.blocks)}</blockquote>`;
    case 'rule':
      return '<hr>';
    case 'code':
      return `<pre><code>${escape(block.text)}</code></pre>`;
    case 'list': {
      const tag = block.start === undefined ? 'ul' : 'ol';
      const items = block.items.map(
        ({ checked, blocks }) =>
          `<li>${checked === undefined ? '' : '<input> '}${all(blocks, block.isTight)}</li>`,
      );
      return `<${tag}>${items.join('')}</${tag}>`;
    }
    case 'table': {
      const row = (tag: string, cells: readonly Inline[][]): string =>
        `<tr>${cells
          .map((cell, at) => {
            const align = block.align[at];
            return `<${tag}${align === undefined ? '' : ` style="text-align: ${align}"`}>${renderInline(cell)}</${tag}>`;
          })
          .join('')}</tr>`;
      const body = block.rows.map((cells) => row('td', cells)).join('');
      return `<table><thead>${row('th', block.head)}</thead>${body === '' ? '' : `<tbody>${body}</tbody>`}</table>`;
    }
  }
}

function renderInline(inline: readonly Inline[]): string {
  return inline
    .map((piece): string => {
      switch (piece.type) {
        case 'text':
          return escape(piece.text);
        case 'code':
          return `<code>${escape(piece.text)}</code>`;
        case 'break':
          return '<br>';
        case 'image':
          return '';
        case 'link':
          return `<a>${renderInline(piece.inline)}</a>`;
        default:
          return `<${piece.type}>${renderInline(piece.inline)}</${piece.type}>`;
      }
    })
    .join('');
}
