import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib';
import { utils, write, type CellObject } from '@e965/xlsx';
import { strToU8 } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanPdf } from '../../src/adapters/files/clean-pdf.ts';
import { openFileReader, type FileReader } from '../../src/adapters/files/file-reader.ts';
import type { FilePart, ReadFile } from '../../src/files/file-text.ts';
import {
  makeBomb,
  makeCompound,
  makeDeck,
  makeDocument,
  makeLabelled,
  makePdf,
  makeWorkbook,
} from '../support/office-files.ts';

let cache: string;
let reader: FileReader;
beforeAll(async () => {
  cache = await mkdtemp(join(tmpdir(), 'hub-file-words-'));
  reader = openFileReader({ HUB_CACHE: cache });
});
afterAll(async () => {
  reader.close();
  await rm(cache, { recursive: true, force: true });
});

const partsOf = (read: ReadFile): readonly FilePart[] => {
  if ('trouble' in read) throw new Error(`The file has no words: ${read.trouble} ${read.detail}`);
  return read.text.parts;
};

describe('a deck', () => {
  it('is read in its own order, split words whole, with tables, charts and what pictures show', async () => {
    const deck = makeDeck(
      [
        {
          part: 3,
          title: 'Why Cold',
          paragraphs: [['Zanzi', 'bar'], 'No wires & no survey'],
          notes: 'Wait for a nod',
        },
        { part: 1, title: 'Kept back', paragraphs: ['Floor price'], isHidden: true },
        { part: 4 },
        {
          part: 2,
          title: 'What it costs',
          table: [
            ['Probe', '£9'],
            ['Bridge', 'free'],
          ],
          chart: { title: 'Spoilage', series: 'Claims', categories: ['Before', 'After'] },
          picture: 'A probe on a crate',
        },
      ],
      [{ part: 9, title: 'Deleted slide', paragraphs: ['Old price £99'] }],
    );
    expect(partsOf(await reader.read('deck.pptx', deck))).toEqual([
      {
        is: 'slide',
        number: 1,
        title: 'Why Cold',
        texts: ['Zanzibar', 'No wires & no survey'],
        notes: ['Wait for a nod'],
        hidden: [],
        isHidden: false,
      },
      {
        is: 'slide',
        number: 2,
        title: 'Kept back',
        texts: ['Floor price'],
        notes: [],
        hidden: [],
        isHidden: true,
      },
      {
        is: 'slide',
        number: 4,
        title: 'What it costs',
        texts: ['Probe · £9', 'Bridge · free', 'Spoilage', 'Claims', 'Before · After', 'A probe on a crate'],
        notes: [],
        hidden: [],
        isHidden: false,
      },
    ]);
  });

  it('loses a broken slide and no other', async () => {
    const read = await reader.read(
      'deck.pptx',
      makeDeck([
        { part: 1, title: 'One', notes: 'Note one' },
        { part: 2, broken: '<p:sld><p:cSld' },
        { part: 3, title: 'Three' },
      ]),
    );
    expect(partsOf(read).map(({ number, title, notes }) => [number, title, ...notes])).toEqual([
      [1, 'One', 'Note one'],
      [3, 'Three'],
    ]);
    expect(read).toMatchObject({ text: { left: [{ is: 'slide', number: 2, title: '', why: 'broken' }] } });
  });
});

it('a document is read by its headings', async () => {
  const read = await reader.read(
    'a.docx',
    makeDocument(['Before all', '# Prices', 'A probe is £9', '# Terms', 'Monthly']),
  );
  expect(partsOf(read).map(({ number, title, texts }) => [number, title, ...texts])).toEqual([
    [1, '', 'Before all'],
    [2, 'Prices', 'A probe is £9'],
    [3, 'Terms', 'Monthly'],
  ]);
});

const hiddenOf = (read: ReadFile) =>
  partsOf(read).map(({ title, texts, hidden }) => ({ title, texts, hidden }));
const run = (text: string, properties = '') =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
const paragraph = (runs: string, properties = '') => `<w:p><w:pPr>${properties}</w:pPr>${runs}</w:p>`;

