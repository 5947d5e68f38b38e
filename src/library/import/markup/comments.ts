import { codeSpans, isInside, replaceOutside, type MarkupStep } from './source.ts';

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
      /\{%-?\s*comment\b[^%]*%\}[\s\S]*?\{%-?\s*endcomment\s*-?%\}|\{%-?\s*#[\s\S]*?%\}|\{#(?=\s)[\s\S]*?\s#\}|\{\{[-%\s]*\/\*[\s\S]*?\*\/[->%\s]*\}\}|\{\{[<%]\s*comment\s*[>%]\}\}[\s\S]*?\{\{[<%]\s*\/comment\s*[>%]\}\}/g,
  },
  {
    name: 'Words that a template keeps for itself ({% capture %}, {% if false %}, {% if visitor… %})',
    sign: '{%',
    pattern:
      /\{%-?\s*capture\b[^%]*%\}[\s\S]*?\{%-?\s*endcapture\s*-?%\}|\{%-?\s*if\s+(?:false\b|visitor\.|jekyll\.environment\s*==\s*["']development)[^%]*%\}(?:(?!\{%-?\s*if\b)[\s\S])*?\{%-?\s*endif\s*-?%\}/g,
  },
  {
    name: 'Comments of kramdown ({::comment})',
    sign: '{::',
    pattern: /\{::comment\b[^}\n]*\}[\s\S]*?\{:\/(?:comment)?\}/g,
  },
  { name: 'Code of a server (<% %>, <?php ?>)', sign: '<', pattern: /<%[\s\S]*?%>|<\?[a-z][\s\S]*?\?>/gi },
  {
    name: 'Changes and comments of an editor ({--…--}, {>>…<<})',
    sign: '{',
    pattern: /\{>>[\s\S]*?<<\}|\{--(?!-)(?:(?!\n\s*\n)[\s\S])*?--\}/g,
  },
  {
    name: 'Changes and comments of Word',
    sign: ']{.',
    pattern: /\[[^[\]]*\]\{\.(?:comment-start|comment-end|deletion|paragraph-deletion)\b[^{}]*\}/g,
  },
  { name: 'Comments of MDX ({/* */})', sign: '{/*', pattern: /(?<!\{)\{\s*\/\*[\s\S]*?\*\/\s*\}/g },
  { name: 'Obsidian comments (%% %%)', sign: '%%', pattern: /(?<![\d%])%%(?!%)[\s\S]*?%%/g },
  {
    name: 'Comments written as link definitions ([//]: #)',
    sign: ']:',
    pattern:
      /^ {0,3}\[(?:\/\/|comment|#|_metadata_[^\]]*)\]:[ \t]*(?:#|<>|\/)[ \t]*(?:\([^\n]*\)|"[^\n]*"|'[^\n]*')?[ \t]*(?:\r?\n|$)|^ {0,3}\[[^\]\n]+\]:[ \t]*(?:#|<>)[ \t]+(?:\([^\n]*\)|"[^\n]*"|'[^\n]*')[ \t]*(?:\r?\n|$)/gim,
  },
];

/** A comment that nothing closes hides, where it comes from, all that follows; its signs begin a line. */
const UNCLOSED =
  /^[ \t]*(?:<!--|\{\/\*|\{\{[-%\s]*\/\*|\{%-?\s*comment\b[^%\n]*%\}|%%(?![%\s]*$)|%%[ \t]*\r?\n)[\s\S]*$/m;

/** Takes out what authors hid from readers, so that no page, search or copy can bring it back. */
export const comments: MarkupStep = (text, { parse, met }) => {
  let clean = text;
  if (/<!--\s*(?:more|truncate|excerpt|end_excerpt)\s*-->|\{\/\*\s*truncate\s*\*\/\}/i.test(text))
    clean = replaceOutside(
      text,
      /^[ \t]*(?:<!--\s*(?:more|truncate|excerpt|end_excerpt)\s*-->|\{\/\*\s*truncate\s*\*\/\})[ \t]*(?:\r?\n|$)/gim,
      codeSpans(text, parse, 'not indented'),
      () => {
        met('Marks where a list of posts stops (<!-- more -->)', 'left out; they hold no words');
        return '';
      },
    );
  for (const { name, sign, pattern } of COMMENTS) {
    if (!clean.includes(sign)) continue;
    const found = replaceOutside(clean, pattern, codeSpans(clean, parse, 'not indented'), () => {
      met(name, GONE);
      return GAP;
    });
    // A line that held nothing else goes with it; in the middle of a line a single blank stays.
    clean = found.replace(LINE_OF_GAPS, '').replace(A_GAP, '');
  }
  const open = UNCLOSED.exec(clean);
  if (open === null || isInside(codeSpans(clean, parse, 'not indented'), open.index)) return clean;
  met(
    'Comments that nothing closes',
    'left out to the end of the page: look whether something is missing there',
  );
  return clean.slice(0, open.index);
};
