import matter from 'gray-matter';
import { isMap, isSeq, LineCounter, parseDocument, type Document } from 'yaml';
import type { Finding } from './finding.ts';

/** What a file says: the values before the body, the body byte for byte, and where each value stands. */
export interface FrontMatter {
  data: Record<string, unknown>;
  body: string;
  /** 1-based line on which the body begins. */
  bodyLine: number;
  /** 1-based line of the value at a key path; the nearest parent's line when the path leads nowhere. */
  lineOf(path: readonly PropertyKey[]): number;
}

const YAML_OPTIONS = { schema: 'core', uniqueKeys: true, prettyErrors: false, logLevel: 'error' } as const;

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
 * The one front-matter parser of the hub, used by page, check, import and search alike.
 * Dates stay text. Never throws: what cannot be read comes back as a finding.
 */
export function parseFrontMatter(
  path: string,
  text: string,
): { frontMatter?: FrontMatter; finding?: Finding } {
  const problem = (line: number, rule: string, message: string, hint: string) => ({
    finding: { path, line, severity: 'error' as const, rule, message, hint },
  });
  const clean = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const named = /^---[ \t]*([^\s-][^\r\n]*)/.exec(clean)?.[1]?.trim();
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
  const lines = new LineCounter();
  const document = parseDocument(split.matter.replace(/\r$/, ''), { ...YAML_OPTIONS, lineCounter: lines });
  // `matter` begins right after the opening hyphens, so its first line is line 1 of the file.
  const fault = document.errors[0];
  if (fault !== undefined) {
    return problem(
      lines.linePos(fault.pos[0]).line,
      'front-matter-yaml',
      `The front matter cannot be read: ${plainYamlFault(fault.code)}.`,
      'Put text that holds a colon or begins with a special sign in quotes, and indent lists by two spaces.',
    );
  }
  let data: unknown;
  try {
    data = document.toJS() ?? {};
  } catch {
    // `*name` without `&name`, or so many of them inside each other that they would fill the memory.
    return problem(
      2,
      'front-matter-yaml',
      'The front matter cannot be read: it repeats a value with * that is not there, or far too often.',
      'Write the value out where it is wanted.',
    );
  }
  if (typeof data !== 'object' || Array.isArray(data)) {
    return problem(
      2,
      'front-matter-yaml',
      'The front matter is not a list of keys and values.',
      'Write one key a line, like title: Five-minute demo.',
    );
  }
  const before = clean.slice(0, clean.length - split.content.length);
  return {
    frontMatter: {
      data: data as Record<string, unknown>,
      body: split.content,
      bodyLine: before.split('\n').length,
      lineOf: (keys) => lineOf(document, lines, keys),
    },
  };
}

function lineOf(document: Document, lines: LineCounter, keys: readonly PropertyKey[]): number {
  let node: unknown = document.contents;
  let line = 1;
  for (const key of keys) {
    if (isMap(node)) {
      const pair = node.items.find((item) => String(item.key) === String(key));
      if (pair === undefined) return line;
      line = startOf(pair.key, lines) ?? line;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(key)];
      line = startOf(node, lines) ?? line;
    } else return line;
  }
  return line;
}

function startOf(node: unknown, lines: LineCounter): number | undefined {
  const range = (node as { range?: [number, number, number] | null } | undefined)?.range;
  return range ? lines.linePos(range[0]).line : undefined;
}

function plainYamlFault(code: string): string {
  switch (code) {
    case 'DUPLICATE_KEY':
      return 'a key stands there twice';
    case 'BAD_INDENT':
    case 'TAB_AS_INDENT':
      return 'the indentation does not fit';
    case 'MISSING_CHAR':
      return 'a quote, bracket or colon is missing';
    case 'MULTILINE_IMPLICIT_KEY':
    case 'BLOCK_AS_IMPLICIT_KEY':
      return 'a key has no colon, or a value has one too many';
    default:
      return 'it is not valid YAML';
  }
}
