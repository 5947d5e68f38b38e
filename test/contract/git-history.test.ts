import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readContent } from '../../src/adapters/content-folder.ts';
import { readGonePages } from '../../src/adapters/git/gone.ts';
import { readDepth, readHistory } from '../../src/adapters/git/history.ts';
import { readPast } from '../../src/adapters/git/past.ts';
import { compileMarkdown } from '../../src/adapters/markdown.ts';
import { buildSchemas } from '../../src/library/kinds/schema.ts';
import { createSchemasAt } from '../../src/publishing/history/fact-history.ts';
import { contributorsOf } from '../../src/publishing/history/history.ts';
import { buildChanges } from '../../src/publishing/history/past.ts';
import { collectHistory } from '../../src/site/history.ts';
import { commitFiles, git, writeFiles } from '../support/github/git-checkout.ts';

let scratch: string;
let checkout: string;
let content: string;
const env = { PATH: process.env['PATH'], GIT_CONFIG_GLOBAL: '/dev/null' };

beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'hub-history-'));
  checkout = join(scratch, 'hub');
  content = join(checkout, 'content');
  await mkdir(content, { recursive: true });
  await git(checkout, 'init', '--quiet', '--initial-branch=main');
});
afterEach(() => rm(scratch, { recursive: true, force: true }));

async function commitAs(author: string, message: string): Promise<void> {
  await git(checkout, 'add', '--all');
  await git(
    checkout,
    'commit',
    '--quiet',
    `--author=${author} <someone@example.com>`,
    `--message=${message}`,
  );
}

async function versionsOf(path: string): Promise<string[]> {
  const history = await readHistory(content, env);
  return (history?.byPath.get(path) ?? []).map(
    ({ day, by, subject }) => `${day} ${by.join(', ')}: ${subject}`,
  );
}

async function dayAt(zone: string): Promise<string | undefined> {
  return (await readHistory(content, env, { zone }))?.byPath.get('answers/cost.md')?.[0]?.day;
}

