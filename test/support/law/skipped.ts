import type { CodeFile } from './source-files.ts';

const SKIPPED = /\.(?:skipIf|runIf)\((?:[^()]|\([^()]*\))*\)\(\s*(['"`])((?:(?!\1)[^\\]|\\.)*)\1/g;
const WANTS = /\(wants [^)]+\)$|\(\$\{(?:\w+\.)?wanted\}\)$/;

/** Tests that are skipped somewhere and do not say what they want, as `path sentence`. */
export function checkSkipped({ path, text }: CodeFile): string[] {
  const faults: string[] = [];
  const titles = [...text.matchAll(SKIPPED)].map(([, , title = '']) => title);
  const uses = text.match(/\.(?:skipIf|runIf)\(/g)?.length ?? 0;
  if (titles.length < uses) faults.push(`${path} skips a test that has no title`);
  for (const title of titles)
    if (!WANTS.test(title)) faults.push(`${path} skips "${title}" and does not say what it wants`);
  if (/\.(?:skip|todo)\(/.test(text)) faults.push(`${path} skips a test everywhere`);
  if (/\.\.\/shared\b/.test(text)) faults.push(`${path} looks beside the checkout by itself`);
  return faults;
}
