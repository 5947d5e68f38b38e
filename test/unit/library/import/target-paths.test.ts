import { expect, it } from 'vitest';
import { createTargetPaths } from '../../../../src/library/import/target-paths.ts';

it.each([
  ['con.md', 'con page.md'],
  ['AUX/notes.md', 'AUX page/notes.md'],
  ['lpt1.md', 'lpt1 page.md'],
  ['console.md', 'console.md'],
  ['a:b?c*d|e"f<g>.md', 'a b c d e f g.md'],
  ['trailing dot..md', 'trailing dot.md'],
  ['folder ./x .md', 'folder/x.md'],
  ['zero\u200Bwidth.md', 'zerowidth.md'],
  ['line\nbreak.md', 'line break.md'],
  ['a%20b.md', 'a b.md'],
  ['a%2520b.md', 'a%20b.md'],
  ['👩‍💻 calls.md', '👩‍💻 calls.md'],
  [`${'é'.repeat(180)}.md`, `${'é'.repeat(100)}.md`],
])('%j becomes a name that every disk takes', (from, to) => {
  expect(createTargetPaths().placePage(from, 'collateral').path).toBe(`collateral/${to}`);
});

it('keeps the ending of a picture whose name is too long', () => {
  const path = createTargetPaths().placePicture(`${'x'.repeat(300)}.png`);
  expect(path).toBe(`collateral/${'x'.repeat(196)}.png`);
});