describe('the history of a content folder', () => {
  test('a version is of the day on which it was made where the company is', async () => {
    await commitFiles(checkout, { 'content/answers/cost.md': 'one' });
    expect([await dayAt('UTC'), await dayAt('Pacific/Honolulu')]).toEqual(['2026-11-22', '2026-11-21']);
  });

  test('names for each file who changed it, when and why, newest first', async () => {
    await commitFiles(checkout, { 'content/answers/cost.md': 'one', 'README.md': 'hub' });
    await writeFiles(checkout, { 'content/answers/cost.md': 'two' });
    await commitAs('Tobias Reck', 'New price (#12)\n\nCo-authored-by: Priya Nandan <priya@example.com>');
    await writeFiles(checkout, { 'content/answers/cost.md': 'three' });
    await commitAs('publisher[bot]', 'Review\n\nCo-authored-by: Tobias Reck <t@example.com>');
    expect(await versionsOf('answers/cost.md')).toEqual([
      '2026-11-22 Tobias Reck: Review',
      '2026-11-22 Tobias Reck, Priya Nandan: New price (#12)',
      '2026-11-22 Ines Varga: content',
    ]);
    const history = await readHistory(content, env);
    expect(history?.isWhole).toBe(true);
    expect(contributorsOf(history?.byPath.get('answers/cost.md') ?? [])).toEqual([
      'Tobias Reck',
      'Priya Nandan',
      'Ines Varga',
    ]);
    expect([...(history?.byPath.keys() ?? [])]).toEqual(['answers/cost.md']);
  });

  test('follows a file that was renamed, and gives a new file of an old name a past of its own', async () => {
    const text = 'A text that is long enough for git to know it again.\n'.repeat(5);
    await commitFiles(checkout, { 'content/answers/cost.md': text });
    await rename(join(content, 'answers/cost.md'), join(content, 'answers/price of a van.md'));
    await commitAs('Tobias Reck', 'Better name');
    await writeFiles(checkout, { 'content/answers/cost.md': 'something else' });
    await commitAs('Priya Nandan', 'New answer');
    expect(await versionsOf('answers/price of a van.md')).toEqual([
      '2026-11-22 Tobias Reck: Better name',
      '2026-11-22 Ines Varga: content',
    ]);
    expect(await versionsOf('answers/cost.md')).toEqual(['2026-11-22 Priya Nandan: New answer']);
  });

  test('is read whatever sign stands in a name, a subject or a file name', async () => {
    const names = ['answers/a\nb.md', 'answers/c\u001ed.md', 'answers/e\u001ff\tg.md', 'answers/M'];
    await commitFiles(
      checkout,
      Object.fromEntries(names.map((name) => [`content/${name}`, `${name} and so on\n`.repeat(9)])),
    );
    await rename(join(content, 'answers/a\nb.md'), join(content, 'answers/h\ni.md'));
    await writeFiles(checkout, { 'content/answers/M': 'other' });
    await commitAs(
      'Ines\u001f Va\u001ergas',
      'Two\u001e\u001f\u001b[31mred\u001e parts\n\nCo-authored-by: A\u001dB <a@b>',
    );
    await git(checkout, 'commit', '--quiet', '--allow-empty', '--allow-empty-message', '--message=');
    const history = await readHistory(content, env);
    expect([...(history?.byPath.keys() ?? [])].sort()).toEqual([
      'answers/M',
      ...names.slice(1, 3),
      'answers/h\ni.md',
    ]);
    expect(history?.byPath.get('answers/h\ni.md')).toMatchObject([
      { subject: 'Two\uFFFD\uFFFD\uFFFD[31mred\uFFFD parts', by: ['Ines\uFFFD Va\uFFFDrgas', 'A\uFFFDB'] },
      { path: 'answers/a\nb.md', subject: 'content' },
    ]);
    const past =
      history && (await readPast(content, history, { since: '2026-01-01', ofOne: 9, ofAll: 99 }, env));
    expect(
      [...(past ?? [])].map(([path, texts]) => [
        path,
        texts.map(({ bytes }) => bytes?.toString().slice(0, 5)),
      ]),
    ).toEqual([
      ['answers/M', ['other', 'answe']],
      ['answers/h\ni.md', ['answe', 'answe']],
    ]);
  });

  test('of a shallow copy holds what is there, says that it is not all, and takes no file for new', async () => {
    await commitFiles(checkout, { 'content/answers/cost.md': 'one', 'content/answers/old.md': 'old' });
    await writeFiles(checkout, { 'content/answers/cost.md': 'two' });
    await commitAs('Tobias Reck', 'New price');
    await writeFiles(checkout, { 'content/answers/cost.md': 'three' });
    await commitAs('Tobias Reck', 'Newer price');
    const copy = join(scratch, 'copy');
    await git(scratch, 'clone', '--quiet', '--depth=2', pathToFileURL(checkout).href, copy);
    content = join(copy, 'content');
    const history = await readHistory(content, env);
    expect(history?.isWhole).toBe(false);
    expect(await readDepth(content, env)).toBe('shallow');
    expect(await versionsOf('answers/cost.md')).toEqual(['2026-11-22 Tobias Reck: Newer price']);
    expect(await versionsOf('answers/old.md')).toEqual([]);
  });

  test('is not there without a checkout, and without a commit', async () => {
    expect(await readDepth(content, { PATH: '' })).toBe('none');
    expect(await readHistory(content, env)).toBeUndefined();
    const elsewhere = join(scratch, 'elsewhere');
    await mkdir(elsewhere);
    expect(await readHistory(elsewhere, env)).toBeUndefined();
    expect(await readHistory(content, { PATH: '' })).toBeUndefined();
  });
});

const hubYaml = 'company: { name: Northwind }\npeople: [{ id: ines, name: Ines }]\n';
const answer = (price: string, reviewed: string): string =>
  `---\ntitle: What does it cost?\nowner: ines\nreviewed: ${reviewed}\n---\n\n## Per van\n\n${price} a month.\n`;

async function changesOf(path: string, limits = { since: '2026-01-01', ofOne: 12, ofAll: 100 }) {
  const history = await readHistory(content, env);
  const { library } = await readContent(content);
  const past = history && (await readPast(content, history, limits, env));
  const [asset] = library.assets;
  if (asset === undefined) throw new Error('there is no asset');
  return buildChanges(
    asset,
    past?.get(path) ?? [],
    () => buildSchemas(library.hub),
    '2026-11-30',
    compileMarkdown,
  );
}

