import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { githubEnv, GITHUB_TOKEN, startFakeGithub, type FakeGithub } from '../support/github/fake-github.ts';
import { makeDeck, makePdf } from '../support/office-files.ts';
import { runScript } from '../support/run-script.ts';

const site = resolve(import.meta.dirname, '../fixtures/sites/in-order/content');
let cwd: string;
let fake: FakeGithub;

beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'hub-publish-'));
  await cp(site, join(cwd, 'content'), { recursive: true });
  await writeFile(join(cwd, '提案書.pdf'), makePdf([['Cold']]));
  fake = await startFakeGithub();
});
afterEach(async () => {
  await rm(cwd, { recursive: true, force: true });
  await fake.close();
});

/** What the command said, without what differs from run to run. */
async function said(args: readonly string[], env: Record<string, string> = githubEnv(fake)): Promise<string> {
  const { code, out, err } = await runScript('publish', [...args, '--today', '2026-11-22'], { cwd, env });
  expect(out + err).not.toContain(GITHUB_TOKEN);
  return `${out}${err}exit ${String(code)}`.replaceAll(fake.siteUrl, 'HERE').replaceAll(cwd, 'CWD');
}

const pdf = ['提案書.pdf', '--title', '酪農向け提案書', '--owner', 'ines-varga', '--product', 'routes'];

test('opens a pull request, and says so; run again it finds it', async () => {
  expect(await said([...pdf, '--yes'])).toMatchInlineSnapshot(`
    "Pull request #1 is open. The check answers there in some minutes.
    HERE/larkmoor/hub/pull/1
    exit 0"
  `);
  expect(fake.readFile(fake.repo.issues[0]?.pull?.head ?? '', 'content/files/提案書.pdf')).toEqual(
    Buffer.from(makePdf([['Cold']])),
  );
  const sent = fake.writes().length;
  expect(await said([...pdf, '--yes'])).toMatchInlineSnapshot(`
    "Pull request #1 is open and has this already.
    HERE/larkmoor/hub/pull/1
    exit 0"
  `);
  expect(fake.writes()).toHaveLength(sent);
});

test('a file that customers may be sent is looked into before it is sent, and one of ours is told of once', async () => {
  await writeFile(
    join(cwd, 'deck.pptx'),
    makeDeck([{ part: 1, title: 'Cold', notes: 'Floor price', isCommented: true }]),
  );
  const deck = ['deck.pptx', '--title', 'Cold deck', '--owner', 'ines-varga', '--product', 'routes', '--yes'];
  expect(await said([...deck, '--audience', 'shareable'])).toMatchInlineSnapshot(`
    "deck.pptx:1  error  collateral/cold-deck.md may be shared, and whoever is sent this file of it also gets notes for the speaker (slide 1) and comments (slide 1). A copy without it is made by npm run clean -- deck.pptx --without notes,comments, or in Office: File, Info, Check for Issues, Inspect Document. Or offer it on a page for us alone.  [file-to-clean]
    Mend this first and run the same command again. Nothing was sent.
    exit 1"
  `);
  expect(fake.writes()).toEqual([]);
  expect(await said(deck)).toMatchInlineSnapshot(`
    "deck.pptx:1  warning  Whoever gets this file of collateral/cold-deck.md also gets comments (slide 1). That is fine among us. A copy without it is made by npm run clean -- deck.pptx --without comments, or in Office: File, Info, Check for Issues, Inspect Document.  [file-carries]
    Pull request #1 is open. The check answers there in some minutes.
    HERE/larkmoor/hub/pull/1
    exit 0"
  `);
});

test('a new hub.yaml is checked with every page, and an error in one of them holds it', async () => {
  const text = await readFile(join(cwd, 'content/hub.yaml'), 'utf8');
  expect(text).toContain('id: ines-varga');
  await writeFile(join(cwd, 'content/hub.yaml'), text.replaceAll('id: ines-varga', 'id: somebody'));
  const out = await said(['content/hub.yaml', '--yes']);
  expect(out).toMatch(/^answers\/\S+\.md:\d+ {2}error .*"ines-varga"/m);
  expect(out).toContain('Mend this first and run the same command again. Nothing was sent.');
  expect(fake.writes()).toEqual([]);
});

