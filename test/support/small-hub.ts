import { compileMarkdown } from '../../src/adapters/markdown.ts';
import type { Asset } from '../../src/library/asset.ts';
import { checkLibrary } from '../../src/checks/check-library.ts';
import { compareFindings, type Finding } from '../../src/library/finding.ts';
import { buildLibrary, type Library } from '../../src/library/library.ts';
import { parseHub } from '../../src/library/parse-hub.ts';
import { renderFindingText } from '../../src/publishing/check/findings-text.ts';

export const today = '2026-11-22';

export const smallHub = parseHub(`
company: { name: Northwind }
products: [{ id: routes, name: Routes }, { id: ledger, name: Ledger }]
stages: [{ id: demo, name: Demo }, { id: pilot, name: Pilot }]
competitors: [{ id: acme, name: Acme }]
departments: [{ id: support, name: Support }]
people: [{ id: ines-varga, name: Ines Varga }, { id: tobias-reck, name: Tobias Reck }]
teams: [{ id: uk, name: UK, reps: 12 }]
review_days: { battlecard: 60 }
`);

/** Reads files given as path → text, as `npm run check` would. */
export function readFiles(
  files: Record<string, string | Uint8Array>,
  others: readonly string[] = [],
): { library: Library; findings: Finding[] } {
  const encoder = new TextEncoder();
  const sources = Object.entries(files).map(([path, content]) => ({
    path,
    bytes: typeof content === 'string' ? encoder.encode(content) : content,
  }));
  return buildLibrary(sources, others, smallHub, compileMarkdown);
}

/** Every finding of the files, as a person reads it. */
export function checkFiles(files: Record<string, string | Uint8Array>, others?: readonly string[]): string[] {
  const { library, findings } = readFiles(files, others);
  const checked = checkLibrary({ library, today, base: undefined });
  return [...findings, ...checked].sort(compareFindings).map(renderFindingText);
}

/** An asset that nothing is wrong with, with more front matter and another body. */
export function goodText(more = '', body = 'Say the answer first.\n'): string {
  return `---\ntitle: A title\nowner: ines-varga\nreviewed: 2026-11-01\n${more === '' ? '' : `${more}\n`}---\n${body}`;
}

/** The findings of one answer with more front matter and another body, without the path. */
export function checkAnswer(more: string, body?: string): string[] {
  return checkFiles({ 'answers/a.md': goodText(more, body) }).map((line) =>
    line.replace('answers/a.md:', ''),
  );
}

export function readAsset(path: string, text: string): Asset {
  const { library, findings } = readFiles({ [path]: text });
  const asset = library.assets[0];
  if (asset === undefined) throw new Error(findings.map(renderFindingText).join('\n'));
  return asset;
}
