import { expect, it } from 'vitest';
import { headingOfPart, passagesOf, slugOfFile, slugOfPart } from '../../../src/files/part-places.ts';

it('a part is called and addressed by its place and title, and by its file where that is not the first', () => {
  const slide = { is: 'slide', number: 7, title: 'What it costs' } as const;
  expect([headingOfPart('', slide), slugOfPart('', slide)]).toEqual([
    'Slide 7: What it costs',
    'slide-7-what-it-costs',
  ]);
  expect([headingOfPart('Kühl', slide), slugOfPart('Kühl', slide)]).toEqual([
    'Kühl, Slide 7: What it costs',
    'kühl-slide-7-what-it-costs',
  ]);
  expect(headingOfPart('', { ...slide, title: '' })).toBe('Slide 7');
  expect(headingOfPart('', { is: 'sheet', number: 2, title: 'Prices' })).toBe('Sheet Prices');
  expect(headingOfPart('', { is: 'section', number: 3, title: 'Terms' })).toBe('Section 3: Terms');
  expect([slugOfFile('', 'pdf'), slugOfFile('Kühl', 'pdf')]).toEqual(['in-the-pdf', 'in-the-pdf-kühl']);
});

it('the lines of a slide are one passage, and long pages several', () => {
  expect(passagesOf(['Probes last 3 years.', 'No wires', 'No survey'])).toEqual([
    {
      words: 'Probes last 3 years. No wires · No survey',
      texts: ['Probes last 3 years.', 'No wires', 'No survey'],
    },
  ]);
  const long = 'word '.repeat(50).trim();
  expect(passagesOf([long, long, 'end']).map(({ words }) => words)).toEqual([long, `${long} · end`]);
  expect(passagesOf([])).toEqual([]);
});
