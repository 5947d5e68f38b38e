import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkCodeowners, placeBlock, renderCodeowners } from '../../src/publishing/review/codeowners.ts';
import { writeFiles } from '../support/github/git-checkout.ts';
import { buildContent } from '../support/github/github-publishing.ts';
import { runScript } from '../support/run-script.ts';

const page = (owner: string, more = '') => `---\ntitle: T ${owner}\nowner: ${owner}\n${more}---\n\nText.\n`;
const pages = {
  'answers/What it costs.md': page('oona-lind'),
  'answers/価格 表.md': page('ines-varga'),
  'answers/a[##]b.md': page('oona-lind'),
  'answers/a11#1b.md': page('ines-varga'),
  'answers/a1111b.md': page('oona-lind'),
  'answers/100%(net)!.md': page('ines-varga'),
  'collateral/deck.md': page('oona-lind', 'downloads: [{ label: Deck, file: the deck.pdf }]\n'),
  'collateral/other.md': page('ines-varga', 'downloads: [{ label: Deck, file: the deck.pdf }]\n'),
  'answers/marek.md': page('marek-duda'),
  'answers/nobody.md': '---\ntitle: N\n---\n\nText.\n',
};
const { library } = buildContent(pages);
const { block, unasked } = renderCodeowners(library);

test('each page and each file it offers has its owners, in the same order always', () => {
  expect(block).toMatchInlineSnapshot(`
    "# Owners of content, written by npm run review -- --codeowners from front matter and hub.yaml.
    /content/answers/a????b.md @oona
    /content/answers/100%(net)?.md @ines
    /content/answers/a11?1b.md @ines
    /content/answers/What\\ it\\ costs.md @oona
    /content/answers/a1111b.md @oona
    /content/answers/価格\\ 表.md @ines
    /content/collateral/deck.md @oona
    /content/collateral/other.md @ines
    /content/files/the\\ deck.pdf @ines @oona
    # End of owners of content.
    "
  `);
  expect(unasked).toEqual([{ person: 'marek-duda', pages: 1 }]);
});