describe('what changed in a piece since a revision', () => {
  test('is told from meaning to meaning: a new review date is no step, a rename and a broken version are passed over', async () => {
    const path = 'content/answers/cost.md';
    await commitFiles(checkout, { 'content/hub.yaml': hubYaml, [path]: answer('£36', '2026-01-01') });
    await writeFiles(checkout, { [path]: answer('£37', '2026-01-01') });
    await commitAs('Tobias Reck', 'New price');
    await writeFiles(checkout, { [path]: answer('£37', '2026-06-01') });
    await commitAs('Priya Nandan', 'Reviewed');
    await writeFiles(checkout, { [path]: 'no front matter' });
    await commitAs('Priya Nandan', 'Oops');
    await writeFiles(checkout, { [path]: answer('£37', '2026-06-01') });
    await commitAs('Priya Nandan', 'Mended');
    await rename(join(content, 'answers/cost.md'), join(content, 'answers/price of a van.md'));
    await commitAs('Ines Varga', 'Better name');
    await writeFiles(checkout, { 'content/answers/price of a van.md': answer('£38', '2026-06-01') });

    const { revision, steps } = await changesOf('answers/price of a van.md');
    expect(steps.map(({ day, by, changes }) => ({ day, by, changes }))).toEqual([
      {
        day: '2026-11-30',
        by: [],
        changes: [
          { what: 'changed', slug: 'per-van', heading: 'Per van', was: '£37 a month.', now: '£38 a month.' },
        ],
      },
      {
        day: '2026-11-22',
        by: ['Tobias Reck'],
        changes: [
          { what: 'changed', slug: 'per-van', heading: 'Per van', was: '£36 a month.', now: '£37 a month.' },
        ],
      },
    ]);
    expect(steps[0]?.to).toBe(revision);
    expect(steps[1]?.to).toBe(steps[0]?.from);
  });

  test('goes back only so far', async () => {
    const path = 'content/answers/cost.md';
    await commitFiles(checkout, { 'content/hub.yaml': hubYaml, [path]: answer('£1', '2026-01-01') });
    for (const price of ['£2', '£3', '£4']) {
      await writeFiles(checkout, { [path]: answer(price, '2026-01-01') });
      await commitAs('Tobias Reck', price);
    }
    const all = await changesOf('answers/cost.md');
    expect(all.steps).toHaveLength(3);
    expect(
      (await changesOf('answers/cost.md', { since: '2026-01-01', ofOne: 2, ofAll: 100 })).steps,
    ).toHaveLength(1);
    expect(
      (await changesOf('answers/cost.md', { since: '2026-11-23', ofOne: 12, ofAll: 100 })).steps,
    ).toEqual([]);
  });
});

const factPage = 'content/answers/cost.md';
const hubWith = (price: string, more = '') =>
  `${hubYaml}facts: [{ id: van, says: "${price}" }, { id: cold, says: £9 }]\n${more}`;
const page = (fact: string) => answer(`{{fact:${fact}}}`, '2026-01-01');

async function readChanges(id: string) {
  const { library } = await readContent(content);
  const known = await collectHistory(content, library, '2026-11-30', env);
  const limits = { since: '2026-06-01', ofOne: 12, ofAll: 100 };
  const past = known && (await readPast(content, known.history, limits, env));
  const asset = library.byId.get(id);
  if (known === undefined || asset === undefined) throw new Error(`there is no ${id}`);
  const schemasAt = createSchemasAt(library.hub, known.factVersions);
  const versions = known.history.byPath.get(asset.path) ?? [];
  return {
    ...buildChanges(asset, past?.get(asset.path) ?? [], schemasAt, '2026-11-30', compileMarkdown),
    factVersions: known.factVersions.length,
    versions: versions.map(({ by, subject, path: name }) => `${by.join()}: ${subject} (${name})`),
  };
}

const priceChange = (was: string, now: string) => [
  {
    what: 'changed',
    slug: 'per-van',
    heading: 'Per van',
    was: `${was} a month.`,
    now: `${now} a month.`,
  },
];

