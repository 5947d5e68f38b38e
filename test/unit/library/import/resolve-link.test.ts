import { expect, it } from 'vitest';
import { createLinkResolver } from '../../../../src/library/import/links/resolve-link.ts';
import { buildTargetIndex } from '../../../../src/library/import/links/target-index.ts';

const paths = [
  'docs/a.md',
  'docs/b.md',
  'docs/a%20b.md',
  'docs/a%20c.md',
  'docs/a b.md',
  'docs/a&b.md',
  'files/list.pdf',
  'OVEN/Costs_1002.html',
  'Site Pages/Price List.aspx',
];
const resolve = createLinkResolver(
  buildTargetIndex(paths.map((path) => ({ path, addresses: [], names: [] }))),
  [{ path: 'docs/a.md', links: [{ href: '/docs/b' }] }],
);

it.each([
  ['@site/docs/b.md', 'docs/b.md'],
  ['pathname:///files/list.pdf', 'files/list.pdf'],
  ['a%20b.md', 'docs/a b.md'],
  ['a%20c.md', 'docs/a%20c.md'],
  ['a%2520b.md', 'docs/a%20b.md'],
  ['a b.md', 'docs/a b.md'],
  ['/pages/viewpage.action?pageId=1002', 'OVEN/Costs_1002.html'],
  ['https://x.atlassian.net/wiki/spaces/OVEN/pages/1002/Costs#Oven', 'OVEN/Costs_1002.html'],
  ['https://x.sharepoint.com/sites/s/Site%20Pages/Price%20List.aspx', 'Site Pages/Price List.aspx'],
])('%s leads to %s', (href, path) => {
  expect(resolve(href, 'docs/a.md')).toMatchObject({ to: 'file', path });
});

it.each(['https://x.sharepoint.com/sites/s/other.aspx', 'https://example.com/docs/b.md'])(
  '%s stays on the web',
  (href) => {
    expect(resolve(href, 'docs/a.md')).toEqual({ to: 'web' });
  },
);
