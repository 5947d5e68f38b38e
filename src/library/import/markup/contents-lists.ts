import { codeSpans, replaceOutside, type MarkupStep } from './source.ts';

const MARKS =
  /^[ \t]*(?:[-*+]|\d+\.)[ \t]+[^\n]*\r?\n[ \t]*\{:\s*toc\b[^{}\n]*\}[ \t]*(?:\r?\n|$)|^[ \t]*(?:\{:\s*toc\b[^{}\n]*\}|\[\[_?TOC_?\]\]|\[TOC\]|\[\[toc\]\]|\$\{toc\}|@\[toc\](?:\([^()\n]*\))?|\{\{[<%]?\s*(?:toc|table_of_contents|tableofcontents)\s*[>%]?\}\}|\{%-?\s*(?:toc|table_of_contents)[^%\n]*%\}|\\tableofcontents|<toc\s*\/?>|<TOCInline[^<>]*\/>)[ \t]*(?:\r?\n|$)/gim;

/** Marks where another tool puts a table of contents: pages of the hub have theirs at the side. */
export const contentsLists: MarkupStep = (text, { parse, met }) =>
  replaceOutside(text, MARKS, codeSpans(text, parse), () => {
    met(
      'Marks for a table of contents ([TOC], {:toc}, [[_TOC_]])',
      'left out; a page shows its headings itself',
    );
    return '';
  });

/** A no-break space after the signs of a heading or a list makes both plain text. */
export const stickySpaces: MarkupStep = (text, { parse, met }) => {
  if (!text.includes('\u00a0') && !text.includes('\u3000')) return text;
  return replaceOutside(
    text,
    /^([ \t>]*(?:#{1,6}|[-*+]|\d{1,9}[.)]))[\u00a0\u3000][ \t\u00a0\u3000]*/gm,
    codeSpans(text, parse),
    ([, signs = '']) => {
      met('No-break spaces after # and list signs', 'ordinary headings and lists');
      return `${signs} `;
    },
  );
};
