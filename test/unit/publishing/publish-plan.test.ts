import { describe, expect, test } from 'vitest';
import { compileMarkdown } from '../../../src/adapters/markdown.ts';
import { UserError } from '../../../src/library/user-error.ts';
import { sortFiles } from '../../../src/publishing/publish/files.ts';
import { renderPlanText } from '../../../src/publishing/publish/plan-text.ts';
import { plainMarkdown } from '../../../src/publishing/publish/pull-text.ts';
import { binary, buildContent, localFile, planFor } from '../../support/github/github-publishing.ts';

const page = (front: string, body = 'Text.') => `---\n${front}\n---\n\n${body}\n`;
const sound = 'title: Cold on one page\nowner: ines-varga\nreviewed: 2026-11-20';

async function refused(run: Promise<unknown>): Promise<string> {
  const error = await run.catch((error: unknown) => error);
  if (!(error instanceof UserError)) throw new Error(`no refusal but ${String(error)}`);
  expect(error.hint).toMatch(/Nothing was sent\.$/);
  return `${error.message}\n${error.hint}`;
}

const paths = ({ files }: { files: { path: string }[] }) => files.map(({ path }) => path);

describe('where files go', () => {
  test('Markdown with front matter goes to the folder of its kind as it is, to the byte', async () => {
    const text = page(sound).replaceAll('\n', '\r\n');
    const plan = await planFor([localFile('one.md', text)], { kind: 'answer' });
    expect(plan.files).toMatchObject([{ path: 'content/answers/one.md', text }]);
    expect(plan.problems).toEqual([]);
  });

  test('Markdown that lies in the content folder stays where it is', async () => {
    const plan = await planFor([localFile('one.md', page(sound), 'collateral/deep/one.md')], {});
    expect(paths(plan)).toEqual(['content/collateral/deep/one.md']);
  });

  test('Markdown without front matter becomes a page with the words of the command', async () => {
    const plan = await planFor([localFile('notes.md', 'Say the number first.\n')], {
      title: 'How: long?',
      kind: 'answer',
      owner: 'Ines Varga',
      product: 'cold, Routes',
      audience: 'shareable',
    });
    expect(plan.files[0]?.text).toBe(`---
title: "How: long?"
audience: shareable
owner: ines-varga
products: [cold, routes]
published: 2026-11-22
reviewed: 2026-11-22
---

Say the number first.
`);
    expect(paths(plan)).toEqual(['content/answers/how-long.md']);
  });

  test('a file to download goes onto a page of any kind', async () => {
    const plan = await planFor([localFile('a.pdf', binary(1))], {
      title: 'A',
      kind: 'answer',
      summary: 'It is A.',
    });
    expect(paths(plan)).toEqual(['content/answers/a.md', 'content/files/a.pdf']);
    expect(plan.problems.filter((each) => each.includes('downloads'))).toEqual([]);
  });

  test('several files to download share one new page', async () => {
    const plan = await planFor(
      [localFile('Deck Final.PPTX', binary(1)), localFile('sheet.xlsx', binary(2))],
      {
        title: 'Cold kit',
        owner: 'ines-varga',
        format: 'deck',
      },
    );
    expect(paths(plan)).toEqual([
      'content/collateral/cold-kit.md',
      'content/files/deck-final.pptx',
      'content/files/sheet.xlsx',
    ]);
    expect(plan.files[0]?.text).toContain('  - label: deck final (PPTX)\n    file: deck-final.pptx\n');
    expect(plan.problems).toEqual([]);
  });

  test('a picture goes beside the page that shows it, and a file to the page that offers it', async () => {
    const front = `${sound}\ndownloads:\n  - label: Sheet\n    file: sheet.xlsx`;
    const plan = await planFor(
      [
        localFile('sheet.xlsx', binary(1)),
        localFile('van.png', binary(2)),
        localFile('one.md', page(front, '![A van](van.png)')),
      ],
      { kind: 'collateral' },
    );
    expect(paths(plan)).toEqual([
      'content/collateral/one.md',
      'content/collateral/van.png',
      'content/files/sheet.xlsx',
    ]);
    expect(plan.problems).toEqual([]);
  });

  test('a long table is sent as a blob, and so is text that is not UTF-8', async () => {
    const long = `${'a,b\n'.repeat(200_000)}`;
    const latin = Buffer.from([0x61, 0xe9, 0x0a]);
    const plan = await planFor(
      [localFile('long.csv', long), localFile('latin.csv', latin), localFile('short.csv', '\uFEFFa,b\n')],
      {
        title: 'Tables',
        owner: 'ines-varga',
      },
    );
    expect(plan.files.map(({ path, text }) => [path, text !== undefined])).toEqual([
      ['content/collateral/tables.md', true],
      ['content/files/latin.csv', false],
      ['content/files/long.csv', false],
      ['content/files/short.csv', true],
    ]);
    expect(plan.files[3]?.text).toBe('\uFEFFa,b\n');
  });

  test('a new file for a page that is there leaves its words alone but for the day of its review', async () => {
    const text = page(
      `${sound} # by hand\ndownloads:\n  - label: Deck\n    file: deck.pptx`,
      '  Odd   *body*',
    );
    const content = buildContent({ 'collateral/cold-on-one-page.md': text }, ['files/deck.pptx']);
    const flags = { title: 'Cold on one page', owner: 'ines-varga' };
    const pages = { 'collateral/cold-on-one-page.md': text };
    expect(await refused(planFor([localFile('deck.pptx', binary(1))], flags, { content, pages })))
      .toMatchInlineSnapshot(`
      "There is a page collateral/cold-on-one-page.md already: "Cold on one page".
      Add --replace to give it this file and leave its words as they are, or choose another --title or --name. Nothing was sent."
    `);
    const plan = await planFor(
      [localFile('deck.pptx', binary(1))],
      { ...flags, replace: true },
      { content, pages },
    );
    expect(plan.files[0]?.text).toBe(text.replace('reviewed: 2026-11-20 # by hand', 'reviewed: 2026-11-22'));
    expect(plan.title).toBe('Update “Cold on one page”');
    const other = planFor(
      [localFile('else.pptx', binary(1))],
      { ...flags, replace: true },
      { content, pages },
    );
    expect(await refused(other)).toMatchInlineSnapshot(`
      "collateral/cold-on-one-page.md does not offer else.pptx, so nobody would find it there.
      Give your file the name of one that it offers (deck.pptx), or add it under downloads in collateral/cold-on-one-page.md and publish both. Nothing was sent."
    `);
  });
});

