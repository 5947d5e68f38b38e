import type { Sentence } from '../../../src/library/sentence.ts';
import { describe, expect, test } from 'vitest';
import { groupBeginnings } from '../../../src/search/files/beginnings.ts';
import { buildIndexFiles } from '../../../src/search/build/build-index.ts';
import { packBundle, parseBundle } from '../../../src/search/files/bundle.ts';
import { packKeys, parseKeys } from '../../../src/search/files/manifest.ts';
import { openIndex } from '../../../src/search/query/open-index.ts';
import { document, openSmallIndex } from './small-library.ts';

/** Words that share beginnings, in so many documents that they fill several shards. */
const syllables = ['ba', 'ber', 'bo', 'lan', 'li', 'mor', 'ne', 'pra', 'pro', 'pru', 'ro', 'sta'];
const word = (at: number) =>
  [at, Math.floor(at / 12), Math.floor(at / 144)].map((digit) => syllables[digit % 12]).join('');
const many = Array.from({ length: 400 }, (_, number) => {
  const words = Array.from({ length: 30 }, (__, at) => word((number * 37 + at * at) % 1500));
  return {
    id: `collateral/note-${number}`,
    url: `/collateral/note-${number}/`,
    title: `Note ${words[0]}`,
    benefit: `About ${words[1]}.`,
    sections: [{ slug: 'more', heading: `More ${words[2]}`, text: words.join(' ') }],
  };
});

describe('keys of shards', () => {
  test.each([[[]], [['b', 'ba', 'bab', 'c']], [['pr\u00fc', 'pro', 'pro2', '中文']], [['z'.repeat(40)]]])(
    'of %j come back as they were packed',
    (keys: string[]) => {
      expect(parseKeys(packKeys(keys))).toEqual(keys);
    },
  );

  test('that share more letters than a sign can tell come back too', () => {
    const keys = [`${'a'.repeat(39)}b`, `${'a'.repeat(39)}c`];
    expect(parseKeys(packKeys(keys))).toEqual(keys);
  });
});

test('the files of a bundle come back with their names', () => {
  const files = [
    { name: 'f/a.txt', bytes: Uint8Array.of(1, 2, 3) },
    { name: 'f/b.json', bytes: new Uint8Array() },
  ];
  expect(parseBundle(packBundle(files))).toEqual(files);
});

test('a small library has all of its index but the places in one file, a large one has not', async () => {
  const built = buildIndexFiles(many.map(document), { synonyms: [] });
  const all = built.at(-1);
  const others = built.slice(1, -1).filter(({ name }) => !name.includes('/places-'));
  expect(parseBundle(all?.bytes ?? new Uint8Array())).toEqual(others);
  const index = await openIndex(
    async (name) => built.find((file) => file.name === name)?.bytes ?? new Uint8Array(),
  );
  expect(index.bundle).toBe(all?.name);

  const heading = '- '.repeat(5000);
  const long = Array.from({ length: 320 }, (_, number) =>
    document({ title: `Long ${number}`, sections: [{ slug: 'rule', heading, text: '' }] }),
  );
  const large = buildIndexFiles(long, { synonyms: [] });
  expect(large.some(({ name }) => name.endsWith('all.txt'))).toBe(false);
});

