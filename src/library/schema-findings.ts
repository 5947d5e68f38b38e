import { z } from 'zod';
import type { Finding } from './finding.ts';
import type { FrontMatter } from './front-matter.ts';
import { kindNames, kinds, type Kind } from './kinds.ts';
import { nearest } from './nearest.ts';
import type { Schemas } from './schema.ts';

export type Issue = z.core.$ZodIssue;

/** So many letters of what a person wrote are repeated to them. */
const SHOWN_LETTERS = 60;

/** What the schema says about one place of the front matter, as JSON Schema. */
interface SchemaNode {
  format?: string;
  required?: string[];
  properties?: Record<string, SchemaNode>;
  items?: SchemaNode;
}

const nodes = new WeakMap<z.ZodType, SchemaNode>();

function nodeAt(schema: z.ZodType, path: readonly PropertyKey[]): SchemaNode | undefined {
  let node = nodes.get(schema);
  if (node === undefined) {
    node = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as SchemaNode;
    nodes.set(schema, node);
  }
  for (const key of path) {
    node = typeof key === 'number' ? node?.items : node?.properties?.[String(key)];
  }
  return node;
}

/** The findings for one place where front matter does not fit the schema of its kind: usually one, never the library's own words. */
export function renderIssue(
  issue: Issue,
  path: string,
  from: FrontMatter,
  schemas: Schemas,
  kind: Kind,
): Finding[] {
  const at = issue.path;
  const value = valueAt(from.data, at);
  const name = String(at.findLast((part) => typeof part === 'string') ?? '');
  const subject = subjectOf(at);
  const found = (rule: string, message: string, hint: string, line = from.lineOf(at)): Finding[] => [
    { path, line, severity: 'error', rule, message, hint },
  ];

  if (issue.code === 'unrecognized_keys') {
    const known = Object.keys(nodeAt(schemas[kind], at)?.properties ?? {});
    return issue.keys.flatMap((key) =>
      found(
        'unknown-key',
        at.length === 0
          ? `Files in ${kinds[kind].folder} have no key "${cut(key)}".`
          : `${capital(subject)} has no key "${cut(key)}".`,
        unknownKeyHint(key, known, at.length === 0 ? schemas : undefined),
        from.lineOf([...at, key]),
      ),
    );
  }
  if (value === undefined) {
    if (at.length === 1 && from.bodyLine === 1) {
      return found(
        'front-matter-missing',
        `The file does not begin with front matter, so its ${name} is not known.`,
        `Begin it with a line of three hyphens, a line like ${name}: followed by its value, and three hyphens again.`,
      );
    }
    return found(
      'missing-key',
      `${capital(subject)} is missing.`,
      at.length === 1
        ? `Add a line that begins with ${name}: to the front matter.`
        : `Add ${name}: to the same entry.`,
    );
  }
  if (nodeAt(schemas[kind], at)?.format === 'date') {
    const review = name === 'review_by' || name === 'reviewed';
    const said = isPlain(value) ? ` "${cut(String(value))}"` : '';
    return value === null || value === ''
      ? found(
          'empty-value',
          `${capital(subject)} is empty.`,
          'Write a date like 2027-01-31, or take the line out.',
        )
      : found(
          review ? 'review-date-invalid' : 'date-invalid',
          review ? `The review date${said} is not a date.` : `The date${said} under ${name} is not a date.`,
          'Write it like 2027-01-31.',
        );
  }
  if (value === null || value === '' || (issue.code === 'too_small' && isListOrText(issue.origin))) {
    const required = nodeAt(schemas[kind], at.slice(0, -1))?.required?.includes(name) ?? true;
    return found(
      'empty-value',
      `${capital(subject)} is empty.`,
      required ? `Write something after ${name}:.` : `Write something after ${name}:, or take the line out.`,
    );
  }
  switch (issue.code) {
    case 'invalid_value': {
      const known = issue.values.map(String);
      if (!isPlain(value)) {
        return found(
          'wrong-shape',
          `${capital(subject)} holds ${shapeOf(value)} where a single word belongs.`,
          `Write one word, like ${name}: ${known[0] ?? 'name'}.`,
        );
      }
      return found(
        'unknown-value',
        `${capital(subject)} says "${cut(String(value))}", which the hub does not know.`,
        unknownValueHint(String(value), known, name),
      );
    }
    case 'invalid_format':
      return found(
        'address-invalid',
        `${capital(subject)} says "${cut(String(value))}", which is no web address.`,
        'Write the whole address, beginning with https://.',
      );
    case 'too_big':
      return isListOrText(issue.origin)
        ? found(
            'too-long',
            `${capital(subject)} is too long: ${String(String(value).trim().length)} letters, and at most ${String(issue.maximum)} fit.`,
            'Say it shorter; the rest belongs in the text below.',
          )
        : found(
            'wrong-shape',
            `${capital(subject)} is too large.`,
            `Write at most ${String(issue.maximum)}.`,
          );
    case 'too_small':
      return found(
        'wrong-shape',
        `${capital(subject)} is too small.`,
        issue.inclusive === false
          ? `Write more than ${String(issue.minimum)}.`
          : `Write ${String(issue.minimum)} or more.`,
      );
    case 'invalid_type':
      return found(
        'wrong-shape',
        `${capital(subject)} holds ${shapeOf(value)} where ${wanted(issue.expected).what} belongs.`,
        wanted(issue.expected, name).hint,
      );
    default:
      return found(
        'wrong-shape',
        `${capital(subject)} does not have the right shape.`,
        'See content/README.md for how it is written.',
      );
  }
}

