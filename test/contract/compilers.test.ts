import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { describe, expect, test } from 'vitest';
import { compileMarkdown as ofNode } from '../../src/adapters/markdown.ts';
import { compileMarkdown as ofBrowser } from '../../src/browser/new/compile-markdown.ts';
import { bodyLinks } from '../../src/library/markdown/body-links.ts';
import type { CompileMarkdown } from '../../src/library/markdown/compile.ts';
import { buildSections } from '../../src/library/markdown/sections.ts';
import { readShown } from '../../src/library/markdown/shown.ts';
import { beside } from '../support/beside.ts';
import { cpuTimeOf } from '../support/store/cpu-time.ts';

/** Where a comment stood alone the two leave other empty lines; nobody sees them. */
const render = (tree: Root) => toHtml(tree).replace(/\n+/g, '\n');

/** All that is read off a tree. */
function readAll(body: string, compile: CompileMarkdown) {
  const tree = readShown(body, compile);
  return {
    sections: buildSections(tree),
    links: bodyLinks(tree),
    html: render(tree),
    typeset: render(readShown(body, compile, { typeset: true })),
  };
}

const timeOf = (text: string) => cpuTimeOf(() => readShown(text, ofBrowser, { typeset: true }));

async function bodiesBelow(folder: string): Promise<[string, string][]> {
  const paths = (await readdir(folder, { recursive: true })).filter((path) => path.endsWith('.md')).sort();
  return Promise.all(
    paths.map(async (path): Promise<[string, string]> => {
      const text = await readFile(join(folder, path), 'utf8');
      return [path, text.replace(/^\uFEFF?---\r?\n[\s\S]*?\n---\r?\n/, '')];
    }),
  );
}

const NASTY: readonly string[] = [
  '',
  '# One\n\ntwo\n=====\n\nthree\n---\n\n## four ##\n\n####### no heading\n\n#\n\n# `code` *em* [link](a.md)',
  'a *b* **c** ***d*** _e_ __f__ ~~g~~ `h` snake_case_word 2 * 3 * 4 ~i~',
  '**bold with *thin* inside** and *thin with **bold** inside* *a **b*** **a *b***',
  '"quoted" \'single\' it\'s -- and --- dots... (“already”) \\"as is\\" &quot;so&quot; \'80s "a \'b\' c" "open',
  '"*a*" *"b"* **\'c\'** [d](e)\'s `f`\'s ---- ----- ------ -- "g"h"i"',
  'first  \nsecond\\\nthird\nfourth',
  '- a\n- b\n  - c\n    1. d\n    2. e\n- f\n\n- a\n\n- b\n\n  more of b\n\n3. three\n4. four\n\n1) other',
  '- [ ] to do\n- [x] done\n- [X] Done\n- [ ]no',
  '> quote\ngoes on\n>\n> - list in it\n> # heading in it\n\nafter',
  '| A | B | C |\n|:--|:-:|--:|\n| 1 | `2` | **3** |\n| a \\| b | |\n| [l](a.md "t|t") | <b>x</b> | too | many |',
  '|a|\n|-|\n\n|a|\n---\n\na|b\n-|-\nc',
  '```js\nconst a = "<b>";\n```\n\n    indented\n\n~~~\n```\n~~~\n\n``` a`b\nno code\n```',
  '[words](../a.md "title") [a **b**](<with blank.md>) https://example.com/a_b_c. <mailto:x@example.com> www.example.com a@b.c',
  '[a]\n\n[b][a] [c][] [a][] ![d][a]\n\n[a]: <x y.md> "t"\n[A]: second.md\n[c]: c.md\n[//]: # (a comment)\n[unused]: u.md',
  'a\n***\nb\n\n- - -\n\n* * *\n___',
  'stars \\*not\\* &amp; &copy; &#8364; &nope; AT&T 5 < 6 > 4 &nbsp;x&#0;',
  '価格は「いくら」ですか？**重要**です。\n\n- 一\n- 二\n\n# 見出し',
  'Text right before\n- a list\n\nText before\n2. no list',
  '\r\nwindows\r\n\r\n- lines\r\n- two\r\n\r\n> a\r\n> b\r\n',
  'tabs\there\n\n-\ttab list\n\n\tcode\n\n>\tquote',
  'note[^1] and [^two] and [^none]\n\n[^1]: In a *talk*.\n[^two]:\n    Long.\n\n    More.\n[^unused]: gone',
  'a <!-- in a line --> b <!-- -- > still --> c <!-- open',
  '<!-- block\n\nof lines -->\n\nafter\n\n<!-- open to the end\n\n# no heading',
  '- <!-- in a list -->\n- a\n\n| a |\n|---|\n| <!-- b --> c |\n\n> <!-- d\n> e -->\n> f\n\n- <!-- open in a list\n\nafter',
  '<div hidden>\n\n# Hidden\n\ntext\n\n</div>\n\n# Shown\n\n<p style="display: none">gone</p> <span hidden>gone</span> here',
  '<script>\nalert(1)\n</script>\n\n<style>a{}</style>\n\n<template>x</template>\n\nA <script>b</script> c',
  '<details>\n<summary>More</summary>\n\n## In details\n\n- [x](y.md)\n\n</details>',
  '<h2 id="own">Own</h2>\n\n## Own\n\n<h3>Two</h3>\n\n# own',
  '<a href="../x.md">x</a> <img src="y.png" alt="z">\n\n<p>\n<a\nhref="q.md">\n</p>\n\n<a name="old"></a>',
  'H<sub>2</sub>O <kbd>Ctrl</kbd> <br> a<br/>b <b>not closed\n\nnext',
  '<div\nclass="open\n\ntext\n\n</div>\n\n</p></div>\n\n<x-y>a</x-y>',
  '<![CDATA[x]]> <?php x ?> <!DOCTYPE html> <a b=c d> </e>',
  '<pre>\n\nraw  text\n</pre>\n\n```\n\nfirst line empty <b>\n```\n\n<b>x</b>',
  '---\ntitle: second front matter\n---\n\ntext',
  '+++\na = 1\n+++\n\ntext',
  `${'> '.repeat(60)}deep`,
  `${'> '.repeat(600)}deeper`,
  `${'<b>'.repeat(600)}deeper`,
  '*a **a '.repeat(50),
  `${'['.repeat(50)}a${'](b)'.repeat(50)}`,
];