describe('a fact that changed in hub.yaml', () => {
  test('is a version and a step of each page that shows it, under the name the page had, and of no other', async () => {
    await commitFiles(checkout, {
      'content/hub.yaml': hubWith('£36'),
      [factPage]: page('van'),
      'content/answers/cold.md': page('cold').replace('What does it', 'What does Cold'),
    });
    await writeFiles(checkout, { 'content/hub.yaml': hubWith('£37') });
    await commitAs('Ruth Okafor', 'New price');
    await rename(join(content, 'answers/cost.md'), join(content, 'answers/price.md'));
    await commitAs('Ines Varga', 'Better name');
    await writeFiles(checkout, { 'content/hub.yaml': hubWith('£37', 'regions: [{ id: uk, name: UK }]\n') });
    await commitAs('Ines Varga', 'A region');
    await writeFiles(checkout, { 'content/hub.yaml': hubWith('£38') });
    await commitAs('Ruth Okafor', 'Newer price');

    const { revision, steps, versions, factVersions } = await readChanges('answers/price');
    // A region is no fact.
    expect(factVersions).toBe(3);
    expect(versions).toEqual([
      'Ruth Okafor: Newer price (answers/price.md)',
      'Ines Varga: Better name (answers/price.md)',
      'Ruth Okafor: New price (answers/cost.md)',
      'Ines Varga: content (answers/cost.md)',
    ]);
    expect(steps.map(({ by, changes }) => ({ by, changes }))).toEqual([
      { by: ['Ruth Okafor'], changes: priceChange('£37', '£38') },
      { by: ['Ruth Okafor'], changes: priceChange('£36', '£37') },
    ]);
    expect([steps[0]?.to, steps[1]?.to]).toEqual([revision, steps[0]?.from]);

    const cold = await readChanges('answers/cold');
    expect([cold.steps, cold.versions]).toEqual([[], ['Ines Varga: content (answers/cold.md)']]);
  });

  test('together with its page is one version and one step, and one that is not committed is the last step', async () => {
    await commitFiles(checkout, { 'content/hub.yaml': hubWith('£36'), [factPage]: page('van') });
    await writeFiles(checkout, {
      'content/hub.yaml': hubWith('£37'),
      [factPage]: page('van').replace('a month', 'a year'),
    });
    await commitAs('Ruth Okafor', 'By the year');
    await writeFiles(checkout, { 'content/hub.yaml': hubWith('£38') });
    const { steps, versions } = await readChanges('answers/cost');
    expect(versions).toHaveLength(2);
    expect(steps.map(({ day, changes }) => [day, changes[0]?.was, changes[0]?.now])).toEqual([
      ['2026-11-30', '£37 a year.', '£38 a year.'],
      ['2026-11-22', '£36 a month.', '£37 a year.'],
    ]);
  });

  test('is read past versions of hub.yaml that nobody could read today', async () => {
    await commitFiles(checkout, {
      'content/hub.yaml': hubWith('£36', 'gone: true\n'),
      [factPage]: page('van'),
    });
    await writeFiles(checkout, { 'content/hub.yaml': 'facts: [' });
    await commitAs('Ines Varga', 'Oops');
    await writeFiles(checkout, { 'content/hub.yaml': hubWith('£37') });
    await commitAs('Ruth Okafor', 'New price');
    const { steps } = await readChanges('answers/cost');
    expect(steps.map(({ changes }) => changes[0]?.was)).toEqual(['£36 a month.']);
  });
});

const titled = (title: string, words: string): string => `---\ntitle: ${title}\n---\n\n${words}\n`;

test('a page that is gone, or has another name, is named by what it was called last; what was withdrawn is not', async () => {
  const old = 'The first words of a page that is long enough to be known again when it is called otherwise.';
  await commitFiles(checkout, {
    'content/answers/gone.md': titled('What did it cost?', 'Nothing at all.'),
    'content/answers/was.md': titled('How was it?', old),
    'content/answers/secret.md': titled('Nobody shall read this', 'Withdrawn words.'),
    'content/answers/there.md': titled('Still there', 'Something else.'),
    'content/notes.txt': 'No page.',
  });
  await rename(join(content, 'answers/was.md'), join(content, 'answers/is.md'));
  for (const each of ['answers/gone.md', 'answers/secret.md', 'notes.txt']) await rm(join(content, each));
  await commitAs('Ines Varga', 'Tidied');
  const ids = new Map([
    ['answers/is', {}],
    ['answers/there', {}],
  ]);
  const library = {
    byId: ids,
    leftOut: new Map(),
    moves: [{ from: 'answers/secret', withdrawn: '2026-11-01', line: 1 }],
    hub: { company: {} },
  } as unknown as Parameters<typeof readGonePages>[1];
  const gone = await readGonePages(content, library, env);
  expect(gone.sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual([
    { id: 'answers/gone', title: 'What did it cost?' },
    { id: 'answers/was', title: 'How was it?' },
  ]);
  expect(await readGonePages(scratch, library, env)).toEqual([]);
});