test('a library whose sentences are too much for the one file has its rows there without them', async () => {
  const sentences = Array.from({ length: 12 }, (_, at): Sentence => ({
    is: 'objection',
    slug: `objections/${String(at)}`,
    heading: 'Objections',
    words: `objection ${String(at)} ${'to what it costs '.repeat(60)}`,
    reply: '',
    ask: '',
    say: 'aloud',
  }));
  const built = buildIndexFiles(
    Array.from({ length: 300 }, (_, at) =>
      document({ title: `Card ${at}`, text: 'costs', sentences, summary: 'What it is.' }),
    ),
    { synonyms: [] },
  );
  const files = new Map(built.map(({ name, bytes }) => [name, bytes]));
  const bundle = built.at(-1);
  expect(bundle?.name).toMatch(/all\.txt$/);
  const kept = new Map(
    parseBundle(bundle?.bytes ?? new Uint8Array()).map(({ name, bytes }) => [name, bytes]),
  );
  const firstHit = async (online: boolean) => {
    const index = await openIndex(
      async (name) => {
        const bytes = kept.get(name) ?? (online || name === 'index.json' ? files.get(name) : undefined);
        if (bytes === undefined) throw new Error(`no file ${name}`);
        return bytes;
      },
      (name) => kept.has(name),
    );
    return (await index.search('costs')).hits[0];
  };
  expect(await firstHit(true)).toMatchObject({ note: 'What it is.', sentence: { is: 'objection' } });
  const offline = await firstHit(false);
  expect(offline?.note).toBe('What it is.');
  expect(offline?.sentence).toBeUndefined();
});

describe('a short beginning', () => {
  test('goes over several shards when keys go on from it', () => {
    expect([...groupBeginnings(['co', 'con', 'cost', 'd', 'pro'])]).toEqual([
      ['c', 0],
      ['co', 0],
      ['p', 1],
      ['pr', 1],
    ]);
    expect([...groupBeginnings(['proba', 'proc', 'prod']).keys()]).toEqual(['p', 'pr', 'pro']);
  });

  test('is answered by one small file and titles, not by the shards of its words', async () => {
    const index = await openSmallIndex(many);
    const started = await index.start('p');
    const brief = await started.readBrief?.();
    expect(brief?.hits.length).toBe(10);
    const read = index.filesRead.map((name) => name.replace(/^.*\/(\w+)-.*$/, '$1'));
    expect(new Set(read)).toEqual(new Set(['index.json', 'begin', 'titles']));
    expect(read.filter((kind) => kind === 'begin')).toHaveLength(1);
  });

  test('finds with facets what its best documents are not', async () => {
    const mars = { product: ['mars'] };
    const others = many.slice(0, 30).map(({ id }) => ({ id: `${id}-again`, title: 'Profound thoughts' }));
    const index = await openSmallIndex([
      ...many,
      ...others,
      { title: 'Profound elsewhere', facets: mars },
      { title: 'Elsewhere', text: 'profound', facets: mars },
    ]);
    const started = await index.start('pr', { facets: mars });
    const answer = await (started.readBrief ?? started.readWhole)();
    expect(answer.hits.map(({ title }) => title)).toEqual(['Profound elsewhere', 'Elsewhere']);
  });
});

describe('a brief answer', () => {
  test('has the hits of the whole one, with no more than their titles tell', async () => {
    const index = await openSmallIndex(many);
    const started = await index.start('bababa ');
    const brief = await started.readBrief?.();
    const whole = await started.readWhole();
    expect(brief?.isBrief).toBe(true);
    expect(whole.isBrief).toBe(false);
    expect(brief?.total).toBe(whole.total);
    const unknown = { path: '', note: '', revision: '', product: '', section: { slug: '', heading: '' } };
    expect(brief?.hits).toEqual(whole.hits.map((hit) => ({ ...hit, ...unknown })));
    expect(whole.hits[0]?.note).toMatch(/^About /);
  });

  test('is left out when nothing more has to be read, and when nothing was found', async () => {
    const index = await openSmallIndex(many);
    await index.search('bababa ');
    expect((await index.start('bababa ')).readBrief).toBeUndefined();
    expect((await index.start('zzzzzzzz ')).readBrief).toBeUndefined();
  });

  test('is followed by what a search finds, whatever was typed before', async () => {
    const index = await openSmallIndex(many);
    for (const typed of ['p', 'pr', 'pro', 'lanp', 'lanpro b']) {
      const started = await index.start(typed);
      expect(await started.readWhole()).toEqual(await index.search(typed));
    }
  });
});
