import { describe, expect, it } from 'vitest';
import { parseMarkdownTree } from '../../../../src/adapters/import-markdown.ts';
import { compileMarkdown } from '../../../../src/adapters/markdown.ts';
import { troubled, type FileProperties, type ReadFile } from '../../../../src/files/file-text.ts';
import { buildImport } from '../../../../src/library/import/build-import.ts';
import { groupVersions } from '../../../../src/library/import/file-versions.ts';
import { parseHub } from '../../../../src/library/parse-hub.ts';

const hub = parseHub(
  'company: { name: Northwind }\npeople: [{ id: ines-varga, name: Ines Varga }]\nproducts: [{ id: cold, name: Cold, line: Probes. }]\n',
);
const blank: FileProperties = { title: '', author: '', editor: '', company: '', created: '', modified: '' };

function deck(
  slides: readonly [title: string, ...texts: string[]][],
  about: Partial<FileProperties> = {},
): ReadFile {
  const parts = slides.map(([title, ...texts], at) => ({
    is: 'slide' as const,
    number: at + 1,
    title,
    texts,
    notes: ['Only for the speaker'],
    hidden: [],
    isHidden: false,
  }));
  return { text: { sort: 'pptx', parts, left: [], traces: [], about: { ...blank, ...about } } };
}

async function importFiles(
  files: Readonly<Record<string, ReadFile>>,
  markdown: Readonly<Record<string, string>> = {},
) {
  const plan = await buildImport(
    {
      markdown: Object.entries(markdown).map(([path, text]) => ({
        path,
        bytes: new TextEncoder().encode(text),
      })),
      others: Object.keys(files),
      left: [],
    },
    {
      parse: parseMarkdownTree,
      compile: compileMarkdown,
      today: '2026-11-22',
      hub,
      open: (path) =>
        Promise.resolve({ read: files[path] ?? troubled('unread'), hash: JSON.stringify(files[path]) }),
    },
  );
  const texts = new Map(
    plan.targets.flatMap((each) => ('text' in each ? [[each.path, each.text] as const] : [])),
  );
  return { ...plan, texts, paths: plan.targets.map(({ path }) => path) };
}

const long = (word: string) =>
  Array.from({ length: 60 }, (_, at) => `${word} ${String(at * 7)} says ${String(at)} things`).join('. ');

describe('a file that no page links to', () => {
  it('becomes a page that offers it, in the words of its own and of the hub', async () => {
    const { texts, paths, taken, found } = await importFiles({
      'Cold/First meeting v2.pptx': deck(
        [
          ['Why *Cold*', 'One record from the dock to the door of the customer'],
          ['What it costs', 'A probe is nine'],
        ],
        {
          title: 'PowerPoint Presentation',
          author: 'Ines Varga',
          created: '2026-02-01',
          modified: '2026-10-01',
        },
      ),
    });
    expect([taken, found]).toEqual([1, 1]);
    expect(paths).toEqual(['collateral/Cold/First meeting v2.md', 'files/Cold/First meeting v2.pptx']);
    expect(texts.get('collateral/Cold/First meeting v2.md')).toMatchInlineSnapshot(`
      "---
      title: Why *Cold*
      summary: One record from the dock to the door of the customer
      owner: ines-varga
      products:
        - cold
      published: 2026-02-01
      updated: 2026-10-01
      downloads:
        - label: Why *Cold* (PPTX)
          file: Cold/First meeting v2.pptx
      source: Cold/First meeting v2.pptx
      ---
      - Slide 1: Why \\*Cold\\*
      - Slide 2: What it costs
      "
    `);
  });

  it('stays a file where a page links to it', async () => {
    const { paths } = await importFiles(
      { 'a.pptx': deck([['One', 'Two']]) },
      { 'page.md': '# Page\n\nTake [the slides](a.pptx) along to the first meeting.\n' },
    );
    expect(paths).toEqual(['collateral/page.md', 'files/a.pptx']);
  });

  it('is named with a reason where it is a copy to the byte, or cannot be opened', async () => {
    const one = deck([['One', 'Two']]);
    const { notes, paths } = await importFiles({
      'a.pptx': one,
      'Copy of a.pptx': one,
      'b.docx': troubled('label', 'x'),
      'c.pdf': troubled('wordless'),
      'd.ppt': troubled('old'),
    });
    expect(paths).toEqual(['collateral/a.md', 'collateral/c.md', 'files/a.pptx', 'files/c.pdf']);
    expect(notes.map(({ path, taken, why }) => `${path} ${String(taken)} ${why}`)).toMatchInlineSnapshot(`
      [
        "Copy of a.pptx false It is a.pptx once more, the same to the byte.",
        "b.docx false A sensitivity label encrypts it: choose another label in Office and import again.",
        "c.pdf true No search finds its words: it holds pictures alone, or too much to be read.",
        "d.ppt false It is a file of Office before 2007: save it as PPTX, DOCX or XLSX and import again.",
      ]
    `);
  });

  it('that a newer one says again is archived by its last day', async () => {
    const words = long('probe');
    const { texts, notes } = await importFiles({
      'deck.pptx': deck([['Cold', words]], { modified: '2026-01-01' }),
      'deck v3 final FINAL.pptx': deck([['Cold', `${words} And more.`]], { modified: '2026-05-01' }),
      'other.pptx': deck([['Ledger', long('invoice')]], { modified: '2025-01-01' }),
    });
    const dated = [...texts].filter(([, text]) => text.includes('expires: 2026-11-21')).map(([path]) => path);
    expect(dated).toEqual(['collateral/deck.md']);
    expect(notes.map(({ path, why }) => `${path} ${why}`)).toEqual([
      'deck.pptx Archived: deck v3 final FINAL.pptx says nearly the same and is newer.',
    ]);
  });
});

it('versions that say no day are told by their names', () => {
  const words = long('probe');
  const paths = [
    'deck v2.pptx',
    'deck v10.pptx',
    'deck v10 final.pptx',
    'deck v10 final (1).pptx',
    'deck.pptx',
  ];
  const [group] = groupVersions(paths.map((path) => ({ path, modified: '', words })));
  expect(group).toEqual({
    newest: 'deck v10 final.pptx',
    older: ['deck v10 final (1).pptx', 'deck v10.pptx', 'deck v2.pptx', 'deck.pptx'],
  });
});
