import type { z } from 'zod';
import type { Finding } from './finding.ts';
import { parseFrontMatter, type FrontMatter } from './front-matter.ts';
import { kindOfPath, kinds, type Kind } from './kinds.ts';
import { nearest } from './nearest.ts';
import { revisionOf } from './revision.ts';
import type { FrontMatterOf, Schemas } from './schema.ts';
import { buildSections, type Section } from './sections.ts';

/** One file of the content folder as it was read. */
export interface SourceFile {
  /** Path inside the content folder, with forward slashes. */
  path: string;
  bytes: Uint8Array;
}

interface AssetOf<K extends Kind> {
  /** Permanent name: the path without its ending, made fit for an address, such as `battlecards/acme`. */
  id: string;
  kind: K;
  /** Path of the file inside the content folder. */
  path: string;
  data: FrontMatterOf<K>;
  body: string;
  /** 1-based line of the file on which the body begins. */
  bodyLine: number;
  sections: Section[];
  /** Twelve letters that change only when the meaning does. */
  revision: string;
  /** 1-based line of the value at a key path of the front matter. */
  lineOf: FrontMatter['lineOf'];
}

/** A piece of the library. `kind` tells which front matter it has. */
export type Asset = { [K in Kind]: AssetOf<K> }[Kind];
export type AssetOfKind<K extends Kind> = Extract<Asset, { kind: K }>;

/** The address of an asset's page on the site. */
export function urlOf(id: string): string {
  return `/${id}/`;
}

/** The id for a file's path: its folders and name in small letters, digits and hyphens of any alphabet. */
export function idOfPath(path: string): string {
  return path
    .replace(/\.md$/i, '')
    .split('/')
    .map(
      (part) =>
        part
          .normalize('NFC')
          .toLowerCase()
          .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
          .replace(/^-+|-+$/g, '') || 'untitled',
    )
    .join('/');
}

/**
 * Reads one content file. Either an asset comes back, or at least one finding that says why not;
 * an unknown key is a finding that leaves the asset usable.
 */
export function parseAsset(file: SourceFile, schemas: Schemas): { asset?: Asset; findings: Finding[] } {
  const at = { path: file.path, severity: 'error' as const };
  const kind = kindOfPath(file.path);
  if (kind === undefined) {
    const folders = Object.values(kinds).map((entry) => entry.folder);
    const folder = file.path.split('/')[0] ?? '';
    const meant = nearest(folder, folders);
    return {
      findings: [
        {
          ...at,
          line: 1,
          rule: 'unknown-folder',
          message: file.path.includes('/')
            ? `No kind of asset lives in the folder "${folder}"${meant === undefined ? '' : `; did you mean "${meant}"`}.`
            : 'The file lies outside every folder of assets.',
          hint: `Move it to one of ${folders.join(', ')}.`,
        },
      ],
    };
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(file.bytes);
  } catch {
    return {
      findings: [
        {
          ...at,
          line: firstBadLine(file.bytes),
          rule: 'not-utf-8',
          message: 'The file is not written in UTF-8, so letters such as é or ü would come out wrong.',
          hint: 'Save it again with the encoding UTF-8.',
        },
      ],
    };
  }
  const { frontMatter, finding } = parseFrontMatter(file.path, text);
  if (frontMatter === undefined) return { findings: finding === undefined ? [] : [finding] };

  const schema: z.ZodType = schemas[kind];
  let parsed = schema.safeParse(frontMatter.data);
  const findings = parsed.success
    ? []
    : parsed.error.issues.flatMap((i) => renderIssue(i, file.path, frontMatter, schemas, kind));
  const unknown = parsed.success
    ? []
    : parsed.error.issues.filter((issue) => issue.code === 'unrecognized_keys');
  if (!parsed.success && unknown.length === parsed.error.issues.length) {
    parsed = schema.safeParse(withoutKeys(frontMatter.data, unknown));
  }
  if (!parsed.success) return { findings };
  const sections = buildSections(frontMatter.body);
  const asset = {
    id: idOfPath(file.path),
    kind,
    path: file.path,
    data: parsed.data,
    body: frontMatter.body,
    bodyLine: frontMatter.bodyLine,
    sections,
    revision: revisionOf(parsed.data as Record<string, unknown>, sections),
    lineOf: frontMatter.lineOf,
  } as unknown as Asset; // kind and data were matched by `schemas[kind]`, which the compiler cannot follow
  return { asset, findings };
}

type Issue = z.core.$ZodIssue;

