import { expect, it } from 'vitest';
import { compileMarkdown } from '../../../src/adapters/markdown.ts';
import { checkLibrary } from '../../../src/checks/check-library.ts';
import { buildLibrary } from '../../../src/library/library.ts';
import { parseHub } from '../../../src/library/parse-hub.ts';
import { renderStarterAssets, renderStarterHub } from '../../../src/library/starter-hub.ts';

it('gives a hub that reads, whatever a company is called', () => {
  for (const name of ['Northwind', 'A "B": C #1', "O'Neil & Søn\\", '- yes', '株式会社']) {
    expect(parseHub(renderStarterHub(name, true)).company.name).toBe(name);
    expect(parseHub(renderStarterHub(name, false)).people).toEqual([]);
  }
});

it.each(['2026-11-22', '2027-11-22', '2028-02-29', '2030-12-31'])(
  'gives example assets that pass every check on %s',
  (today) => {
    const encoder = new TextEncoder();
    const files = [...renderStarterAssets(today)].map(([path, text]) => ({
      path,
      bytes: encoder.encode(text),
    }));
    const { library, findings } = buildLibrary(
      files,
      [],
      parseHub(renderStarterHub('Northwind', true)),
      compileMarkdown,
    );
    expect(findings).toEqual([]);
    expect(checkLibrary({ library, today, base: undefined })).toEqual([]);
    expect(library.assets.map((asset) => asset.kind)).toEqual(['answer', 'battlecard']);
  },
);