const sort = (...files: Parameters<typeof localFile>[]) =>
  refused(
    Promise.resolve().then(() =>
      sortFiles(
        files.map((file) => localFile(...file)),
        { assets: [] },
        compileMarkdown,
      ),
    ),
  );

describe('refused before anybody is asked anything', () => {
  test('a file of more than GitHub takes', async () => {
    expect(await sort(['film.mp4', new Uint8Array(100 * 1024 * 1024 + 1)])).toMatchInlineSnapshot(`
      "film.mp4 has 100.1 MB, and GitHub takes no file of more than 100.
      Make it smaller (save pictures and films inside it at a lower quality), or put it where films are kept and link to it. Nothing was sent."
    `);
  });

  test('an empty file', async () => {
    expect(await sort(['deck.pptx', ''])).toMatchInlineSnapshot(`
      "deck.pptx is empty.
      Save it again with its content. Nothing was sent."
    `);
  });

  test('a file that no hub would serve', async () => {
    expect(await sort(['page.html', '<p>'])).toMatchInlineSnapshot(`
      "The hub does not serve files like page.html, so nobody could open it.
      Save it as PDF, PPTX, DOCX, XLSX, CSV, MP4, ZIP or a picture. Nothing was sent."
    `);
  });

  test('what Git LFS leaves in the place of a file', async () => {
    expect(await sort(['deck.pdf', 'version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 3\n']))
      .toMatchInlineSnapshot(`
      "deck.pdf is only the pointer that Git LFS leaves in the place of a file.
      Run \`git lfs pull\` to get the file itself. Nothing was sent."
    `);
  });

  test('files of which more than one page would be made', async () => {
    expect(await sort(['a.md', 'One'], ['b.pdf', binary(1)])).toMatchInlineSnapshot(`
      "More than one new page would be made of these files, and only one can have the title: a.md, b.pdf.
      Publish them one after another, or write front matter into the Markdown files. Nothing was sent."
    `);
  });
});

describe('refused with what was meant', () => {
  test.each([
    [{ product: 'colt' }, 'Did you mean cold?'],
    [{ owner: 'ines' }, 'There are ines-varga, oona-lind, marek-duda'],
    [{ kind: 'battlecards' }, 'Did you mean battlecard?'],
    [{ stage: 'demo' }, 'hub.yaml has none yet'],
  ])('%j', async (flags, expected) => {
    expect(await refused(planFor([localFile('a.pdf', binary(1))], { title: 'A', ...flags }))).toContain(
      expected,
    );
  });

  test('two files that would have one name', async () => {
    const files = [localFile('Deck.pdf', binary(1)), localFile('DECK.pdf', binary(2))];
    expect(await refused(planFor(files, { title: 'A' }))).toContain('would both be files/deck.pdf');
  });
});

