import { expect, it } from 'vitest';
import { warnOfFindings } from '../../src/integration/findings-warning.ts';

it('says first which pages a build is without, and how to learn of all', () => {
  const said: string[] = [];
  const missing = ['answers/a.md', 'answers/b.md', 'plays/c.md', 'plays/d.md', 'plays/e.md'];
  warnOfFindings({ findings: [], missing }, { warn: (line) => said.push(line) });
  warnOfFindings({ findings: [], missing: ['answers/a.md'] }, { warn: (line) => said.push(line) });
  warnOfFindings({ findings: [], missing: [] }, { warn: (line) => said.push(line) });
  expect(said).toMatchInlineSnapshot(`
    [
      "5 pages will be missing, because of mistakes in answers/a.md, answers/b.md, plays/c.md and 2 more: npm run check lists them all.",
      "1 page will be missing, because of mistakes in answers/a.md: npm run check lists them all.",
    ]
  `);
});
