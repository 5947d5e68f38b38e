import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readContent } from '../../src/adapters/content-folder.ts';
import { SEARCH_TESTS_PATH } from '../../src/library/records/search-questions.ts';
import { UserError } from '../../src/library/user-error.ts';
import { checkContent, openSearch } from '../../src/publishing/check/check-content.ts';
import { renderFindingGithub } from '../../src/publishing/check/findings-github.ts';
import { renderFindingsJson } from '../../src/publishing/check/findings-json.ts';
import { renderFindingText, renderSummary } from '../../src/publishing/check/findings-text.ts';

const sites = resolve(import.meta.dirname, '../fixtures/sites');
const today = '2026-11-22';

async function check(content: string): ReturnType<typeof checkContent> {
  return checkContent(openSearch(await readContent(content)), today);
}

const folders = (await readdir(sites, { withFileTypes: true })).filter((each) => each.isDirectory());

describe.each(folders.map((each) => each.name))('the site %s', (site) => {
  it('has the findings it always had', async () => {
    const { findings, fileCount } = await check(join(sites, site, 'content'));
    const text = [...findings.map(renderFindingText), renderSummary(findings, fileCount), ''].join('\n');
    await expect(text).toMatchFileSnapshot(join(sites, site, 'findings.txt'));
  });

  it('has the annotations and the JSON it always had', async () => {
    const checked = await check(join(sites, site, 'content'));
    const { findings } = checked;
    await expect([...findings.map(renderFindingGithub), ''].join('\n')).toMatchFileSnapshot(
      join(sites, site, 'findings.github.txt'),
    );
    await expect(renderFindingsJson(findings, checked, today)).toMatchFileSnapshot(
      join(sites, site, 'findings.json'),
    );
  });
});

it('meets every rule there is in the sites with findings', async () => {
  const bad = ['asks', 'every-finding', 'questions', 'questions-unreadable'];
  const checked = await Promise.all(bad.map((site) => check(join(sites, site, 'content'))));
  const rules = checked.flatMap(({ findings }) => findings.map(({ rule }) => rule));
  expect([...new Set(rules)].sort()).toMatchInlineSnapshot(`
    [
      "address-invalid",
      "ask-dates",
      "ask-outcome-missing",
      "benefit-jargon",
      "broken-link",
      "date-invalid",
      "duplicate-slug",
      "duplicate-title",
      "empty-body",
      "empty-value",
      "expired",
      "front-matter-language",
      "front-matter-missing",
      "front-matter-open",
      "front-matter-yaml",
      "missing-file",
      "missing-key",
      "missing-picture",
      "not-text",
      "not-utf-8",
      "owner-missing",
      "rank-too-low",
      "rep-burden",
      "review-date-invalid",
      "review-date-missing",
      "review-overdue",
      "reviewed-in-future",
      "search-tests-yaml",
      "too-long",
      "unknown-folder",
      "unknown-key",
      "unknown-value",
      "within-too-small",
      "wrong-shape",
    ]
  `);
});

it('finds what reps ask for in the sample company', async () => {
  const { findings, ranks } = await check(resolve(import.meta.dirname, '../../content'));
  expect(findings.filter(({ path, rule }) => rule === 'rank-too-low' || path === SEARCH_TESTS_PATH)).toEqual(
    [],
  );
  expect(ranks.questions).toBeGreaterThan(100);
});

function text(title: string): string {
  return `---\ntitle: "${title}"\nowner: ines-varga\nreviewed: 2026-11-01\n---\nText\n`;
}

describe('a content folder on a real disk', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hub-content-'));
    await cp(join(sites, 'in-order', 'content'), folder, { recursive: true });
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('may hold links to nowhere, in circles and to other places, and none of them is followed', async () => {
    await symlink('loop.md', join(folder, 'answers', 'loop.md'));
    await symlink('/etc/passwd', join(folder, 'answers', 'passwd.md'));
    await symlink('.', join(folder, 'answers', 'circle'));
    await symlink('../answers', join(folder, 'plays', 'gone.md'));
    const { findings } = await check(folder);
    expect(findings.map((finding) => `${finding.path} ${finding.rule}`)).toEqual([
      'answers/loop.md unreadable',
      'answers/passwd.md unreadable',
      'plays/gone.md unreadable',
    ]);
  });

  it('may hold names of all alphabets, blanks and signs', async () => {
    await mkdir(join(folder, 'answers', '日本 語'));
    await writeFile(join(folder, 'answers', '日本 語', 'größe & [x] #1.md'), text('One'));
    await writeFile(join(folder, 'answers', `${'n'.repeat(240)}.md`), text('Two'));
    await writeFile(join(folder, 'answers', '.hidden.md'), 'not read');
    await writeFile(join(folder, 'answers', 'LOUD.MD'), text('Three'));
    const { findings, fileCount } = await check(folder);
    expect(findings).toEqual([]);
    expect(fileCount).toBe(11);
  });

  it('needs its hub.yaml, and says so', async () => {
    await rm(join(folder, 'hub.yaml'));
    await expect(readContent(folder)).rejects.toThrow(UserError);
    await expect(readContent(join(folder, 'nowhere'))).rejects.toThrow('There is no content folder at');
    await expect(readContent(join(folder, 'README.md'))).rejects.toThrow('There is no content folder at');
  });
});
