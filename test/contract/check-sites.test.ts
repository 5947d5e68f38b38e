import { cp, mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readContent } from '../../src/adapters/content-folder.ts';
import { catalogue } from '../../src/checks/catalogue.ts';
import type { Finding } from '../../src/library/finding.ts';
import { SEARCH_TESTS_PATH } from '../../src/library/records/required-searches.ts';
import { UserError } from '../../src/library/user-error.ts';
import { renderFindingGithub } from '../../src/publishing/check/findings-github.ts';
import { renderFindingsJson } from '../../src/publishing/check/findings-json.ts';
import { renderFindingText, renderSummary } from '../../src/publishing/check/findings-text.ts';
import { renderRulesManual } from '../support/rules-manual.ts';
import { checkFolder, checkSite, siteNames, sitesFolder, today } from '../support/sites.ts';

describe.each(siteNames)('the site %s', (site) => {
  it('has the findings it always had', async () => {
    const { findings, fileCount } = await checkSite(site);
    const text = [...findings.map(renderFindingText), renderSummary(findings, fileCount), ''].join('\n');
    await expect(text).toMatchFileSnapshot(join(sitesFolder, site, 'findings.txt'));
  });

  it('has the annotations and the JSON it always had', async () => {
    const checked = await checkSite(site);
    const { findings } = checked;
    await expect([...findings.map(renderFindingGithub), ''].join('\n')).toMatchFileSnapshot(
      join(sitesFolder, site, 'findings.github.txt'),
    );
    await expect(renderFindingsJson(findings, checked, today)).toMatchFileSnapshot(
      join(sitesFolder, site, 'findings.json'),
    );
  });
});

describe('the list of rules', () => {
  let met: Finding[] = [];
  beforeEach(async () => {
    const sites = await Promise.all(siteNames.map((site) => checkSite(site)));
    met = [
      ...sites.flatMap(({ findings }) => findings),
      ...(await checkLinks()),
      ...(await checkLargePicture()),
    ];
  });

  it('has a site that meets each rule, and no rule that is met beside it', () => {
    const ids = catalogue.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...new Set<string>(met.map(({ rule }) => rule))].sort()).toEqual([...ids].sort());
  });

  it('is the manual of findings', async () => {
    await expect(renderRulesManual(met)).toMatchFileSnapshot(
      resolve(import.meta.dirname, '../../src/checks/README.md'),
    );
  });
});

/** Links are made here: not every system keeps them in a checkout. */
async function checkLinks(): Promise<Finding[]> {
  const folder = await mkdtemp(join(tmpdir(), 'hub-links-'));
  try {
    await writeFile(join(folder, 'hub.yaml'), 'company: { name: Northwind }\n');
    await mkdir(join(folder, 'answers'));
    await symlink('cost.md', join(folder, 'answers', 'price.md'));
    await symlink('../elsewhere', join(folder, 'answers', 'shared'));
    return (await checkFolder(folder)).findings;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Made here too: nobody wants to fetch it with the repository. */
async function checkLargePicture(): Promise<Finding[]> {
  const folder = await mkdtemp(join(tmpdir(), 'hub-picture-'));
  try {
    await writeFile(join(folder, 'hub.yaml'), 'company: { name: Northwind }\n');
    await mkdir(join(folder, 'answers'));
    await writeFile(
      join(folder, 'answers', 'van.md'),
      `---\ntitle: "Van"\n---\n<img src="van.jpg"> ![](small.png) <img src="gone.png">\n`,
    );
    await writeFile(join(folder, 'answers', 'van.jpg'), '');
    await truncate(join(folder, 'answers', 'van.jpg'), 20_400_000);
    await writeFile(join(folder, 'answers', 'small.png'), 'x');
    return (await checkFolder(folder)).findings;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

it('tells of pictures that are too large or not there, also in raw HTML', async () => {
  const met = (await checkLargePicture()).filter(({ rule }) => rule.includes('picture'));
  expect(met.map(({ path, line, message }) => `${path}:${String(line)} ${message}`)).toEqual([
    'answers/van.jpg:1 This picture has 20.4 MB, which every reader of its page waits for.',
    'answers/van.md:4 The picture gone.png is not in the content folder.',
  ]);
});

it('finds what reps ask for in the sample company', async () => {
  const { findings, ranks } = await checkFolder(resolve(import.meta.dirname, '../../content'));
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
    await cp(join(sitesFolder, 'in-order', 'content'), folder, { recursive: true });
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('may hold links to nowhere, in circles and to other places, and none of them is followed', async () => {
    await symlink('loop.md', join(folder, 'answers', 'loop.md'));
    await symlink('/etc/passwd', join(folder, 'answers', 'passwd.md'));
    await symlink('.', join(folder, 'answers', 'circle'));
    await symlink('../answers', join(folder, 'plays', 'gone.md'));
    const { findings } = await checkFolder(folder);
    expect(findings.map((finding) => `${finding.path} ${finding.rule}`)).toEqual([
      'answers/circle linked-elsewhere',
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
    const { findings, fileCount } = await checkFolder(folder);
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
