import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileMarkdown } from '../../src/adapters/markdown.ts';
import { openCodeCache } from '../../src/adapters/code-cache.ts';
import {
  drawAttachments,
  readPicture,
  type DrawTools,
} from '../../src/adapters/pictures/draw-attachments.ts';
import { missingFonts } from '../../src/adapters/pictures/installed-fonts.ts';
import { convertToPdf, findOffice } from '../../src/adapters/pictures/libre-office.ts';
import { openPageDrawer } from '../../src/adapters/pictures/page-drawer.ts';
import type { DrawnFile, DrawnPages } from '../../src/files/file-pictures.ts';
import type { ReadFile } from '../../src/files/file-text.ts';
import { attachFiles, drawnFiles } from '../../src/library/attachments.ts';
import { pictureFiles } from '../../src/library/picture-list.ts';
import { buildContent } from '../../src/library/content.ts';
import { installedOffice } from '../support/installed-office.ts';
import { makeBomb, makeDocument, makePdf } from '../support/office-files.ts';

const sample = resolve(import.meta.dirname, '../../content/files/cold-first-meeting.pptx');
let cache: string;
beforeAll(async () => {
  cache = await mkdtemp(join(tmpdir(), 'hub-file-pictures-'));
});
afterAll(() => rm(cache, { recursive: true, force: true }));

const utf8 = (text: string) => new TextEncoder().encode(text);

/** The library of a hub with one page, which offers these files; all of them were read. */
function libraryOf(files: Readonly<Record<string, Uint8Array>>) {
  const offered = Object.keys(files).map((file) => `  - { label: File, file: ${file} }`);
  const bytes = new Map([
    ['hub.yaml', utf8('company: { name: Northwind }\n')],
    ['collateral/cold.md', utf8(`---\ntitle: Cold\ndownloads:\n${offered.join('\n')}\n---\n\nText.\n`)],
  ]);
  const paths = Object.keys(files).map((file) => `files/${file}`);
  const entries = [...bytes.keys(), ...paths].map((path) => ({ path, isFile: true }));
  const read: ReadFile = { trouble: 'wordless', detail: '' };
  return attachFiles(
    buildContent(entries, bytes, compileMarkdown).library,
    new Map(paths.map((path) => [path, read])),
  );
}

async function draw(
  files: Readonly<Record<string, Uint8Array>>,
  folder = cache,
  tools?: Partial<DrawTools>,
): Promise<Record<string, DrawnFile>> {
  const env = { HUB_CACHE: folder };
  const bytesOf = async (path: string) => files[path.replace('files/', '')];
  const whole = { openDrawer: openPageDrawer, findOffice: () => findOffice(process.env), ...tools };
  const library = await drawAttachments(libraryOf(files), bytesOf, env, whole);
  for (const name of pictureFiles(library)) expect(await readPicture(openCodeCache(env), name)).toBeDefined();
  return Object.fromEntries(
    [...drawnFiles(library)].map(([path, drawn]) => [path.replace('files/', ''), drawn]),
  );
}

const pagesOf = (drawn: DrawnFile | undefined): DrawnPages => {
  if (drawn === undefined || 'trouble' in drawn)
    throw new Error(`It was not drawn: ${JSON.stringify(drawn)}`);
  return drawn;
};
const openSmallDrawer = () =>
  openPageDrawer({ maxPageMs: 90_000, maxFileMs: 110_000, maxMemoryBytes: 450_000_000 });
const openHastyDrawer = () => openPageDrawer({ maxPageMs: 1, maxFileMs: 1, maxMemoryBytes: 1024 ** 3 });
const openLongDrawer = () => ({
  ...openPageDrawer(),
  drawPdf: async () => ({ pages: 100_000, broken: [], left: 99_800 }),
});
const noOffice = { findOffice: async () => undefined };