describe('findings of the check', () => {
  test('come for the files that are published, by the same rules, and for no other', async () => {
    const content = buildContent({ 'answers/old.md': page('title: Old') });
    const text = page('title: New\nproducts: [colt]', '[link](nowhere.md)');
    const plan = await planFor([localFile('new.md', text)], { kind: 'answer' }, { content });
    expect(plan.problems).toEqual(['unknown-value']);
    const rest = page('title: New', '[link](nowhere.md)');
    expect(
      (await planFor([localFile('new.md', rest)], { kind: 'answer' }, { content })).problems.sort(),
    ).toEqual(['broken-link', 'owner-missing']);
  });

  test('say that an address is taken', async () => {
    const content = buildContent({ 'answers/One Page.md': page(sound) });
    const plan = await planFor(
      [localFile('one-page.md', page(sound.replace('on one', 'in one')))],
      { kind: 'answer' },
      { content },
    );
    expect(plan.problems).toContain('duplicate-slug');
  });
});

const branchOf = async (title: string, seed: number, today = '2026-11-22') =>
  (await planFor([localFile('a.pdf', binary(seed))], { title, owner: 'ines-varga' }, { today })).branch;

const inputs = async (seed: number, today: string, title = 'A') =>
  (await planFor([localFile('a.pdf', binary(seed))], { title, owner: 'ines-varga' }, { today })).inputs;

describe('the branch', () => {
  test('is the same for the same places, whatever the day and the version', async () => {
    const branch = await branchOf('A deck', 1);
    expect(await branchOf('A deck', 2, '2026-12-24')).toBe(branch);
    expect(await branchOf('Another deck', 1)).not.toBe(branch);
  });

  test('is a name that git takes for whatever title', async () => {
    for (const title of ['..', 'a..b', 'x.lock', '@{1}', ' ~^:?*[\\', '提案', 'Ünïcode ﬁ', 'HEAD'])
      expect(await branchOf(title, 1)).toMatch(/^publish\/(?:[a-z0-9]+(?:-[a-z0-9]+)*-)?[0-9a-f]{8}$/);
  });

  test('carries in its commit what was given, and not the day', async () => {
    expect(await inputs(1, '2026-11-22')).toBe(await inputs(1, '2026-12-24'));
    expect(await inputs(2, '2026-11-22')).not.toBe(await inputs(1, '2026-11-22'));
    expect(await inputs(1, '2026-11-22', 'B')).not.toBe(await inputs(1, '2026-11-22'));
  });
});

test('words of content mean nothing in the text of a pull request', async () => {
  expect(plainMarkdown('@oona fixes #12 <img src=x> [a](b) `c` --> \u202E')).toBe(
    '@\u2060oona fixes \\#\u206012 \\<img src=x\\> \\[a\\]\\(b\\) \\`c\\` \\-\\-\\> \uFFFD',
  );
  const plan = await planFor([localFile('a.pdf', binary(1))], {
    title: 'Closes #1 @ines <b>',
    owner: 'ines-varga',
  });
  expect(plan.body).toContain('Adds **Closes \\#\u20601 @\u2060ines \\<b\\>** (Collateral)');
});

test('everything that would be sent is shown', async () => {
  const plan = await planFor([localFile('Deck.pptx', binary(1, 2048))], {
    title: 'Cold kit',
    owner: 'oona-lind',
    product: 'cold',
    benefit: 'Opens the talk.',
  });
  expect(renderPlanText(plan, 'https://github.com/larkmoor/hub')).toMatchInlineSnapshot(`
    "Repository    https://github.com/larkmoor/hub
    Branch        publish/cold-kit-56682f3f, from main
    Commit        Add “Cold kit”
    Pull request  Add “Cold kit”, into main
    Labels        content, kind: collateral, product: cold
    Reviewers     oona
    Files
      content/collateral/cold-kit.md  201 bytes, as text, written by the hub
      content/files/deck.pptx  2 kB, as a blob, from Deck.pptx

    content/collateral/cold-kit.md:
      ---
      title: Cold kit
      benefit: Opens the talk.
      owner: oona-lind
      products: [cold]
      published: 2026-11-22
      reviewed: 2026-11-22
      downloads:
        - label: Cold kit (PPTX)
          file: deck.pptx
      ---

      Opens the talk.

    Text of the pull request:
      Adds **Cold kit** (Collateral). Owner: Oona Lind.

      > Opens the talk.

      Files:
      - \`content/collateral/cold-kit.md\` (201 bytes)
      - \`content/files/deck.pptx\` (2 kB)

      The check reads these files and answers below. To mend something, open it under “Files changed” and choose the pencil."
  `);
});
