import { expect, it } from 'vitest';
import { compileMarkdown } from '../../../../src/adapters/markdown.ts';
import { parseMarkdownTree } from '../../../../src/adapters/import-markdown.ts';
import { buildImport } from '../../../../src/library/import/build-import.ts';
import { smallHub, today } from '../../../support/small-hub.ts';

function toFiles(texts: Record<string, string>): { path: string; bytes: Uint8Array }[] {
  return Object.entries(texts).map(([path, text]) => ({ path, bytes: new TextEncoder().encode(text) }));
}

async function imported(
  files: Record<string, string>,
  hidden: Record<string, string> = {},
  others: string[] = [],
) {
  const plan = await buildImport(
    { markdown: toFiles(files), parts: toFiles(hidden), others, left: [] },
    { parse: parseMarkdownTree, compile: compileMarkdown, today, hub: smallHub },
  );
  const target = plan.targets.find(({ from }) => from.startsWith('docs/page'));
  return {
    page: target !== undefined && 'text' in target ? target.text : '',
    left: plan.notes.filter((note) => !note.taken).map(({ path, why }) => `${path}: ${why}`),
    links: plan.deadLinks,
    pages: plan.targets.map(({ from }) => from),
  };
}

const part = 'The price is ten euros. <!-- SECRET -->\n';

it.each([
  ['MkDocs', '--8<-- "part.md"'],
  ['MkDocs, several', '--8<--\npart.md\n; other.md\n--8<--'],
  ['MkDocs, in a tab', '=== "One"\n\n    --8<-- "part.md"\n'],
  ['a plugin of MkDocs', '{!part.md!} {% include-markdown "part.md" %}'],
  ['Jekyll', '{% include part.md %}'],
  ['Hugo', '{{< include "part.md" >}} {{% readfile file="/docs/part.md" %}}'],
  ['GitLab', '::include{file=part.md}'],
  ['GitLab, as a block', ':::include\npart.md\n:::'],
  ['docs of Microsoft', '[!INCLUDE [the price](part.md)]'],
  ['mdBook', '{{#include part.md}}'],
])('%s: a text that is pulled in stands where it was pulled in', async (_, body) => {
  const { page } = await imported({ 'docs/page.md': `# Page\n\n${body}\n`, 'docs/part.md': part });
  expect(page).toContain('The price is ten euros.');
  expect(page.slice(page.indexOf('# Page'))).not.toMatch(/part\.md|SECRET/);
});

it('Docusaurus: so does a component that is a text', async () => {
  const { page, left } = await imported({
    'docs/page.mdx':
      "import Price from './_price.mdx';\nimport Site from '@site/docs/_site.md';\n\n<Price />\n\n<Site x=\"1\"></Site>\n",
    'docs/_price.mdx': part,
    'docs/_site.md': 'Of the whole site.\n',
  });
  expect(page).toContain('The price is ten euros.');
  expect(page).toContain('Of the whole site.');
  expect(left).toEqual([
    'docs/_price.mdx: It is no page of its own: its words stand on the pages that pull it in.',
    'docs/_site.md: It is no page of its own: its words stand on the pages that pull it in.',
  ]);
});

it('GitBook: and what lies in a hidden folder, which is no page', async () => {
  const { page, pages } = await imported(
    { 'docs/page.md': '{% include "../.gitbook/includes/part.md" %}\n' },
    { '.gitbook/includes/part.md': part },
  );
  expect(page).toContain('The price is ten euros.');
  expect(pages).toEqual(['docs/page.md']);
});

it('what its author held back, what pulls in itself and what is not there is not pulled in', async () => {
  const { page } = await imported({
    'docs/page.md': 'Words.\n\n{!draft.md!}\n\n{!loop.md!}\n\n{!gone.md!}\n',
    'docs/draft.md': '---\ndraft: true\n---\nSECRET\n',
    'docs/loop.md': 'Round. {!loop.md!}\n',
  });
  expect(page).not.toContain('SECRET');
  expect(page.match(/Round\./g)).toHaveLength(1);
});

it('a page that others pull in stays a page, and so does one whose name begins with an underscore', async () => {
  const { pages } = await imported({
    'docs/page.md': '{!intro.md!}\n',
    'docs/intro.md': 'The introduction to our ovens.\n',
    'docs/_start.md': 'What sorts first in the list of files.\n',
  });
  expect(pages.sort()).toEqual(['docs/_start.md', 'docs/intro.md', 'docs/page.md']);
});

it('links and pictures of a text that is pulled in lead from the page where they led from that text, or from the page', async () => {
  const { page, links } = await imported(
    {
      'docs/page.md':
        '# Page\n\n{% include "../.gitbook/includes/part.md" %}\n\n--8<-- "reuse/snippet.md"\n\n{{< include "deep/er/two.md" >}}\n',
      'docs/prices.md': 'What it costs, for all of our ovens.\n',
      'docs/reuse/snippet.md':
        'See [prices](prices.md) and [terms](<../terms of use.md>) and [gone](gone.md).\n',
      'docs/terms of use.md': 'What both of us may do with an oven.\n',
      'docs/deep/er/two.md': '{{< include "three.md" >}}\n\n[Own](#own) [web](https://example.com/)\n',
      'docs/deep/er/three.md':
        '![Oven](pic.png) <img src="./pic.png"> [t](../../terms of use.md)\n\n[ref]\n\n[ref]: three.md\n',
    },
    { '.gitbook/includes/part.md': '![Oven](../assets/oven.png)\n' },
    ['.gitbook/assets/oven.png', 'docs/deep/er/pic.png'],
  );
  expect(page.slice(page.indexOf('# Page'))).toMatchInlineSnapshot(`
    "# Page

    ![Oven](../gitbook/assets/oven.png)

    See [prices](prices.md) and [terms](terms%20of%20use.md) and [gone](gone.md).

    ![Oven](deep/er/pic.png) <img src="deep/er/pic.png"> [t](terms%20of%20use.md)

    [ref]

    [ref]: deep/er/three.md

    [Own](#own) [web](https://example.com/)
    "
  `);
  expect(links).toContainEqual({ path: 'docs/page.md', links: ['gone.md', '#own'] });
});
