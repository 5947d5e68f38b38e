import type { MarkdownNode, ParseMarkdown } from '../markdown-node.ts';
import { headingIds, looseAttributes, namedPlaces } from './attributes.ts';
import { comments } from './comments.ts';
import { components, embeds, modules } from './components.ts';
import { containers } from './containers.ts';
import { contentsLists, stickySpaces } from './contents-lists.ts';
import { googleEscapes, pageNumbers, writtenPictures } from './google-docs.ts';
import { linksWithBlanks, templateAddresses, wikiLinks } from './link-forms.ts';
import { pandocTables } from './pandoc-tables.ts';
import { blockNames, drawings, emojiCodes, highlights, includes } from './small-signs.ts';
import type { MarkupStep, SourcePage } from './source.ts';
import { tagCallouts } from './tag-callouts.ts';
import { templates } from './templates.ts';

/** Each sort of markup that other tools add to Markdown, in the order in which it is translated. */
const STEPS: readonly MarkupStep[] = [
  writtenPictures,
  comments,
  modules,
  tagCallouts,
  containers,
  includes,
  contentsLists,
  stickySpaces,
  pandocTables,
  headingIds,
  namedPlaces,
  embeds,
  components,
  templateAddresses,
  templates,
  looseAttributes,
  wikiLinks,
  linksWithBlanks,
  pageNumbers,
  googleEscapes,
  highlights,
  blockNames,
  emojiCodes,
  drawings,
];

/** Most steps find nothing to do, so that the next one asks for the tree of the same text. */
function rememberLast(parse: ParseMarkdown): ParseMarkdown {
  let last: { text: string; tree: MarkdownNode } | undefined;
  return (text) => {
    if (last?.text !== text) last = { text, tree: parse(text) };
    return last.tree;
  };
}

/**
 * The body of a page with the markup of other tools translated; all else stays as it is. Line ends of Windows are put
 * aside meanwhile where a text has no others.
 */
export function translateMarkup(page: SourcePage & { body: string }): string {
  const { body } = page;
  const windows = body.includes('\r\n') && !/(?<!\r)\n|\r(?!\n)/.test(body);
  const parse = rememberLast(page.parse);
  const text = STEPS.reduce(
    (each, step) => step(each, { ...page, parse }),
    windows ? body.replaceAll('\r\n', '\n') : body,
  );
  return windows ? text.replaceAll('\n', '\r\n') : text;
}