describe('the compiler of the browser', () => {
  test.each(NASTY)('makes the tree that the one of the pages makes: %j', (body) => {
    expect(readAll(body, ofBrowser)).toEqual(readAll(body, ofNode));
  });

  test('does so for every text of the sample hub', async () => {
    for (const [path, body] of await bodiesBelow(resolve(import.meta.dirname, '../../content'))) {
      expect({ path, ...readAll(body, ofBrowser) }).toEqual({ path, ...readAll(body, ofNode) });
    }
  });

  const { folder: corpus, isThere, wanted } = beside('corpus');
  test.skipIf(!isThere)(`does so for the handbooks of other companies (${wanted})`, async () => {
    // Every eighth: the compiler of the browser takes its time.
    const bodies = (await bodiesBelow(corpus)).filter(([, body], at) => at % 8 === 0 && body.length < 20_000);
    expect(bodies.length).toBeGreaterThan(100);
    for (const [path, body] of bodies) {
      expect({ path, ...readAll(body, ofBrowser) }).toEqual({ path, ...readAll(body, ofNode) });
    }
  });

  test.each([
    ['stars', '*a ', 6000],
    ['stars one and two', '*a **a ', 14_000],
    ['underscores', '_a *b ', 14_000],
    ['brackets', '[a', 6000],
    ['backticks', '`a``', 14_000],
    ['quotes', '"a ', 14_000],
  ])('takes time in step with the text: %s', (_, signs, bytes) => {
    const body = signs.repeat(bytes / signs.length);
    const bestOfThree = (text: string) => Math.min(...[1, 2, 3].map(() => timeOf(text)));
    // Four times the text takes four times the time; its square would take sixteen times.
    expect(bestOfThree(body.repeat(4))).toBeLessThan(9 * Math.max(bestOfThree(body), 20));
  });
});
