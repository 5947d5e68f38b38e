import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { contentFolder, readContent } from '../../../src/adapters/content-folder.ts';
import { compileMarkdown } from '../../../src/adapters/markdown.ts';
import { compileMarkdown as ofBrowser } from '../../../src/browser/new/compile-markdown.ts';
import { catalogue, idOf } from '../../../src/checks/catalogue.ts';
import { checkLibrary } from '../../../src/checks/check-library.ts';
import type { Draft } from '../../../src/library/draft-text.ts';
import { parseFrontMatter } from '../../../src/library/front-matter.ts';
import { buildLibrary, type Library } from '../../../src/library/library.ts';
import { wordsOf } from '../../../src/library/markdown/words.ts';
import { hubSchema } from '../../../src/library/hub.ts';
import { parseHub } from '../../../src/library/parse-hub.ts';
import { createDraftCheck } from '../../../src/publishing/draft/check.ts';
import { hubOfForm } from '../../../src/publishing/draft/form-hub.ts';
import { buildLibraryOutline } from '../../../src/publishing/draft/library-outline.ts';

const TODAY = '2026-11-22';
const hub = parseHub(`
company: { name: Northwind }
products: [{ id: cold, name: Cold }]
people: [{ id: ines, name: Ines }]
competitors: [{ id: acme, name: Acme }]
facts: [{ id: van-price, says: £38 a van }]
`);
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const { library } = buildLibrary(
  [
    {
      path: 'answers/cost.md',
      bytes: bytes('---\ntitle: What does it cost?\nowner: ines\n---\n\n## Per van\n\n£38.\n'),
    },
  ],
  ['files/sheet.csv'],
  hub,
  compileMarkdown,
);
const check = createDraftCheck(hub, buildLibraryOutline(library), ofBrowser);

function said(draft: Partial<Draft>): string[] {
  const { findings } = check({ kind: 'answer', values: {}, body: '', ...draft }, TODAY);
  return findings.map(({ at, severity, text }) => `${at.join('.')}  ${severity}  ${text}`);
}

const whole = { title: 'Is it safe?', owner: 'ines', reviewed: '2026-11-20' };

