import { describe, expect, test } from 'vitest';
import { compileMarkdown } from '../../../../src/adapters/markdown.ts';
import { renderBody } from '../../../../src/library/markdown/page-body.ts';
import { buildBriefAssets } from '../../../../src/reader/brief/brief-sources.ts';
import { partsOf } from '../../../../src/reader/visits/changes.ts';
import { buildAssetDocument } from '../../../../src/search/build/asset-document.ts';
import { checkFiles, goodText, readFiles } from '../../../support/small-hub.ts';

/** Bodies that hold the word "secret" where no page shows it, and "open" where every page does. */
const UNSEEN: readonly string[] = [
  'open <!-- secret -->',
  'open\n\n<!-- secret\n\nsecret -->',
  'open <!-- -- > secret -->',
  'open <!--> <!---> <!-- secret --->',
  'open <!---- secret ---->',
  'open\n\n<!-- secret, and never closed\n\nsecret',
  '<!-- secret --> open',
  '<!-- secret -->\nopen',
  '<!-- secret\n--> open\n\nopen',
  '- open\n- <!-- secret -->\n- <!-- secret',
  '> open <!-- secret -->\n>\n> <!-- secret\n\nopen',
  '| open |\n|---|\n| <!-- secret --> |',
  '# open <!-- secret -->\n\nopen',
  '**open <!-- secret -->**',
  'open\n\n[//]: # (secret)',
  'open\n\n[//]: # "secret"\n[comment]: <> (secret)\n[secret]: https://secret.example',
  'open\n\n<script>secret</script>\n\n<style>secret{}</style>',
  'open <script>secret</script> <style>secret</style>',
  'open\n\n<template>\n\nsecret\n\n</template>',
  'open <noscript>secret</noscript><title>secret</title><textarea>secret</textarea>',
  'open <select><option>secret</option></select>',
  'open\n\n<div hidden>\n\n# secret\n\nsecret\n\n</div>',
  'open <span hidden="">secret</span> <b HIDDEN=until-found>secret</b>',
  'open <span style="display:none">secret</span> <i style="color:red; VISIBILITY : hidden">secret</i>',
  'open <dialog>secret</dialog>',
  'open <?secret ?> <!SECRET secret> <![CDATA[secret]]>',
  'open\n\n<svg><text>secret</text></svg>',
  'open <span data-note="secret" class="secret">open</span>',
];

function revisionOf(body: string): string | undefined {
  return readFiles({ 'answers/a.md': goodText('', body) }).library.assets[0]?.revision;
}

function readersOf(body: string) {
  const { library } = readFiles({ 'answers/a.md': goodText('', body) });
  const [asset] = library.assets;
  if (asset === undefined) throw new Error('The body was not read.');
  const field = { people: new Map<string, number>(), heardBy: () => undefined };
  return {
    search: buildAssetDocument(asset, library).sections,
    brief: buildBriefAssets([asset], library.hub, field),
    changes: partsOf(asset),
    links: asset.links,
    page: renderBody(asset, library, compileMarkdown),
  };
}

describe('what a page does not show', () => {
  test.each(UNSEEN)('is nowhere: %j', (body) => {
    const readers = readersOf(body);
    for (const [reader, has] of Object.entries(readers)) {
      expect({ reader, has: JSON.stringify(has) }).not.toMatchObject({
        has: expect.stringMatching(/secret/i),
      });
    }
    expect(JSON.stringify(readers.search)).toContain('open');
    expect(readers.page.html).toContain('open');
  });

  test('makes no new revision', () => {
    for (const body of ['Open.\n\n<!-- a -->', '<!-- b\n\n-->\n\nOpen.', 'Open. <!-- c -->\n\n[//]: # (d)'])
      expect(revisionOf(body)).toBe(revisionOf('Open.'));
  });

  test('is no text below the front matter', () => {
    expect(checkFiles({ 'answers/a.md': goodText('', '<!-- To be written. -->\n') })).toEqual([
      expect.stringContaining('[empty-body]'),
    ]);
  });
});

test('code keeps an empty first line, also beside raw HTML', () => {
  for (const beside of ['**x**', '<b>x</b>'])
    expect(readersOf(`\`\`\`\n\ncode\n\`\`\`\n\n${beside}`).page.html).toContain('<code>\ncode\n</code>');
});

describe('a body that nests deeper than anybody writes', () => {
  test.each([['> '.repeat(5000)], ['<b>'.repeat(50_000)], ['<div>\n\n'.repeat(3000)], ['- '.repeat(3000)]])(
    'is shown as it stands, or as far as it goes: %#',
    (signs) => {
      expect(JSON.stringify(readersOf(`${signs}open`).search)).toContain('open');
    },
  );
});

describe('the anchors of a page', () => {
  test.each([
    '# A title\n\n## One\n\n## One\n\n## One 1',
    '## `code` & *em* — **A -- B** "quoted"\n\n## C++ / C#\n\n## a  b',
    '## ![only a picture](a.png)\n\n## ![](a.png)\n\n##\n\n## !!!\n\n## ???',
    '> ## In a quote\n\n- ## In a list\n\n<details>\n\n## In details\n\n</details>',
    '<h2 id="own">Raw</h2>\n\n## own\n\n<h2>Raw</h2>\n\n<h3 id="own">Raw</h3>',
    'Text[^1]\n\n## Footnotes\n\n[^1]: ## Heading in a note\n\n## Price[^1]',
    'Two\nlines\n===\n\nNext\n---\n\n## Ünï·çödé 日本 😀',
    '# First\n\n# Second\n\n###### Deep',
  ])('are those of the sections: %j', (body) => {
    const { library } = readFiles({ 'answers/a.md': goodText('', body) });
    const [asset] = library.assets;
    if (asset === undefined) throw new Error('The body was not read.');
    const { html, headings } = renderBody(asset, library, compileMarkdown);
    const slugs = asset.sections.filter(({ depth }) => depth > 0).map(({ slug }) => slug);
    const isTitleSaid = headings.length < slugs.length;
    expect(headings.map(({ slug }) => slug)).toEqual(isTitleSaid ? slugs.slice(1) : slugs);
    expect([...html.matchAll(/<h\d[^>]* id="([^"]*)"/g)].map(([, id]) => id)).toEqual(
      headings.map(({ slug }) => slug),
    );
    expect(new Set(slugs).size).toBe(slugs.length);
    expect(slugs).not.toContain('');
  });
});
