import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib';
import { utils, write, type CellObject } from '@e965/xlsx';
import { strFromU8, unzipSync, zipSync, strToU8 } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanFile } from '../../src/adapters/files/clean-file.ts';
import { openFileReader, type FileReader } from '../../src/adapters/files/file-reader.ts';
import { cleanSorts, type CleanSort } from '../../src/files/clean/clean-sorts.ts';
import { shownParts, type FileText } from '../../src/files/file-text.ts';
import { insideOf } from '../../src/files/inside.ts';
import { makeDeck, makeDocument, makePdf, makeWorkbook } from '../support/office-files.ts';
import { runScript } from '../support/run-script.ts';

let folder: string;
let reader: FileReader;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-clean-'));
  reader = openFileReader({ HUB_CACHE: join(folder, 'cache') });
});
afterAll(async () => {
  reader.close();
  await rm(folder, { recursive: true, force: true });
});

async function readText(name: string, bytes: Uint8Array): Promise<FileText> {
  const read = await reader.read(name, bytes);
  if ('trouble' in read) throw new Error(`${name} has no words: ${read.trouble}`);
  return read.text;
}

async function clean(name: string, bytes: Uint8Array, without?: readonly CleanSort[]) {
  const text = await readText(name, bytes);
  return cleanFile(name, bytes, text, new Set(without ?? cleanSorts(text.sort)), reader);
}

/** All of a copy, parts of its zip as text. */
async function cleaned(name: string, bytes: Uint8Array, without?: readonly CleanSort[]) {
  const copy = await clean(name, bytes, without);
  if ('refused' in copy) throw new Error(copy.refused.join(' '));
  return { ...copy, parts: name.endsWith('.pdf') ? {} : unzipSync(copy.bytes) };
}

const all = (parts: Readonly<Record<string, Uint8Array>>): string =>
  Object.entries(parts)
    .map(([name, bytes]) => name + strFromU8(bytes, true))
    .join('\n');

const run = (text: string, tag = 't') => `<w:r><w:${tag}>${text}</w:${tag}></w:r>`;

const texts = async (lines: readonly string[], comments?: string) => {
  const document = makeDocument(lines, comments === undefined ? {} : { comments });
  const { parts, text } = await cleaned('a.docx', document);
  expect(all(parts)).not.toMatch(/walrus|w:(?:ins|del|moveFrom|moveTo|comment|rPrChange)\b/);
  return shownParts(text.parts)
    .flatMap((part) => [part.title, ...part.texts])
    .filter(Boolean);
};

async function makeFull(): Promise<Uint8Array> {
  const document = await PDFDocument.load(makePdf([['Shown']]), { updateMetadata: false });
  document.setAuthor('walrus');
  document.setTitle('Cold');
  await document.attach(strToU8('walrus'), 'walrus.txt');
  const { context } = document;
  const comment = context.register(
    context.obj({ Type: 'Annot', Subtype: 'Text', Rect: [0, 0, 9, 9], Contents: PDFString.of('walrus') }),
  );
  const link = context.register(context.obj({ Type: 'Annot', Subtype: 'Link', Rect: [0, 0, 9, 9] }));
  document.getPage(0).node.set(PDFName.of('Annots'), context.obj([comment, link]));
  const saved = await document.save({ useObjectStreams: false });
  // Added to rather than written anew, as by programs that fill in forms.
  const more = `\n90 0 obj\n<< /Old (walrus) >>\nendobj\ntrailer\n<< /Size 99 /Root ${String(context.trailerInfo.Root)} >>\nstartxref\n0\n%%EOF\n`;
  return Buffer.concat([saved, strToU8(more)]);
}

const runClean = (...words: string[]) =>
  runScript('clean', words, { env: { HUB_CACHE: join(folder, 'cache') } });

