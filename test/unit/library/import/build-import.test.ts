import { describe, expect, it } from 'vitest';
import { compileMarkdown } from '../../../../src/adapters/markdown.ts';
import { parseMarkdownTree } from '../../../../src/adapters/import-markdown.ts';
import { buildImport } from '../../../../src/library/import/build-import.ts';
import type { ImportPlan } from '../../../../src/library/import/import-plan.ts';
import { renderImportReport } from '../../../../src/publishing/import-report.ts';
import { readFiles, smallHub, today } from '../../../support/small-hub.ts';

function plan(
  files: Record<string, string | Uint8Array | undefined>,
  others: string[] = [],
): Promise<ImportPlan> {
  const encoder = new TextEncoder();
  const markdown = Object.entries(files).map(([path, content]) => ({
    path,
    bytes: typeof content === 'string' ? encoder.encode(content) : content,
  }));
  return buildImport(
    { markdown, others, left: [] },
    { parse: parseMarkdownTree, compile: compileMarkdown, today, hub: smallHub },
  );
}

function textOf(imported: ImportPlan, from: string): string {
  const target = imported.targets.find((each) => each.from === from);
  return target !== undefined && 'text' in target ? target.text : 'none';
}

describe('an import', async () => {
  it('writes title, summary, aliases, day and source above the body', async () => {
    const text =
      '---\ntitle: "Deals: the long road"\ndescription: How deals go.\nkeywords: deal, road map, /old/url\ndate: 2024-03-01T10:00:00Z\nupdated: 2026-11-01\nauthor: x\n---\n# Deals\n';
    expect(textOf(await plan({ 'deep/Deal Road.mdx': text }), 'deep/Deal Road.mdx')).toMatchInlineSnapshot(`
      "---
      title: "Deals: the long road"
      summary: How deals go.
      aliases:
        - road map
      published: 2024-03-01
      updated: 2026-11-01
      source: deep/Deal Road.mdx
      ---
      # Deals
      "
    `);
  });

  it.each([
    ['line feeds', 'Body\n'],
    ['carriage returns', '# A\r\n\r\nBody\r\n'],
    ['no end of line', 'Body'],
    ['mixed line ends', 'a\r\nb\nc\rd'],
    ['a rule at the top', '---\n\nBody\n\n---\n'],
    ['front matter inside', 'Body\n---\ntitle: no\n---\n'],
    ['empty lines around', '\n\n\nBody\n\n\n'],
    ['letters of all planes', 'é 😀 \u2028 \u0085 ﷽\n'],
  ])('keeps a body with %s to the byte', async (_, body) => {
    for (const front of ['', '---\ntitle: A\n---\n']) {
      const written = textOf(await plan({ 'a.md': front + body }), 'a.md');
      const { library } = readFiles({ 'collateral/a.md': written });
      expect(library.assets[0]?.body).toBe(body);
      expect(written.endsWith(body)).toBe(true);
    }
  });

  it('keeps any body to the byte and never writes what the hub cannot read', async () => {
    const pieces = [
      '---\n',
      '---',
      '+++\n',
      '\n',
      '\r\n',
      ' ',
      'title: A',
      'title = "A"',
      'b: ',
      '- ',
      '"',
      '{',
      '[',
      '# ',
      '*',
      '&',
      '!',
      '?',
      '|',
      '>',
      '\t',
      'é',
      '\u2028',
      '\uFEFF',
      '`',
      '```\n',
      '😀',
    ];
    let seed = 11;
    const next = () => (seed = (seed * 1103515245 + 12345) % 2147483648);
    const originals: Record<string, Uint8Array> = {};
    for (let round = 0; round < 3000; round++) {
      let text = round % 3 === 0 ? '---\n' : '';
      for (let count = next() % 16; count >= 0; count--) text += pieces[next() % pieces.length] ?? '';
      originals[`deep/${String(round)}.md`] = new TextEncoder().encode(text);
    }
    const imported = await plan(originals);
    const { library, findings } = readFiles(
      Object.fromEntries(
        imported.targets.map((target) => [target.path, 'text' in target ? target.text : '']),
      ),
    );
    expect(findings).toEqual([]);
    const empty = imported.notes.filter((note) => note.why === 'It holds no words.').length;
    expect(empty).toBeLessThan(2000);
    expect(library.assets).toHaveLength(3000 - empty);
    const changed = library.assets.filter(({ data, body }) => {
      const original = originals[data.source ?? ''] ?? new Uint8Array();
      const bytes = Buffer.from(body);
      return !bytes.equals(original.subarray(original.length - bytes.length));
    });
    expect(changed.map((asset) => asset.body)).toEqual([]);
  });

  it('gives front matter that the hub reads without a finding, whatever a file holds', async () => {
    const titles = [
      'yes',
      '2024-01-01',
      '- a',
      'a: b',
      '"',
      "it's",
      '#tag',
      '*a',
      '&a',
      '!x',
      '{a}',
      '[b',
      '%',
      '@',
      '`',
      '|',
      '>',
      'null',
      '1e3',
      '\\',
      '---',
    ];
    const files = Object.fromEntries(
      titles.map((title, at) => [
        `${String(at)}.md`,
        `---\ntitle: ${JSON.stringify(`${title} ${String(at)}x`)}\n---\nText`,
      ]),
    );
    const imported = await plan(files);
    const { library, findings } = readFiles(
      Object.fromEntries(
        imported.targets.map((target) => [target.path, 'text' in target ? target.text : '']),
      ),
    );
    expect(findings).toEqual([]);
    expect(library.assets).toHaveLength(titles.length);
    expect(library.assets.map((asset) => asset.data.source).sort()).toEqual(Object.keys(files).sort());
  });

  it('gives each file an address of its own, plain Markdown first', async () => {
    const imported = await plan({
      'a.mdx': 'x',
      'a.md': 'y',
      'A.markdown': 'z',
      'b/A!.md': 'v',
      'b/a.md': 'w',
    });
    expect(imported.targets.map(({ from, path }) => `${from} → ${path}`)).toMatchInlineSnapshot(`
      [
        "A.markdown → collateral/A-2.md",
        "a.mdx → collateral/a-3.md",
        "a.md → collateral/a.md",
        "b/A!.md → collateral/b/A!.md",
        "b/a.md → collateral/b/a-2.md",
      ]
    `);
    expect(imported.notes.map(({ path, why }) => `${path}: ${why}`)).toMatchInlineSnapshot(`
      [
        "A.markdown: a.md would have the same page address, so it is called collateral/A-2.md.",
        "a.mdx: a.md would have the same page address, so it is called collateral/a-3.md.",
        "b/a.md: b/A!.md would have the same page address, so it is called collateral/b/a-2.md.",
      ]
    `);
  });

  it('puts a question among the answers, and links to it and from it follow', async () => {
    const imported = await plan({
      'q/free.md': '# Is it safe?\n\nYes.',
      'q/linking.md': '# Is it cold?\n\n[Yes](../other.md).',
      'q/linked.md': '# Is it cheap?\n\nYes.',
      'other.md': '# Other\n\n[price](q/linked.md)',
    });
    expect(imported.targets.map((target) => target.path)).toEqual([
      'answers/q/free.md',
      'answers/q/linked.md',
      'answers/q/linking.md',
      'collateral/other.md',
    ]);
    expect(textOf(imported, 'q/linking.md')).toContain('[Yes](../../collateral/other.md)');
    expect(textOf(imported, 'other.md')).toContain('[price](../answers/q/linked.md)');
  });

  it('copies the pictures that pages show, and names every other file with the reason', async () => {
    const imported = await plan(
      {
        'deep/a.md': '# A\n\n![a](../img/a.png) <img src="b.JPG"> ![c](c.svg) [pdf](x.pdf)',
        'b.md': '![d]\n\n[d]: d.gif',
      },
      [
        'deep/b.JPG',
        'deep/c.svg',
        'deep/x.pdf',
        'deep/y.pptx',
        'd.gif',
        'img/a.png',
        'img/unused.png',
        'data.csv',
      ],
    );
    expect(imported.targets.filter((target) => 'copy' in target).map((target) => target.path)).toEqual([
      'collateral/d.gif',
      'collateral/deep/b.JPG',
      'collateral/img/a.png',
      'files/deep/x.pdf',
    ]);
    expect(renderImportReport(imported, { written: 6, same: 0, into: 'my-hub' })).toMatchInlineSnapshot(`
      "left out  data.csv  No page that was taken links to it; put it into files/ and name it under downloads.
      left out  deep/c.svg  SVG pictures can hold script and are not taken.
      left out  deep/y.pptx  No page that was taken links to it; put it into files/ and name it under downloads.
      left out  img/unused.png  No page that was taken shows this picture.
      links     1 link on 1 page led nowhere in the folder already; my-hub.import.html names each.
      Took 2 of 2 texts and 4 other files into my-hub (6 files written, 0 there already). 0 drafts, 4 left out."
    `);
  });

  it('names files that it cannot read, and takes the others', async () => {
    const imported = await plan({
      'good.md': 'x',
      'latin1.md': new Uint8Array([0x43, 0xe9]),
      'utf16.md': new Uint8Array([0xff, 0xfe, 0x61, 0x00]),
      'nulls.md': 'a\0b'.repeat(20),
      'gone.md': undefined,
      'broken.md': '---\ntitle: [\n---\nBody',
    });
    expect(imported.targets.map((target) => target.from)).toEqual([
      'broken.md',
      'good.md',
      'latin1.md',
      'utf16.md',
    ]);
    expect(imported.notes.map(({ path, taken, why }) => `${taken ? 'taken' : 'left'} ${path}: ${why}`))
      .toMatchInlineSnapshot(`
        [
          "taken broken.md: Line 2, in its front matter, is not valid YAML; what could be read of it and the text below it were taken.",
          "left gone.md: It is a link to another place, or reading it is not allowed.",
          "taken latin1.md: It is no UTF-8 and was read as Windows-1252 (the West). If its special letters are wrong, save it as UTF-8 and import again.",
          "left nulls.md: It holds so many null bytes that it cannot be text.",
          "taken utf16.md: It was written in UTF-16 and is UTF-8 now.",
        ]
      `);
  });

  it('keeps tags that tell files apart, and drops those that many carry', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 6 }, (_, at) => [
        `${String(at)}.md`,
        `---\ntitle: Page number ${String(at)}\ntags: [everywhere, only ${String(at)}]\n---\nx`,
      ]),
    );
    expect(textOf(await plan(files), '3.md')).toContain('aliases:\n  - only 3\nsource');
  });

  it('never writes what the hub cannot read, whatever markup meets in one file', async () => {
    const pieces = [
      '{{< alert >}}',
      '{{< /alert >}}',
      '{% hint style="info" %}',
      '{% endhint %}',
      '{{ page.title }}',
      '{{',
      '}}',
      ':::tip',
      ':::',
      '::::',
      '!!! note "A"\n',
      '??? x\n',
      '    deep',
      '> [!note]- T\n',
      '=== "Tab"\n',
      '<!--',
      '-->',
      '%%',
      '{/*',
      '*/}',
      '{%',
      '%}',
      '[//]: # (x)',
      '<aside>',
      '</aside>',
      '<Tabs>',
      '</Tabs>',
      '[[a]]',
      '![[a.png]]',
      '[a](0.md)',
      '[a](<b c>)',
      '](',
      '{#id}',
      '{: .x}',
      '{.y}',
      '# H {#h}\n',
      '==m==',
      '^ab12',
      '+---+\n',
      '| a |\n',
      '--- ---\n',
      '\n',
      '\n\n',
      ' ',
      'word',
      '\\-',
      '`',
      '```\n',
      '<a name="x">',
      '<Gap name>',
      ':tada:',
    ];
    let seed = 7;
    const next = () => (seed = (seed * 1103515245 + 12345) % 2147483648);
    const originals = Object.fromEntries(
      Array.from({ length: 1500 }, (_, round) => {
        let text = 'Begin ';
        for (let count = next() % 20; count >= 0; count--)
          text += pieces[(next() >> 8) % pieces.length] ?? '';
        return [`${String(round)}.md`, text];
      }),
    );
    const imported = await plan(originals);
    const { library, findings } = readFiles(
      Object.fromEntries(
        imported.targets.map((target) => [target.path, 'text' in target ? target.text : '']),
      ),
    );
    expect(findings).toEqual([]);
    expect(library.assets).toHaveLength(1500);
    expect(library.assets.filter(({ body }) => body.includes('hub-name:') || body.includes('\0'))).toEqual(
      [],
    );
  });

  it('says the same twice', async () => {
    const files = { 'b/a.md': '# Overview', 'a/a.md': '# Overview', 'c.md': 'x' };
    expect(await plan(files)).toEqual(await plan(Object.fromEntries(Object.entries(files).reverse())));
  });
});
