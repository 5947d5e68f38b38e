import { describe, expect, it } from 'vitest';
import { compileMarkdown } from '../../../../src/adapters/markdown.ts';
import { bodyLinks } from '../../../../src/library/markdown/body-links.ts';
import { readShown } from '../../../../src/library/markdown/shown.ts';
import { cpuTimeOf } from '../../../support/store/cpu-time.ts';

const linksOf = (body: string) => bodyLinks(readShown(body, compileMarkdown));

describe('the links of a body', () => {
  it('are found with their lines, those of raw HTML too, code and what no page shows left out', () => {
    const body =
      '[a](b.md)\r\n~~~\n[no](no.md)\n~~~\n![p](<q r.png>) [x [y]](z_(1).md "t")\n`[no](no.md)`\n[^1]: no\n\n[s][ref] <img\nsrc="t.png"> <!-- [no](no.md) -->\n\n[ref]: s.md\n[not-used]: no.md';
    expect(linksOf(body)).toEqual([
      { href: 'b.md', line: 1, image: false },
      { href: 'q r.png', line: 5, image: true },
      { href: 'z_(1).md', line: 5, image: false },
      { href: 's.md', line: 9, image: false },
      { href: 't.png', line: 9, image: true },
    ]);
  });

  it.each([
    ['brackets', `${'['.repeat(100_000)}](`],
    ['open links', '[a]('.repeat(50_000)],
    ['quotes', '[a](b "'.repeat(30_000)],
    ['parentheses', `[a](${'x()'.repeat(60_000)}`],
    ['backticks', `${'`'.repeat(100_000)}](`],
  ])('are found in time in step with the text: %s', (_, body) => {
    expect(cpuTimeOf(() => linksOf(body))).toBeLessThan(2000);
  });
});
