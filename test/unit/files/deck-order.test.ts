import { unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { listSlides } from '../../../src/files/deck-order.ts';
import { makeDeck } from '../../support/office-files.ts';

it('slides stand in the order of the deck, with their own notes; deleted ones are not there, hidden ones are told', () => {
  const parts = unzipSync(
    makeDeck(
      [
        { part: 3, title: 'First', notes: 'Say hello' },
        { part: 1, title: 'Second', isHidden: true },
        { part: 2, title: 'Third', paragraphs: ['<p:sld show="0">'] },
      ],
      [{ part: 9, title: 'Deleted' }],
    ),
  );
  const slides = listSlides((path) => parts[path] && new TextDecoder().decode(parts[path]));
  expect(slides).toEqual([
    { number: 1, path: 'ppt/slides/slide3.xml', notes: 'ppt/notesSlides/notesSlide23.xml', isHidden: false },
    { number: 2, path: 'ppt/slides/slide1.xml', notes: undefined, isHidden: true },
    { number: 3, path: 'ppt/slides/slide2.xml', notes: undefined, isHidden: false },
  ]);
});

it('a slide that is listed and not there keeps its number from the next one', () => {
  const parts = unzipSync(makeDeck([{ part: 1 }, { part: 2 }, { part: 3 }]));
  delete parts['ppt/slides/slide2.xml'];
  const slides = listSlides((path) => parts[path] && new TextDecoder().decode(parts[path]));
  expect(slides.map(({ number }) => number)).toEqual([1, 3]);
});
