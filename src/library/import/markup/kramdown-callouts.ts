import { createFenceReader } from '../../markdown/fences.ts';
import { calloutHead, calloutKind } from './callout.ts';
import type { MarkupStep } from './source.ts';

const LINE = /^ {0,3}\{:([^{}\n]*)\}[ \t]*$/;

/**
 * Themes of Jekyll make a box of the block that a line such as `{: .note }` stands at: the one above, or the one below when
 * an empty line is above. With `.note-title` its first line is the title.
 */
export const kramdownCallouts: MarkupStep = (text, { met }) => {
  if (!/^ {0,3}\{:[^{}\n]*\.[a-z]/m.test(text)) return text;
  const lines = text.split('\n');
  const out: string[] = [];
  const isCode = createFenceReader();
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const kind = isCode(line) ? undefined : kindIn(LINE.exec(line)?.[1] ?? '');
    if (kind === undefined) {
      out.push(line);
      continue;
    }
    const above = blockEndingAt(out);
    let end = at + 1;
    while ((lines[end] ?? '').trim() !== '') end++;
    const block = above.length > 0 ? out.splice(out.length - above.length) : lines.slice(at + 1, end);
    if (block.length === 0 || /^ {0,3}(?:#|[-*+] |\d+[.)] |\||<|!\[|`{3})/.test(block[0] ?? '')) {
      out.push(...above, line);
      continue;
    }
    met('Boxes of Jekyll themes ({: .note })', 'callouts of the hub');
    const words = block.map((each) => each.replace(/^ {0,3}>[ \t]?/, ''));
    const title = kind.titled ? (words.shift() ?? '') : '';
    out.push(...[calloutHead(kind.name, title), ...words].map((each) => `> ${each}`.trimEnd()));
    if (above.length === 0) at = end - 1;
    else if ((lines[at + 1] ?? '').trim() !== '') out.push('');
  }
  return out.join('\n');
};

function kindIn(attributes: string): { name: string; titled: boolean } | undefined {
  for (const [, name = '', titled] of attributes.matchAll(
    /\.(?:prompt-|alert-|callout-|box-|notice--)?([a-z]+)(-title)?(?=[\s.#]|$)/g,
  )) {
    if (calloutKind(name) !== undefined) return { name, titled: titled !== undefined };
  }
  return undefined;
}

/** The lines of the last block, none when an empty line ends it. */
function blockEndingAt(out: readonly string[]): string[] {
  const from = out.findLastIndex((line) => line.trim() === '') + 1;
  return out.slice(from);
}
