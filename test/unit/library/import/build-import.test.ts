import { describe, expect, it } from 'vitest';
import { compileMarkdown } from '../../../../src/adapters/markdown.ts';
import { buildImport, type ImportPlan } from '../../../../src/library/import/build-import.ts';
import { renderImportReport } from '../../../../src/publishing/import-report.ts';
import { readFiles } from '../../../support/small-hub.ts';

function plan(files: Record<string, string | Uint8Array | undefined>, others: string[] = []): ImportPlan {
  const encoder = new TextEncoder();
  const markdown = Object.entries(files).map(([path, content]) => ({
    path,
    bytes: typeof content === 'string' ? encoder.encode(content) : content,
  }));
  return buildImport(markdown, others, [], compileMarkdown);
}

function textOf(imported: ImportPlan, from: string): string {
  const target = imported.targets.find((each) => each.from === from);
  return target !== undefined && 'text' in target ? target.text : 'none';
}

describe('an import', () => {
  it('writes title, summary, aliases, day and source above the body', () => {
    const text =
      '---\ntitle: "Deals: the long road"\ndescription: How deals go.\nkeywords: deal, road map, /old/url\ndate: 2024-03-01T10:00:00Z\nupdated: 2026-11-01\nauthor: x\n---\n# Deals\n';
    expect(textOf(plan({ 'deep/Deal Road.mdx': text }), 'deep/Deal Road.mdx')).toMatchInlineSnapshot(`
      "---
      title: "Deals: the long road"
      summary: How deals go.
      aliases:
        - road map
      published: 2024-03-01
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
    ['nothing', ''],
    ['letters of all planes', 'é 😀 \u2028 \u0085 ﷽\n'],
  ])('keeps a body with %s to the byte', (_, body) => {
    for (const front of ['', '---\ntitle: A\n---\n']) {
      const written = textOf(plan({ 'a.md': front + body }), 'a.md');
      const { library } = readFiles({ 'collateral/a.md': written });
      expect(library.assets[0]?.body).toBe(body);
      expect(written.endsWith(body)).toBe(true);
    }
  });

  it('keeps any body to the byte and never writes what the hub cannot read', () => {
    const pieces = [
      '---\n',
      '---',
      '+++\n',
      '\n',
      '\r\n',
      ' ',
      'title: A',
      'title = "A"',
      ': ',
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
      '](a.md)',
      '![x](y.png)',
      '<!--',
      '-->',
      '{{ x }}',
      '😀',
      '\uD83D',
    ];
    let seed = 11;
    const next = () => (seed = (seed * 1103515245 + 12345) % 2147483648);
    const originals: Record<string, Uint8Array> = {};
    for (let round = 0; round < 3000; round++) {
      let text = round % 3 === 0 ? '---\n' : '';
      for (let count = next() % 16; count >= 0; count--) text += pieces[next() % pieces.length] ?? '';
      originals[`deep/${String(round)}.md`] = new TextEncoder().encode(text);
    }
    const imported = plan(originals);
    const { library, findings } = readFiles(
      Object.fromEntries(
        imported.targets.map((target) => [target.path, 'text' in target ? target.text : '']),
      ),
    );
    expect(findings).toEqual([]);
    expect(library.assets).toHaveLength(3000);
    const changed = library.assets.filter(({ data, body }) => {
      const original = originals[data.source ?? ''] ?? new Uint8Array();
      const bytes = Buffer.from(body);
      return !bytes.equals(original.subarray(original.length - bytes.length));
    });
    expect(changed.map((asset) => asset.body)).toEqual([]);
  });

  it('gives front matter that the hub reads without a finding, whatever a file holds', () => {
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
    const imported = plan(files);
    const { library, findings } = readFiles(
      Object.fromEntries(
        imported.targets.map((target) => [target.path, 'text' in target ? target.text : '']),
      ),
    );
    expect(findings).toEqual([]);
    expect(library.assets).toHaveLength(titles.length);
    expect(library.assets.map((asset) => asset.data.source).sort()).toEqual(Object.keys(files).sort());
  });

  it('gives each file an address of its own, plain Markdown first', () => {
    const imported = plan({ 'a.mdx': 'x', 'a.md': 'y', 'A.markdown': 'z', 'b/A!.md': 'v', 'b/a.md': 'w' });
    expect(imported.targets.map(({ from, path }) => `${from} → ${path}`)).toMatchInlineSnapshot(`
      [
        "a.md → collateral/a.md",
        "b/A!.md → collateral/b/A!.md",
        "b/a.md → collateral/b/a-2.md",
        "A.markdown → collateral/A-2.md",
        "a.mdx → collateral/a-3.md",
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

  it('puts a question among the answers only when no link breaks by it', () => {
    const imported = plan({
      'q/free.md': '# Is it safe?\n\nYes.',
      'q/linking.md': '# Is it cold?\n\n[Yes](other.md).',
      'q/linked.md': '# Is it cheap?\n\nYes.',
      'other.md': '# Other\n\n[price](q/linked.md)',
    });
    expect(imported.targets.map((target) => target.path).sort()).toEqual([
      'answers/q/free.md',
      'collateral/other.md',
      'collateral/q/linked.md',
      'collateral/q/linking.md',
    ]);
  });

  it('copies the pictures that pages show, and names every other file with the reason', () => {
    const imported = plan(
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
      'collateral/deep/b.JPG',
      'collateral/d.gif',
      'collateral/img/a.png',
    ]);
    expect(
      renderImportReport(imported.notes, {
        taken: 2,
        found: 2,
        pictures: 3,
        written: 6,
        same: 0,
        into: 'my-hub',
      }),
    ).toMatchInlineSnapshot(`
      "left out  data.csv  Only Markdown, and the pictures it shows, are taken.
      left out  deep/c.svg  SVG pictures can hold script and are not taken.
      left out  deep/x.pdf  Office files and PDFs are not read yet; link to it, or put it into files/ and name it under downloads.
      left out  deep/y.pptx  Office files and PDFs are not read yet; link to it, or put it into files/ and name it under downloads.
      left out  img/unused.png  No page that was taken shows this picture.
      Took 2 of 2 Markdown files and 3 pictures into my-hub (6 files written, 0 there already). 5 left out."
    `);
  });

  it('names files that it cannot read, and takes the others', () => {
    const imported = plan({
      'good.md': 'x',
      'latin1.md': new Uint8Array([0x43, 0xe9]),
      'utf16.md': new Uint8Array([0xff, 0xfe, 0x23, 0x00]),
      'nulls.md': 'a\0b',
      'gone.md': undefined,
      'broken.md': '---\ntitle: [\n---\nBody',
    });
    expect(imported.targets.map((target) => target.from)).toEqual(['broken.md', 'good.md']);
    expect(imported.notes.map(({ path, taken, why }) => `${taken ? 'taken' : 'left'} ${path}: ${why}`))
      .toMatchInlineSnapshot(`
        [
          "taken broken.md: Line 2, in its front matter, is not valid YAML; what could be read of it and the text below it were taken.",
          "left gone.md: It is a link to another place, or reading it is not allowed.",
          "left latin1.md: It is not written in UTF-8. Save it again with the encoding UTF-8.",
          "left nulls.md: It holds null bytes, which no text has.",
          "left utf16.md: It is written in UTF-16. Save it again with the encoding UTF-8.",
        ]
      `);
  });

  it('keeps tags that tell files apart, and drops those that many carry', () => {
    const files = Object.fromEntries(
      Array.from({ length: 6 }, (_, at) => [
        `${String(at)}.md`,
        `---\ntitle: Page number ${String(at)}\ntags: [everywhere, only ${String(at)}]\n---\nx`,
      ]),
    );
    expect(textOf(plan(files), '3.md')).toContain('aliases:\n  - only 3\nsource');
  });

  it('says the same twice', () => {
    const files = { 'b/a.md': '# Overview', 'a/a.md': '# Overview', 'c.md': 'x' };
    expect(plan(files)).toEqual(plan(Object.fromEntries(Object.entries(files).reverse())));
  });
});
