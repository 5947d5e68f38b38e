import { calloutKind } from './callout.ts';
import { codeSpans, replaceOutside, type MarkupStep, type SourcePage } from './source.ts';

const LOGIC =
  /^(?:if|elsif|else|elseif|endif|unless|endunless|for|endfor|case|when|endcase|assign|capture|endcapture|raw|endraw|tablerow|endtablerow|cycle|increment|decrement|break|continue|set|block|endblock|extends|macro|endmacro|with|endwith|import|from|end|range|layout|render|verbatim|endverbatim)$/i;

const PICTURE = /\.(?:png|jpe?g|gif|webp|avif|svg|bmp)(?:[?#].*)?$|^https?:/i;
/** Pairs that frame what stands between them, in words of its own. */
const FRAMES =
  /^(?:content-ref|code|rawhtml|nomarkdown|openapi-operation|prompt|tabs|stepper|columns?|row|grid|cards?|cardpane|hero|blocks\/[\w-]+)$/i;
const LABELLED = /^(?:tab|tabpane|step|accordion|details|expand|spoiler|collapse|swimlane|updates?)$/i;

/** Values, tags and shortcodes of template languages become their words, a link or a picture; what has none goes, counted. */
export const templates: MarkupStep = (text, page) => {
  if (!text.includes('{{') && !text.includes('{%')) return text;
  const { parse, met } = page;
  const code = replaceOutside(
    text,
    /^([ \t]*)\{\{[<%]\s*(highlight|code|mermaid)\b([^}]*?)[>%]\}\}\r?\n?([\s\S]*?)\r?\n?[ \t]*\{\{[<%]\s*\/\s*\2\s*[>%]\}\}|^([ \t]*)\{%-?\s*(highlight)\b([^%]*?)-?%\}\r?\n?([\s\S]*?)\r?\n?[ \t]*\{%-?\s*endhighlight\s*-?%\}/gm,
    codeSpans(text, parse),
    (match) => {
      met('Code through template tags (highlight)', 'ordinary code');
      const name = match[2] ?? match[6] ?? '';
      const said = match[3] ?? match[7] ?? '';
      const language = name === 'mermaid' ? name : (/^\s*["']?([\w+#-]+)/.exec(said)?.[1] ?? '');
      const indent = match[1] ?? match[5] ?? '';
      return `${indent}\`\`\`${language}\n${match[4] ?? match[8] ?? ''}\n${indent}\`\`\``;
    },
  );
  const linked = replaceOutside(
    code,
    /\{\{[<%]\s*([\w-]+)\s[^}]*?(?:href|url|link|relref|page)\s*=\s*["']([^"'{}]+)["'][^}]*[>%]\}\}([^\n{}]+?)\{\{[<%]\s*\/\s*\1\s*[>%]\}\}/g,
    codeSpans(code, parse),
    ([, , address = '', words = '']) => {
      met('Links and cards through template tags', 'ordinary links');
      return `[${words.trim()}](${address.replace(/\s/g, '%20')})`;
    },
  );
  const shortcodes = replaceOutside(
    linked,
    /[ \t]*\{\{[<%]\s*(\/?)\s*([\w./-]+)((?:"[^"]*"|`[^`]*`|[^}"`])*?)\/?\s*[>%]\}\}/g,
    codeSpans(linked, parse),
    ([whole, closing = '', name = '', attributes = '']) => {
      const lead = /^[ \t]*/.exec(whole)?.[0] ?? '';
      return closing !== '' ? '' : lead + shownTag(name, attributes, `{{< ${name} >}}`, page);
    },
  );
  const tags = replaceOutside(
    shortcodes,
    /\{%-?\s*@?(\w[\w./@-]*)((?:"[^"]*"|'[^']*'|[^%"'])*?)-?%\}/g,
    codeSpans(shortcodes, parse),
    ([, name = '', attributes = '']) => {
      if (LOGIC.test(name)) {
        met(
          'Template logic ({% if %}, {% for %}, …)',
          'left out; all its branches are shown, so look these pages through',
        );
        return '';
      }
      return /^end/i.test(name) ? '' : shownTag(name, attributes, `{% ${name} %}`, page);
    },
  );
  return replaceOutside(
    tags,
    /\{\{-?\s*((?:[^{}\n]|\{[^{}\n]*\})*?)\s*-?\}\}/g,
    codeSpans(tags, parse),
    ([, inside = '']) => shownValue(inside, page),
  );
};

/** A tag's picture, link or words. */
function shownTag(name: string, attributes: string, shown: string, page: SourcePage): string {
  const { met } = page;
  const inside = /^params?$/i.test(name) ? /["']([^"']+)["']|(\S+)/.exec(attributes) : null;
  if (inside !== null) return shownValue(inside[1] ?? inside[2] ?? '', page);
  const value = (names: string) => {
    const match = new RegExp(
      String.raw`(?:^|\s)(?:${names})\s*=\s*(?:"([^"]*)"|'([^']*)'|\u0060([^\u0060]*)\u0060|([^\s"']+))`,
      'i',
    ).exec(attributes);
    return match?.[1] ?? match?.[2] ?? match?.[3] ?? match?.[4];
  };
  const quoted = [...attributes.matchAll(/(?:^|\s)(?:"([^"]*)"|'([^']*)')/g)].map(
    (match) => match[1] ?? match[2] ?? '',
  );
  const bare = attributes
    .trim()
    .split(/\s+/)
    .filter((word) => /^[\w./:@?=&%-]+$/.test(word) && !/=/.test(word));
  const first = quoted[0] ?? bare.at(/^include/i.test(name) ? 1 : 0);
  if (
    /(?:^|[-_/])(?:figure|img|image|picture|screenshot)(?:[-_.]|$)/i.test(name) ||
    value('src|image_path') !== undefined
  ) {
    const source =
      value('src|image_path|image|path|file|url|link') ?? quoted.find((each) => /\.\w{2,4}$/.test(each));
    if (source !== undefined && !PICTURE.test(source)) {
      met('Links and cards through template tags', 'ordinary links');
      return `[${value('title|text|caption|name') ?? source.slice(source.lastIndexOf('/') + 1)}](${source.replace(/\s/g, '%20')})`;
    }
    if (source !== undefined) {
      met('Pictures through template tags', 'ordinary pictures');
      return `![${(value('alt|caption|title') ?? quoted[1] ?? '').replace(/[[\]*`]/g, '')}](${source.replace(/\s/g, '%20')})`;
    }
  }
  const link = /^card$/i.test(name) ? value('link|href|url') : undefined;
  if (link !== undefined) {
    met('Links and cards through template tags', 'ordinary links');
    const says = value('subtitle|description');
    return `- [${value('title|header') ?? link}](${link.replace(/\s/g, '%20')})${says === undefined ? '' : `: ${says}`}\n`;
  }
  if (/^include/i.test(name)) {
    const picture = value('file|src|image|path');
    if (picture !== undefined && PICTURE.test(picture)) {
      met('Pictures through template tags', 'ordinary pictures');
      return `![${(value('alt|caption|title') ?? '').replace(/[[\]*`]/g, '')}](${picture.replace(/\s/g, '%20')})`;
    }
    const box = calloutKind(value('type|style') ?? bare[0]?.replace(/^.*\/|\.\w+$/g, '') ?? '');
    const said = value('content|text');
    if (box !== undefined && said !== undefined) {
      met('Boxes through template tags ({% include note.html %})', 'callouts of the hub');
      return `> [!${box}]\n> ${said}\n`;
    }
  }
  if (FRAMES.test(name) && value('title|header') === undefined) {
    met('Template tags that only arrange things', 'their words without the arrangement');
    return '';
  }
  if (FRAMES.test(name)) {
    met('Template tags that only arrange things', 'their words without the arrangement');
    return `**${(value('title|header') ?? '').replace(/^\*\*(.*)\*\*$/, '$1')}**\n`;
  }
  if (LABELLED.test(name)) {
    met('Tabs', 'their words one below the other, each with its label');
    const label = value('title|name|header|label|summary') ?? quoted[0];
    return label === undefined ? '' : `**${label}**\n`;
  }
  const video = /youtube|vimeo|loom|wistia/i.exec(name + (bare[0] ?? ''))?.[0]?.toLowerCase();
  const videoId = value('id|video|video_id|youtubeid') ?? first;
  if (video !== undefined && videoId !== undefined && /^[\w-]{5,}$/.test(videoId)) {
    met('Videos through template tags', 'links to the video');
    const hosts: Record<string, string> = {
      youtube: 'www.youtube.com/watch?v=',
      vimeo: 'vimeo.com/',
      loom: 'www.loom.com/share/',
      wistia: 'fast.wistia.net/embed/iframe/',
    };
    return `[Video](https://${hosts[video] ?? ''}${videoId})`;
  }
  const address = value('url|href|link');
  const words =
    value('text|title|label|caption|content|name|heading') ??
    (quoted.length > 0 && !/include|partial|snippet|assets?$/i.test(name) ? quoted[0] : undefined);
  if (address !== undefined && !address.startsWith('{')) {
    met('Links and cards through template tags', 'ordinary links');
    return `[${words ?? address}](${address.replace(/\s/g, '%20')})`;
  }
  if (/^include|^partial|^snippet|^render|^readfile|^import/i.test(name)) {
    met(`Texts pulled in from elsewhere (${shown})`, 'left out: copy the words in where a page needs them');
    return '';
  }
  if (words !== undefined && /\p{L}/u.test(words) && !/\.\w{2,4}$|^[a-z0-9_/-]+$/.test(words)) {
    met(`Template tags with words (${shown})`, 'their words');
    return words;
  }
  met(`Template tags (${shown})`, 'left out: nothing in the folder says what they showed');
  return '';
}

/** A value that the page itself knows, else its name between square brackets, as people mark a gap to fill. */
function shownValue(inside: string, { data, met }: SourcePage): string {
  if (/^fact:/i.test(inside)) {
    met('Facts of a hub ({{fact:price}})', 'left as they are: the check says which hub.yaml lacks');
    return `{{${inside}}}`;
  }
  const name = /^(?:page\.|\.Params\.|\$?\.?)?([\w-]+(?:\.[\w-]+)*)/.exec(inside)?.[1] ?? '';
  const key = name.replace(/^(?:page|frontmatter|doc|params)\./i, '').toLowerCase();
  const known = Object.entries(data).find(([each]) => each.toLowerCase() === key)?.[1];
  if (typeof known === 'string' || typeof known === 'number') {
    met('Template values that the page itself names ({{ page.title }})', 'their words');
    return String(known);
  }
  const quoted = /^["']([^"']*)["']/.exec(inside)?.[1];
  if (quoted !== undefined) return quoted;
  const words = name
    .replace(/[._-]+/g, ' ')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .trim();
  if (words === '' || /^(?:site|page|content|toc|title|description|excerpt)$/i.test(words)) {
    met('Template values ({{ … }})', 'left out: nothing in the folder says what they showed');
    return '';
  }
  met(
    'Template values ({{ … }})',
    'their name in square brackets: fill it in, or make it a fact in hub.yaml',
  );
  return `[${words}]`;
}
