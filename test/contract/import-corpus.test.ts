import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readContent } from '../../src/adapters/content-folder.ts';
import { checkLibrary } from '../../src/checks/check-library.ts';
import type { Finding } from '../../src/library/finding.ts';
import type { Library } from '../../src/library/library.ts';
import { beside } from '../support/beside.ts';
import { runScript, type ScriptRun } from '../support/run-script.ts';

/** Handbooks that nobody here wrote. */
const { folder: corpus, wanted } = beside('corpus');
const files = await readdir(corpus, { recursive: true }).catch(() => []);
const markdown = files.filter((path) => /\.(?:md|mdx|markdown)$/i.test(path)).sort();

describe.skipIf(markdown.length === 0)(`the corpus, imported (${wanted})`, () => {
  let folder = '';
  let report: ScriptRun;
  let library: Library;
  let findings: Finding[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hub-corpus-'));
    report = await runScript('import', [corpus, '--into', join(folder, 'content')]);
    const read = await readContent(join(folder, 'content'));
    library = read.library;
    findings = [...read.findings, ...checkLibrary({ library, today: '2026-11-22', base: undefined })];
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('is taken whole, each file once, under the path it had', () => {
    expect(report.code).toBe(0);
    expect(library.assets.map((asset) => asset.data.source).sort()).toEqual(markdown);
    for (const { path, data } of library.assets) {
      const bare = (data.source ?? '').replace(/\.[^.]*$/, '');
      const kept = path.replace(/^(?:collateral|answers)\//, '').replace(/\.md$/, '');
      expect([bare, `${bare}-2`]).toContain(kept);
    }
  });

  it('keeps every body to the byte', async () => {
    for (const { data, body } of library.assets) {
      const original = await readFile(join(corpus, data.source ?? ''));
      const bytes = Buffer.from(body);
      const tail = original.subarray(original.length - bytes.length);
      const before = original.subarray(0, original.length - bytes.length).toString();
      // What is left off is front matter and nothing else.
      expect({
        source: data.source,
        same: tail.equals(bytes),
        before: /^(?:---\r?\n[\s\S]*\n---[ \t]*\r?\n?)?$/.test(before),
      }).toEqual({
        source: data.source,
        same: true,
        before: true,
      });
    }
  });

  it('has no findings but those that only its new owners can mend', () => {
    expect([...new Set(findings.map((finding) => finding.rule))].sort()).toEqual([
      'broken-link',
      'empty-body',
      'missing-picture',
      'near-duplicate',
      'owner-missing',
    ]);
    expect(findings.filter((finding) => finding.rule === 'owner-missing')).toHaveLength(markdown.length);
  });

  it('has titles and summaries that people can read', () => {
    for (const { data } of library.assets) {
      for (const text of [data.title, data.summary ?? 'none']) {
        expect(text).not.toMatch(/[{}]|\*\*|<\/|\]\(|&(?:amp|lt|gt|quot|nbsp|#\d+);|\n|^\s|\s$/);
      }
      expect(data.title).toMatch(/[\p{L}\p{N}]/u);
    }
    const titles = library.assets.map((asset) => asset.data.title.toLowerCase());
    expect(new Set(titles).size).toBe(titles.length);
    expect(library.assets.filter((asset) => asset.data.summary === undefined).length).toBeLessThan(
      markdown.length * 0.05,
    );
  });

  it('names every other file with the reason it was left', () => {
    const named = report.out.split('\n').filter((line) => line.startsWith('left out  '));
    const others = files.filter((path) => /\.[a-z0-9]+$/i.test(path) && !markdown.includes(path));
    for (const path of others) {
      const taken = library.otherFiles.has(`collateral/${path}`);
      expect({ path, told: taken || named.some((line) => line.startsWith(`left out  ${path}  `)) }).toEqual({
        path,
        told: true,
      });
    }
  });
});
