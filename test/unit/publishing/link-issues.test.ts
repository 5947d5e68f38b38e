import { expect, test } from 'vitest';
import type { LinkState } from '../../../src/publishing/links/judge-link.ts';
import { buildLinkIssues, type LinkReport } from '../../../src/publishing/links/link-issues.ts';
import { linkedAddresses } from '../../../src/publishing/links/linked-addresses.ts';
import { renderLinkReport } from '../../../src/publishing/links/link-text.ts';
import { buildContent } from '../../support/github/github-publishing.ts';

const DECK = 'https://docs.google.com/presentation/d/1LarkmoorExampleDeck/edit#slide=2';
const { library } = buildContent({
  'collateral/deck.md': `---\ntitle: First call deck\nowner: oona-lind\nlink: ${DECK}\n---\n\nNine slides, and [a map](https://maps.larkmoor.example/).\n`,
  'answers/cost.md': `---\ntitle: What does it cost?\nowner: oona-lind\n---\n\nSee [the list](https://maps.larkmoor.example/#prices), or [ours](../collateral/deck.md).\n`,
});
const links = linkedAddresses(library);

const reportOf = (deck: LinkState, map: LinkState, day = '2026-11-22'): LinkReport => ({
  day,
  links: links.map((link, at) => ({ ...link, state: at === 1 ? deck : map })),
});
const there: LinkState = { is: 'there' };
const gone: LinkState = { is: 'dead', says: 'is not found there' };

test('every address outside the hub is asked about once, wherever it stands', () => {
  expect(
    links.map(({ address, mentions }) => [
      address,
      mentions.map(({ path, line }) => `${path}:${String(line)}`),
    ]),
  ).toEqual([
    ['https://maps.larkmoor.example/', ['answers/cost.md:6', 'collateral/deck.md:7']],
    ['https://docs.google.com/presentation/d/1LarkmoorExampleDeck/edit', ['collateral/deck.md:4']],
  ]);
});

test('a page that leads to what is gone has one issue, for its owner, with each place', () => {
  const [issue, ...others] = buildLinkIssues(library, reportOf(gone, there), '2026-11-23').issues;
  expect(others).toEqual([]);
  expect(issue).toMatchObject({ key: 'collateral/deck', assignee: 'oona' });
  expect(issue?.text).toMatchInlineSnapshot(`
    "**First call deck** has 1 link by which a reader does not come to what it promises.

    - Line 4: \`https://docs.google.com/presentation/d/1LarkmoorExampleDeck/edit\` is not found there.

    Put in the address that holds now, or take it out: [open it in the editor](<https://github.com/larkmoor/hub/edit/main/content/collateral/deck.md>).

    Oona Lind answers for it.

    This closes itself once all of them lead somewhere again. Close it as not planned to hear of it again only when others break."
  `);
});

test('what is closed to programs, or was not answered, is no alarm', () => {
  const closed: LinkState = { is: 'private', says: 'asks for a sign-in at accounts.google.com' };
  const report = reportOf(closed, { is: 'unknown', says: 'did not answer in time' });
  expect(buildLinkIssues(library, report, '2026-11-22').issues).toEqual([]);
  expect(renderLinkReport(report)).toMatchInlineSnapshot(`
    [
      "Only people who are signed in can tell:",
      "  https://docs.google.com/presentation/d/1LarkmoorExampleDeck/edit asks for a sign-in at accounts.google.com.",
      "    content/collateral/deck.md:4",
      "",
      "Not known: asked again the next time:",
      "  https://maps.larkmoor.example/ did not answer in time.",
      "    content/answers/cost.md:6",
      "    content/collateral/deck.md:7",
      "",
      "2 links: 0 there, 0 dead, 0 moved, 1 private, 1 unknown.",
    ]
  `);
});

test('without a report of this week nothing is made and nothing closed', () => {
  for (const report of [undefined, reportOf(gone, gone, '2026-11-01')]) {
    const { issues, closing } = buildLinkIssues(library, report, '2026-11-22');
    expect([issues, closing('collateral/deck')]).toEqual([[], undefined]);
  }
  expect(
    buildLinkIssues(library, reportOf(there, there), '2026-11-22').closing('collateral/deck'),
  ).toMatchObject({
    reason: 'completed',
  });
});
