import { codeSpans, replaceOutside, type MarkupStep } from './source.ts';

/** Stands where a comment was, until it is known what else its line holds: a sign that no text has. */
const GAP = '\uFFFF';
const LINE_OF_GAPS = /^[ \t]*\uFFFF(?:[ \t]*\uFFFF)*[ \t]*(?:\r?\n|$)/gm;
const A_GAP = /[ \t]?\uFFFF/g;

const GONE = 'left out: their author had hidden them';

/** How each dialect hides words from readers, by what people call it. */
const COMMENTS: readonly { name: string; sign: string; pattern: RegExp }[] = [
  { name: 'HTML comments (<!-- -->)', sign: '<!--', pattern: /<!--(?!>|->)[\s\S]*?--!?>/g },
  {
    name: 'Template comments ({% comment %}, {# #}, {{/* */}})',
    sign: '{',
    pattern:
      /\{%-?\s*comment\b[^%]*%\}[\s\S]*?\{%-?\s*endcomment\s*-?%\}|\{#(?!\s*[\w-]+\s*\})[^}\n]*\s#\}|\{\{[-<%\s]*\/\*[\s\S]*?\*\/[->%\s]*\}\}|\{\{[<%]\s*comment\s*[>%]\}\}[\s\S]*?\{\{[<%]\s*\/comment\s*[>%]\}\}|<%#[\s\S]*?%>/g,
  },
  { name: 'Comments of MDX ({/* */})', sign: '{/*', pattern: /(?<!\{)\{\s*\/\*[\s\S]*?\*\/\s*\}/g },
  { name: 'Obsidian comments (%% %%)', sign: '%%', pattern: /%%(?!%)[\s\S]*?%%/g },
  {
    name: 'Comments written as link definitions ([//]: #)',
    sign: ']:',
    pattern:
      /^ {0,3}\[(?:\/\/|comment|#|_metadata_[^\]]*)\]:[ \t]*(?:#|<>|\/)[ \t]*(?:\([^\n]*\)|"[^\n]*"|'[^\n]*')?[ \t]*(?:\r?\n|$)/gim,
  },
];

/** Takes out what authors hid from readers, so that no page, search or copy can bring it back. */
export const comments: MarkupStep = (text, { parse, met }) => {
  let clean = text;
  for (const { name, sign, pattern } of COMMENTS) {
    if (!clean.includes(sign)) continue;
    const found = replaceOutside(clean, pattern, codeSpans(clean, parse, 'not indented'), () => {
      met(name, GONE);
      return GAP;
    });
    // A line that held nothing else goes with it; in the middle of a line a single blank stays.
    clean = found.replace(LINE_OF_GAPS, '').replace(A_GAP, '');
  }
  return clean;
};
