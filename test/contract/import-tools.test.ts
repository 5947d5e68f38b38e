import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readImportFolder } from '../../src/adapters/import-folder.ts';
import { compileMarkdown } from '../../src/adapters/markdown.ts';
import { parseMarkdownTree } from '../../src/adapters/import-markdown.ts';
import { checkLibrary } from '../../src/checks/check-library.ts';
import { buildImport } from '../../src/library/import/build-import.ts';
import { compareFindings } from '../../src/library/finding.ts';
import { renderFindingText } from '../../src/publishing/check/findings-text.ts';
import { renderImportReport } from '../../src/publishing/import-report.ts';
import { readFiles, smallHub, today } from '../support/small-hub.ts';

/** A folder is a test case: `in` as a tool exports it, `out` as the hub takes it. Delete `out` to make it anew. */
const cases = resolve(import.meta.dirname, '../fixtures/imports');

describe.each(await readdir(cases))('an export of %s', async (name) => {
  const read = await readImportFolder(join(cases, name, 'in'));
  const plan = await buildImport(read, {
    parse: parseMarkdownTree,
    compile: compileMarkdown,
    today,
    hub: smallHub,
  });
  const out = join(cases, name, 'out');
  const texts = plan.targets.flatMap((target) => ('text' in target ? [target] : []));

  it.each(texts.map((target) => [target.path, target.text]))('makes %s', async (path, text) => {
    await expect(text).toMatchFileSnapshot(join(out, path));
  });

  it('brings out nothing that its authors had hidden', () => {
    for (const { text } of texts) expect(text).not.toMatch(/SECRET|TRASHED/);
  });

  it('says what was taken, translated and left out', async () => {
    const others = plan.targets.filter((target) => !('text' in target)).map((target) => target.path);
    const { library, findings } = readFiles(
      Object.fromEntries(texts.map(({ path, text }) => [path, text])),
      others,
    );
    const all = [...findings, ...checkLibrary({ library, today, base: undefined })].sort(compareFindings);
    const said = all.filter(({ rule }) => rule !== 'owner-missing');
    const report = renderImportReport(plan, { into: 'content', written: plan.targets.length, same: 0 });
    const lines = [
      report,
      '',
      'Beside them',
      ...others,
      '',
      'The check says',
      ...said.map(renderFindingText),
    ];
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(join(out, 'report.txt'));
  });

  it('makes the same a second time', async () => {
    expect(
      await buildImport(read, { parse: parseMarkdownTree, compile: compileMarkdown, today, hub: smallHub }),
    ).toEqual(plan);
  });

  it('has nothing beside it that is no longer made', async () => {
    // On the first run snapshots are written later than this.
    const there = await readdir(out, { recursive: true, withFileTypes: true }).catch(() => []);
    const files = there.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    const made = new Set([...texts.map(({ path }) => join(out, path)), join(out, 'report.txt')]);
    expect(files.filter((path) => !made.has(path))).toEqual([]);
  });
});