describe('what is hidden in a part that is shown is told apart', () => {
  it('in a document: by itself, by its style, or by the row of a table that it stands in', async () => {
    const cells = (...texts: string[]) =>
      texts.map((text) => `<w:tc>${paragraph(run(text))}</w:tc>`).join('');
    const document = makeDocument(
      [
        paragraph(run('A probe is £9') + run(', floor £5', '<w:vanish/>') + run(' a month')),
        paragraph(run('By the style of a paragraph'), '<w:pStyle w:val="Below"/>'),
        paragraph(run('By the style of a run', '<w:rStyle w:val="Kept"/>')),
        paragraph(run('Shown after all', '<w:vanish w:val="0"/>'), '<w:pStyle w:val="Below"/>'),
        paragraph(run('Its mark alone is hidden'), '<w:rPr><w:vanish/></w:rPr>'),
        paragraph(run('Hidden on the web alone', '<w:webHidden/>')),
        paragraph(run('Once hidden', '<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>')),
        `<w:tbl><w:tr>${cells('Probe', 'Cost')}</w:tr><w:tr><w:trPr><w:hidden/></w:trPr>${cells('Margin', '40')}</w:tr></w:tbl>`,
        paragraph('<w:del><w:r><w:delText>Taken out</w:delText></w:r></w:del>' + run('Kept in')),
        paragraph(`<w:moveFrom>${run('Moved')}</w:moveFrom>${run('Stayed')}`),
        '# Terms',
        paragraph(run('Nothing is shown below it', '<w:vanish/>')),
      ],
      {
        styles:
          '<w:style w:type="paragraph" w:styleId="Above"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Below"><w:basedOn w:val="Above"/></w:style><w:style w:type="character" w:styleId="Kept"><w:rPr><w:vanish w:val="true"/></w:rPr></w:style>',
      },
    );
    expect(hiddenOf(await reader.read('a.docx', document))).toEqual([
      {
        title: '',
        texts: [
          'A probe is £9 a month',
          'Shown after all',
          'Its mark alone is hidden',
          'Hidden on the web alone',
          'Once hidden',
          'Probe · Cost',
          'Kept in',
          'Stayed',
        ],
        hidden: [', floor £5', 'By the style of a paragraph', 'By the style of a run', 'Margin · 40'],
      },
      { title: 'Terms', texts: [], hidden: ['Nothing is shown below it'] },
    ]);
  });

  it('in a deck: texts, tables, charts and pictures that the selection pane hides', async () => {
    const deck = makeDeck([
      {
        part: 1,
        title: 'What it costs',
        hidesShapes: true,
        paragraphs: ['Floor price'],
        table: [['Probe', '£5']],
        chart: { title: 'Margins', series: 'Ours', categories: ['Before', 'After'] },
        picture: 'A price list',
      },
    ]);
    expect(hiddenOf(await reader.read('a.pptx', deck))).toEqual([
      {
        title: 'What it costs',
        texts: [],
        hidden: ['Floor price', 'Probe · £5', 'Margins', 'Ours', 'Before · After', 'A price list'],
      },
    ]);
  });

  it('in a workbook: rows, columns and sheets, however deep', async () => {
    const rows = [
      ['Probe', '£5', '£9'],
      ['Bridge', '£6', '£7'],
    ];
    const read = await reader.read(
      'a.xlsx',
      makeWorkbook([
        { name: 'Prices', rows, hiddenRow: 2, hiddenColumn: 2 },
        { name: 'Deep', rows: [['Floor']], isVeryHidden: true },
      ]),
    );
    expect(hiddenOf(read)).toEqual([
      { title: 'Prices', texts: ['Probe · £9'], hidden: ['£5', 'Bridge · £6 · £7'] },
      { title: 'Deep', texts: ['Floor'], hidden: [] },
    ]);
    expect(partsOf(read).map(({ isHidden }) => isHidden)).toEqual([false, true]);
  });
});

const tracesOf = async (name: string, bytes: Uint8Array) => {
  const read = await reader.read(name, bytes);
  expect(JSON.stringify(read)).not.toContain('secret');
  return 'text' in read && read.text.traces.map(({ is }) => is);
};

