import { NAMED_LINK, PLACE_LINK } from '../links/resolve-link.ts';
import { codeSpans, replaceOutside, type MarkupStep } from './source.ts';

const PICTURE = /\.(?:png|jpe?g|gif|webp|avif|svg|bmp)$/i;
/** What template languages set before an address for the root of the site. */
const SITE_VARIABLE =
  /(?:\{\{[-\s]*(?:site|base|page|config|root|\$|\.)?[.\w]*(?:base_?url|url|path|root)[-\s]*\}\}|\{\{[%<]\s*(?:base_?url|siteurl)\s*[%>]\}\})+/gi;
/** `{{< ref "x" >}}`, `{{% relref path="x" %}}`, `{% link x %}`, `{% page "x" %}`, `{% post_url x %}`. */
const ADDRESS_TAG =
  /\{\{[<%]\s*(?:rel)?ref\s+(?:path=)?["“]?([^"”\s>%]+)["”]?[^}]*[>%]\}\}|\{%-?\s*(?:link|post_url|page|url|ref|path)\s+["']?([^"'%]+?)["']?\s*-?%\}|\{\{-?\s*["']([^"'{}]+)["']\s*\|\s*(?:relative_url|absolute_url|url|prepend:\s*site\.\w+)[^{}]*\}\}/gi;

/** Addresses that a template would work out become addresses: `[x]({{< ref "a" >}})`, `{{ site.baseurl }}/a`. */
export const templateAddresses: MarkupStep = (text, { parse, met }) => {
  if (!text.includes('{{') && !text.includes('{%')) return text;
  const code = codeSpans(text, parse);
  const named = replaceOutside(text, ADDRESS_TAG, code, (match) => {
    met('Links through template tags (ref, relref, link, page)', 'ordinary links');
    const [, hugo, jekyll, filtered] = match;
    if (filtered !== undefined) return encodeSpaces(filtered.startsWith('/') ? filtered : `/${filtered}`);
    const address = (hugo ?? jekyll ?? '').trim();
    return NAMED_LINK + encodeSpaces(address);
  });
  return replaceOutside(named, SITE_VARIABLE, codeSpans(named, parse), (match) => {
    const before = named.slice(Math.max(0, match.index - 8), match.index);
    if (!/\](?:\(|:)\s*<?$|["'=]$/.test(before)) return undefined;
    met('Links through template tags (ref, relref, link, page)', 'ordinary links');
    const behind = named.slice(match.index + match[0].length);
    return behind.startsWith('/') || behind.startsWith(NAMED_LINK) ? '' : '/';
  });
};

/** `[[Page]]`, `[[Page#Part|words]]` and `![[picture.png|300]]` of Obsidian and of wikis. */
export const wikiLinks: MarkupStep = (text, { parse, met }) => {
  if (!text.includes('[[')) return text;
  return replaceOutside(text, /(!?)\[\[([^[\]\n]+?)\]\](?!\()/g, codeSpans(text, parse), (match) => {
    const inside = (match[2] ?? '').replaceAll('\\|', '|');
    if (/^_?TOC_?$/i.test(inside.trim())) return undefined;
    const [target = '', words] = inside.split(/\|(.*)/s).map((part) => part.trim());
    const address = NAMED_LINK + encodeSpaces(target);
    if (match[1] === '!' && PICTURE.test(target)) {
      met('Pictures as ![[…]]', 'ordinary pictures');
      return `![${/^[\dx]*$/.test(words ?? '') ? nameOf(target) : (words ?? '').replace(/\|[\dx]+$/, '')}](${address})`;
    }
    if (match[1] === '!') {
      met('Embedded notes (![[…]])', 'links to the note; its words are not repeated here');
      return `[${words === undefined || /^[\dx]*$/.test(words) ? readable(target) : words}](${address})`;
    }
    met('Wikilinks ([[…]])', 'ordinary links');
    return `[${words === undefined || words === '' ? readable(target) : words}](${address})`;
  });
};

/** Addresses with blanks, which Markdown does not take for a link: `[x](My file.pdf)`. */
export const linksWithBlanks: MarkupStep = (text, { parse, met }) => {
  if (!/\]\([^()<>\n]*[^\s()<>]\s+[^\s"'()][^()<>\n]*\)/.test(text)) return text;
  return replaceOutside(
    text,
    /\]\(\s*([^()<>\n"]*?[^\s()<>"])((?:\s+"[^"\n]*")?)\s*\)/g,
    codeSpans(text, parse),
    (match) => {
      const address = match[1] ?? '';
      if (!/\s/.test(address) || !/[./]/.test(address) || /\s'|^(?!https?:\/\/)\w+:/.test(address))
        return undefined;
      if (
        !/^https?:/i.test(address) &&
        !/\.[a-z0-9]{1,8}(?:[#?].*)?$/i.test(address) &&
        !address.startsWith('/') &&
        !address.startsWith('./') &&
        !address.startsWith('../')
      )
        return undefined;
      met('Links with blanks in their address', 'ordinary links');
      return `](${encodeSpaces(address)}${match[2] ?? ''})`;
    },
  );
};

/** A link without words, as Notion writes a bookmark, shows its address. */
export const wordlessLinks: MarkupStep = (text, { parse, met }) =>
  replaceOutside(
    text,
    /(?<![!\]\\])\[\]\((https?:\/\/[^()\s]+)\)/g,
    codeSpans(text, parse),
    ([, address = '']) => {
      met('Links without words', 'their address');
      return `[${address}](${address})`;
    },
  );

/** Obsidian sets the width of a picture behind its words: `![Oven|300](oven.png)`. */
export const pictureWidths: MarkupStep = (text, { parse, met }) => {
  if (!/!\[[^\]\n]*\|/.test(text)) return text;
  return replaceOutside(
    text,
    /!\[([^\]\n|]*)\|\d+(?:x\d+)?\](?=\(|\[)/g,
    codeSpans(text, parse),
    ([, words = '']) => {
      met('Widths of pictures (![…|300])', 'left out');
      return `![${words}]`;
    },
  );
};

/** The name of a definition as Markdown compares it. */
const foldLabel = (label: string) => label.trim().replace(/\s+/g, ' ').toLowerCase();

/** `[words][place]` of MkDocs without a definition leads to a place of any page, and so does `[place][]`. */
export const placeLinks: MarkupStep = (text, { parse, met, isMkDocs }) => {
  if (!isMkDocs || !text.includes('][')) return text;
  const defined = new Set(
    [...text.matchAll(/^ {0,3}\[([^\]\n]+)\]:/gm)].map(([, label = '']) => foldLabel(label)),
  );
  return replaceOutside(
    text,
    /(?<![!\]\\])\[((?:[^[\]\n]|\[[^[\]\n]*\])+)\]\[([^[\]\n]*)\](?![[(:])/g,
    codeSpans(text, parse),
    ([, words = '', label = '']) => {
      const id = (label === '' ? words.replaceAll('`', '') : label).trim();
      if (defined.has(foldLabel(id)) || id === '' || id.startsWith('^')) return undefined;
      met(
        'Links to a place of any page ([words][place])',
        'ordinary links; their words where no page has the place',
      );
      return `[${words}](${PLACE_LINK}${encodeSpaces(id)})`;
    },
  );
};

function encodeSpaces(address: string): string {
  return address.replace(/[\s()<>]/g, (sign) =>
    encodeURIComponent(sign).replace('(', '%28').replace(')', '%29'),
  );
}

/** `Folder/Page#Part` as people would write it. */
function readable(target: string): string {
  const [path = '', part] = target.split(/#(.*)/s);
  const name = nameOf(path);
  const page = /^page=(\d+)/.exec(part ?? '')?.[1];
  if (page !== undefined) return `${name}, page ${page}`;
  if (part === undefined || part === '' || part.startsWith('^')) return name === '' ? 'this page' : name;
  return name === '' ? part : `${name} › ${part.slice(part.lastIndexOf('#') + 1)}`;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.[a-z]{2,8}$/i, '');
}
