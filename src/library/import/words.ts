import { plainText } from '../markdown/sections.ts';

const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  copy: '©',
  reg: '®',
  trade: '™',
  bull: '•',
  middot: '·',
  eacute: 'é',
  uuml: 'ü',
  ouml: 'ö',
  auml: 'ä',
};

/**
 * Words fit for a title or a summary: no Markdown, HTML, pictures, template tags (`{{ }}`, `{% %}`, `{: }`), footnote
 * marks, emoji codes, entities or control signs.
 */
export function plainWords(markdown: string): string {
  const text = markdown
    .replace(/\{\{[^{}]*\}\}|\{%[^{}]*%\}|\{[:#][^{}]*\}|\{[\w-]+=[^{}]*\}/g, ' ')
    .replace(/!\[[^[\]]*\]\((?:[^()]|\([^()]*\))*\)/g, ' ')
    .replace(/\[\[(?:[^[\]|]*\|)?([^[\]|]*)\]\]/g, '$1')
    .replace(/\[\^[^[\]\s]*\]/g, ' ')
    .replace(/<(https?:\/\/[^<>\s]*)>/g, '$1');
  return plainText(text)
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, decodeEntity)
    .replace(/:[a-z][a-z0-9_+-]*_[a-z0-9_+-]*:|:(?:tada|rocket|warning|star|fire|bulb|wave|memo|book):/g, ' ')
    .replace(/(?<![\p{L}\p{N}_])_([^_]+)_(?![\p{L}\p{N}_])/gu, '$1')
    .replace(/\p{Cc}|\p{Cf}(?<!\u200D)|\uFFFD/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/ (?=[,.;](?: |$))/g, '')
    .trim();
}

function decodeEntity(
  whole: string,
  decimal: string | undefined,
  hex: string | undefined,
  name: string | undefined,
): string {
  if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
    ? String.fromCodePoint(code)
    : whole;
}

/** A file name as people would write it: `02-demo_script` and `DemoScript` become `Demo script` and `Demo Script`. */
export function readableName(name: string, capitals?: 'keep capitals'): string {
  const plain = name.normalize('NFC').replace(/\p{C}/gu, '');
  const spaced =
    capitals === undefined ? plain.replace(/([\p{Ll}\p{N}])(\p{Lu})(?=\p{Ll})/gu, '$1 $2') : plain;
  const words = spaced
    .replace(/[_\-.+\s]+/g, ' ')
    .trim()
    .replace(/^(?:\d{1,3} )+(?=\p{L})/u, '');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
