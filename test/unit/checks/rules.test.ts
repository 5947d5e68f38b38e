import { describe, expect, it } from 'vitest';
import type { PageRoute } from '../../../src/library/route.ts';
import { routes } from '../../../src/library/routes.ts';
import { checkAnswer, checkFiles, goodText } from '../../support/small-hub.ts';

function old(more: string): string {
  return goodText(more).replace('2026-11-01', '2026-07-01');
}

const leadsNowhere = (link: string) =>
  expect.stringContaining(`The link to ${link} leads to no heading`) as unknown;

describe('who looks after an asset', () => {
  it('says when nobody owns it, and leaves its review for later', () => {
    expect(checkFiles({ 'answers/a.md': '---\ntitle: A\n---\nText' })).toMatchInlineSnapshot(`
      [
        "answers/a.md:1  error  Nobody owns this asset. Add a line like owner: followed by the id of a person listed under people in hub.yaml.  [owner-missing]",
      ]
    `);
  });

  it('asks an owner for the day of the last review', () => {
    expect(checkFiles({ 'answers/a.md': '---\ntitle: A\nowner: ines-varga\n---\nText' }))
      .toMatchInlineSnapshot(`
      [
        "answers/a.md:3  warning  Nobody has said when this was last checked. Read it through and add reviewed: 2026-11-22.  [review-date-missing]",
      ]
    `);
  });

  it('says when the review is overdue, by its own date or by the days of the kind', () => {
    expect([
      ...checkFiles({ 'answers/a.md': old('') }),
      ...checkFiles({ 'answers/b.md': old('review_by: 2026-11-21') }),
    ]).toMatchInlineSnapshot(`
      [
        "answers/a.md:4  warning  Its review was due on 29 Oct 2026. Read it through, mend what is no longer true, and write reviewed: 2026-11-22.  [review-overdue]",
        "answers/b.md:5  warning  Its review was due on 21 Nov 2026. Read it through, mend what is no longer true, and write the next day under review_by.  [review-overdue]",
      ]
    `);
    expect(checkFiles({ 'answers/c.md': old('review_by: 2026-11-22') })).toEqual([]);
  });

  it('does not believe a review that is still to come', () => {
    expect(checkFiles({ 'answers/a.md': goodText().replace('2026-11-01', '2026-11-23') }))
      .toMatchInlineSnapshot(`
      [
        "answers/a.md:4  error  It says it was reviewed on 23 Nov 2026, a day still to come. Write the day on which somebody last read it through.  [reviewed-in-future]",
      ]
    `);
  });

  it('says when an asset has expired, from the day after', () => {
    expect(checkAnswer('expires: 2026-11-22')).toEqual([]);
    expect(checkAnswer('expires: 2026-11-21')).toMatchInlineSnapshot(`
      [
        "5  warning  It expired on 21 Nov 2026 and is marked so everywhere. Write a later date under expires if it still holds, or delete the file.  [expired]",
      ]
    `);
  });
});

describe('what an asset says', () => {
  it('wants words below the front matter, except where the data fill the page', () => {
    expect(checkAnswer('', ' \r\n\n')).toMatchInlineSnapshot(`
      [
        "6  error  There is no text below the front matter. Write what a rep should know, or delete the file.  [empty-body]",
      ]
    `);
    expect(checkFiles({ 'battlecards/acme.md': goodText('competitor: acme', '') })).toEqual([]);
  });

  it('says which titles and addresses are taken', () => {
    expect(
      checkFiles({
        'answers/a.md': goodText(),
        'answers/b.md': goodText().replace('A title', 'a  TITLE'),
        'answers/Cost.md': goodText().replace('A title', 'Cost'),
        'answers/cost!.md': goodText().replace('A title', 'Price'),
      }),
    ).toMatchInlineSnapshot(`
      [
        "answers/b.md:2  warning  answers/a.md has the same title, so reps cannot tell the two apart in a list. Give one of them a title that says what is special about it.  [duplicate-title]",
        "answers/cost!.md:1  error  The page address /answers/cost/ is already taken by answers/Cost.md, so this file is left out. Rename one of the two files.  [duplicate-slug]",
      ]
    `);
  });
});