describe('a deck', () => {
  const workbook = makeWorkbook([{ name: 'Margins', rows: [['walrus']] }]);
  const slides = [
    { part: 1, title: 'One', paragraphs: ['Shown'], notes: 'walrus', isCommented: true, leadsTo: 2 },
    { part: 2, title: 'walrus', isHidden: true, picture: 'walrus' },
    {
      part: 3,
      title: 'Three',
      chart: { title: 'Spoilage', series: 'Claims', categories: ['Before'], workbook },
      picture: 'A probe',
      isCropped: true,
    },
  ];
  const deck = makeDeck(slides, [{ part: 4, title: 'walrus', notes: 'walrus' }], {
    author: 'walrus',
    company: 'walrus',
    label: 'General',
  });

  it('loses what is named, wherever it stands, and keeps every other part to the byte', async () => {
    const { parts, text } = await cleaned('a.pptx', deck);
    expect(all(parts)).not.toContain('walrus');
    expect(
      Object.keys(parts).some((name) => /slide2|slide4|notes|comment|embeddings|image22/.test(name)),
    ).toBe(false);
    expect(text.parts.map(({ title, texts }) => [title, ...texts])).toEqual([
      ['One', 'Shown', 'More'],
      ['Three', 'Spoilage', 'Claims', 'Before', 'A probe'],
    ]);
    expect(insideOf(text).map(({ is }) => is)).toEqual(['crops', 'label']);
    const before = unzipSync(deck);
    const changed = Object.keys(parts).filter(
      (name) => Buffer.compare(parts[name] ?? new Uint8Array(), before[name] ?? new Uint8Array()) !== 0,
    );
    expect(changed).toEqual([
      'docProps/core.xml',
      'docProps/app.xml',
      'docProps/custom.xml',
      'ppt/presentation.xml',
      'ppt/_rels/presentation.xml.rels',
      'ppt/slides/slide1.xml',
      'ppt/slides/_rels/slide1.xml.rels',
      'ppt/charts/chart23.xml',
      'ppt/charts/_rels/chart23.xml.rels',
    ]);
    expect(strFromU8(parts['ppt/presentation.xml'] ?? new Uint8Array()).match(/ id="\d+"/g)).toEqual([
      ' id="256"',
      ' id="258"',
      ' id="256"',
      ' id="258"',
    ]);
    expect(strFromU8(parts['ppt/slides/slide1.xml'] ?? new Uint8Array())).not.toContain('hlinkClick');
    expect(strFromU8(parts['docProps/custom.xml'] ?? new Uint8Array())).toContain('General');
  });

  it('keeps what was not named', async () => {
    const { text } = await cleaned('a.pptx', deck, ['notes']);
    expect(insideOf(text).map(({ is }) => is)).toEqual([
      'hidden',
      'comments',
      'workbooks',
      'crops',
      'label',
      'orphans',
    ]);
    expect(text.about?.author).toBe('walrus');
  });

  it('loses shapes that are hidden, with what belongs to them', async () => {
    const hiding = makeDeck([
      { part: 1, title: 'One', hidesShapes: true, paragraphs: ['walrus'], picture: 'walrus' },
    ]);
    const { parts } = await cleaned('b.pptx', hiding, ['concealed']);
    expect(all(parts)).not.toMatch(/walrus|image21/);
  });

  it.each([
    ['_xmlsignatures/sig1.xml', 'signed'],
    ['ppt/vbaProject.bin', 'macros'],
  ])('is refused with %s in it', async (part, word) => {
    const copy = await clean('c.pptx', zipSync({ ...unzipSync(deck), [part]: strToU8('x') }));
    expect('refused' in copy && copy.refused.join(' ')).toContain(word);
  });

  it('of hidden slides alone is refused', async () => {
    const copy = await clean('d.pptx', makeDeck([{ part: 1, title: 'One', isHidden: true }]), ['hidden']);
    expect('refused' in copy && copy.refused).toEqual([
      'All of its slides are hidden, so none would be left.',
    ]);
  });
});

