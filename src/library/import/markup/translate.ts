import type { MarkdownNode, ParseMarkdown } from '../markdown-node.ts';
import { headingIds, looseAttributes, namedPlaces } from './attributes.ts';
import { lineBlocks } from './blocks.ts';
import { comments } from './comments.ts';
import { components, embeds, modules } from './components.ts';
import { containers } from './containers.ts';
import { contentsLists, stickySpaces } from './contents-lists.ts';
import { pulledIn } from './pulled-in.ts';
import { googleEscapes, pageNumbers, writtenPictures } from './google-docs.ts';
import {
  linksWithBlanks,
  pictureWidths,
  placeLinks,
  templateAddresses,
  wikiLinks,
  wordlessLinks,
} from './link-forms.ts';
import { hiddenHtml } from './hidden-html.ts';
import { kramdownCallouts } from './kramdown-callouts.ts';
import { literalTemplates } from './literal-templates.ts';
import { markdownInHtml } from './markdown-in-html.ts';
import { pandocTables } from './pandoc-tables.ts';
import {
  abbreviations,
  blockNames,
  dataviewFields,
  drawings,
  editorMarks,
  emojiCodes,
  highlights,
  includes,
  inlineNotes,
  smallLetters,
  taskStates,
} from './small-signs.ts';
import type { MarkupStep, SourcePage } from './source.ts';
import { tagCallouts } from './tag-callouts.ts';
import { templates } from './templates.ts';

/** Each sort of markup that other tools add to Markdown, in the order in which it is translated. */
const STEPS: readonly MarkupStep[] = [
  writtenPictures,
  literalTemplates,
  comments,
  hiddenHtml,
  pulledIn,
  modules,
  markdownInHtml,
  tagCallouts,
  kramdownCallouts,
  containers,
  includes,
  dataviewFields,
  taskStates,
  contentsLists,
  stickySpaces,
  pandocTables,
  lineBlocks,
  abbreviations,
  headingIds,
  namedPlaces,
  embeds,
  components,
  templateAddresses,
  templates,
  looseAttributes,
  wikiLinks,
  pictureWidths,
  placeLinks,
  linksWithBlanks,
  wordlessLinks,
  pageNumbers,
  googleEscapes,
  editorMarks,
  inlineNotes,
  smallLetters,
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
