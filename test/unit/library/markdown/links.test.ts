import { describe, expect, it } from 'vitest';
import { parseLink, relativePath, resolvePath } from '../../../../src/library/markdown/links.ts';

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