describe('a document', () => {
  it('has its tracked changes accepted', async () => {
    expect(
      await texts([
        `<w:p>${run('Kept ')}<w:del>${run('walrus', 'delText')}</w:del><w:ins>${run('and put in')}</w:ins></w:p>`,
        `<w:p><w:moveFromRangeStart/><w:moveFrom>${run('walrus')}</w:moveFrom><w:moveFromRangeEnd/>${run('Stays')}</w:p>`,
        `<w:p><w:moveTo>${run('Moved here')}</w:moveTo></w:p>`,
        `<w:p><w:r><w:rPr><w:b/><w:rPrChange><w:rPr><w:i/></w:rPr></w:rPrChange></w:rPr><w:t>Formed</w:t></w:r></w:p>`,
      ]),
    ).toEqual(['Kept and put in', 'Stays', 'Moved here', 'Formed']);
  });

  it('goes on in the next paragraph where an end was taken out, and loses rows that were', async () => {
    const cell = (text: string) => `<w:tc><w:p>${run(text)}</w:p></w:tc>`;
    expect(
      await texts([
        `<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>${run('One ')}</w:p>`,
        `<w:p>${run('and two')}</w:p>`,
        `<w:tbl><w:tr>${cell('Probe')}</w:tr><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:del>${run('walrus', 'delText')}</w:del></w:p></w:tc></w:tr></w:tbl>`,
      ]),
    ).toEqual(['One and two', 'Probe']);
  });

  it('loses comments and their marks', async () => {
    expect(
      await texts(
        [
          `<w:p><w:commentRangeStart w:id="1"/>${run('Said')}<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r></w:p>`,
        ],
        `<w:comment w:id="1"><w:p>${run('walrus')}</w:p></w:comment>`,
      ),
    ).toEqual(['Said']);
  });

  it('loses pictures that were taken out with words', async () => {
    const { parts } = await cleaned(
      'c.docx',
      withPicture(
        makeDocument([
          `<w:p>${run('Kept')}<w:del><w:r><w:drawing><a:blip xmlns:a="a" xmlns:r="r" r:embed="rIdPicture"/></w:drawing></w:r></w:del></w:p>`,
        ]),
      ),
    );
    expect(Object.keys(parts)).not.toContain('word/media/image1.png');
  });

  it('whose cells were put in or joined is refused', async () => {
    const cell = `<w:tc><w:tcPr><w:cellIns/></w:tcPr><w:p>${run('New')}</w:p></w:tc>`;
    const copy = await clean('b.docx', makeDocument([`<w:tbl><w:tr>${cell}</w:tr></w:tbl>`]), ['changes']);
    expect('refused' in copy && copy.refused.join(' ')).toContain('accept that in Word');
  });
});

function withPicture(document: Uint8Array): Uint8Array {
  const relation =
    '<Relationship Id="rIdPicture" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/image1.png"/>';
  return zipSync({
    ...unzipSync(document),
    'word/_rels/document.xml.rels': strToU8(`<Relationships>${relation}</Relationships>`),
    'word/media/image1.png': strToU8('PNG'),
  });
}

