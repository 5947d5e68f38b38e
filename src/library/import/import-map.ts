import { stringify } from 'yaml';
import { z } from 'zod';
import { idOfPath } from '../asset.ts';
import type { Hub } from '../hub.ts';
import { kindNames } from '../kinds/kinds.ts';
import { renderIssue } from '../schema-findings.ts';
import { UserError } from '../user-error.ts';
import { parseYaml } from '../yaml.ts';
import type { FrontMatterData } from './front-matter-values.ts';
import { namesOfPeople } from './names-of-people.ts';
import { readablePath } from './links/address.ts';
import { readableName } from './words.ts';
import { isSectionPage } from './section-lists.ts';

const ids = z.array(z.string()).optional();

const ruleSchema = z.strictObject({
  files: z.string().min(1).describe('Paths in the imported folder: * is any name, ** any folders.'),
  kind: z.enum(kindNames).optional().describe('What these pages are.'),
  competitor: z
    .string()
    .optional()
    .describe('Whom a battlecard is about: an id of hub.yaml, or "from-name".'),
  department: z.string().optional().describe('The department of a role or a build story.'),
  products: ids,
  stages: ids,
  personas: ids,
  industries: ids,
  regions: ids,
  competitors: ids,
  format: z.string().optional(),
  audience: z.enum(['internal', 'shareable']).optional(),
  draft: z.boolean().optional(),
  leave_out: z.boolean().optional().describe('true: these files are not taken.'),
});

const importMapSchema = z.strictObject({
  people: z
    .record(z.string(), z.string())
    .default({})
    .describe('Names in the imported pages → ids of people in hub.yaml; "" for nobody.'),
  rules: z.array(ruleSchema).default([]).describe('What files are and are about; later rules win.'),
});

/** What people and import know of an imported folder beyond what stands in it. */
export type ImportMap = z.infer<typeof importMapSchema>;
export type ImportRule = ImportMap['rules'][number];

/** Reads the mapping. Throws a UserError with the first thing that is wrong. */
export function parseImportMap(path: string, text: string): ImportMap {
  const { values, fault } = parseYaml(text);
  const refuse = (line: number, message: string, hint: string) =>
    new UserError(`${path} line ${String(line)}: ${message}`, `${hint} Nothing was written.`);
  if (fault !== undefined) throw refuse(fault.line, `It cannot be read: ${fault.why}.`, fault.hint);
  const data = values?.data ?? {};
  const parsed = importMapSchema.safeParse(data);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const finding =
    issue &&
    renderIssue(issue, {
      path,
      data,
      lineOf: values?.lineOf ?? (() => 1),
      schema: importMapSchema,
      unknownKey: (key) => ({
        message: `The mapping does not know the key "${key}".`,
        hint: `Take the line out; the keys are ${Object.keys(importMapSchema.shape).join(', ')}.`,
      }),
    })[0];
  throw refuse(
    finding?.line ?? 1,
    finding?.message ?? 'It has another shape.',
    finding?.hint ?? 'Correct it.',
  );
}

const HEAD = `# What import knows of the folder that it reads. It wrote its guesses here once; correct them and run the same
# command again. A rule names files and says what they are, for example:
#   - { files: "**/battlecards/**", kind: battlecard, competitor: from-name }
#   - { files: "emea/**", regions: [emea] }
#   - { files: "archive/**", leave_out: true }
`;

/** The mapping as YAML that people can correct, with what each part means in comments. */
export function renderImportMap(map: ImportMap): string {
  return HEAD + stringify(map, { schema: 'core', lineWidth: 0 });
}

/**
 * The id under which `hub.yaml` lists a person or a word: `ines-varga` of `Ines Varga` and of `ines.varga@example.com`.
 */
export function idOfName(name: string): string {
  const plain = idOfPath(name.replace(/@.*$/, '').replaceAll('/', ' '))
    .normalize('NFKD')
    .replace(/[^\0-\x7f]/g, (letter) => LATIN[letter] ?? letter)
    .replace(/[^a-z0-9-]/g, '')
    .replace(/-{2,}/g, '-')
    .replace(/^-+|-+$/g, '');
  // Nothing is left of a name in other letters; the same name gets the same number again.
  if (plain !== '' || !/\p{L}/u.test(name)) return plain;
  let sum = 0;
  for (const letter of name.normalize('NFC').toLowerCase())
    sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_000;
  return `person-${String(sum)}`;
}

/** Letters that no normal form takes apart, as people write them where they have none of them. */
const LATIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

const BATTLECARDS = /^(?:battle-?cards?|competitors?|competition|competitive|competitor-cards|rivals)$/;
const ANSWERS = /^(?:faqs?|questions|answers|q-a|q-and-a|objections)$/;
const FACETS = ['products', 'stages', 'personas', 'industries', 'regions', 'competitors'] as const;

/**
 * A first mapping: people by their names, folders that are called like a kind, and folders that are called like a word of
 * the hub. `mayAdd` says that the hub is made by this import too, so that people of the pages become people of the hub.
 */
export function guessImportMap(
  pages: readonly { path: string; data: FrontMatterData }[],
  hub: Pick<Hub, 'people' | (typeof FACETS)[number]>,
  mayAdd: boolean,
): ImportMap {
  const people: Record<string, string> = {};
  for (const name of new Set(pages.flatMap(({ data }) => namesOfPeople(data).slice(0, 1)))) {
    const id = idOfName(name);
    const known = hub.people.find((each) => each.id === id || each.name.toLowerCase() === name.toLowerCase());
    people[name] = known?.id ?? (mayAdd ? id : '');
  }
  const rules = new Map<string, ImportRule>();
  for (const each of pages) {
    const path = readablePath(each.path);
    const folders = path.split('/').slice(0, -1);
    folders.forEach((folder, at) => {
      const files = `${folders.slice(0, at + 1).join('/')}/**`;
      const name = idOfPath(readableName(folder));
      if (BATTLECARDS.test(name)) rules.set(files, { files, kind: 'battlecard', competitor: 'from-name' });
      else if (ANSWERS.test(name)) rules.set(files, { files, kind: 'answer' });
      for (const facet of FACETS) {
        const term = hub[facet].find((each) => each.id === name || idOfPath(each.name) === name);
        if (term !== undefined) rules.set(files, { files, ...rules.get(files), [facet]: [term.id] });
      }
    });
  }
  return {
    people: Object.fromEntries(Object.entries(people).sort(([a], [b]) => (a < b ? -1 : 1))),
    rules: [...rules.values()].sort((a, b) => (a.files < b.files ? -1 : 1)),
  };
}

/** All that the rules say of a file, the later ones last. A page that only lists its folder is of no kind of its own. */
export function rulesFor(path: string, map: ImportMap): Omit<ImportRule, 'files'> {
  const said: Partial<ImportRule> = Object.assign(
    {},
    ...map.rules.filter(({ files }) => matches(path, files) || matches(readablePath(path), files)),
  );
  delete said.files;
  if (isSectionPage(path)) {
    delete said.kind;
    delete said.competitor;
  }
  return said;
}

function matches(path: string, pattern: string): boolean {
  const source = pattern
    .split(/(\*\*\/|\*\*|\*|\?)/)
    .map((part) => {
      if (part === '**/') return '(?:.*/)?';
      if (part === '**') return '.*';
      if (part === '*') return '[^/]*';
      return part === '?' ? '[^/]' : part.replace(/[\\^$.|+()[\]{}]/g, '\\$&');
    })
    .join('');
  return new RegExp(`^${source}$`, 'i').test(path);
}
