import { expect, it } from 'vitest';
import { pageItems } from '../../../src/files/page-items.ts';
import { pagePicture as picture, filePart } from '../../support/file-parts.ts';
import type { FilePart } from '../../../src/files/file-text.ts';

const slide = (number: number, title: string, texts: string[]): FilePart =>
  filePart('slide', number, title, texts);

it('pictures and words of the same slide stand together, by number, and each alone where there is no other', () => {
  const items = pageItems(
    'pptx',
    [picture(1, 'Cold'), picture(2, ''), picture(4, 'Price £9')],
    [
      slide(1, 'Cold', ['One record', 'No wires']),
      slide(3, 'Broken', ['Told alone']),
      { ...slide(5, 'Hidden', ['Ours']), isHidden: true },
    ],
  );
  expect(
    items.map((item) => [item.heading, item.words, item.picture?.large, item.parts[0]?.part.title]),
  ).toEqual([
    ['Slide 1: Cold', 'One record. No wires', 'l1', 'Cold'],
    ['Slide 2', '', 'l2', undefined],
    ['Slide 3: Broken', 'Told alone', undefined, 'Broken'],
    ['Slide 4', 'Price £9', 'l4', undefined],
  ]);
});