it('what those who worked on a file left in it is known, and no words of it', async () => {
  const inserted = '<w:p><w:ins w:id="1"><w:r><w:t>Put in</w:t></w:r></w:ins></w:p>';
  const removed = '<w:p><w:del w:id="1"><w:r><w:delText>secret</w:delText></w:r></w:del></w:p>';
  const comments = '<w:comment w:id="1"><w:p><w:r><w:t>secret</w:t></w:r></w:p></w:comment>';
  const book = utils.book_new(utils.aoa_to_sheet([['Probe']]), 'Prices');
  const cell = book.Sheets['Prices']?.['A1'] as CellObject;
  const plainBook = write(book, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array;
  cell.c = [{ a: 'Ines', t: 'secret' }];
  const commentedBook = write(book, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array;
  expect([
    await tracesOf('a.docx', makeDocument(['One'], { comments: '' })),
    await tracesOf('b.docx', makeDocument(['One', removed], { comments })),
    await tracesOf('c.docx', makeDocument([inserted])),
    await tracesOf('d.pptx', makeDeck([{ part: 1, title: 'One' }])),
    await tracesOf('e.pptx', makeDeck([{ part: 1, title: 'One', isCommented: true }])),
    await tracesOf('f.xlsx', plainBook),
    await tracesOf('g.xlsx', commentedBook),
  ]).toEqual([[], ['comments', 'changes'], ['changes'], [], ['comments'], [], ['comments']]);
});

it('a workbook is read by its sheets, whatever it says of their size', async () => {
  const read = await reader.read(
    'a.xlsx',
    makeWorkbook([
      { name: 'Prices', rows: [['Probe', '£9']], says: 'A1:XFD1048576' },
      { name: 'Margins', rows: [['Floor', '£5']], isHidden: true },
      { name: 'Long', rows: Array.from({ length: 2100 }, (_, row) => [`Row ${String(row)}`]) },
    ]),
  );
  expect(
    partsOf(read).map(({ title, texts, isHidden }) => [title, texts[0], texts.length, isHidden]),
  ).toEqual([
    ['Prices', 'Probe · £9', 1, false],
    ['Margins', 'Floor · £5', 1, true],
    ['Long', 'Row 0', 2000, false],
  ]);
  expect(read).toMatchObject({ text: { left: [{ title: 'Long', why: 'long' }] } });
});

async function labelIn(bytes: Uint8Array) {
  const read = await reader.read('a.pdf', bytes);
  return 'text' in read ? read.text.traces.find(({ is }) => is === 'label')?.detail : 'unread';
}

async function withXmp(inside: string) {
  const document = await PDFDocument.load(makePdf([['Shown']]), { updateMetadata: false });
  const { context, catalog } = document;
  const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description ${inside.startsWith('<') ? `>${inside}` : `${inside}>`}</rdf:Description></x:xmpmeta>`;
  catalog.set(PDFName.of('Metadata'), context.register(context.flateStream(xmp)));
  return document.save();
}

describe('the label of a PDF', () => {
  const id = '9fbde396-1a24-4c79-8edf-9254a0f35055';
  const attributes = (enabled: string) =>
    `pdfx:MSIP_Label_${id}_Enabled="${enabled}" pdfx:MSIP_Label_${id}_Name='Confidential \\ Board &amp; CFO'`;
  const elements = `<pdfx:MSIP_Label_${id}_Enabled>true</pdfx:MSIP_Label_${id}_Enabled>`;
  it('is read where Office writes it and where others do, and one that was taken off is none', async () => {
    expect(await labelIn(await withXmp(attributes('true')))).toBe('Confidential \\ Board & CFO');
    expect(await labelIn(await withXmp(elements))).toBe(id);
    expect(await labelIn(await withXmp(attributes('False')))).toBeUndefined();
    const name = PDFString.of('Public');
    const document = await PDFDocument.load(makePdf([['Shown']]), { updateMetadata: false });
    document.context.trailerInfo.Info = document.context.register(
      document.context.obj({ [`MSIP_Label_${id}_Name`]: name }),
    );
    expect(await labelIn(await document.save())).toBe('Public');
  });

  it('stays in a copy without who made it', async () => {
    const bytes = await withXmp(`${attributes('true')} dc:creator="walrus"`);
    const copy = await cleanPdf(bytes, new Set(['properties']));
    const clean = 'bytes' in copy ? copy.bytes : bytes;
    expect(await labelIn(clean)).toBe('Confidential \\ Board & CFO');
    const { catalog } = await PDFDocument.load(clean);
    expect(catalog.has(PDFName.of('Metadata'))).toBe(false);
  });
});

it('a PDF is read by its pages, and a blank page keeps the numbers right', async () => {
  const read = await reader.read(
    'a.pdf',
    makePdf([['Cold on one page'], [], ['What it costs', 'A probe is 9']]),
  );
  expect(partsOf(read).map(({ number, texts }) => [number, texts.join(' ')])).toEqual([
    [1, 'Cold on one page'],
    [3, 'What it costs A probe is 9'],
  ]);
});

const label = 'f42aa342-8706-4288-bd11-ebb85995028c';

describe('what is no file to be read', () => {
  it.each<[string, string, () => Uint8Array, string, string]>([
    [
      'a password',
      'a.pptx',
      () => makeCompound({ EncryptionInfo: 'a', EncryptedPackage: 'b' }),
      'password',
      '',
    ],
    ['a label that encrypts', 'a.docx', () => makeLabelled(label), 'label', label],
    ['Office before 2007', 'a.ppt', () => makeCompound({ 'PowerPoint Document': 'a' }), 'old', ''],
    ['pages without a word', 'a.pdf', () => makePdf([[], []]), 'wordless', ''],
    ['slides without a word', 'a.pptx', () => makeDeck([{ part: 1 }]), 'wordless', ''],
    [
      'more elements than anybody makes',
      'a.docx',
      () => makeDocument(Array.from({ length: 600_000 }, (_, at) => String(at))),
      'unpacks',
      '',
    ],
    ['a PDF whose pages lead in a circle', 'a.pdf', () => circularPdf(), 'broken', ''],
    ['a PDF that is cut off', 'a.pdf', () => strToU8('%PDF-1.4\n1 0 obj'), 'broken', ''],
    ['a bomb whose directory lies', 'a.pptx', () => lyingBomb(), 'broken', ''],
  ])('%s is one trouble', async (_, name, make, trouble, detail) => {
    expect(await reader.read(name, make())).toEqual({ trouble, detail });
  });

  it('is stopped when it takes too long, and the next one is read', async () => {
    const hasty = openFileReader({ HUB_CACHE: cache }, { maxReadMs: 1, maxMemoryBytes: 1024 ** 3 });
    expect(await hasty.read('late.pptx', makeDeck([{ part: 1, title: 'Late' }]))).toEqual({
      trouble: 'stopped',
      detail: '',
    });
    hasty.close();
    expect(partsOf(await reader.read('next.pptx', makeDeck([{ part: 1, title: 'Next' }])))).toHaveLength(1);
  });

  it('is stopped when it takes too much memory', async () => {
    const small = openFileReader({ HUB_CACHE: cache }, { maxReadMs: 60_000, maxMemoryBytes: 50_000_000 });
    expect(await small.read('greedy.pptx', makeDeck([{ part: 1, title: 'Greedy' }]))).toMatchObject({
      trouble: 'stopped',
    });
    small.close();
  });
});

it('what was read once is read from what is kept, and the same to the byte', async () => {
  const deck = makeDeck([{ part: 1, title: 'Kept' }]);
  const first = await reader.read('kept.pptx', deck);
  const before = await readdir(cache);
  // With this one every read would be stopped.
  const again = openFileReader({ HUB_CACHE: cache }, { maxReadMs: 0, maxMemoryBytes: 0 });
  expect(JSON.stringify(await again.read('renamed.pptx', deck))).toBe(JSON.stringify(first));
  again.close();
  expect(await readdir(cache)).toEqual(before);
});

function circularPdf(): Uint8Array {
  const pages = '<< /Type /Pages /Kids [2 0 R] /Count 1 >>';
  return strToU8(
    `%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n${pages}\nendobj\ntrailer\n<< /Root 1 0 R /Size 3 >>\n%%EOF`,
  );
}

/** Ten times more than it says of itself. */
function lyingBomb(): Uint8Array {
  const bytes = makeBomb(400_000);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < bytes.length - 4; at += 1) {
    const sign = view.getUint32(at, true);
    const size = sign === 0x04034b50 ? at + 22 : sign === 0x02014b50 ? at + 24 : -1;
    if (size > 0 && view.getUint32(size, true) > 300_000) view.setUint32(size, 4_000, true);
  }
  return bytes;
}
