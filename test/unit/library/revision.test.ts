import { describe, expect, it } from 'vitest';
import { goodText, readAsset } from '../../support/small-hub.ts';

const base = goodText('summary: Short', '## Price\n\nIt costs **£38** a month.\n');
const revision = (text: string) => readAsset('answers/a.md', text).revision;

describe('the revision of an asset', () => {
  it('is twelve letters that stay the same from release to release', () => {
    expect(revision(base)).toMatchInlineSnapshot(`"09b2e2b25c19"`);
  });

  it.each([
    ['another review day', base.replace('2026-11-01', '2026-11-20')],
    ['another owner', base.replace('ines-varga', 'tobias-reck')],
    ['more aliases', base.replace('summary', 'aliases: [cost]\nsummary')],
    ['other white space', base.replace('costs ', 'costs\n').replace('## Price\n', '## Price\n\n\n')],
    ['other line endings', base.replaceAll('\n', '\r\n')],
    ['other Markdown signs', base.replace('**£38**', '*£38*')],
    ['another case', base.replace('It costs', 'it costs')],
    [
      'keys in another order',
      base.replace('title: A title\nowner: ines-varga', 'owner: ines-varga\ntitle: A title'),
    ],
  ])('does not change with %s', (_, text) => {
    expect(revision(text)).toBe(revision(base));
  });

  it.each([
    ['a changed word', base.replace('month', 'year')],
    ['a changed number', base.replace('£38', '£39')],
    ['a changed heading', base.replace('## Price', '## Cost')],
    ['a changed title', base.replace('A title', 'Another title')],
    ['a changed product', base.replace('summary', 'products: [routes]\nsummary')],
    ['a changed audience', base.replace('summary', 'audience: shareable\nsummary')],
  ])('changes with %s', (_, text) => {
    expect(revision(text)).not.toBe(revision(base));
  });
});
