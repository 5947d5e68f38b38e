import type { Root } from 'hast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { toHast } from 'mdast-util-to-hast';
import { gfm } from 'micromark-extension-gfm';
import type { CompileMarkdown } from '../../library/markdown/compile.ts';
import { typesetText } from './typeset.ts';

/** The compiler of the browser. It makes the tree that Astro's makes; test/contract/compilers.test.ts holds it to that. */
export const compileMarkdown: CompileMarkdown = (markdown, { typeset = false } = {}) => {
  const text = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  if (typeset) typesetText(text, markdown);
  const tree = toHast(text, { allowDangerousHtml: true }) as Root;
  return tree;
};
