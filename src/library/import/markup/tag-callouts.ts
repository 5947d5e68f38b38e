import { codeSpans, replaceOutside, type MarkupStep } from './source.ts';
import { calloutKind } from './callout.ts';

const TAGS =
  'alert|hint|notice|callout|admonition|note|warning|tip|info|danger|caution|important|aside|block_quote|panel|expand|pageinfo';
/** A pair of template tags around words: `{% hint style="info" %}…{% endhint %}`, `{{< alert >}}…{{< /alert >}}`. */
const PAIRS: readonly RegExp[] = [
  new RegExp(String.raw`([ \t]*)\{%-?\s*(${TAGS})\b([^%]*)%\}([\s\S]*?)\{%-?\s*end\2\s*-?%\}`, 'gi'),
  new RegExp(
    String.raw`([ \t]*)\{\{[<%]\s*(?:[\w-]+\/)?(${TAGS})\b([^}]*?)[>%]\}\}([\s\S]*?)\{\{[<%]\s*\/\s*(?:[\w-]+\/)?\2\s*[>%]\}\}`,
    'gi',
  ),
  /([ \t]*)<(Callout|Admonition|Note|Warning|Tip|Info|Danger|Caution|Check|Alert)\b([^<>]*)>([\s\S]*?)<\/\2>/g,
  /([ \t]*)<(aside)>([ \t]*)([\s\S]*?)<\/aside>/g,
];

/**
 * Boxes that a tag opens and a tag closes are written as directives, from which the next step makes callouts: GitBook's
 * hints, Hugo's and Jekyll's alerts, components of MDX, and Notion's asides with their emoji.
 */
export const tagCallouts: MarkupStep = (text, { parse }) => {
  let translated = text;
  for (const pattern of PAIRS) {
    if (!pattern.test(translated)) continue;
    pattern.lastIndex = 0;
    translated = replaceOutside(
      translated,
      pattern,
      codeSpans(translated, parse, 'not indented'),
      (match) => {
        const [, indent = '', tag = '', attributes = '', inner = ''] = match;
        const value = (names: string) =>
          new RegExp(String.raw`(?:^|\s)(?:${names})\s*=\s*["']([^"']*)["']`, 'i').exec(attributes)?.[1];
        const bare = /^\s*["']?([\w-]+)["']?/.exec(
          attributes.replace(/[\w-]+\s*=\s*["'][^"']*["']/g, ''),
        )?.[1];
        const wanted = [value('style|type|color|context|level|variant|status'), bare, tag].find(
          (each) => each !== undefined && calloutKind(each) !== undefined,
        );
        const quoted = /^\s*[\w-]+\s+["']([^"']+)["']/.exec(attributes)?.[1];
        const title = value('title|heading|header') ?? quoted ?? '';
        const words = inner
          .replace(
            /^\s*(?:\p{Extended_Pictographic}\uFE0F?|<img src="https:\/\/www\.notion\.so\/icons\/[^<>]*>)[ \t]*/u,
            '',
          )
          .trim();
        const at = match.index;
        const before = at === 0 || translated[at - 1] === '\n' ? '' : '\n\n';
        return `${before}${indent}:::${wanted ?? 'note'}${title === '' ? '' : ` ${title}`}\n${words}\n${indent}:::\n`;
      },
    );
  }
  return translated;
};
