import { shorten } from './shorten.ts';
import type { z } from 'zod';
import type { Finding } from './finding.ts';
import type { FrontMatter } from './front-matter.ts';
import { nearest } from './nearest.ts';
import { valueRules } from './reading-rules.ts';
import { isDayAt, isRequired, keysAt } from './schema-place.ts';

export type Issue = z.core.$ZodIssue;

/** So many letters of what a person wrote are repeated to them. */
const MAX_SHOWN_CHARACTERS = 61;

/** Values that a person wrote, where they stand, and the schema they do not fit. */
export interface Misfit {
  /** Path of the file inside the content folder. */
  path: string;
  data: unknown;
  lineOf: FrontMatter['lineOf'];
  schema: z.ZodType;
  /** What to say of a key at the top that the schema does not have; `meant` is the nearest one that it has. */
  unknownKey(key: string, meant: string | undefined): { message: string; hint: string };
}

/** The findings for one place that does not fit: usually one, never the library's own words. */
export function renderIssue(issue: Issue, { path, data, lineOf, schema, unknownKey }: Misfit): Finding[] {
  const at = issue.path;
  const value = valueAt(data, at);
  const name = String(at.findLast((part) => typeof part === 'string') ?? '');
  const subject = subjectOf(at);
  const found = (
    rule: keyof typeof valueRules.facts,
    message: string,
    hint: string,
    line = lineOf(at),
  ): Finding[] => [valueRules.found(rule, { path, line, message, hint })];

  const notInShape = () =>
    found(
      'wrong-shape',
      `${capital(subject)} does not have the right shape.`,
      'See content/README.md for how it is written.',
    );

  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, at);
    return issue.keys.flatMap((key) => {
      const meant = nearest(key, known);
      const { message, hint } =
        at.length === 0
          ? unknownKey(shorten(key, MAX_SHOWN_CHARACTERS), meant)
          : {
              message: `${capital(subject)} has no key "${shorten(key, MAX_SHOWN_CHARACTERS)}".`,
              hint: didYouMean(meant) ?? `Take the line out; the keys are ${known.join(', ')}.`,
            };
      return found('unknown-key', message, hint, lineOf([...at, key]));
    });
  }
  if (value === undefined) {
    return found(
      'missing-key',
      `${capital(subject)} is missing.`,
      at.length === 1 ? `Add a line that begins with ${name}:.` : `Add ${name}: to the same entry.`,
    );
  }
  if (isDayAt(schema, at)) {
    const review = name === 'review_by' || name === 'reviewed';
    const said = isPlain(value) ? ` "${shorten(String(value), MAX_SHOWN_CHARACTERS)}"` : '';
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
    return found(
      'empty-value',
      `${capital(subject)} is empty.`,
      isRequired(schema, at)
        ? `Write something after ${name}:.`
        : `Write something after ${name}:, or take the line out.`,
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
        `${capital(subject)} says "${shorten(String(value), MAX_SHOWN_CHARACTERS)}", which the hub does not know.`,
        unknownValueHint(String(value), known, name),
      );
    }
    case 'invalid_format':
      return issue.format === 'url'
        ? found(
            'address-invalid',
            `${capital(subject)} says "${shorten(String(value), MAX_SHOWN_CHARACTERS)}", which is no web address.`,
            'Write the whole address, beginning with https://.',
          )
        : name === 'language'
          ? found(
              'wrong-shape',
              `${capital(subject)} says "${shorten(String(value), MAX_SHOWN_CHARACTERS)}", which is no language.`,
              'Write it as browsers do, like de, fr-CA or pt-BR.',
            )
          : found(
              'wrong-shape',
              `${capital(subject)} says "${shorten(String(value), MAX_SHOWN_CHARACTERS)}", which is no id.`,
              'Write small letters, digits and hyphens, like cold-chain.',
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
    case 'custom':
      if (name === 'time_zone')
        return found(
          'unknown-value',
          `${capital(subject)} says "${shorten(String(value), MAX_SHOWN_CHARACTERS)}", which is no time zone.`,
          didYouMean(nearestZone(String(value))) ??
            'Write it like Europe/Berlin, America/New_York or UTC; Wikipedia has the list of tz database time zones.',
        );
      return notInShape();
    default:
      return notInShape();
  }
}

/** The hint that names what was meant: `Did you mean "acme"?`; undefined where nothing is near. */
export function didYouMean(meant: string | undefined): string | undefined {
  return meant === undefined ? undefined : `Did you mean "${meant}"?`;
}

/** The name of a time zone that a person most likely meant, also where they wrote a city alone; undefined for none. */
function nearestZone(typed: string): string | undefined {
  const zones = Intl.supportedValuesOf('timeZone');
  const city = `/${typed.trim().replaceAll(' ', '_').toLowerCase()}`;
  return zones.find((zone) => zone.toLowerCase().endsWith(city)) ?? nearest(typed, zones);
}

/** The lists of hub.yaml whose ids a key takes, where the two are not called the same. */
const LISTS: Record<string, string> = {
  owner: 'people',
  competitor: 'competitors',
  department: 'departments',
  format: 'formats',
  team: 'teams',
};

function unknownValueHint(value: string, known: readonly string[], name: string): string {
  const meant = didYouMean(nearest(value, known));
  if (meant !== undefined) return meant;
  if (known.length === 0) return `hub.yaml lists no ${LISTS[name] ?? name} yet: add it there first.`;
  return `Write one of ${known.slice(0, 12).join(', ')}${known.length > 12 ? ', …; hub.yaml holds the list' : ''}.`;
}

/** `title`, `source in entry 2 of proof`, `entry 1 of aliases`: where the finding is, in words. */
function subjectOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the file';
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
  return typeof value === 'string' ? 'text' : 'a group of keys';
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

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  let node = data;
  for (const key of path) {
    if (node === null || typeof node !== 'object' || !Object.hasOwn(node, key)) return undefined;
    node = (node as Record<PropertyKey, unknown>)[key];
  }
  return node;
}