describe('links', () => {
  const files = {
    'collateral/pilot-plan.md': goodText('', '## Success criteria\n\nText\n'),
    'plays/stalled.md': goodText(
      'situation: They wait.\nsteps: [{ do: Send it., use: collateral/pilot-plan }]',
    ).replace('A title', 'Stalled'),
  };
  const check = (body: string, more = '') =>
    checkFiles({ ...files, 'answers/a.md': goodText(more, body).replace('A title', 'An answer') }, [
      'files/sheet.csv',
      'answers/shot.png',
    ]).filter((line) => line.startsWith('answers/a.md'));

  it('follows links to assets, headings, files, pictures and pages of the hub', () => {
    const body = [
      '## Here',
      '[a](../collateral/pilot-plan.md) [b](../collateral/pilot-plan.md#success-criteria) [c](#here)',
      '[d](../collateral/pilot-plan) [e](../files/sheet.csv) ![f](shot.png) [g](/library/) [h](/collateral/pilot-plan/)',
      '[i](https://example.com/x) [j](mailto:a@example.com) [k](<../files/sheet.csv> "title") [l][m]',
      '',
      '[m]: ../plays/stalled.md#steps',
      '[^1]: A footnote leads nowhere.',
      '',
      '`[code](nowhere.md)`',
      '```',
      '[code](nowhere.md)',
      '```',
    ].join('\n');
    expect(check(body)).toEqual([]);
  });

  it('takes every page of the hub that content may link to, and no other', () => {
    const rows = Object.values<PageRoute>(routes).filter(({ values }) => values === undefined);
    const pages = rows.filter(({ isLinkable }) => isLinkable).map(({ address }) => address);
    const written = ['/brief/?stage=pilot', '/asks/#x', '/mine'];
    const ofTheHub = [
      '/products/routes/',
      '/stages/pilot/',
      '/plays/',
      '/collateral/',
      '/library/?kind=play',
    ];
    expect(check([...pages, ...written, ...ofTheHub].map((page) => `[x](${page})`).join('\n\n'))).toEqual([]);
    const wrong = [
      ['/products/legder/', '/products/ledger/'],
      ['/products/', undefined],
      ['/stages/pilots/', '/stages/pilot/'],
      ['/battlecards/', undefined],
      ['/call/nobody/', undefined],
      ['/breif/', '/brief/'],
      ['../brief/', '/brief/'],
      ['/collateral/pilot-pla/', '../collateral/pilot-plan.md'],
      ...rows.filter(({ isLinkable }) => !isLinkable).map(({ address }) => [address, undefined] as const),
      ['/adoption/snapshot.json', undefined],
      ['/admin/', undefined],
    ] as const;
    expect(check(wrong.map(([page]) => `[x](${page})`).join('\n\n'))).toEqual(
      wrong.map(([page, meant]) => {
        const hint = meant === undefined ? 'Correct the link, or take it out.' : `Did you mean "${meant}"?`;
        return expect.stringContaining(`The link to ${page} leads nowhere. ${hint}`) as unknown;
      }),
    );
  });

  it('says which lead nowhere and where they were meant to lead', () => {
    expect(
      check(
        [
          '[a](../collateral/pilot-pln.md)',
          '[b](pilot-plan.md)',
          '[c](../collateral/pilot-plan.md#succes-criteria)',
          '[d](#nowhere)',
          '![e](missing.png)',
          '[f](/nowhere/)',
          '[g]',
          '',
          '[g]: gone.md',
        ].join('\n'),
        'related: [plays/staled]',
      ),
    ).toMatchInlineSnapshot(`
      [
        "answers/a.md:5  error  There is no asset with the id "plays/staled". Did you mean "plays/stalled"?  [broken-link]",
        "answers/a.md:7  error  The link to ../collateral/pilot-pln.md leads nowhere. Did you mean "../collateral/pilot-plan.md"?  [broken-link]",
        "answers/a.md:8  error  The link to pilot-plan.md leads nowhere. Did you mean "../collateral/pilot-plan.md"?  [broken-link]",
        "answers/a.md:9  error  The link to ../collateral/pilot-plan.md#succes-criteria leads to no heading of that page. Did you mean "success-criteria"?  [broken-link]",
        "answers/a.md:10  error  The link to #nowhere leads to no heading of this page. Correct the link, or take it out.  [broken-link]",
        "answers/a.md:11  error  The picture missing.png is not in the content folder. Add the picture beside the text, or take the line out.  [missing-picture]",
        "answers/a.md:12  error  The link to /nowhere/ leads nowhere. Correct the link, or take it out.  [broken-link]",
        "answers/a.md:13  error  The link to gone.md leads nowhere. Correct the link, or take it out.  [broken-link]",
      ]
    `);
  });

  it('takes a place for one only where its page has it', () => {
    const places = [
      '# Of the page',
      '<a id="terms"></a>Terms, <a name="price">price</a>, `<a id="in-code">`',
      '```html\n<a id="in-fence"></a>\n```',
      '<!-- <a id="in-comment"></a> -->',
    ].join('\n\n');
    const there = ['terms', 'price', 'of-the-page'];
    const notThere = ['in-code', 'in-fence', 'in-comment', 'Of-the-page', 'Terms'];
    expect(
      check([...there, ...notThere].map((place) => `[x](#${place})`).join('\n\n') + `\n\n${places}`),
    ).toEqual(notThere.map((place) => leadsNowhere(`#${place}`)));
    const other = { 'answers/b.md': goodText('', places).replace('A title', 'Of places') };
    expect(
      checkFiles({
        ...other,
        'answers/a.md': goodText(
          '',
          [...there, ...notThere].map((place) => `[x](b.md#${place})`).join('\n\n'),
        ),
      }),
    ).toEqual(notThere.map((place) => leadsNowhere(`b.md#${place}`)));
  });

  it('knows the places that data have on a page, and no others', () => {
    expect(check('[x](../plays/stalled.md#when) [x](../plays/stalled.md#steps)')).toEqual([]);
    expect(check('[x](../plays/stalled.md#step)')).toEqual([
      'answers/a.md:6  error  The link to ../plays/stalled.md#step leads to no heading of that page. Did you mean "steps"?  [broken-link]',
    ]);
  });

  it('checks downloads, the kit of a play and the other half of a story', () => {
    expect([
      ...checkFiles({ 'collateral/c.md': goodText('downloads: [{ label: Sheet, file: sheet.csv }]') }),
      ...checkFiles({
        'plays/p.md': goodText('situation: They wait.\nsteps: [{ do: Send it., use: collateral/x }]'),
      }),
      ...checkFiles({ 'sell-stories/s.md': goodText('pairs_with: build-stories/x') }),
    ]).toMatchInlineSnapshot(`
      [
        "collateral/c.md:5  error  The file sheet.csv is not in content/files. Put the file there, or take the line out.  [missing-file]",
        "plays/p.md:6  error  There is no asset with the id "collateral/x". Correct the link, or take it out.  [broken-link]",
        "sell-stories/s.md:2  warning  The story says nothing under products, team, recording and takeaways. Name the products and the team that tells it, where it can be heard, and three things to remember.  [story-incomplete]",
        "sell-stories/s.md:2  warning  Half of the story is missing. Nobody has told how this is built yet. Ask them for a page in build-stories, or write under pairs_with which one tells it.  [story-unpaired]",
        "sell-stories/s.md:5  error  There is no asset with the id "build-stories/x". Correct the link, or take it out.  [broken-link]",
      ]
    `);
  });

  it('does not call a link broken when the file is there and has faults of its own', () => {
    expect(
      checkFiles({
        'answers/a.md': goodText('related: [answers/b]', '[b](b.md)'),
        'answers/b.md': '---\ntitle: [\n---\n',
      }),
    ).toHaveLength(1);
  });
});