function unknownKeyHint(key: string, known: readonly string[], schemas: Schemas | undefined): string {
  const meant = nearest(key, known);
  if (meant !== undefined) return `Did you mean "${meant}"?`;
  const owners = kindNames.filter((kind) => schemas !== undefined && Object.hasOwn(schemas[kind].shape, key));
  if (owners.length > 0) {
    return `It belongs to files in ${owners.map((kind) => kinds[kind].folder).join(' and ')}; take the line out here.`;
  }
  return schemas === undefined
    ? `Take the line out; the keys are ${known.join(', ')}.`
    : 'Take the line out, or see content/README.md for the keys there are.';
}

function unknownValueHint(value: string, known: readonly string[], name: string): string {
  const meant = nearest(value, known);
  if (meant !== undefined) return `Did you mean "${meant}"?`;
  if (known.length === 0) return `hub.yaml lists nothing for ${name} yet: add it there first.`;
  return `Write one of ${known.slice(0, 12).join(', ')}${known.length > 12 ? ', …; hub.yaml holds the list' : ''}.`;
}

/** `title`, `source in entry 2 of proof`, `entry 1 of aliases`: where the finding is, in words. */
function subjectOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the front matter';
  const last = path.at(-1);
  const rest = path.slice(0, -1);
  if (typeof last === 'number') return `entry ${String(last + 1)} of ${subjectOf(rest)}`;
  return rest.length === 0 ? String(last) : `${String(last)} in ${subjectOf(rest)}`;
}

/** Names of keys stay as they are written; only our own words begin a sentence with a capital. */
function capital(subject: string): string {
  return /^(?:entry|the) /.test(subject) ? subject.charAt(0).toUpperCase() + subject.slice(1) : subject;
}

function shapeOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'number') return `the number ${String(value)}`;
  if (typeof value === 'boolean') return `only ${String(value)}`;
  return typeof value === 'string' ? 'text' : 'keys and values';
}

function wanted(expected: string, name = ''): { what: string; hint: string } {
  switch (expected) {
    case 'array':
      return { what: 'a list', hint: `Write a list: ${name}: [first, second].` };
    case 'string':
      return { what: 'text', hint: `Write text, in quotes: ${name}: "like this".` };
    case 'number':
      return { what: 'a number', hint: `Write a number: ${name}: 30.` };
    case 'int':
      return { what: 'a whole number', hint: `Write a number: ${name}: 30.` };
    default:
      return {
        what: 'keys and values',
        hint: `Write keys and values below ${name}, indented by two spaces.`,
      };
  }
}

function isPlain(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function isListOrText(origin: string): boolean {
  return origin === 'string' || origin === 'array';
}

function cut(text: string): string {
  return text.length > SHOWN_LETTERS ? `${text.slice(0, SHOWN_LETTERS)}…` : text;
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  let node = data;
  for (const key of path) {
    if (node === null || typeof node !== 'object' || !Object.hasOwn(node, key)) return undefined;
    node = (node as Record<PropertyKey, unknown>)[key];
  }
  return node;
}