test('the form is given no more of hub.yaml than it asks', () => {
  const full = parseHub(
    `
company: { name: N, tagline: SECRET, repository: https://github.com/n/hub, site: https://SECRET.example.com }
products: [{ id: a, name: A, line: SECRET }]
competitors: [{ id: b, name: B, line: SECRET }]
people: [{ id: ines, name: Ines, department: x, github: SECRET, notes: false, keeper: true }]
teams: [{ id: uk, name: UK, reps: 777 }]
facts: [{ id: f, says: €1, owner: SECRET-owner }]
synonyms: [[SECRET, other]]
rep_burden: { minutes_a_week: 777 }
`.replace('owner: SECRET-owner', 'owner: secret-owner'),
  );
  const sent = JSON.stringify(hubOfForm(full));
  expect(sent).not.toMatch(/secret|777|keeper|notes|github":/i);
  expect(hubSchema.parse(JSON.parse(sent))).toMatchObject({ people: [{ id: 'ines', name: 'Ines' }] });
});

describe('the check of a draft', () => {
  test('has nothing to say of a piece that is whole', () => {
    const checked = check({ kind: 'answer', values: whole, body: 'Yes.' }, TODAY);
    expect(checked).toMatchObject({ path: 'answers/is-it-safe.md', id: 'answers/is-it-safe', findings: [] });
    const steps = [{ do: 'Ask who was there.' }];
    const play = { ...whole, situation: 'A van stands still.', steps };
    expect(check({ kind: 'play', values: play, body: '' }, TODAY).parts.map(({ text }) => text)).toEqual([
      'A van stands still.',
      'Ask who was there.',
    ]);
  });

  test('names everything that is missing at once, each at its field', () => {
    expect(said({ values: { title: '' } })).toMatchInlineSnapshot(`
      [
        "title  error  This must be filled in.",
        "owner  error  Choose who answers for it, so that somebody notices when it goes stale.",
        "body  error  Write what a rep should know.",
      ]
    `);
    expect(said({ kind: 'battlecard', values: { title: 'Acme', competitor: '' } })).toMatchInlineSnapshot(`
      [
        "competitor  error  This must be filled in.",
        "owner  error  Choose who answers for it, so that somebody notices when it goes stale.",
      ]
    `);
  });

  test('speaks of values in words that do without the file, and names what was meant', () => {
    const values = {
      ...whole,
      benefit: 'x'.repeat(170),
      products: ['colt'],
      related: ['answers/cots'],
      reviewed: '2027-01-01',
      competitor: 'acme',
      why_we_win: [
        { claim: 'A', source: 'B', seen_on: 'soon', good_for_days: 'many' },
        { claim: '', source: 'B', seen_on: '2026-10-01', source_url: 'www.x' },
      ],
    };
    expect(said({ kind: 'battlecard', values })).toMatchInlineSnapshot(`
      [
        "benefit  error  This is too long: 170 letters, and at most 160 fit. Say it shorter; the rest belongs in the text below.",
        "products.0  error  This says "colt", which the hub does not know. Did you mean "cold"?",
        "why_we_win.0.seen_on  error  The date "soon" under seen_on is not a date. Write it like 2027-01-31.",
        "why_we_win.0.good_for_days  error  This holds text where a number belongs.",
        "why_we_win.1.claim  error  This must be filled in.",
        "why_we_win.1.source_url  error  This says "www.x", which is no web address. Write the whole address, beginning with https://.",
        "reviewed  error  It says it was reviewed on 1 Jan 2027, a day still to come. Write the day on which somebody last read it through.",
        "related.0  error  There is no asset with the id "answers/cots". Did you mean "answers/cost"?",
      ]
    `);
    expect(
      check({ kind: 'battlecard', values, body: '' }, TODAY).findings.flatMap(({ meant }) => meant ?? []),
    ).toEqual(['cold', 'answers/cost']);
  });

  test('follows links from where the piece will lie, while other values do not fit yet', () => {
    const body =
      '[own heading](#when) [cost](cost.md#per-van) [far](../answers/cost.md) [gone](gone.md)\n\n## When\n\nNow.';
    const links = said({ values: whole, body });
    expect(links).toMatchInlineSnapshot(`
      [
        "body  error  The link to gone.md leads nowhere. Correct the link, or take it out.",
      ]
    `);
    const [product, ...rest] = said({ values: { ...whole, products: ['colt'] }, body });
    expect(product).toContain('colt');
    expect(rest).toEqual(links);
  });

  test('knows a name that is taken, and does not tell the title again', () => {
    expect(said({ values: { ...whole, title: 'Cost' }, body: 'Much.' })).toMatchInlineSnapshot(`
      [
        "title  error  There is a page of this name already, from answers/cost.md. Change the title, or edit that page instead.",
      ]
    `);
    expect(said({ values: { ...whole, title: 'what does it  COST?' }, body: 'Much.' }))
      .toMatchInlineSnapshot(`
      [
        "title  warning  answers/cost.md has the same title, so reps cannot tell the two apart in a list. Give one of them a title that says what is special about it.",
      ]
    `);
  });

  test('shows facts as their words and keeps them as facts in the file, also while other values do not fit', () => {
    const price = '{{fact:van-price}}';
    const unfit = { title: `Why ${price}?`, benefit: `Say ${price}. ${'x'.repeat(170)}`, products: ['colt'] };
    const values = { ...whole, ...unfit, summary: `All for ${price}.` };
    const checked = check({ kind: 'answer', values, body: `It is ${price}.\n\n~~~\n${price}` }, TODAY);
    const { body, ...shown } = checked.shown;
    expect(wordsOf(body)).toBe(`It is £38 a van. ${price}`);
    expect(shown).toEqual({
      title: 'Why £38 a van?',
      benefit: `Say £38 a van. ${'x'.repeat(170)}`,
      summary: 'All for £38 a van.',
    });
    expect(checked.text).toContain('It is {{fact:van-price}}.');
    expect(said({ values: whole, body: 'It is {{fact:van-prise}}.' })).toMatchInlineSnapshot(`
      [
        "body  error  The hub has no fact "van-prise", so readers would see the braces. Did you mean "van-price"?",
      ]
    `);
  });

  test('tells of jargon beside the benefit, in the words of the check, also before the rest fits', () => {
    const benefit = 'Leverage the Cold synergy.';
    expect(said({ values: { ...whole, benefit }, body: 'Yes.' })).toMatchInlineSnapshot(`
      [
        "benefit  warning  This says “Leverage” and “synergy”: jargon that does not tell a rep what is in it for them. Say what the rep can do with it; instead of “Leverage” say “use”; instead of “synergy” say what the two do together.",
      ]
    `);
    const findings = said({ kind: 'battlecard', values: { ...whole, benefit, competitor: '' } });
    expect(findings.filter((one) => one.startsWith('benefit'))).toHaveLength(1);
    const own = parseHub(
      'company: { name: N }\njargon: { allow: [synergies], add: [{ words: cold, instead: chilled }] }',
    );
    const findingsOf = createDraftCheck(
      own,
      buildLibraryOutline(library),
      ofBrowser,
    )({ kind: 'answer', values: { benefit }, body: '' }, TODAY);
    expect(findingsOf.findings.find(({ rule }) => rule === 'benefit-jargon')?.text).toContain(
      'instead of “Leverage” say “use”; instead of “Cold” say “chilled”.',
    );
  });

  test('does not hold a piece back for a file that may have come since', () => {
    const values = { ...whole, downloads: [{ label: 'Sheet', file: 'new.pdf' }] };
    expect(said({ kind: 'collateral', values, body: 'A' })).toMatchInlineSnapshot(`
      [
        "downloads.0.file  warning  The file new.pdf is not in content/files. Upload it first; a file that came since the hub was last built is not known here.",
      ]
    `);
  });
});

describe('a draft made of a piece of the sample hub', () => {
  let sample: Library;
  beforeAll(async () => {
    ({ library: sample } = await readContent(contentFolder({})));
  });

  test('gets the findings that the check has for the piece, as far as they tell of it alone', async () => {
    const forDrafts = new Set(
      catalogue.filter(({ places }) => places.includes('new page')).map(({ id }) => id),
    );
    const real = checkLibrary({ library: sample, today: '2027-06-01', base: undefined });
    for (const asset of sample.assets) {
      const text = await readFile(join(contentFolder({}), asset.path), 'utf8');
      const { frontMatter } = parseFrontMatter(asset.path, text);
      const others = { ...sample, assets: sample.assets.filter(({ id }) => id !== asset.id) };
      const draft = { kind: asset.kind, values: frontMatter?.data ?? {}, body: asset.body };
      const { findings } = createDraftCheck(
        hubOfForm(sample.hub),
        buildLibraryOutline(others),
        ofBrowser,
      )(draft, '2027-06-01');
      const rules = real
        .filter((finding) => finding.path === asset.path && forDrafts.has(idOf(finding)))
        .map(({ rule }) => rule);
      expect([asset.path, ...findings.map(({ rule }) => rule)]).toEqual([asset.path, ...rules]);
    }
  });
});