it('a workbook loses its comments, and no cell', async () => {
  const book = utils.book_new(utils.aoa_to_sheet([['Probe', 9]]), 'Prices');
  const cell = book.Sheets['Prices']?.['A1'] as CellObject;
  cell.c = [{ a: 'Ines', t: 'walrus' }];
  const { parts, text } = await cleaned(
    'a.xlsx',
    write(book, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array,
  );
  expect(all(parts)).not.toMatch(/walrus|legacyDrawing/);
  expect(text.parts.map(({ texts }) => texts)).toEqual([['Probe · 9']]);
});

describe('a PDF', () => {
  it('loses comments, files inside, names and what it said before', async () => {
    const full = await makeFull();
    const before = await readText('a.pdf', full);
    expect(insideOf(before).map(({ is }) => is)).toEqual(['comments', 'embedded', 'revisions']);
    expect(before.about?.title).toBe('Cold');
    const { bytes, text } = await cleaned('a.pdf', full);
    expect(insideOf(text)).toEqual([]);
    expect(text.parts.map(({ texts }) => texts)).toEqual([['Shown']]);
    expect(text.about).toMatchObject({ title: 'Cold', author: '' });
    const copy = await PDFDocument.load(bytes, { updateMetadata: false });
    const objects = copy.context.enumerateIndirectObjects().map(([, object]) => String(object));
    expect(objects.join('\n')).not.toContain('walrus');
    expect(copy.getPage(0).node.Annots()?.size()).toBe(1);
  });

  it('that is signed is refused', async () => {
    const document = await PDFDocument.load(makePdf([['Shown']]));
    document.catalog.set(PDFName.of('AcroForm'), document.context.obj({ Fields: [], SigFlags: 3 }));
    const copy = await clean('b.pdf', await document.save());
    expect('refused' in copy && copy.refused.join(' ')).toContain('signed');
  });
});

describe('npm run clean', () => {
  it('refuses by name what it knows nothing of the inside of', async () => {
    const file = join(folder, 'show.pptm');
    await writeFile(file, makeDeck([{ part: 1, title: 'One', notes: 'Wait' }]));
    const { out, err, code } = await runClean(file, '--without', 'all');
    expect([out, code]).toEqual(['', 2]);
    expect(err).toContain('show.pptm is no PPTX, DOCX, XLSX or PDF, and nothing else can be cleaned');
  });

  it('says what is inside, makes a copy, and never changes the file', async () => {
    const file = join(folder, 'deck.pptx');
    const deck = makeDeck([{ part: 1, title: 'One', notes: 'Wait' }]);
    await writeFile(file, deck);
    const listed = await runClean(file);
    expect(listed.out.replaceAll(folder, '')).toMatchInlineSnapshot(`
      "/deck.pptx also holds:
        notes       notes for the speaker (slide 1)
      A copy without it: npm run clean -- "/deck.pptx" --without notes
      "
    `);
    const made = await runClean(file, '--without', 'notes');
    expect(made.out.replaceAll(folder, '')).toMatchInlineSnapshot(`
      "/deck-clean.pptx is /deck.pptx without notes for the speaker (slide 1).
      It was read again: 1 slide with every word that is shown. /deck.pptx is as it was.
      "
    `);
    expect(await readFile(file)).toEqual(Buffer.from(deck));
    const again = await runClean(file, '--without', 'notes');
    expect([again.code, again.err.replaceAll(folder, '')]).toMatchInlineSnapshot(`
      [
        2,
        "/deck-clean.pptx is there already.
      Name another place after --into. Nothing was written.
      ",
      ]
    `);
    const unknown = await runClean(file, '--without', 'note');
    expect([unknown.code, unknown.err.replaceAll(folder, '')]).toMatchInlineSnapshot(`
      [
        2,
        "--without says "note", which is not taken out of a file like this.
      Did you mean notes? There are notes, hidden, concealed, comments, orphans, workbooks and properties, and all. Nothing was written.
      ",
      ]
    `);
  });

  it('names what it does not take out, with the way out', async () => {
    const file = join(folder, 'prices.xlsx');
    await writeFile(
      file,
      makeWorkbook([
        { name: 'One', rows: [['1']] },
        { name: 'Two', rows: [['2']], isHidden: true },
      ]),
    );
    const refused = await runClean(file, '--without', 'hidden');
    expect([refused.code, refused.err.replaceAll(folder, '')]).toMatchInlineSnapshot(`
      [
        2,
        "A copy without hidden sheets (sheet “Two”) cannot be made here.
      Formulas may count on hidden sheets: look at them in Excel, and delete what nothing needs. Nothing was written.
      ",
      ]
    `);
  });
});
