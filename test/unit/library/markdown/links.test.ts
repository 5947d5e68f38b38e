import { describe, expect, it } from 'vitest';
import { bodyLinks, parseLink, relativePath, resolvePath } from '../../../../src/library/markdown/links.ts';
import { cpuTimeOf } from '../../../support/store/cpu-time.ts';

describe('a link', () => {
  it.each([
    ['https://example.com', { to: 'outside' }],
    ['//example.com', { to: 'outside' }],
    ['mailto:a@b.c', { to: 'outside' }],
    ['#a%20b', { to: 'here', slug: 'a b' }],
    ['', { to: 'here', slug: '' }],
    ['b.md', { to: 'file', path: 'answers/b.md', id: 'answers/b', slug: '' }],
    [
      '../plays/Big Deal.md#now',
      { to: 'file', path: 'plays/Big Deal.md', id: 'plays/big-deal', slug: 'now' },
    ],
    ['../plays/big%20deal.md?x=1', { to: 'file', path: 'plays/big deal.md', id: 'plays/big-deal', slug: '' }],
    ['old.mdx', { to: 'file', path: 'answers/old.mdx', id: 'answers/old', slug: '' }],
    ['/library/#x', { to: 'page', path: '/library/', slug: 'x' }],
    ['%E0%A4%A.md', { to: 'file', path: 'answers/%E0%A4%A.md', id: 'answers/e0-a4-a', slug: '' }],
  ])('written %j is read', (href, target) => {
    expect(parseLink(href, 'answers/a.md')).toEqual(target);
  });

  it('never leads out of the content folder', () => {
    expect(resolvePath('answers/a.md', '../../../../etc/passwd')).toBe('etc/passwd');
  });

  it('is written relative to the file it stands in', () => {
    expect(relativePath('answers/a.md', 'answers/b.md')).toBe('b.md');
    expect(relativePath('answers/deep/a.md', 'plays/p.md')).toBe('../../plays/p.md');
  });
});

describe('the links of a body', () => {
  it('are found with their lines, code left out', () => {
    const body =
      '[a](b.md)\r\n~~~\n[no](no.md)\n~~~\n![p](<q r.png>) [x [y]](z_(1).md "t")\n`[no](no.md)`\n[^1]: no\n\n [ref]: s.md';
    expect(bodyLinks(body)).toEqual([
      { href: 'b.md', line: 1, image: false },
      { href: 'q r.png', line: 5, image: true },
      { href: 'z_(1).md', line: 5, image: false },
      { href: 's.md', line: 9, image: false },
    ]);
  });

  it.each([
    ['brackets', `${'['.repeat(100_000)}](`],
    ['open links', '[a]('.repeat(50_000)],
    ['quotes', '[a](b "'.repeat(30_000)],
    ['parentheses', `[a](${'x()'.repeat(60_000)}`],
    ['backticks', `${'`'.repeat(100_000)}](`],
  ])('are found in time in step with the text: %s', (_, body) => {
    expect(cpuTimeOf(() => bodyLinks(body))).toBeLessThan(2000);
  });
});
