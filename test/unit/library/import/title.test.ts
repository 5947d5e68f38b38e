import { describe, expect, it } from 'vitest';
import { compileMarkdown } from '../../../../src/adapters/markdown.ts';
import { parseImportedMarkdown } from '../../../../src/library/import/imported-markdown.ts';
import { makeTitlesDistinct } from '../../../../src/library/import/distinct-titles.ts';
import { buildTitle } from '../../../../src/library/import/title.ts';

function titleOf(path: string, text: string): string {
  const { data, body } = parseImportedMarkdown(path, text);
  return buildTitle(path, data, body, compileMarkdown);
}

describe('the title of a foreign file', () => {
  it.each([
    ['its front matter', 'a.md', '---\ntitle: "Deals &amp; dates"\n---\n# Other\n', 'Deals & dates'],
    ['its first heading', 'a.md', '\n<!-- x -->\n# The **big** one #\n\nText', 'The big one'],
    [
      'its heading before an id',
      'a.md',
      '---\nname: cold-email\n---\n# Cold Email Sequence',
      'Cold Email Sequence',
    ],
    ['its id when there is no more', 'a.md', '---\nname: cold-email\n---\nText', 'Cold email'],
    ['a number', 'a.md', '---\ntitle: 2024\n---\nText', '2024'],
    ['a better name than a generic one', 'a.md', '---\ntitle: Overview\n---\n# Hiring plan', 'Hiring plan'],
    [
      'its file name, when a heading stands for a part',
      'big_deal.md',
      'Text first.\n\n## A part\n',
      'Big deal',
    ],
    ['its file name, when headings are siblings', 'goals.md', '### First\n### Second\n', 'Goals'],
    ['its only lower heading', 'a.md', '## Values\n### One\n### Two\n', 'Values'],
    ['a heading of old Markdown', 'a.md', '#Objectives\ntext', 'Objectives'],
    ['its folder, when it is the index', 'sales/kit/README.md', 'Text', 'Kit'],
    ['the folder above one that says nothing', 'kit/docs/index.md', 'Text', 'Kit'],
    ['something, when there is nothing', '---.md', '---\ntitle: "***"\n---\n![](a.png)', 'Untitled'],
    ['no address', 'a-b.md', '# https://example.com/x\n', 'A b'],
  ])('is %s', (_, path, text, title) => {
    expect(titleOf(path, text)).toBe(title);
  });

  it('is never longer than the schema allows', () => {
    expect(titleOf('a.md', `# ${'long words '.repeat(40)}`).length).toBeLessThanOrEqual(120);
  });
});

function told(files: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    makeTitlesDistinct(Object.entries(files).map(([path, title]) => ({ path, title }))),
  );
}

describe('titles that several files share', () => {
  it('are told apart by the folders in which the files differ', () => {
    expect(
      told({
        'cos/docs/Part 1/intro.md': 'Introduction',
        'cos/docs/Part 2/intro.md': 'Introduction',
        'power/docs/Part 2/intro.md': 'Introduction',
        'power/docs/other.md': 'Pricing',
      }),
    ).toMatchInlineSnapshot(`
      {
        "cos/docs/Part 1/intro.md": "Introduction — Cos, Part 1",
        "cos/docs/Part 2/intro.md": "Introduction — Cos, Part 2",
        "power/docs/Part 2/intro.md": "Introduction — Power",
        "power/docs/other.md": "Pricing",
      }
    `);
  });

  it('name the folder even alone, when they say nothing', () => {
    expect(told({ 'sales/docs/overview.md': 'Overview', 'sales/faq.md': 'FAQ', 'top.md': 'Notes' }))
      .toMatchInlineSnapshot(`
      {
        "sales/docs/overview.md": "Overview — Sales",
        "sales/faq.md": "FAQ — Sales",
        "top.md": "Notes",
      }
    `);
  });

  it('are told apart by file name, and at last by number', () => {
    expect(
      told({
        'a/one.md': 'Deal desk',
        'a/two.md': 'Deal desk',
        'a/deal-desk.md': 'Deal desk',
        'b/x/deal-desk.md': 'Deal desk',
        'b/X/deal-desk.md': 'Deal desk',
      }),
    ).toMatchInlineSnapshot(`
      {
        "a/deal-desk.md": "Deal desk",
        "a/one.md": "Deal desk — One",
        "a/two.md": "Deal desk — Two",
        "b/X/deal-desk.md": "Deal desk — X — 2",
        "b/x/deal-desk.md": "Deal desk — X",
      }
    `);
  });

  it('are never left alike', () => {
    const folders = ['', 'a/', 'A/', 'b/', 'b/docs/', 'docs/'];
    const names = ['x', 'X', 'index', 'readme', 'y'];
    const files = folders.flatMap((folder) => names.map((name) => `${folder}${name}.md`));
    for (const title of ['Overview', 'Deal desk', 'X', 'Deal desk — 2']) {
      const titles = Object.values(
        told(Object.fromEntries(files.map((path, at) => [path, at % 3 === 0 ? 'Deal desk — 2' : title]))),
      );
      expect(new Set(titles.map((each) => each.toLowerCase())).size).toBe(files.length);
    }
  });

  it('stay within the limit', () => {
    const long = 'word '.repeat(24).trim();
    const titles = Object.values(told({ [`${'folder'.repeat(20)}/a.md`]: long, 'b/a.md': long }));
    expect(titles.every((title) => title.length <= 120)).toBe(true);
    expect(new Set(titles).size).toBe(2);
  });
});