describe('sends nothing', () => {
  afterEach(() => {
    if (fake.writes().length > 0) throw new Error('something was sent');
  });

  test('with --dry-run, and shows everything', async () => {
    expect(await said([...pdf, '--dry-run'])).toMatchInlineSnapshot(`
      "Repository    HERE/larkmoor/hub
      Branch        publish/4ad5a148, from main
      Commit        Add “酪農向け提案書”
      Pull request  Add “酪農向け提案書”, into main
      Labels        content, kind: collateral, product: routes
      Reviewers     none: no owner has a GitHub name in hub.yaml
      Files
        content/collateral/酪農向け提案書.md  214 bytes, as text, written by the hub
        content/files/提案書.pdf  615 bytes, as text, from 提案書.pdf

      content/collateral/酪農向け提案書.md:
        ---
        title: 酪農向け提案書
        owner: ines-varga
        products: [routes]
        published: 2026-11-22
        reviewed: 2026-11-22
        downloads:
          - label: 酪農向け提案書 (PDF)
            file: 提案書.pdf
        ---

        酪農向け提案書

      Text of the pull request:
        Adds **酪農向け提案書** (Collateral). Owner: Ines Varga.

        Files:
        - \`content/collateral/酪農向け提案書.md\` (214 bytes)
        - \`content/files/提案書.pdf\` (615 bytes)

        The check reads these files and answers below. To mend something, open it under “Files changed” and choose the pencil.
      No branch and no pull request is there for this yet.
      Nothing was sent.
      exit 0"
    `);
  });

  test('with --dry-run where there is no token', async () => {
    const shown = await said([...pdf, '--dry-run'], { GITHUB_TOKEN: '', GH_TOKEN: '' });
    expect(shown).toContain(
      'GITHUB_TOKEN is not set, so GitHub was not looked at. Nothing was sent.\nexit 0',
    );
    expect(fake.calls).toEqual([]);
  });

  test('where nobody says yes', async () => {
    expect(await said(pdf)).toMatchInlineSnapshot(`
      "Nobody is there to say yes.
      Add --yes to send it, or --dry-run to look at it. Nothing was sent.
      exit 2"
    `);
  });

  test('where something is missing', async () => {
    expect(await said(['提案書.pdf', '--yes'])).toMatchInlineSnapshot(`
      "publish needs --owner, and nobody is there to be asked.
      Add it to the command. Nothing was sent.
      exit 2"
    `);
    expect(await said(['nowhere.pdf', '--yes'])).toMatchInlineSnapshot(`
      "There is no file nowhere.pdf.
      Check the name and where you are. Nothing was sent.
      exit 2"
    `);
    expect(await said(['content', '--yes'])).toMatchInlineSnapshot(`
      "content is a folder.
      Name the files in it that you want to publish. Nothing was sent.
      exit 2"
    `);
    expect(await said([...pdf, '--yes'], { ...githubEnv(fake), GITHUB_TOKEN: '', GH_TOKEN: '' }))
      .toMatchInlineSnapshot(`
      "There is no token for GitHub.
      On GitHub, under Settings → Developer settings → Fine-grained tokens, make one for this repository with write access to Contents, Pull requests and Issues, and set GITHUB_TOKEN to it. Nothing was sent.
      exit 2"
    `);
    expect(await said([...pdf, '--yes'], { ...githubEnv(fake), GITHUB_REPOSITORY: '' }))
      .toMatchInlineSnapshot(`
      "The hub does not know its repository on GitHub.
      Write its address under company in hub.yaml, like repository: https://github.com/your-company/hub. Nothing was sent.
      exit 2"
    `);
  });

  test('for Markdown with findings, which it lists as the check does', async () => {
    await writeFile(join(cwd, 'one.md'), '---\ntitle: One\nproducts: [rutes]\n---\n\nText.\n');
    expect(await said(['one.md', '--kind', 'answer', '--yes'])).toMatchInlineSnapshot(`
      "one.md:3  error  Entry 1 of products says "rutes", which the hub does not know. Did you mean "routes"?  [unknown-value]
      Mend this first and run the same command again. Nothing was sent.
      exit 1"
    `);
  });
});
