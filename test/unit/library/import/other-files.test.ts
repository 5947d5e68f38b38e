import { expect, it } from 'vitest';
import { whyLeft } from '../../../../src/library/import/other-files.ts';

it.each([
  ['Pitch v3.pptm', /save it as PDF, PPTX/],
  ['Show.ppsx', /save it as PDF, PPTX/],
  ['Prices.xlsb', /save it as PDF, PPTX/],
  ['Talk.key', /save it as PDF, PPTX/],
  ['Plan.odt', /save it as PDF, PPTX/],
  ['Deck.gslides', /write its address under link/],
  ['Deck.pptx', /put it into files\//],
  ['build.exe', /^Only Markdown/],
])('%s is left out with a way out that fits it', (path, why) => {
  expect(whyLeft(path)).toMatch(why);
});
