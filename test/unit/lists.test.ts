import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { catalogue } from '../../src/checks/catalogue.ts';
import { kindDefinitions, kindNames, kinds } from '../../src/library/kinds/kinds.ts';
import { records } from '../../src/library/records/records.ts';
import { questions } from '../../src/usage/questions/questions.ts';

const src = resolve(import.meta.dirname, '../../src');

/** A list, and what the files of some folders declare for it. */
interface List {
  /** Where the list stands, as a path below `src`. */
  list: string;
  folders: string[];
  /** What an export declares for the list; nothing where it is something else. */
  declares: (exported: unknown) => unknown[];
  listed: unknown[];
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** What an export is when it has all of these keys. */
const withKeys =
  (...keys: string[]) =>
  (exported: unknown): unknown[] =>
    isObject(exported) && keys.every((key) => key in exported) ? [exported] : [];

/** Ids of all rules that a value holds: a list of them, a record, or what runs them. */
function rulesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(rulesIn);
  if (!isObject(value)) return [];
  if ('scope' in value && 'facts' in value) return Object.keys(value.facts as object);
  return 'rules' in value ? rulesIn(value.rules) : [];
}

const lists: List[] = [
  {
    list: 'library/kinds/kinds.ts: kinds',
    folders: ['library/kinds'],
    declares: withKeys('folder', 'label', 'plural', 'reviewDays'),
    listed: Object.values(kinds),
  },
  {
    list: 'library/kinds/kinds.ts: kindDefinitions',
    folders: ['library/kinds'],
    declares: withKeys('schema', 'lead', 'navigation', 'offline', 'parts'),
    listed: Object.values(kindDefinitions),
  },
  {
    list: 'library/records/records.ts',
    folders: ['library/records'],
    declares: withKeys('path', 'rules', 'buildSchema', 'parse'),
    listed: Object.values(records),
  },
  {
    list: 'checks/catalogue.ts',
    folders: ['library', 'checks', 'publishing'],
    declares: rulesIn,
    listed: catalogue.map(({ id }) => id),
  },
  {
    list: 'usage/questions/questions.ts',
    folders: ['usage/questions'],
    declares: withKeys('id', 'asks', 'hogql', 'selects', 'row'),
    listed: [...questions],
  },
];

/** Everything that the modules of folders below `src` export. */
async function exportsOf(
  folders: readonly string[],
): Promise<{ file: string; name: string; value: unknown }[]> {
  const files = folders.flatMap((folder) =>
    readdirSync(join(src, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => `${folder}/${file.replaceAll('\\', '/')}`),
  );
  const modules = await Promise.all(
    files.map(async (file) => ({ file, exported: (await import(join(src, file))) as object })),
  );
  return modules.flatMap(({ file, exported }) =>
    Object.entries(exported).map(([name, value]) => ({ file, name, value: value as unknown })),
  );
}

test.each(lists)('$list holds all that its files declare, and nothing else', async (each) => {
  const declared = (await exportsOf(each.folders)).flatMap(({ file, name, value }) =>
    each.declares(value).map((one) => ({ file, name, one })),
  );
  const forgotten = declared.filter(({ one }) => !each.listed.includes(one));
  expect(forgotten.map(({ file, name }) => `${file} declares ${name}, which is not listed`)).toEqual([]);
  expect(each.listed.filter((one) => !declared.some((known) => known.one === one))).toEqual([]);
  expect(declared).not.toEqual([]);
});

test('a component that shows the data of a kind is named after one, so that none is written and never shown', () => {
  const named = new Set(
    kindNames.map((kind) => kind.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())),
  );
  const bodies = readdirSync(join(src, 'components')).flatMap(
    (file) => /^(.+)Body\.astro$/.exec(file)?.[1] ?? [],
  );
  expect(bodies).toContain('BuildStory');
  expect(bodies.filter((name) => !named.has(name))).toEqual([]);
});
