import type { Root } from 'hast';

/**
 * Turns Markdown into the tree of the HTML that it stands for (hast): each node with its place in the text, raw HTML left
 * as `raw` nodes. Everything that the hub knows of a text is read off this tree: the words for search, brief, clipboard
 * and changes, sections and their anchors, links with their lines, the page's HTML, the preview of a draft.
 *
 * It is handed in where a text is read, because two compilers make it. Node has Astro's own, which is native code: 70 µs
 * for a text of 1.7 kB. The browser cannot run that (its WebAssembly form is megabytes and wants headers that static
 * hosts do not send), so that the worker of a new piece brings a compiler in JavaScript; the two are built to make one
 * tree, and a contract test compares them over real handbooks. The other way was that compiler everywhere, with no seam:
 * it wants forty times the time, ten seconds for 2,000 assets, which is half of what the whole build costs.
 *
 * What comes after, raw HTML included, is the same code on both sides.
 */
export type CompileMarkdown = (markdown: string, options?: CompileOptions) => Root;

export interface CompileOptions {
  /**
   * Sets quotes, dashes and dots as a typesetter does: `"a" -- b...` becomes `“a” – b…`. Pages show texts like that; the
   * words stay as they were written. Nodes then tell no place: nothing is looked up in a text that is shown.
   * By default false.
   */
  typeset?: boolean;
}
