import { expect, it } from 'vitest';
import { compileMarkdown } from '../../../src/adapters/markdown.ts';
import { buildLibrary } from '../../../src/library/library.ts';
import { parseHub } from '../../../src/library/parse-hub.ts';
import { noRecords } from '../../../src/library/records/records.ts';
import { searchTests } from '../../../src/library/records/search-tests.ts';
import { checkContent, openSearch, type Base } from '../../../src/publishing/check/check-content.ts';

const hub = parseHub(`
company: { name: Northwind }
people: [{ id: ines, name: Ines }]
competitors: [{ id: acme, name: Acme }]
`);
const card = `---
title: Acme
owner: ines
reviewed: 2026-11-01
competitor: acme
why_we_win:
  - claim: They were fined for a flamingo in the cold store.
    source: The register
    seen_on: 2026-10-23
    good_for_days: 30
---
`;
const { library } = buildLibrary(
  [{ path: 'battlecards/acme.md', bytes: new TextEncoder().encode(card) }],
  [],
  hub,
  compileMarkdown,
);
const tests = searchTests.parse('tests:\n  - { search: flamingo, finds: battlecards/acme }\n', hub).entries;
const content = openSearch({
  library,
  records: { ...noRecords(), searchTests: tests },
  findings: [],
  missing: [],
});

async function ranksOn(today: string, base?: Base): Promise<string[]> {
  const { findings } = await checkContent(content, today, base);
  return findings.filter(({ rule }) => rule === 'rank-too-low').map(({ message }) => message);
}

it('asks questions as of the day: a claim that has greyed itself answers none, here and on the base branch', async () => {
  expect(await ranksOn('2026-11-22')).toEqual([]);
  expect(await ranksOn('2026-11-23')).toEqual([
    'A rep who types "flamingo" finds nothing, and should find "Acme".',
  ]);
  expect(await ranksOn('2026-11-23', { name: 'main', content })).toEqual([
    'A rep who types "flamingo" finds nothing, and should find "Acme" (as on main).',
  ]);
});
