import { commentBehindWords, parseFrontMatter } from '../front-matter.ts';
import { isRecord } from '../is-record.ts';
import { parsePlainToml } from './plain-toml.ts';

/** A Markdown file of somebody else's: what its front matter says, in whatever words, and its body byte for byte. */
export interface ImportedMarkdown {
  data: Record<string, unknown>;
  body: string;
  /** What was lost of the front matter, and why, as a sentence; the body is taken all the same. */
  trouble?: string;
}

/** Languages that front matter is written in elsewhere, by the word behind the opening hyphens. */
const LANGUAGES = /^(?:ya?ml|json|toml|js|javascript|coffee|coffeescript|cson)$/i;

/**
 * Splits a foreign file. YAML is read with the hub's own parser, TOML stands between `+++`, and JSON, as Hugo takes it, is an
 * object at the very beginning; code is never run. A file without front matter, or one that only begins with a rule of three hyphens, is body from its first letter on.
 */
export function parseImportedMarkdown(path: string, text: string): ImportedMarkdown {
  const clean = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const toml = splitAt(clean, '+++');
  if (toml !== undefined) return { data: parsePlainToml(toml.block), body: toml.body };
  const json = splitJson(clean);
  if (json !== undefined) return json;
  if (!clean.startsWith('---')) return { data: {}, body: clean };
  const { frontMatter, finding } = parseFrontMatter(path, withHyphens(clean));
  if (frontMatter !== undefined) {
    const { data, body, lineOf } = frontMatter;
    const line = Object.hasOwn(data, 'title') ? clean.split('\n', lineOf(['title'])).at(-1) : undefined;
    const lost = commentBehindWords(line ?? '');
    const trouble = `Its title is only ${JSON.stringify(data['title'])}, because "${lost ?? ''}" behind it is a comment in its front matter.`;
    return { data, body, ...(lost === undefined ? {} : { trouble }) };
  }

  const split = splitAt(clean, '---');
  if (split === undefined) return { data: {}, body: clean };
  if (split.language !== '') {
    if (!LANGUAGES.test(split.language)) return { data: {}, body: clean };
    return {
      data: {},
      body: split.body,
      trouble: `Its front matter is written in ${split.language}, which is not read here; the text below it was taken.`,
    };
  }
  const first = split.block.split(/\r?\n/).find((line) => line.trim() !== '' && !line.startsWith('#'));
  if (first === undefined || !/^["']?[A-Za-z_][\w .-]*["']?:(?:\s|$)/.test(first))
    return { data: {}, body: clean };
  return {
    data: plainPairs(split.block),
    body: split.body,
    trouble: `Line ${String(finding?.line ?? 1)}, in its front matter, is not valid YAML; what could be read of it and the text below it were taken.`,
  };
}

/** Pandoc ends front matter with three dots too. */
function withHyphens(text: string): string {
  const end = /^(?:---|\.\.\.)[ \t]*$/m.exec(text.slice(3));
  if (end === null || !end[0].startsWith('.')) return text;
  const at = 3 + end.index;
  const block = text.slice(3, at);
  return /^\s*[A-Za-z_][\w .-]*:/.test(block) ? `${text.slice(0, at)}---${text.slice(at + 3)}` : text;
}

/** The object that a file begins with, when a line ends it and it is JSON. */
function splitJson(text: string): ImportedMarkdown | undefined {
  if (!/^\{\s*"/.test(text)) return undefined;
  for (const end of text.matchAll(/^[^\n]*\}[ \t]*(?:\r?\n|$)/gm)) {
    const at = end.index + end[0].length;
    try {
      const data: unknown = JSON.parse(text.slice(0, at));
      return isRecord(data) ? { data, body: text.slice(at) } : undefined;
    } catch {
      // Another brace ends it further down.
    }
    if (at > 20_000) return undefined;
  }
  return undefined;
}

/** Cuts at a pair of fence lines at the very beginning, or answers undefined when there is none. */
function splitAt(text: string, fence: string): { language: string; block: string; body: string } | undefined {
  const opening = /^[^\r\n]*(?:\r?\n)/.exec(text)?.[0];
  if (opening === undefined || !opening.startsWith(fence)) return undefined;
  const language = opening.slice(fence.length).trim();
  let from = opening.length;
  while (from < text.length) {
    const end = text.indexOf('\n', from);
    const next = end === -1 ? text.length : end + 1;
    if (text.slice(from, next).trimEnd() === fence) {
      return { language, block: text.slice(opening.length, from), body: text.slice(next) };
    }
    from = next;
  }
  return undefined;
}

/** `key: value` lines read as they stand, without nesting: enough for a title, a description, a date and a list of words. */
function plainPairs(block: string): Record<string, unknown> {
  const pairs = new Map<string, unknown>();
  for (const line of block.split(/\r?\n/)) {
    const at = line.indexOf(':');
    const key = line.slice(0, Math.max(0, at)).trim();
    const value = line.slice(at + 1).trim();
    if (!/^[A-Za-z_][\w-]*$/.test(key) || /^\s/.test(line) || /^(?:[|>{&*!]|$)/.test(value)) continue;
    const list = /^\[(.*)\]$/.exec(value)?.[1];
    pairs.set(
      key,
      list === undefined ? unquoted(value) : list.split(',').map((word) => unquoted(word.trim())),
    );
  }
  return Object.fromEntries(pairs);
}

function unquoted(value: string): string {
  return /^(["'])(.*)\1$/.exec(value)?.[2] ?? value;
}
