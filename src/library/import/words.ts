import type { Nodes } from 'hast';
import type { CompileMarkdown } from '../markdown/compile.ts';
import { readShown } from '../markdown/shown.ts';
import { collectWords, foldBlanks } from '../markdown/words.ts';

/**
 * Words fit for a title or a summary: no Markdown, HTML, pictures, template tags (`{{ }}`, `{% %}`, `{: }`), footnote
 * marks, emoji codes or control signs.
 */
export function plainWords(markdown: string, compile: CompileMarkdown): string {
  // Most names hold no sign that could mean anything.
  if (/^[\p{L}\p{N}][\p{L}\p{N} ,'’?/()%+-]*$/u.test(markdown) && !/^\d+[.)] |www\./.test(markdown))
    return markdown.replace(/ +/g, ' ').trim();
  return wordsWithoutPictures(readShown(withoutDialects(markdown), compile));
}

/** Stands where a template tag stood, so that `**{{ tag }}**` and `[words]({% tag %})` are read as what they are. */
const PLACE = '\uE000';

/** Signs of other tools, which are no Markdown: template tags, `[[page|label]]`, addresses with blanks. Lines stay as many as they were. */
export function withoutDialects(markdown: string): string {
  return markdown
    .replace(/\{\{[^{}]*\}\}|\{%[^{}]*%\}|\{[:#][^{}]*\}|\{[\w-]+=[^{}]*\}/g, PLACE)
    .replace(/\[\[(?:[^[\]|]*\|)?([^[\]|]*)\]\]/g, '$1')
    .replace(/\]\(([^()<>"'\n]*)\)/g, (link, to: string) => (to.trim().includes(' ') ? `](${PLACE})` : link));
}

/** The words of a part of a tree whose dialects are gone, pictures left out. */
export function wordsWithoutPictures(node: Nodes): string {
  const pieces: string[] = [];
  collectWords(node, pieces, ({ tagName }) => tagName === 'img');
  return (
    foldBlanks(pieces)
      // Emphasis that was never closed.
      .replace(/\*{2,}/g, '')
      .replace(/\[\^[^[\]\s]*\]/g, ' ')
      .replace(
        /:[a-z][a-z0-9_+-]*_[a-z0-9_+-]*:|:(?:tada|rocket|warning|star|fire|bulb|wave|memo|book):/g,
        ' ',
      )
      .replace(/\p{Cc}|\p{Cf}(?<!\u200D)|[\uFFFD\uE000]/gu, ' ')
      .replace(/\s+/g, ' ')
      .replace(/ (?=[,.;](?: |$))/g, '')
      .trim()
  );
}

/** A file name as people would write it: `02-demo_script` and `DemoScript` become `Demo script` and `Demo Script`. */
export function readableName(name: string, capitals?: 'keep capitals'): string {
  const plain = name.normalize('NFC').replace(/\p{C}/gu, '');
  const spaced =
    capitals === undefined ? plain.replace(/([\p{Ll}\p{N}])(\p{Lu})(?=\p{Ll})/gu, '$1 $2') : plain;
  const words = spaced
    .replace(/(?:[_\-+\s]|(?<!\p{N})\.|\.(?!\p{N}))+/gu, ' ')
    .trim()
    .replace(/^(?:\d{1,3}(?:\.\d{1,3})* )+(?=\p{L})/u, '');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
