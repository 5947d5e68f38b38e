import { expect, it } from 'vitest';
import { pictureNotes } from '../../../src/files/picture-notes.ts';
import type { DrawnFile, PagePicture } from '../../../src/files/file-pictures.ts';

const page: PagePicture = { number: 1, width: 10, height: 10, large: 'a', small: 'b', words: '' };
const whole: DrawnFile = { pages: [page], broken: [], more: 0, fonts: [], lines: 'c' };

it('says of each file what has no picture and what to do, and once for all what the machine lacks', () => {
  const notes = pictureNotes(
    new Map<string, DrawnFile>([
      ['files/whole.pdf', whole],
      ['files/a.pptx', { trouble: 'no-office' }],
      ['files/b.docx', { trouble: 'no-office' }],
      ['files/bomb.pdf', { trouble: 'stopped' }],
      ['files/none.pdf', { trouble: 'refused' }],
      ['files/kept.pdf', { trouble: 'unkept' }],
      ['files/some.pdf', { ...whole, broken: [2, 5], more: 40 }],
      ['files/font.pptx', { ...whole, fonts: ['Zanzibar', 'Aptos'] }],
    ]),
  );
  expect(notes).toMatchInlineSnapshot(`
    [
      "2 files of Office are shown as text alone: LibreOffice, which draws slides and documents, is not installed here. On Debian: apt-get install libreoffice-impress libreoffice-writer.",
      "1 file is shown as text alone: pictures cannot be written to the cache. Set HUB_CACHE to a folder that may be written.",
      "files/bomb.pdf: drawing it took too long or too much memory and was stopped, so its page shows text alone. Save it again in the program that made it, or split it.",
      "files/none.pdf: no program here could draw it, so its page shows text alone. Open it, save it again, or offer a PDF of it.",
      "files/some.pdf: pages 2, 5 could not be drawn, and all others were. Make what is named anew and upload the file again.",
      "files/some.pdf: pictures end after 3 pages, 40 more are in the file itself. Nobody leafs through more: split it by subject.",
      "1 file was drawn without fonts that are named there (Aptos, Zanzibar), so lines may break elsewhere, and the page says so. Install the fonts here, or others of the same widths (Debian: fonts-liberation, fonts-crosextra-carlito, fonts-crosextra-caladea).",
    ]
  `);
  expect(pictureNotes(new Map([['files/whole.pdf', whole]]))).toEqual([]);
});