/** Who git's own matcher, whose rules CODEOWNERS follows, gives a path to: the last line that matches. */
function ownersOf(paths: string[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'hub-owners-'));
  try {
    const lines = block.split('\n').filter((line) => line.startsWith('/'));
    const parts = lines.map((line) => /^((?:\\ |\S)+) (.*)$/.exec(line) ?? []);
    execFileSync('git', ['init', '--quiet', folder]);
    writeFileSync(join(folder, '.gitignore'), parts.map(([, pattern]) => `${pattern ?? ''}\n`).join(''));
    const told = execFileSync(
      'git',
      ['-C', folder, 'check-ignore', '--no-index', '--verbose', '--non-matching', '-z', '--stdin'],
      { input: paths.join('\0') },
    );
    const fields = told.toString().split('\0');
    return paths.map((_, at) => parts[Number(fields[at * 4 + 1]) - 1]?.[2] ?? 'nobody');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test('the line of a file is the last that matches it, whatever signs its name has', () => {
  const paths = [...Object.keys(pages), 'files/the deck.pdf'].map((path) => `content/${path}`);
  expect(ownersOf(paths)).toEqual([
    '@oona',
    '@ines',
    '@oona',
    '@ines',
    '@oona',
    '@ines',
    '@oona',
    '@ines',
    'nobody',
    'nobody',
    '@ines @oona',
  ]);
});

test('what people wrote besides stays, and the block is written twice the same', () => {
  const own = '* @larkmoor/all\n';
  const once = placeBlock(own, block);
  expect(once).toBe(`${own}\n${block}`);
  expect(placeBlock(once, block)).toBe(once);
  const between = `${own}\n${block.replaceAll('@oona', '@gone')}\n/docs/ @ines\n`;
  expect(placeBlock(between, block)).toBe(`${own}\n${block}\n/docs/ @ines\n`);
  expect(placeBlock(undefined, block)).toBe(block);
});

test('an old file is a finding with its line, and owners without a name on GitHub are named', () => {
  const stale = placeBlock('* @all\n', block).replace('@ines @oona', '@ines');
  expect(
    checkCodeowners(library, stale).map(({ line, message, hint }) => `${String(line)}: ${message} ${hint}`),
  ).toMatchInlineSnapshot(`
    [
      "12: The owners of content are others in front matter and hub.yaml than in this file. Have it written anew with npm run review -- --codeowners, or ask whoever keeps the repository to do it.",
      "1: "marek-duda" owns 1 page and has no name on GitHub, so nobody is asked when it changes. Write it beside the name in hub.yaml, like github: marek-duda.",
      "1: Nobody is asked when hub.yaml, the code of the hub or the check itself changes, and any of them decides about all pages. Write keeper: true beside whoever looks after the hub, such as ines-varga, under people in hub.yaml, then run npm run review -- --codeowners, which writes this file anew.",
    ]
  `);
  expect(checkCodeowners(library, block.replaceAll('\n', '\r\n')).map(({ rule }) => rule)).toEqual([
    'owner-without-login',
    'keeper-missing',
  ]);
});

test('keepers of the hub are asked about its words, its code and its workflows, and owners about pages still', () => {
  const kept = buildContent({ ...pages, 'src/x.md': '' });
  for (const person of kept.library.hub.people) person.keeper = person.id !== 'oona-lind';
  const { block: withKeeper, hasKeeper } = renderCodeowners(kept.library);
  expect(hasKeeper).toBe(true);
  expect(withKeeper.split('\n').slice(1, 9)).toMatchInlineSnapshot(`
    [
      "/.github/ @ines",
      "/astro.config.mjs @ines",
      "/content/hub.yaml @ines",
      "/package-lock.json @ines",
      "/package.json @ines",
      "/public/ @ines",
      "/scripts/ @ines",
      "/src/ @ines",
    ]
  `);
  expect(withKeeper).toContain(block.split('\n').slice(1, -2).join('\n'));
  expect(checkCodeowners(kept.library, withKeeper).map(({ rule }) => rule)).toEqual(['owner-without-login']);
});

test('a hub without such a file, or with one of its own, is left in peace', () => {
  expect(checkCodeowners(library, undefined)).toEqual([]);
  expect(checkCodeowners(library, '* @larkmoor/all\n')).toEqual([]);
});

const hub = (github: string) =>
  `company: { name: Northwind, repository: https://github.com/larkmoor/hub }\npeople: [{ id: oona-lind, name: Oona Lind, github: ${github}, keeper: true }]\n`;

test('npm run review -- --codeowners writes it without GitHub, and npm run check tells when it is old', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'hub-owners-'));
  try {
    const text = `---\ntitle: Cost\nowner: oona-lind\nreviewed: 2026-11-20\n---\n\nText.\n`;
    await writeFiles(cwd, { 'content/hub.yaml': hub('oona'), 'content/answers/価格 表.md': text });
    const env = { GITHUB_TOKEN: '', GH_TOKEN: '' };
    const write = () => runScript('review', ['--codeowners', '--today', '2026-11-22'], { cwd, env });
    const check = () => runScript('check', ['--today', '2026-11-22'], { cwd });
    expect((await check()).out).toBe('1 file, nothing to mend.\n');
    expect((await write()).out).toBe('.github/CODEOWNERS is written; commit it.\n');
    expect(readFileSync(join(cwd, '.github/CODEOWNERS'), 'utf8')).toContain(
      '/content/answers/価格\\ 表.md @oona\n',
    );
    expect((await write()).out).toBe('.github/CODEOWNERS is as it should be.\n');
    expect((await check()).out).toBe('1 file, nothing to mend.\n');
    await writeFiles(cwd, { 'content/hub.yaml': hub('lind') });
    expect(await check()).toMatchObject({
      code: 1,
      out: `.github/CODEOWNERS:2  warning  The owners of content are others in front matter and hub.yaml than in this file. Have it written anew with npm run review -- --codeowners, or ask whoever keeps the repository to do it.  [codeowners-outdated]\n1 finding in 1 of 1 file.\n`,
    });
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
});
