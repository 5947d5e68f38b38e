import { codeSpans, isInside, replaceOutside, type MarkupStep } from './source.ts';

// A shortcode with signs of a comment inside its brackets, with which Hugo's authors write about it: {{</* ref */>}}
const HUGO = /\{\{([<%])\s*\/\*([\s\S]*?)\*\/\s*([<%>])\}\}/g;
/** What stands between `{% raw %}` and `{% endraw %}`, with which Jekyll's authors write about templates. */
const RAW = /\{%-?\s*(raw|verbatim)\s*-?%\}([\s\S]*?)\{%-?\s*end\1\s*-?%\}/g;

const SHOWN = 'shown as text, as their author meant them';

/**
 * Templates that their author wrote to be read and not to be run. They are text for the steps after this one: a backslash
 * stands before their signs, but for code, of which no step takes anything.
 */
export const literalTemplates: MarkupStep = (text, { parse, met }) => {
  if (!/\{\{[<%]\s*\/\*|\{%-?\s*(?:raw|verbatim)\b/.test(text)) return text;
  const inCode = codeSpans(text, parse, 'not indented');
  const hugo = replaceOutside(text, HUGO, [], (match) => {
    met('Shortcodes written to be read ({{</* … */>}})', SHOWN);
    const tag = `{{${match[1] ?? ''}${match[2] ?? ''}${match[3] ?? ''}}}`;
    return isInside(inCode, match.index) ? tag : literal(tag);
  });
  return replaceOutside(hugo, RAW, codeSpans(hugo, parse, 'not indented'), ([, , inside = '']) => {
    met('Templates written to be read ({% raw %})', SHOWN);
    const code = codeSpans(inside, parse, 'not indented');
    return replaceOutside(inside, /\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}/g, code, ([tag]) => literal(tag));
  });
};

function literal(tag: string): string {
  return tag.replace(/[{}%<>*_[\]]/g, '\\$&');
}