describe('a PDF', () => {
  const pdf = makePdf([['Cold on one page'], [], ['What it costs', 'A probe is 9']]);

  it('is drawn page by page, with what is written on each and where', async () => {
    const { pages, broken, more, lines } = pagesOf((await draw({ 'a.pdf': pdf }))['a.pdf']);
    expect(pages.map(({ number, words }) => [number, words])).toEqual([
      [1, 'Cold on one page'],
      [2, ''],
      [3, 'What it costs A probe is 9'],
    ]);
    expect([broken, more]).toEqual([[], 0]);
    const kept = openCodeCache({ HUB_CACHE: cache });
    const large = await readPicture(kept, `${String(pages[0]?.large)}.webp`);
    expect(large?.subarray(8, 12).toString()).toBe('WEBP');
    expect([pages[0]?.width, pages[0]?.height]).toEqual([1236, 1600]);
    const where = JSON.parse(String(await readPicture(kept, `${lines}.json`))) as unknown[][];
    // 60 of 612 points from the left, 700 of 792 from below.
    expect(where[0]?.[0]).toEqual(['Cold on one page', 98, 98, expect.any(Number), expect.any(Number)]);
  });

  it('is drawn to the same bytes elsewhere', async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'hub-file-pictures-'));
    expect(await draw({ 'a.pdf': pdf }, elsewhere)).toEqual(await draw({ 'a.pdf': pdf }));
    await rm(elsewhere, { recursive: true });
  });

  it('that was drawn once is not opened again, under another name neither', async () => {
    const first = await draw({ 'a.pdf': pdf });
    const before = await readdir(cache);
    const tools = {
      ...noOffice,
      openDrawer: () => ({
        drawPdf: () => Promise.reject(new Error('It was opened.')),
        outline: () => Promise.reject(new Error('It was opened.')),
        close: () => undefined,
      }),
    };
    expect(Object.values(await draw({ 'renamed.pdf': pdf }, cache, tools))).toEqual(Object.values(first));
    expect(await readdir(cache)).toEqual(before);
    // The guard itself.
    await expect(draw({ 'b.pdf': makePdf([['Other']]) }, cache, tools)).rejects.toThrow('It was opened.');
  });

  it('is drawn again where one of its pictures is gone', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hub-file-pictures-'));
    const first = await draw({ 'a.pdf': pdf }, folder);
    const picture = (await readdir(folder)).find((name) => name.startsWith('page-picture'));
    await rm(join(folder, String(picture)));
    expect(await draw({ 'a.pdf': pdf }, folder)).toEqual(first);
    await rm(folder, { recursive: true });
  });

  it('that is none, or whose pages lead in a circle, costs itself alone', async () => {
    const circle = utf8(
      '%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [2 0 R] /Count 1 >>\nendobj\ntrailer\n<< /Root 1 0 R /Size 3 >>\n%%EOF',
    );
    const drawn = await draw({ 'cut.pdf': utf8('%PDF-1.4\n1 0 obj'), 'circle.pdf': circle, 'a.pdf': pdf });
    expect(drawn['cut.pdf']).toEqual({ trouble: 'refused' });
    expect(drawn['circle.pdf']).toMatchObject({ pages: [], broken: [1] });
    expect(pagesOf(drawn['a.pdf']).pages).toHaveLength(3);
  });

  it('loses a page that takes all memory, and no other', async () => {
    const lines = Buffer.alloc(300_000_000, '0 0 m 1 1 l S\n');
    const packedTwice = deflateSync(deflateSync(lines)).toString('hex');
    const bomb = makePdf([['One'], { packedTwice }, ['Three']]);
    const { pages, broken } = pagesOf(
      (await draw({ 'bomb.pdf': bomb }, cache, { openDrawer: openSmallDrawer }))['bomb.pdf'],
    );
    expect(pages.map(({ number }) => number)).toEqual([1, 3]);
    expect(broken).toEqual([2]);
  });

  it('is stopped when it takes too long', async () => {
    expect(await draw({ 'late.pdf': makePdf([['Late']]) }, cache, { openDrawer: openHastyDrawer })).toEqual({
      'late.pdf': { trouble: 'stopped' },
    });
  });

  it('of very many pages ends with the last one that anybody leafs to', async () => {
    const drawn = await draw({ 'long.pdf': makePdf([['Long']]) }, cache, { openDrawer: openLongDrawer });
    expect(drawn['long.pdf']).toMatchObject({ more: 99_800 });
  });
});

describe('a file of Office', () => {
  it('is left to its words where nothing opens it, and a PDF beside it is drawn', async () => {
    const drawn = await draw(
      { 'a.pptx': await readFile(sample), 'b.pdf': makePdf([['B']]) },
      cache,
      noOffice,
    );
    expect(drawn['a.pptx']).toEqual({ trouble: 'no-office' });
    expect(pagesOf(drawn['b.pdf']).pages).toHaveLength(1);
  });

  it.skipIf(process.platform === 'win32')(
    'whose program never ends is given up, with all that it started (wants Linux or macOS)',
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'hub-never-ends-'));
      const program = join(folder, 'soffice');
      await writeFile(program, `#!/bin/sh\nsleep 1000 &\necho $! >> ${join(folder, 'started')}\nwait\n`);
      await chmod(program, 0o755);
      const files = [{ sort: 'pptx', bytes: makeBomb(10) }] as const;
      const times = { startMs: 2000, perFileMs: 0, aloneMs: 2000 };
      expect(await convertToPdf({ program, version: '1' }, files, times)).toEqual([undefined]);
      const [started] = (await readFile(join(folder, 'started'), 'utf8')).split('\n').map(Number);
      await expect
        .poll(() => {
          try {
            return process.kill(started ?? 0, 0);
          } catch {
            return false;
          }
        })
        .toBe(false);
      await rm(folder, { recursive: true });
    },
  );

  it('wants its fonts, or others of the same widths; where the machine does not tell, nothing is said', () => {
    const named = ['Calibri', 'Aptos', 'arial', 'Cambria'];
    expect(missingFonts(named, new Set(['carlito', 'arial']))).toEqual(['Aptos', 'Cambria']);
    expect(missingFonts(named, undefined)).toEqual([]);
  });

  const { office, wanted } = installedOffice;

  it.skipIf(office === undefined)(
    `of slides has them numbered as in the deck, and none that is hidden (${wanted})`,
    async () => {
      const { pages, fonts } = pagesOf((await draw({ 'a.pptx': await readFile(sample) }))['a.pptx']);
      // The eighth is hidden.
      expect(pages.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 9]);
      expect(pages.at(-1)?.words).toContain('What we would like to do next');
      expect(fonts.filter((font) => font !== 'Arial')).toEqual([]);
    },
  );

  it.skipIf(office === undefined)(
    `that is broken costs no other one of the same call (${wanted})`,
    async () => {
      const drawn = await draw({
        'a.docx': makeDocument(['# Prices', 'A probe is £9']),
        'broken.docx': utf8('PK\u0003\u0004 and nothing more'),
        'fonts.docx': makeDocument([
          '<w:p><w:r><w:rPr><w:rFonts w:ascii="Zanzibar Display"/></w:rPr><w:t>Late</w:t></w:r></w:p>',
        ]),
      });
      expect(pagesOf(drawn['a.docx']).pages.map(({ words }) => words)).toEqual(['Prices A probe is £9']);
      expect(drawn['broken.docx']).toHaveProperty('trouble');
      expect(pagesOf(drawn['fonts.docx']).fonts).toEqual(['Zanzibar Display']);
    },
  );
});
