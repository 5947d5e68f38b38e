import {
  codeSpans,
  isInside,
  replaceOutside,
  type MarkupStep,
  type SourcePage,
  type Spans,
} from './source.ts';

/** Elements that HTML knows; a tag of another name is a component, or no tag at all. */
const HTML = new Set(
  (
    'a abbr acronym address area article aside audio b base bdi bdo big blink blockquote body br button canvas caption center cite code col ' +
    'colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form ' +
    'frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label legend li link main map ' +
    'mark marquee menu meta meter nav nobr noscript object ol optgroup option output p param picture pre progress q rb rp rt rtc ' +
    'ruby s samp script search section select slot small source span strike strong style sub summary sup svg table tbody td ' +
    'template textarea tfoot th thead time title tr track tt u ul use var video wbr path g circle rect line polygon defs'
  ).split(' '),
);

const IMPORTS =
  /^(?:import[ \t]+(?:[\w*{][^'"\n;]*?[ \t]from[ \t]+)?(?:'[^'\n]+'|"[^"\n]+");?|import[ \t]*\{[^}]*\}[ \t]*from[ \t]*(?:'[^'\n]+'|"[^"\n]+");?)[ \t]*(?:\r?\n|$)/gm;
const CONSTANT =
  /^export[ \t]+const[ \t]+([\w$]+)[ \t]*=[ \t]*(?:'([^'\n]*)'|"([^"\n]*)"|(-?[\d.]+)|`([^`$]*)`)[ \t]*;?[ \t]*(?:\r?\n|$)/gm;
const EXPORTS =
  /^export[ \t]+(?:const|let|var|default|function|async)\b(?:[^\n]*\n(?!\s*\n))*[^\n]*(?:\n|$)/gm;

/** Module lines of MDX go, and `{price}` becomes the value that the page itself sets. */
export const modules: MarkupStep = (written, { path, parse, met }) => {
  // Docusaurus hides what a translator must not touch behind a fence that is none.
  const text = written.replace(/^(`{3,})mdx-code-block[ \t]*\n([\s\S]*?)\n?^\1[ \t]*$/gm, '$2');
  if (!/^(?:im|ex)port[ \t{]/m.test(text) && !path.endsWith('.mdx')) return text;
  const gone = () => {
    met('Module lines of MDX (import, export)', 'left out; they hold no words');
    return '';
  };
  const constants = new Map<string, string>();
  // A picture that the page imports stands as a value where it is shown.
  const named = [
    ...text.matchAll(
      /^import[ \t]+([\w$]+)[ \t]+from[ \t]+["']([^"'\n]+\.(?:png|jpe?g|gif|webp|avif))["']/gm,
    ),
  ].reduce(
    (each, [, name = '', address = '']) =>
      each.replace(
        new RegExp(`(\\ssrc\\s*=\\s*)\\{\\s*${name.replaceAll('$', '\\$')}(?:\\.src)?\\s*\\}`, 'g'),
        `$1"${address}"`,
      ),
    text,
  );
  let clean = replaceOutside(named, IMPORTS, codeSpans(named, parse), gone);
  clean = replaceOutside(clean, CONSTANT, codeSpans(clean, parse), (match) => {
    constants.set(match[1] ?? '', match[2] ?? match[3] ?? match[4] ?? match[5] ?? '');
    return gone();
  });
  clean = replaceOutside(clean, EXPORTS, codeSpans(clean, parse), gone);
  if (!path.endsWith('.mdx') && constants.size === 0) return clean;
  const valued = replaceOutside(
    clean,
    /(?<![\\{$=])\{\s*([^{}\n]*?)\s*\}(?!\})/g,
    codeSpans(clean, parse),
    ([whole, inside = '']) => {
      const known = constants.get(inside);
      if (known !== undefined) {
        met('Values of MDX ({price})', 'their words');
        return known;
      }
      const quoted = /^(?:'([^']*)'|"([^"]*)"|`([^`]*)`)$/.exec(inside);
      if (/^-?\d+(?:\.\d+)?$/.test(inside)) return inside;
      if (quoted !== null) return quoted[1] ?? quoted[2] ?? quoted[3] ?? '';
      if (!/^[\w$]+(?:\.[\w$]+)*$/.test(inside) || !path.endsWith('.mdx')) return whole;
      met('Values of MDX that only its code knows', 'their name in square brackets: fill it in');
      return `[${inside.split('.').pop() ?? ''}]`;
    },
  );
  return path.endsWith('.mdx') ? withoutExpressions(valued, codeSpans(valued, parse), met) : valued;
};

/** In MDX every brace begins code, but for one behind a backslash and the identifier of a heading; those of tags stay for their tags. */
function withoutExpressions(text: string, code: Spans, met: SourcePage['met']): string {
  const inTags = [...text.matchAll(TAG)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
  }));
  let result = '';
  let at = 0;
  for (const { index } of text.matchAll(/(?<![\\{$=])\{(?![#.:%{])/g)) {
    if (index < at || isInside(code, index) || isInside(inTags, index)) continue;
    const end = closingBrace(text, index);
    if (end === -1) continue;
    met('Code of MDX ({items.map(…)})', 'left out: only that site can work it out');
    result += text.slice(at, index);
    at = end + 1;
  }
  return result + text.slice(at);
}

/** The brace that closes the one at a place; -1 when none does in the next lines. */
function closingBrace(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < Math.min(text.length, from + 4000); at++) {
    if (text[at] === '{') depth++;
    else if (text[at] === '}' && --depth === 0) return at;
  }
  return -1;
}

const TAG =
  /(?<!\{\{)<(\/?)([A-Za-z][\w.-]*)((?:\s+(?:[\w:@.-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}|[^\s"'<>{}=]+))?|\{\.\.\.[^{}]*\}))*)\s*(\/?)>/g;

/** Components of MDX give way to their words, and a gap such as `<Customer name>` is shown as it was meant. */
export const components: MarkupStep = (written, page) => {
  if (!/<\/?[A-Za-z]/.test(written)) return written;
  const text = replaceOutside(
    written,
    /<((?:Nav)?Link)\b[^<>]*?\s(?:to|href)\s*=\s*(?:"([^"]*)"|'([^']*)'|\{[^{}"'\u0060]*["'\u0060]([^"'\u0060${}]+)["'\u0060][^{}]*\})[^<>]*>([^<>\n]+)<\/\1>/g,
    codeSpans(written, page.parse),
    ([, , double, single, worked, words = '']) => {
      page.met('Links as components (<Link>)', 'ordinary links');
      return `[${words.trim()}](${(double ?? single ?? worked ?? '').replace(/\s/g, '%20')})`;
    },
  );
  const code = codeSpans(text, page.parse);
  const closed = new Set([...text.matchAll(/<\/([A-Za-z][\w.-]*)\s*>/g)].map((match) => match[1] ?? ''));
  return replaceOutside(text, TAG, code, (match) => {
    const [whole, closing = '', name = '', attributes = '', self = ''] = match;
    // The address of a link: `[x](<Price list.md>)`.
    if (/\]\(\s*$|\]:[ \t]*$/.test(text.slice(Math.max(0, match.index - 12), match.index))) return undefined;
    if (HTML.has(name.toLowerCase()) && name === name.toLowerCase())
      return htmlTag(whole, name, attributes, self, page);
    if (HTML.has(name.toLowerCase()) && name === name.toUpperCase() && !page.path.endsWith('.mdx'))
      return undefined;
    const isComponent =
      /^[A-Z]/.test(name) &&
      (self !== '' || closed.has(name) || closing !== '' || page.path.endsWith('.mdx'));
    if (isComponent || closed.has(name)) return component(closing, name, attributes, page);
    if (closing !== '') return undefined;
    page.met('Gaps in angle brackets (<Customer>)', 'shown as they are meant');
    return `\\${whole}`;
  });
};

function component(closing: string, name: string, attributes: string, { met }: SourcePage): string {
  if (closing !== '') return '';
  const value = (names: string) =>
    new RegExp(String.raw`(?:^|\s)(?:${names})\s*=\s*\{?["'\u0060]([^"'\u0060]*)["'\u0060]\}?`, 'i').exec(
      attributes,
    )?.[1];
  const source = value('src|url|image');
  if (source !== undefined && /im(?:g|age)|picture|figure/i.test(name)) {
    met('Pictures as components', 'ordinary pictures');
    return `![${value('alt|title|caption') ?? ''}](${source.replace(/\s/g, '%20')})`;
  }
  const title =
    value('title|label|heading|header|summary|question|name') ??
    (name === 'TabItem' ? value('value') : undefined);
  const address = value('href|to|link') ?? (/video|embed|frame/i.test(name) ? source : undefined);
  met(
    `Components (<${name}>)`,
    title === undefined && address === undefined
      ? 'left out; words inside them stay'
      : 'their title and the words inside them',
  );
  if (address !== undefined) return `[${title ?? address}](${address.replace(/\s/g, '%20')})\n`;
  return title === undefined ? '' : `**${title}**\n`;
}

/** Attributes in braces make a tag of HTML plain text; they go. */
function htmlTag(
  whole: string,
  name: string,
  attributes: string,
  self: string,
  { met }: SourcePage,
): string | undefined {
  if (!attributes.includes('{')) return undefined;
  // `src={useBaseUrl('/img/a.png')}`, `src={require('./a.png').default}`.
  const addressed = attributes.replace(
    /(\s(?:src|href))\s*=\s*\{[^{}"'\u0060]*["'\u0060]([^"'\u0060{}$]+)["'\u0060][^{}]*\}/g,
    (_, key: string, address: string) => {
      met('Addresses that code works out (src={…})', 'the addresses themselves');
      return `${key}="${address.replace(/\s/g, '%20')}"`;
    },
  );
  const kept = addressed.replace(
    /\s+[\w:@.-]+\s*=\s*\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}|\s*\{\.\.\.[^{}]*\}/g,
    '',
  );
  return whole.startsWith('</') ? whole : `<${name}${kept}${self}>`;
}

/** Frames and players, which no page of the hub holds, become links to what they showed. */
export const embeds: MarkupStep = (text, { parse, met }) => {
  if (!/<(?:iframe|video|audio|embed|object)\b/i.test(text)) return text;
  return replaceOutside(
    text,
    /<(iframe|video|audio|embed|object)\b([^<>]*)>(?:([\s\S]*?)<\/\1\s*>)?/gi,
    codeSpans(text, parse),
    ([, name = '', attributes = '', inner = '']) => {
      const source = /\s(?:src|data)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i;
      const match = source.exec(` ${attributes}`) ?? source.exec(inner);
      const address = (match?.[1] ?? match?.[2] ?? match?.[3] ?? '').trim();
      const title = /\stitle\s*=\s*["']([^"']+)["']/i.exec(attributes)?.[1];
      met('Frames and players (<iframe>, <video>)', 'links to what they showed');
      if (address === '' || /^(?:javascript|data):/i.test(address)) return '';
      const plain = watchAddress(address.replace(/^\/\//, 'https://').replace(/\s/g, '%20'));
      const shown =
        title ??
        (name.toLowerCase() === 'audio'
          ? 'Recording'
          : name.toLowerCase() === 'video' || /youtu|vimeo|loom|wistia/.test(plain)
            ? 'Video'
            : 'Open in a window of its own');
      return `[${shown.replace(/[[\]]/g, '')}](${plain})`;
    },
  );
};

/** The page of a video instead of its player. */
function watchAddress(address: string): string {
  const youtube = /^https?:\/\/(?:www\.)?youtube(?:-nocookie)?\.com\/embed\/([\w-]+)/.exec(address)?.[1];
  if (youtube !== undefined) return `https://www.youtube.com/watch?v=${youtube}`;
  const loom = /^https?:\/\/(?:www\.)?loom\.com\/embed\/(\w+)/.exec(address)?.[1];
  if (loom !== undefined) return `https://www.loom.com/share/${loom}`;
  const vimeo = /^https?:\/\/player\.vimeo\.com\/video\/(\d+)/.exec(address)?.[1];
  return vimeo === undefined ? address : `https://vimeo.com/${vimeo}`;
}
