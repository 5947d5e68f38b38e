import { beforeAll, describe, expect, test } from 'vitest';
import { contentFolder, readContent } from '../../src/adapters/content-folder.ts';
import { renderBody } from '../../src/adapters/markdown.ts';
import type { Library } from '../../src/library/library.ts';
import { parseLight } from '../../src/library/markdown/light-markdown.ts';
import { asSeen, renderLightHtml } from '../support/browser/light-html.ts';

let library: Library;
beforeAll(async () => {
  ({ library } = await readContent(contentFolder({})));
});

/** What the compiler of the pages makes of a text. */
function ofPage(body: string): string {
  const data = {
    ...library.assets[0]?.data,
    title: 'no heading says this',
  } as Library['assets'][number]['data'];
  return asSeen(renderBody({ path: 'collateral/a.md', body, data }, library).html);
}

describe('the preview of a text', () => {
  test('is what the page shows, for every piece of the sample hub', () => {
    for (const { path, body } of library.assets) {
      expect({ path, html: renderLightHtml(parseLight(body)) }).toEqual({ path, html: ofPage(body) });
    }
  });

  test.each([
    '# One\n\ntwo\n=====\n\nthree\n---\n\n## four ##\n\n####### no heading',
    'a *b* **c** ***d*** _e_ __f__ ~~g~~ `h` snake_case_word 2 * 3 * 4',
    '**bold with *thin* inside** and *thin with **bold** inside*',
    "\"quoted\" 'single' it's -- and --- dots... (“already”)",
    'first  \nsecond\\\nthird\nfourth',
    '- a\n- b\n  - c\n    1. d\n    2. e\n- f',
    '- a\n\n- b\n\n  more of b',
    '3. three\n4. four\n\n1) other',
    '- [ ] to do\n- [x] done',
    '> quote\ngoes on\n>\n> - list in it\n\nafter',
    '| A | B | C |\n|:--|:-:|--:|\n| 1 | `2` | **3** |\n| a \\| b | |',
    '```js\nconst a = "<b>";\n```\n\n    indented\n\n~~~\n```\n~~~',
    '[words](../a.md "title") [a **b**](<with blank.md>) https://example.com/a_b_c. <mailto:x@example.com> www.example.com',
    'a\n***\nb\n\n- - -\n\n* * *',
    'stars \\*not\\* &amp; &copy; &#8364; AT&T 5 < 6 > 4',
    '価格は「いくら」ですか？**重要**です。\n\n- 一\n- 二',
    'Text right before\n- a list\n\nText before\n2. no list',
    '\r\nwindows\r\n\r\n- lines\r\n- two\r\n',
    '',
  ])('is what the page shows for %j', (body) => {
    expect(renderLightHtml(parseLight(body))).toBe(ofPage(body));
  });

  test.each([
    ['HTML', 'See <b>this</b>'],
    ['HTML', '<details>\n<summary>More</summary>\n</details>'],
    ['footnotes', 'So they say[^1]\n\n[^1]: In a talk.'],
    ['links that are explained elsewhere in the text', 'See [this][1]\n\n[1]: https://example.com'],
  ])('names %s, which it does not show', (what, body) => {
    expect(parseLight(body).unknown).toContain(what);
  });

  test('does not take code and addresses for HTML', () => {
    expect(parseLight('`<b>` and <https://example.com>\n\n```html\n<b>\n```').unknown).toEqual([]);
  });
});