const card = (seen: string) => `---
title: Acme
owner: ines-varga
reviewed: 2026-11-01
competitor: acme
why_we_win:
  - claim: They have no single sign-on.
    source: Their pricing page
    seen_on: ${seen}
    good_for_days: 30
---
`;

const claimFindings = (seen: string) =>
  checkFiles({ 'battlecards/a.md': card(seen) }).filter((line) => line.includes('[claim-'));

describe('claims', () => {
  it('are asked after a week before their last day, and when it has passed', () => {
    expect([...claimFindings('2026-10-23'), ...claimFindings('2026-10-30'), ...claimFindings('2026-10-22')])
      .toMatchInlineSnapshot(`
      [
        "battlecards/a.md:9  warning  The claim “They have no single sign-on.” greys itself after 22 Nov 2026. Ines Varga: look at its source again and write the day under seen_on, or take the claim out.  [claim-expiring]",
        "battlecards/a.md:9  warning  The claim “They have no single sign-on.” greys itself after 29 Nov 2026. Ines Varga: look at its source again and write the day under seen_on, or take the claim out.  [claim-expiring]",
        "battlecards/a.md:9  warning  The claim “They have no single sign-on.” greyed itself after 21 Nov 2026; nobody can copy or find it. Ines Varga: look at its source again and write the day under seen_on, or take the claim out.  [claim-expired]",
      ]
    `);
  });

  it('are left alone while they hold for more than a week', () => {
    expect(claimFindings('2026-10-31')).toEqual([]);
  });
});
