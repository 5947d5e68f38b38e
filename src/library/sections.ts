import GithubSlugger from 'github-slugger';

/** A part of a body below one heading. The lead, before the first heading, has an empty slug and heading. */
export interface Section {
  /** Anchor on the page, the same that the page's headings carry. */
  slug: string;
  heading: string;
  /** 1 to 6; 0 for the lead. */
  depth: number;
  /** Text without Markdown signs. */
  text: string;
}

const HEADING = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;

/** The sections of a Markdown body in order, the lead first when it holds text. Fenced code never begins a section. */
export function buildSections(body: string): Section[] {
  const slugger = new GithubSlugger();
  const sections: Section[] = [];
  let current: Section = { slug: '', heading: '', depth: 0, text: '' };
  let lines: string[] = [];
  let fence: string | undefined;
  const close = () => {
    current.text = plainText(lines.join('\n'));
    if (current.slug !== '' || current.text !== '') sections.push(current);
    lines = [];
  };
  for (const line of body.split(/\r?\n/)) {
    const mark = FENCE.exec(line)?.[1];
    if (
      mark !== undefined &&
      (fence === undefined || (mark[0] === fence[0] && mark.length >= fence.length))
    ) {
      fence = fence === undefined ? mark : undefined;
    }
    const heading = fence === undefined ? HEADING.exec(line) : null;
    if (heading === null) {
      lines.push(line);
      continue;
    }
    close();
    const title = plainText(heading[2] ?? '');
    current = { slug: slugger.slug(title), heading: title, depth: (heading[1] ?? '').length, text: '' };
  }
  close();
  return sections;
}

/** Markdown and inline HTML without their signs, white space folded to single blanks. */
export function plainText(markdown: string): string {
  return markdown
    .replace(/<!--[\s\S]*?-->/g, ' ')
    .replace(/!\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\[([^\]]*)\]\[[^\]]*\]/g, '$1')
    .replace(/<\/?[a-zA-Z][^>]*>/g, ' ')
    .replace(/^ {0,3}(?:`{3,}|~{3,}).*$/gm, ' ')
    .replace(/^\s*(?:>|[-*+] |\d+[.)] )+/gm, ' ')
    .replace(/^\s*\|?(?:\s*:?-{2,}:?\s*\|)+.*$/gm, ' ')
    .replace(/(\*\*|__|\*|`|~~|\|)/g, (sign) => (sign === '|' ? ' ' : ''))
    .replace(/\\([\\`*_{}[\]()#+\-.!|<>])/g, '$1')
    .replace(/&nbsp;/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
