import { expect, it } from 'vitest';
import type { ImportPlan } from '../../../src/library/import/import-plan.ts';
import { renderImportPage } from '../../../src/publishing/import-page.ts';

const id = '0f3a9c1d2b4e4f6a8c7d9e0b1a2c3d4e';
const plan: ImportPlan = {
  targets: [],
  notes: [
    { path: `Hub ${id}/a.svg`, taken: false, why: 'SVG pictures can hold script and are not taken.' },
    { path: 'b.svg', taken: false, why: 'SVG pictures can hold script and are not taken.' },
    { path: 'c.md', taken: true, why: 'Look <twice>.' },
  ],
  markup: [],
  taken: 0,
  found: 1,
  drafts: 0,
  deadLinks: [{ path: 'c.md', links: ['gone.md', '<b>'] }],
  linkProposals: [
    { address: 'https://www.loom.com/share/1', provider: 'Loom', title: 'The <demo>', pages: ['c.md'] },
    {
      address: 'https://drive.google.com/',
      provider: 'Google Drive',
      title: 'Drive',
      pages: ['c.md'],
      whyNot: 'x',
    },
  ],
  map: { people: { 'Ann Example': '' }, rules: [] },
  newWords: { people: [], competitors: [] },
};

it('names each reason once with its files, as people call them, and every dead link', () => {
  const page = renderImportPage(plan, { into: 'content', written: 0, same: 0 });
  expect(page.match(/SVG pictures can hold script/g)).toHaveLength(1);
  expect(page).toContain('<li>Hub/a.svg</li>');
  expect(page).not.toContain(id);
  expect(page).toContain('Look &lt;twice&gt;.');
  expect(page).toContain('<li>&lt;b&gt;</li>');
  expect(page).toContain('Ann Example');
  expect(page).toContain('The &lt;demo&gt;');
  expect(page).not.toContain('drive.google.com');
});
