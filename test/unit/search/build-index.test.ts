import { expect, test } from 'vitest';
import { buildIndexFiles } from '../../../src/search/build/build-index.ts';
import { openIndex } from '../../../src/search/query/open-index.ts';
import { document, openSmallIndex } from './small-library.ts';

const documents = [
  document({
    title: 'Price objection',
    kind: 'answer',
    kindLabel: 'Answer',
    benefit: 'Turns the price into a question of cost.',
    text: 'Say what waiting costs.',
    sections: [{ slug: 'proof', heading: 'Proof', text: 'Two customers in dairy.' }],
    facets: { product: ['routes'] },
    freshness: { reviewBy: '2027-01-31', expires: '2027-06-30' },
    internal: true,
  }),
  document({ title: 'Acme', text: 'A rival.' }),
];

const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

const folder = (title: string) =>
  buildIndexFiles([document({ title })], { synonyms: [] })[1]?.name.split('/')[0];

test('a small index has these files, and a manifest that names them', () => {
  const [manifest, ...files] = buildIndexFiles(documents, { synonyms: [['rival', 'competitor']] });
  const parsed: { folder: string } = JSON.parse(text(manifest?.bytes));
  expect(parsed).toMatchInlineSnapshot(`
    {
      "documents": 2,
      "facets": [
        "kind",
        "product",
      ],
      "folder": "77ecc7c61b5ca760",
      "isBundled": true,
      "kinds": [
        [
          "answer",
          "Answer",
        ],
        [
          "collateral",
          "Collateral",
        ],
      ],
      "listKeys": "acdopqrtw",
      "rowsPerFile": 1,
      "rules": [
        [
          "expensive",
          "price",
          1,
        ],
        [
          "expensive",
          "price object",
          1,
        ],
        [
          "cheaper",
          "price",
          1,
        ],
        [
          "cheap",
          "price",
          1,
        ],
        [
          "unafford",
          "price",
          1,
        ],
        [
          "gbp",
          "price",
          1,
        ],
        [
          "pricey",
          "price",
          1,
        ],
        [
          "cheaper",
          "cost",
          1,
        ],
        [
          "expensive",
          "cost",
          1,
        ],
        [
          "much",
          "price",
          1,
        ],
        [
          "price",
          "cost",
          1,
        ],
        [
          "cost",
          "price",
          1,
        ],
        [
          "fee",
          "price",
          1,
        ],
        [
          "fee",
          "cost",
          1,
        ],
        [
          "competitor",
          "rival",
        ],
        [
          "competit",
          "rival",
          1,
        ],
        [
          "client",
          "customer",
          1,
        ],
        [
          "pushback",
          "object",
          1,
        ],
        [
          "push back",
          "object",
          1,
        ],
      ],
      "termKeys": "",
      "titlesPerFile": 96,
      "version": 3,
    }
  `);
  expect(files.map(({ name, bytes }) => `${name.replace(`${parsed.folder}/`, '')} ${bytes.length}`))
    .toMatchInlineSnapshot(`
      [
        "terms-0.txt 341",
        "places-0.txt 62",
        "titles-0.json 146",
        "words-0.txt 133",
        "facet-kind.txt 25",
        "facet-product.txt 11",
        "rows-0.json 56",
        "rows-1.json 121",
        "all.txt 1058",
      ]
    `);
  expect(JSON.parse(text(files.find(({ name }) => name.endsWith('rows-0.json'))?.bytes)))
    .toMatchInlineSnapshot(`
      [
        [
          "",
          "collateral/acme.md",
          "abcdefghijkl",
          "",
          "",
          [
            "",
          ],
          [],
        ],
      ]
    `);
});

test('the order in which documents come changes nothing', () => {
  const forth = buildIndexFiles(documents, { synonyms: [] });
  const back = buildIndexFiles(documents.toReversed(), { synonyms: [] });
  expect(back).toEqual(forth);
});

test('other content has other names, so that a kept file is never wrong', () => {
  expect(folder('One')).not.toBe(folder('Two'));
});

test('an index of another version asks for a new build', async () => {
  const bytes = new TextEncoder().encode('{"version":0}');
  await expect(openIndex(async () => bytes)).rejects.toThrow('npm run build');
});

test('opening reads the manifest alone, and a search only what it needs', async () => {
  const many = Array.from({ length: 200 }, (_, number) => ({
    title: `Note ${number}`,
    text: Array.from({ length: 40 }, (_, word) => `term${((number * 41 + word) % 3000).toString(36)}`).join(
      ' ',
    ),
  }));
  const index = await openSmallIndex([...many, { title: 'Zebra crossing' }]);
  expect(index.filesRead).toEqual(['index.json']);
  await index.search('zebra ');
  expect(index.filesRead.length).toBeLessThanOrEqual(4);
});

test('a file that cannot be read fails one search and not the next', async () => {
  const files = new Map(buildIndexFiles(documents, { synonyms: [] }).map(({ name, bytes }) => [name, bytes]));
  let isOnline = true;
  const index = await openIndex(async (name) => {
    if (!isOnline) throw new Error('offline');
    return files.get(name) ?? new Uint8Array();
  });
  isOnline = false;
  await expect(index.search('price')).rejects.toThrow('offline');
  isOnline = true;
  expect((await index.search('price')).total).toBe(1);
});