function withoutKeys(data: Record<string, unknown>, issues: readonly Issue[]): unknown {
  const copy = structuredClone(data);
  for (const issue of issues) {
    let node: unknown = copy;
    for (const key of issue.path) node = (node as Record<PropertyKey, unknown>)[key];
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) delete (node as Record<string, unknown>)[key];
    }
  }
  return copy;
}

function renderIssue(issue: Issue, path: string, from: FrontMatter, schemas: Schemas, kind: Kind): Finding[] {
  const key = issue.path.filter((part) => typeof part === 'string').join('.');
  const value = valueAt(from.data, issue.path);
  const found = (line: number, rule: string, message: string, hint: string): Finding => ({
    path,
    line,
    severity: 'error',
    rule,
    message,
    hint,
  });
  const line = from.lineOf(issue.path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((name) => {
        const known = issue.path.length === 0 ? Object.keys(schemas[kind].shape) : [];
        const meant = nearest(name, known);
        return found(
          from.lineOf([...issue.path, name]),
          'unknown-key',
          `"${name}" is not a key of a ${kinds[kind].label.toLowerCase()}${key === '' ? '' : `'s ${key}`}.`,
          meant === undefined
            ? 'Take the line out, or see content/README.md for the keys there are.'
            : `Did you mean "${meant}"?`,
        );
      });
    case 'invalid_value': {
      const known = issue.values.map(String);
      const meant = nearest(String(value), known);
      if (value === undefined) return [missing(key, line, found)];
      return [
        found(
          line,
          'unknown-value',
          `${key} says "${String(value)}", which the hub does not know.`,
          meant !== undefined
            ? `Did you mean "${meant}"?`
            : known.length === 0
              ? `No ${key} is listed in hub.yaml yet: add it there first.`
              : `Write one of ${known.slice(0, 12).join(', ')}${known.length > 12 ? ', …' : ''}; hub.yaml holds the list.`,
        ),
      ];
    }
    case 'custom':
      return [
        found(
          line,
          `${ruleOfDate(issue.path)}-invalid`,
          `The ${wordsOfDate(issue.path)} "${String(value)}" is not a date.`,
          'Write it like 2027-01-31.',
        ),
      ];
    case 'too_big':
      return [
        found(
          line,
          'too-long',
          `${key} is too long: ${String(String(value).length)} letters, and at most ${String(issue.maximum)} are read.`,
          'Say it shorter; the rest belongs in the text below.',
        ),
      ];
    default:
      if (value === undefined) return [missing(key, line, found)];
      return [
        found(
          line,
          'wrong-shape',
          `${key === '' ? 'The front matter' : key} does not have the right shape.`,
          shapeHint(issue, key),
        ),
      ];
  }
}

function missing(
  key: string,
  line: number,
  found: (l: number, r: string, m: string, h: string) => Finding,
): Finding {
  return found(
    line,
    'missing-key',
    `${key} is missing.`,
    `Add a line that begins with ${key.split('.').at(-1) ?? key}: to the front matter.`,
  );
}

function shapeHint(issue: Issue, key: string): string {
  if (issue.code === 'invalid_type') {
    const name = key.split('.').at(-1) ?? key;
    if (issue.expected === 'array') return `Write a list: ${name}: [first, second].`;
    if (issue.expected === 'string') return `Write text: ${name}: "like this".`;
    if (issue.expected === 'number' || issue.expected === 'int') return `Write a number: ${name}: 30.`;
    if (issue.expected === 'object') return `Write keys and values below ${name}, indented by two spaces.`;
  }
  if (issue.code === 'too_small') return 'Write at least one.';
  if (issue.code === 'invalid_format' && issue.format === 'url')
    return 'Write a whole address, beginning with https://.';
  return 'See content/README.md for how it is written.';
}

function ruleOfDate(path: readonly PropertyKey[]): string {
  const key = String(path.at(-1));
  return key === 'review_by' || key === 'reviewed' ? 'review-date' : 'date';
}

function wordsOfDate(path: readonly PropertyKey[]): string {
  const key = String(path.at(-1));
  return ruleOfDate(path) === 'review-date' ? 'review date' : `date under ${key}`;
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  let node = data;
  for (const key of path) {
    if (node === null || typeof node !== 'object') return undefined;
    node = (node as Record<PropertyKey, unknown>)[key];
  }
  return node;
}

function firstBadLine(bytes: Uint8Array): number {
  let line = 1;
  let from = 0;
  for (let at = 0; at <= bytes.length; at++) {
    if (at < bytes.length && bytes[at] !== 0x0a) continue;
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(from, at));
    } catch {
      return line;
    }
    line++;
    from = at + 1;
  }
  return 1;
}
