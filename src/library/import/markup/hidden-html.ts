import { codeSpans, isInside, type MarkupStep } from './source.ts';

const OPENING = /<([a-z][a-z0-9]*)\b((?:"[^"]*"|'[^']*'|\{\{[^{}]*\}\}|[^<>"'])*)>/gi;
const STYLE =
  /\sstyle\s*=\s*(?:"[^"]*|'[^']*|\{\{[^{}]*)(?:display\s*:\s*["']?none|visibility\s*:\s*["']?hidden)/i;
const ATTRIBUTE = /\shidden(?=\s|\/|$|\s*=\s*(?:""|"hidden"|"true"|\{true\}))/i;
const CLASS = /\sclass(?:Name)?\s*=\s*["']([^"']*)["']/i;
const VOID = /^(?:area|br|col|hr|img|input|link|meta|source|track|wbr)$/i;

/** Words in a tag that no reader sees where they come from would be seen here, where tags keep no styles of their own. */
export const hiddenHtml: MarkupStep = (text, { parse, met }) => {
  if (!/hidden|display\s*:|d-none/i.test(text)) return text;
  const code = codeSpans(text, parse, 'not indented');
  let result = '';
  let at = 0;
  for (const match of text.matchAll(OPENING)) {
    const [whole, tag = '', attributes = ''] = match;
    if (match.index < at || isInside(code, match.index) || !isHidden(attributes)) continue;
    const after = match.index + whole.length;
    const end = VOID.test(tag) || attributes.endsWith('/') ? after : endOf(text, tag, after);
    met('HTML that is not shown (hidden, display: none)', 'left out: their author had hidden them');
    result += text.slice(at, match.index);
    at = end;
  }
  return at === 0 ? text : result + text.slice(at);
};

function isHidden(attributes: string): boolean {
  // What is quoted says nothing of the tag itself.
  if (
    STYLE.test(attributes) ||
    ATTRIBUTE.test(attributes.replace(/=\s*"[^"]*[^"a-z][^"]*"|=\s*'[^']*'/gi, ''))
  )
    return true;
  const classes = CLASS.exec(attributes)?.[1]?.split(/\s+/) ?? [];
  // `hidden md:block` and `d-none d-lg-block` are shown on wide screens.
  return (
    classes.some((name) => name === 'hidden' || name === 'd-none') &&
    !classes.some((name) => /^(?:d-\w+-|\w+:)(?!none|hidden)/.test(name))
  );
}

/** Where the element ends whose content begins at a place; one that nothing closes ends with the text. */
function endOf(text: string, tag: string, from: number): number {
  const tags = new RegExp(`<(/?)${tag}\\b[^<>]*?(/?)>`, 'gi');
  tags.lastIndex = from;
  let depth = 1;
  for (let match = tags.exec(text); match !== null; match = tags.exec(text)) {
    if (match[1] === '/') depth--;
    else if (match[2] !== '/') depth++;
    if (depth === 0) return tags.lastIndex;
  }
  return text.length;
}
