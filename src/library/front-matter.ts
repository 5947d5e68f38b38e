import matter from 'gray-matter';
import { decodeUtf8 } from './decode-utf8.ts';
import type { Finding } from './finding.ts';
import { pageRules } from './reading-rules.ts';
import { parseYaml, type YamlValues } from './yaml.ts';

/** What a file says: the values before the body, the body to the letter, and where each value stands. */
export interface FrontMatter extends YamlValues {
  body: string;
  /** 1-based line on which the body begins. */
  bodyLine: number;
}

const OPENING = /^---[ \t]*(?:yaml[ \t]*)?\r?\n/i;

/** Splits at the fences and reads nothing: `yaml` below keeps positions, and no other language is ever run. */
function refuse(): never {
  throw new Error('front matter languages other than YAML are refused');
}
const FENCES = {
  language: 'yaml',
  engines: {
    yaml: { parse: () => ({}), stringify: refuse },
    json: { parse: refuse, stringify: refuse },
    javascript: { parse: refuse, stringify: refuse },
    js: { parse: refuse, stringify: refuse },
    coffee: { parse: refuse, stringify: refuse },
    toml: { parse: refuse, stringify: refuse },
  },
} as const;

/**
 * The one front-matter parser of the hub, used by page, check, import and search alike. Dates stay text. Never throws:
 * what cannot be read comes back as a finding, in place of the front matter. A file without fences is all body.
 */
export function parseFrontMatter(
  path: string,
  text: string,
): { frontMatter?: FrontMatter; finding?: Finding } {
  const problem = (line: number, rule: keyof typeof pageRules.facts, message: string, hint: string) => ({
    finding: pageRules.found(rule, { path, line, message, hint }),
  });
  const clean = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const named = /^---[ \t]*([^\s-][^\r\n]*)/.exec(clean)?.[1]?.trim().slice(0, 60);
  if (named !== undefined && named.toLowerCase() !== 'yaml') {
    return problem(
      1,
      'front-matter-language',
      `The front matter says it is written in "${named}", and only YAML is read here.`,
      'Begin the file with a line of three hyphens and nothing after them.',
    );
  }
  const opened = OPENING.test(clean);
  if (opened) {
    // The splitter takes any line that begins with three hyphens for the end, so only a clean one is let through.
    const end = /\r?\n(---[^\r\n]*)/.exec(clean.slice(3));
    if (end?.[1]?.trim() !== '---') {
      return problem(
        end === null ? 1 : clean.slice(0, 3 + end.index).split('\n').length + 1,
        'front-matter-open',
        'The front matter begins with --- but no line of just three hyphens ends it.',
        'Add a line of three hyphens between the last key and the text.',
      );
    }
  }
  const split = opened ? matter(clean, FENCES) : { matter: '', content: clean };
  // `matter` begins right after the opening hyphens, so its first line is line 1 of the file.
  const { values, fault } = parseYaml(split.matter.replace(/\r$/, ''));
  if (fault !== undefined) {
    const message = `The front matter cannot be read: ${fault.why}.`;
    return problem(fault.line, 'front-matter-yaml', message, fault.hint);
  }
  const before = clean.slice(0, clean.length - split.content.length);
  return {
    frontMatter: {
      data: values?.data ?? {},
      body: split.content,
      bodyLine: before.split('\n').length,
      lineOf: values?.lineOf ?? (() => 1),
    },
  };
}

/** Where the values of a file stand that was read before. It is read again when somebody asks: few ever do. */
export function findLines(path: string, bytes: Uint8Array): FrontMatter['lineOf'] {
  let found: FrontMatter['lineOf'] | undefined;
  return (keys) => {
    if (found === undefined) {
      const decoded = decodeUtf8(bytes);
      const { frontMatter } = 'text' in decoded ? parseFrontMatter(path, decoded.text) : {};
      found = frontMatter?.lineOf ?? (() => 1);
    }
    return found(keys);
  };
}

/** What YAML takes for a comment behind a title or summary without quotes, from its `#` on: `title: Sales play #3` says only "Sales play". */
export function commentBehindWords(line: string): string | undefined {
  return /^(?:title|summary)[ \t]*:[ \t]+[^"'|>#\s].*?[ \t](#.*?)\s*$/.exec(line)?.[1];
}
