import { describe, expect, it } from 'vitest';
import { compileMarkdown } from '../../../../src/adapters/markdown.ts';
import { parseMarkdownTree } from '../../../../src/adapters/import-markdown.ts';
import { buildImport } from '../../../../src/library/import/build-import.ts';
import { parseImportMap, renderImportMap, rulesFor } from '../../../../src/library/import/import-map.ts';
import type { ImportPlan } from '../../../../src/library/import/import-plan.ts';
import { smallHub, today } from '../../../support/small-hub.ts';

function plan(files: Record<string, string>, map?: string, mayAddWords = false): Promise<ImportPlan> {
  const markdown = Object.entries(files).map(([path, text]) => ({
    path,
    bytes: new TextEncoder().encode(text),
  }));
  return buildImport(
    { markdown, others: [], left: [] },
    {
      parse: parseMarkdownTree,
      compile: compileMarkdown,
      today,
      hub: smallHub,
      mayAddWords,
      map: map === undefined ? undefined : parseImportMap('map.yaml', map),
    },
  );
}

const front = (more: string) => `---\ntitle: Ovens\n${more}\n---\nWhat an oven costs a shop in a month.\n`;

function frontOf(imported: ImportPlan, from: string): string {
  const target = imported.targets.find((each) => each.from === from);
  return target !== undefined && 'text' in target
    ? `${target.path}\n${target.text.split('---\n')[1] ?? ''}`
    : 'none';
}

describe('the mapping of an import', () => {
  it('guesses people whom the hub knows, and folders that are called like a kind or a word of the hub', async () => {
    const { map } = await plan({
      'battlecards/acme.md': front('author: Ines Varga'),
      'Pilot/plan.md': front('owner: nobody-here'),
      'faq/a.md': front('x: y'),
    });
    expect(map).toEqual({
      people: { 'Ines Varga': 'ines-varga', 'nobody-here': '' },
      rules: [
        { files: 'Pilot/**', stages: ['pilot'] },
        { files: 'battlecards/**', kind: 'battlecard', competitor: 'from-name' },
        { files: 'faq/**', kind: 'answer' },
      ],
    });
    expect(parseImportMap('map.yaml', renderImportMap(map))).toEqual(map);
  });

  it('lets a page that is held back add no competitor to the hub, whom every reader would see', async () => {
    const { newWords } = await plan(
      {
        'rivals/Crust.md': front('x: y'),
        'rivals/Secret Mills.md': front('draft: true'),
        'rivals/Tallow.md': front('x: y'),
      },
      'rules:\n  - { files: "rivals/**", kind: battlecard, competitor: from-name }\n  - { files: "**/Tallow.md", draft: true }\n',
      true,
    );
    expect(newWords.competitors).toEqual([{ id: 'crust', name: 'Crust' }]);
  });

  it('makes owners, kinds and facets of what people corrected', async () => {
    const map =
      'people: { "M. Holt": tobias-reck }\nrules:\n  - { files: "**/rivals/**", kind: battlecard, competitor: acme }\n  - { files: "*/emea/*", products: [routes] }\n  - { files: "old/**", leave_out: true }\n  - { files: "**/secret.md", draft: true }\n';
    const imported = await plan(
      {
        'a/rivals/card.md': front('author: M. Holt\ntags: [demo, oven]'),
        'a/emea/page.md': front('lastmod: 2025-02-03'),
        'old/x.md': front('x: y'),
        'a/secret.md': front('x: y'),
      },
      map,
    );
    expect(frontOf(imported, 'a/rivals/card.md')).toMatchInlineSnapshot(`
      "battlecards/a/rivals/card.md
      title: Ovens — Rivals
      summary: What an oven costs a shop in a month.
      competitor: acme
      owner: tobias-reck
      stages:
        - demo
      source: a/rivals/card.md
      "
    `);
    expect(frontOf(imported, 'a/emea/page.md')).toMatchInlineSnapshot(`
      "collateral/a/emea/page.md
      title: Ovens — Emea
      summary: What an oven costs a shop in a month.
      products:
        - routes
      updated: 2025-02-03
      source: a/emea/page.md
      "
    `);
    expect(frontOf(imported, 'old/x.md')).toBe('none');
    expect(frontOf(imported, 'a/secret.md')).toContain('draft: true');
  });

  it('makes no battlecard of a competitor that the hub does not know, and says so', async () => {
    const imported = await plan({ 'battlecards/nobody.md': front('x: y') });
    expect(imported.targets[0]?.path).toBe('collateral/battlecards/nobody.md');
    expect(imported.notes.map(({ why }) => why)).toEqual([
      'As collateral: hub.yaml has no competitor "nobody" that this battlecard could be about.',
    ]);
  });

  it('gives a hub that it makes itself the people and competitors of the pages', async () => {
    const imported = await plan({ 'battlecards/Kestrowe.md': front('author: mira-holt') }, undefined, true);
    expect(imported.targets[0]?.path).toBe('battlecards/Kestrowe.md');
    expect(imported.newWords.people).toContainEqual({ id: 'mira-holt', name: 'Mira Holt' });
    expect(imported.newWords.competitors).toContainEqual({ id: 'kestrowe', name: 'Kestrowe' });
  });

  it.each([['rules: [{ files: "a", kind: battlecrd }]'], ['peple: {}'], ['people: [a']])(
    'says what is wrong in %s',
    (text) => {
      expect(() => parseImportMap('content.import.yaml', text)).toThrowErrorMatchingSnapshot();
    },
  );

  it('takes * for one name and ** for any folders', () => {
    const map = parseImportMap('m', 'rules: [{ files: "*/b/**", draft: true }]');
    const matched = ['a/b/c.md', 'a/b/c/d.md', 'b/c.md', 'x/a/b/c.md'].map(
      (path) => rulesFor(path, map).draft ?? false,
    );
    expect(matched).toEqual([true, true, false, false]);
  });
});
