import { describe, expect, it } from 'vitest';
import { pictureAt } from '../../../src/browser/search/hit-picture.ts';
import type { PagePicture } from '../../../src/files/file-pictures.ts';
import type { Attachment, FilePart, FileSort } from '../../../src/files/file-text.ts';
import { pagePicture as page, filePart } from '../../support/file-parts.ts';
import { coverOf, pictureListFile, type ListedPicture } from '../../../src/library/picture-list.ts';

const part = (is: FilePart['is'], number: number, title: string, texts: string[]): FilePart =>
  filePart(is, number, title, texts, { notes: ['quokka'] });
const attached = (sort: FileSort, pages: PagePicture[], parts: FilePart[], name = ''): Attachment => ({
  file: `a.${sort}`,
  name,
  read: { text: { sort, parts, left: [], traces: [] } },
  pictures: { pages, broken: [], more: 0, fonts: [], lines: 'cc' },
});
const listOf = (...attachments: Attachment[]) =>
  JSON.parse(pictureListFile({ attachments })?.text ?? '[]') as ListedPicture[];

const deck = attached(
  'pptx',
  [page(1, 'Cold'), page(3, '')],
  [
    part('slide', 1, 'Cold', ['One record']),
    { ...part('slide', 2, 'Ours', ['hidden']), isHidden: true },
    part('slide', 3, 'What it costs', ['£9 a van']),
  ],
);

describe('the pictures of an asset', () => {
  it('say in words what they show, and never what its speaker is told or what is hidden', () => {
    const list = listOf(deck);
    expect(list).toEqual([
      ['s1', 'l1', 'Cold. One record', 'slide-1-cold'],
      ['s3', 'l3', 'What it costs. £9 a van', 'slide-3-what-it-costs'],
    ]);
    expect(coverOf({ attachments: [deck] })).toMatchObject({
      alt: 'Cold. One record',
      slug: 'slide=1',
      count: 2,
    });
    expect(coverOf({ attachments: [{ ...deck, pictures: { trouble: 'stopped' } }] })).toBeUndefined();
    expect(pictureListFile({ attachments: [] })).toBeUndefined();
  });

  it('are found by the slide, page or section that a hit opens at, and a sentence that goes on over a page too', () => {
    const far = `${'Late fees '.repeat(40).trim()}.`;
    const paper = attached(
      'docx',
      [page(1, 'Terms Thirty days'), page(2, far)],
      [part('section', 1, 'Terms', ['Thirty days', far])],
      'paper',
    );
    const list = listOf(deck, paper);
    const at = (slug: string) => pictureAt(list, slug)?.[0];
    expect(list.at(-1)?.[3]).toMatch(/^paper-section-1-terms\/late-fees/);
    expect([
      at('slide-3-what-it-costs'),
      at('slide-3-what-it-costs/9-a-van'),
      at('paper-section-1-terms'),
    ]).toEqual(['s3', 's3', 's1']);
    expect(at(list.at(-1)?.[3] ?? '')).toBe('s2');
    expect([at(''), at('what-a-page-itself-says')]).toEqual(['s1', 's1']);
  });
});
