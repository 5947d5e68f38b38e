import { expect, it } from 'vitest';
import type { PagePicture } from '../../../src/files/file-pictures.ts';
import type { FilePart } from '../../../src/files/file-text.ts';
import { pagePicture as page, filePart } from '../../support/file-parts.ts';
import { placeOnPages } from '../../../src/files/page-places.ts';

const section = (number: number, title: string, texts: string[]): FilePart =>
  filePart('section', number, title, texts);
const long = (words: string) => `${words} `.repeat(20).trim();
const placed = (parts: FilePart[], pages: PagePicture[]) =>
  [...placeOnPages(parts, pages)].map(([number, own]) => [
    number,
    ...own.map(({ part, from, to }) => `${part.title} ${String(from)}-${String(to)}`),
  ]);

it('a section stands where its words do, and goes on over as many pages as they do', () => {
  const terms = [long('Thirty days'), long('Late fees'), long('Refunds are paid')];
  expect(
    placed(
      [section(1, 'Scope', ['What this is for.']), section(2, 'Terms', terms), section(3, 'Signatures', [])],
      [
        page(1, 'Contents Scope Terms Signatures'),
        page(2, `Scope What this is for. Terms ${terms[0] ?? ''}`),
        page(3, `${terms[1] ?? ''} ${terms[2] ?? ''}`),
        page(4, 'Signatures'),
      ],
    ),
  ).toEqual([
    [2, 'Scope 0-1', 'Terms 0-1'],
    [3, 'Terms 1-3'],
    [4, 'Signatures 0-0'],
  ]);
});

it('what no page has in these letters stands where it was left off, so that nothing is lost', () => {
  expect(
    placed(
      [
        section(1, 'One', ['Found here']),
        section(2, 'Two', ['A picture says it']),
        section(3, 'Three', ['…']),
      ],
      [page(1, 'Cover'), page(2, 'One Found here')],
    ),
  ).toEqual([[2, 'One 0-1', 'Two 0-1', 'Three 0-1']]);
  expect(placed([section(1, 'One', ['Here'])], [])).toEqual([]);
});
