import type { Root } from 'hast';
import { markdownToHast } from 'satteri';
import type { CompileMarkdown } from '../library/markdown/compile.ts';

/** Astro's own compiler. Front matter is read before; what looks like it in a body is text. */
export const compileMarkdown: CompileMarkdown = (markdown, { typeset = false } = {}) =>
  markdownToHast(markdown, {
    features: { frontmatter: false, smartPunctuation: typeset },
    position: !typeset,
  }) as Root;
