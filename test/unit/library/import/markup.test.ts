import { describe, expect, it } from 'vitest';
import { parseMarkdownTree } from '../../../../src/adapters/import-markdown.ts';
import { compileMarkdown } from '../../../../src/adapters/markdown.ts';
import { translateMarkup } from '../../../../src/library/import/markup/translate.ts';

function translate(body: string, path = 'a.md'): string {
  return translateMarkup({
    path,
    data: {},
    body,
    parse: parseMarkdownTree,
    compile: compileMarkdown,
    met: () => undefined,
    addPicture: () => '',
    partAt: () => undefined,
    isMkDocs: false,
  }).replace(/\n{3,}/g, '\n\n');
}

describe('markup of other tools', () => {
  it.each([
    [
      'a list of definitions',
      'Term\n:   Words.\n\nOther\n\n: More.\n',
      '\n- **Term:** Words.\n- **Other:** More.\n\n'.trimStart(),
    ],
    ['a caption of a table', '| a |\n|---|\n| b |\n\n: Prices\n', '| a |\n|---|\n| b |\n\n*Prices*\n'],
    [
      'a table of pandoc whose rows take several lines',
      '----------------------\n Oven      Price\n           in euros\n-------- -------------\nSmall    10, for one\n         shop\n\nLarge    20\n----------------------\n\n: Prices\n\nWords\n',
      '\n| Oven | Price in euros |\n| --- | --- |\n| Small | 10, for one shop |\n| Large | 20 |\n\n*Prices*\n\nWords\n',
    ],
    [
      'such a table without a heading',
      '-------- -------------\nSmall    10, for one\n         shop\n\nLarge    20\n-------- -------------\n\nWords\n',
      '\n|  |  |\n| --- | --- |\n| Small | 10, for one shop |\n| Large | 20 |\n\nWords\n',
    ],
    [
      'rules that are no table',
      'a\n\n----------\n\nb\n\nc\n----------\n',
      'a\n\n----------\n\nb\n\nc\n----------\n',
    ],
    [
      'shortcodes that are written about',
      'Write {{</* ref "a.md" */>}} or `{{%/* tip */%}}` {{/* hidden */}}\n\n```\n{{</* x */>}}\n```\n',
      'Write \\{\\{\\< ref "a.md" \\>\\}\\} or `{{% tip %}}`\n\n```\n{{< x >}}\n```\n',
    ],
    [
      'templates that are written about',
      'Dear {% raw %}{{ name }} {% if x %}{% endraw %}',
      'Dear \\{\\{ name \\}\\} \\{\\% if x \\%\\}',
    ],
    ['a quote between >>>', '>>>\nWords\n\nmore\n>>>\n', '> Words\n>\n> more\n'],
    ['a block of lines', 'So:\n\n| One\n| two\n', 'So:\n\nOne\\\ntwo\n'],
    ['a break of a page', 'a\n\n\\newpage\n\nb\n', 'a\n\nb\n'],
    [
      'an abbreviation',
      'Our SLA holds. The SLA.\n\n*[SLA]: Service level\n',
      'Our SLA (Service level) holds. The SLA.\n\n',
    ],
    ['small letters', 'H~2~O and 10^3^ and ~~gone~~', 'H<sub>2</sub>O and 10<sup>3</sup> and ~~gone~~'],
    ['keys', 'Press ++ctrl+c++ in C++ and D++.', 'Press <kbd>Ctrl</kbd>+<kbd>C</kbd> in C++ and D++.'],
    ['changes of an editor', '{++new++} {~~old~>now~~} {==this==}', 'new now <mark>this</mark>'],
    ['a footnote in a line', 'Ten ^[net] euros', 'Ten (net) euros'],
    ['a block of MkDocs', '/// tip | Mind\nWords.\n///\n', '> [!TIP] Mind\n> Words.\n'],
    ['a directive with an id', '::: {#one .note}\nWords.\n:::\n', '> [!NOTE]\n> Words.\n'],
    ['a span with attributes', '[Words]{custom-style="X"} and [a [b]{.c}]{.mark}', 'Words and a b'],
    [
      'a tag with an at sign',
      'a {% @github/block url="https://example.com/x" %} b',
      'a [https://example.com/x](https://example.com/x) b',
    ],
    [
      'code through a tag',
      '{{< highlight go "x=y" >}}\nmain()\n{{< /highlight >}}\n',
      '```go\nmain()\n```\n',
    ],
    ['a button around words', '{{< button href="/b" >}}Go{{< /button >}}', '[Go](/b)'],
    ['an embed with a width', '![[Note#Part|300]]', '[Note › Part](hub-name:Note#Part)'],
    ['a picture with a width', '![Oven|300](oven.png)', '![Oven](oven.png)'],
    [
      'a link with a bar and no words',
      '[[Note|]] [[#^x1]]',
      '[Note](hub-name:Note) [this page](hub-name:#^x1)',
    ],
    [
      'a link of the web with blanks',
      '[x](https://example.com/a b.pdf)',
      '[x](https://example.com/a%20b.pdf)',
    ],
    ['an icon with attributes', ':octicons-heart-fill-24:{ .heart } us', 'us'],
    [
      'an icon of Notion',
      '<aside>\n<img src="https://www.notion.so/icons/x.svg" width="40px" />\n\nWords\n\n</aside>',
      '> [!NOTE]\n> Words\n',
    ],
  ])('%s is translated', (_, body, wanted) => {
    expect(translate(body)).toBe(wanted);
  });

  it.each([
    ['an address in angle brackets', '[x](<Price list.md>) and ![y](<a b.png>)'],
    ['its definition', '[x][1]\n\n[1]: <Price list.md>'],
    ['a callout in quoted code', '> ```md\n> [!info] x\n> ```\n> words'],
    ['a price that looks like a definition', 'Ovens\n- : ten'],
    ['two strikes', '~~a~~ and ~~b~~'],
    ['a fact of a hub', 'Ten {{Fact:price}} and {{fact: x}}'],
    ['a table', '| a | b |\n|---|---|\n| c | d |'],
    ['a table without outer bars', 'a | b\n---|---\nc | d'],
    ['small letters in code', '`H~2~O` and `++ctrl++`'],
    ['a link of the web with words of its own', '[x](https://example.com "a b")'],
  ])('%s stays as it is', (_, body) => {
    expect(translate(body)).toBe(body);
  });

  it('addresses of pictures that code works out are kept', () => {
    const body =
      "import oven from './oven.png';\nimport useBaseUrl from '@docusaurus/useBaseUrl';\n\n<img src={oven} />\n\n<img src={useBaseUrl('/img/a.png')} alt=\"A\" />\n\n<img src={require('./b.png').default} />\n";
    const sources = [...translate(body, 'a.mdx').matchAll(/src="([^"]*)"/g)].map((match) => match[1]);
    expect(sources).toEqual(['./oven.png', '/img/a.png', './b.png']);
  });
});
