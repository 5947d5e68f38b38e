import { expect, it } from 'vitest';
import { parseMarkdownTree } from '../../../../src/adapters/import-markdown.ts';
import { proposeLinks } from '../../../../src/library/import/link-proposals.ts';
import { findLinks } from '../../../../src/library/import/links/link-places.ts';

const page = (path: string, body: string) => ({
  path,
  body,
  links: findLinks(body, parseMarkdownTree(body)),
});
const DECK = 'https://docs.google.com/presentation/d/1aBcD/edit';

it('what lies with a provider is proposed once, by what pages call it, the most linked first', () => {
  const proposals = proposeLinks([
    page(
      'a.md',
      `See the [first **call** deck](${DECK}?usp=sharing#slide=id.p3) and [docs](https://example.com/x).`,
    ),
    page('b.md', `Recorded: https://www.loom.com/share/0123456789abcdef0123456789abcdef.\n\n[deck](${DECK})`),
    page(
      'c.md',
      '![picture](https://drive.google.com/uc?id=1) <a href="https://acme.sharepoint.com/:p:/s/x.pptx">x</a>',
    ),
  ]);
  expect(proposals.map(({ title, provider, pages }) => [title, provider, ...pages])).toEqual([
    ['first call deck', 'Google Slides', 'a.md', 'b.md'],
    ['https://acme.sharepoint.com/:p:/s/x.pptx', 'SharePoint', 'c.md'],
    ['https://www.loom.com/share/0123456789abcdef0123456789abcdef', 'Loom', 'b.md'],
  ]);
  expect(proposals[0]?.address).toBe(DECK);
});

it.each([
  ['https://drive.google.com/drive/folders/1aB', /folder/],
  ['https://www.youtube.com/@larkmoor', /channel/],
  ['https://docs.google.com/forms/d/e/1/viewform', /shows nothing/],
  ['https://www.loom.com/', /nothing of yours/],
  ['https://docs.google.com/document/u/0/', /nothing of yours/],
  ['https://www.youtube.com/larkmoor', /channel/],
  ['https://docs.google.com/document/d/1aBcD/copy', /copy/],
])('%s is not proposed, with a reason', (address, why) => {
  expect(proposeLinks([page('a.md', `[it](${address})`)])).toMatchObject([
    { whyNot: expect.stringMatching(why) as string },
  ]);
});
