import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readContent } from '../../src/adapters/content-folder.ts';
import { checkLibrary } from '../../src/checks/check-library.ts';
import type { Finding } from '../../src/library/finding.ts';
import type { Library } from '../../src/library/library.ts';
import { deadLinks, readImported, shownHidden, type ImportedPage } from '../bench/import/imported-pages.ts';
import { expectedLinks, readOriginals, type OriginalPage } from '../bench/import/original-links.ts';
import { idOfPath } from '../../src/library/asset.ts';
import { beside } from '../support/beside.ts';
import { runScript, type ScriptRun } from '../support/run-script.ts';

/** Handbooks that nobody here wrote. */
const { folder: corpus, wanted } = beside('corpus');
const files = await readdir(corpus, { recursive: true }).catch(() => []);
const markdown = files.filter((path) => /\.(?:md|mdx|markdown)$/i.test(path)).sort();

const isText = new Set<string | undefined>(markdown);

describe.skipIf(markdown.length === 0)(`the corpus, imported (${wanted})`, () => {
  let folder = '';
  let report: ScriptRun;
  let library: Library;
  let findings: Finding[];
  let originals: OriginalPage[];
  let pages: Map<string, ImportedPage>;

  /** The pages that were texts; the others stand for a deck, document, sheet or PDF. */
  const texts = () => library.assets.filter(({ data }) => isText.has(data.source));

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hub-corpus-'));
    report = await runScript('import', [corpus, '--into', join(folder, 'content')]);
    const read = await readContent(join(folder, 'content'));
    library = read.library;
    originals = await readOriginals(corpus);
    pages = await readImported(join(folder, 'content'));
    findings = [...read.findings, ...checkLibrary({ library, today: '2026-11-22', base: undefined })];
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('is taken, each file once, under the path it had, but for those with nothing to read', () => {
    expect(report.code).toBe(0);
    const left = report.out
      .split('\n')
      .flatMap(
        (line) =>
          /^left out  (\S.*?)  (?:It holds no words\.|It is the table of contents of a book .*)$/.exec(
            line,
          )?.[1] ?? [],
      );
    expect(left.length).toBeLessThan(10);
    expect([...texts().map((asset) => asset.data.source), ...left].sort()).toEqual(markdown);
    for (const { path, data } of texts()) {
      const bare = idOfPath((data.source ?? '').replace(/\.[^.]*$/, ''));
      const kept = idOfPath(path.slice(path.indexOf('/') + 1));
      expect([bare, `${bare}-2`]).toContain(kept);
    }
  });

  it('makes a page of each file that no text offers, with the file to take along', () => {
    const ofFiles = library.assets.filter((asset) => !texts().includes(asset));
    expect(ofFiles.length).toBeGreaterThan(30);
    for (const { data } of ofFiles) {
      expect(data.source).toMatch(/\.(?:pptx|docx|xlsx|pdf)$/i);
      expect(data.downloads).toHaveLength(1);
    }
  });

  it('keeps every line that holds nothing to be translated', async () => {
    const plain = /^[\p{L}\p{N} ,.;'"?!-]*$/u;
    for (const { data, body } of texts()) {
      const original = await readFile(join(corpus, data.source ?? ''), 'utf8');
      const kept = new Set(body.split('\n').map((line) => line.replace(/^[> ]+/, '').trim()));
      const text = original
        .replace(/^---\r?\n[\s\S]*?\n---[ \t]*(?:\r?\n|$)/, '')
        .replace(/<!--[\s\S]*?-->|\{%-? *comment[\s\S]*?endcomment *-?%\}|<[A-Za-z][^<>]*\n[^<>]*>/g, '');
      const lines = text
        .split('\n')
        .filter(
          (line) => plain.test(line.trim()) && !/^(?:import|export) |^[- ]+$|^\s*(?:!{3}|\?{3})/.test(line),
        );
      const lost = lines.map((line) => line.trim()).filter((line) => line !== '' && !kept.has(line));
      expect({ source: data.source, lost }).toEqual({ source: data.source, lost: [] });
    }
  });

  it('has no findings but those that only its new owners can mend', () => {
    expect([...new Set(findings.map((finding) => finding.rule))].sort()).toEqual([
      'broken-link',
      'file-not-searched',
      'missing-picture',
      'near-duplicate',
      'owner-missing',
      'review-date-missing',
    ]);
  });

  it('opens the right page and heading by at least 97 of 100 links', () => {
    const expected = expectedLinks(originals);
    const dead = deadLinks(expected, pages);
    expect(expected.length).toBeGreaterThan(1000);
    expect(1 - dead.length / expected.length).toBeGreaterThan(0.97);
  });

  it('shows no text that its authors had hidden', () => {
    const { comments, drafts, hidden } = shownHidden(originals, pages);
    expect(hidden).toBeGreaterThan(50);
    expect({ comments, drafts }).toEqual({ comments: [], drafts: [] });
  });

  it('writes nothing the second time', async () => {
    const again = await runScript('import', [corpus, '--into', join(folder, 'content')]);
    expect(again.out.split('\n').at(-2)).toContain('(0 files written');
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
      const taken = library.otherFiles.has(`collateral/${path}`) || library.otherFiles.has(`files/${path}`);
      expect({ path, told: taken || named.some((line) => line.startsWith(`left out  ${path}  `)) }).toEqual({
        path,
        told: true,
      });
    }
  });
});
