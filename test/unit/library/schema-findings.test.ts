import { describe, expect, it } from 'vitest';
import { checkAnswer, checkFiles, goodText } from '../../support/small-hub.ts';

describe('front matter that does not fit its kind', () => {
  it('finds nothing wrong with a good file', () => {
    expect(checkAnswer('products: [routes]')).toEqual([]);
  });

  it('names the nearest known key, or says where the key belongs', () => {
    expect([
      ...checkAnswer('sumary: Text'),
      ...checkAnswer('why_we_win: []'),
      ...checkAnswer('colour: red'),
      ...checkAnswer('__proto__: 1'),
      ...checkAnswer(`${'k'.repeat(300)}: 1`),
    ]).toMatchInlineSnapshot(`
      [
        "5  error  Files in answers have no key "sumary". Did you mean "summary"?  [unknown-key]",
        "5  error  Files in answers have no key "why_we_win". It belongs to files in battlecards; take the line out here.  [unknown-key]",
        "5  error  Files in answers have no key "colour". Take the line out, or see content/README.md for the keys there are.  [unknown-key]",
        "5  error  Files in answers have no key "__proto__". Take the line out, or see content/README.md for the keys there are.  [unknown-key]",
        "5  error  Files in answers have no key "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk…". Take the line out, or see content/README.md for the keys there are.  [unknown-key]",
      ]
    `);
  });

  it('keeps an asset whose only fault is an unknown key', () => {
    expect(
      checkFiles({
        'answers/a.md': goodText('sumary: x'),
        'answers/b.md': goodText('title2: x').replace('A title', 'B'),
      }),
    ).toHaveLength(2);
  });

  it('names the nearest known value, or what may be written', () => {
    expect([
      ...checkAnswer('products: [rutes, routes]'),
      ...checkAnswer('products: [warehouse]'),
      ...checkAnswer('personas: [buyer]'),
      ...checkAnswer('audience: everyone'),
      ...checkAnswer('audience: true'),
      ...checkAnswer('audience: [internal]'),
    ]).toMatchInlineSnapshot(`
      [
        "5  error  Entry 1 of products says "rutes", which the hub does not know. Did you mean "routes"?  [unknown-value]",
        "5  error  Entry 1 of products says "warehouse", which the hub does not know. Write one of routes, ledger.  [unknown-value]",
        "5  error  Entry 1 of personas says "buyer", which the hub does not know. hub.yaml lists no personas yet: add it there first.  [unknown-value]",
        "5  error  audience says "everyone", which the hub does not know. Write one of internal, shareable.  [unknown-value]",
        "5  error  audience says "true", which the hub does not know. Write one of internal, shareable.  [unknown-value]",
        "5  error  audience holds a list where a single word belongs. Write one word, like audience: internal.  [wrong-shape]",
      ]
    `);
  });

  it('says which date is none', () => {
    expect([
      ...checkAnswer('review_by: soon'),
      ...checkAnswer('review_by: 2026-02-30'),
      ...checkAnswer('review_by: 20260203'),
      ...checkAnswer('published: [2026-02-03]'),
      ...checkAnswer('expires: 31.12.2026'),
    ]).toMatchInlineSnapshot(`
      [
        "5  error  The review date "soon" is not a date. Write it like 2027-01-31.  [review-date-invalid]",
        "5  error  The review date "2026-02-30" is not a date. Write it like 2027-01-31.  [review-date-invalid]",
        "5  error  The review date "20260203" is not a date. Write it like 2027-01-31.  [review-date-invalid]",
        "5  error  The date under published is not a date. Write it like 2027-01-31.  [date-invalid]",
        "5  error  The date "31.12.2026" under expires is not a date. Write it like 2027-01-31.  [date-invalid]",
      ]
    `);
  });

  it('says what is missing or empty', () => {
    expect([
      ...checkFiles({ 'answers/none.md': '# A heading\n' }),
      ...checkFiles({ 'answers/empty.md': '---\n---\nText' }),
      ...checkFiles({ 'answers/blank.md': '---\ntitle:\nowner:\nreviewed:\n---\nText' }),
      ...checkFiles({
        'answers/spaces.md': '---\ntitle: "  "\nowner: ines-varga\nreviewed: 2026-11-01\n---\nText',
      }),
      ...checkFiles({ 'battlecards/acme.md': goodText() }),
      ...checkFiles({ 'plays/p.md': goodText('situation: They wait\nsteps: []') }),
    ]).toMatchInlineSnapshot(`
      [
        "answers/none.md:1  error  The file does not begin with front matter, so its title is not known. Begin it with a line of three hyphens, a line like title: Five-minute demo, and three hyphens again.  [front-matter-missing]",
        "answers/empty.md:1  error  title is missing. Add a line that begins with title:.  [missing-key]",
        "answers/blank.md:2  error  title is empty. Write something after title:.  [empty-value]",
        "answers/blank.md:3  error  owner is empty. Write something after owner:, or take the line out.  [empty-value]",
        "answers/blank.md:4  error  reviewed is empty. Write a date like 2027-01-31, or take the line out.  [empty-value]",
        "answers/spaces.md:2  error  title is empty. Write something after title:.  [empty-value]",
        "battlecards/acme.md:1  error  competitor is missing. Add a line that begins with competitor:.  [missing-key]",
        "plays/p.md:6  error  steps is empty. Write something after steps:.  [empty-value]",
      ]
    `);
  });

  it('says what stands there and what belongs there', () => {
    expect([
      ...checkAnswer('summary: 2026'),
      ...checkAnswer('summary: true'),
      ...checkAnswer('summary: { a: b }'),
      ...checkAnswer('products: routes'),
      ...checkAnswer('asked: many'),
      ...checkAnswer('asked: 1.5'),
      ...checkAnswer('asked: -1'),
      ...checkFiles({ 'roles/r.md': goodText('department: support\nvoice: Hello') }),
    ]).toMatchInlineSnapshot(`
      [
        "5  error  summary holds the number 2026 where text belongs. Write text, in quotes: summary: "like this".  [wrong-shape]",
        "5  error  summary holds only true where text belongs. Write text, in quotes: summary: "like this".  [wrong-shape]",
        "5  error  summary holds a group of keys where text belongs. Write text, in quotes: summary: "like this".  [wrong-shape]",
        "5  error  products holds text where a list belongs. Write a list: products: [first, second].  [wrong-shape]",
        "5  error  asked holds text where a number belongs. Write a number: asked: 30.  [wrong-shape]",
        "5  error  asked holds the number 1.5 where a whole number belongs. Write a number: asked: 30.  [wrong-shape]",
        "5  error  asked is too small. Write 0 or more.  [wrong-shape]",
        "roles/r.md:6  error  voice holds text where keys and values belongs. Write keys and values below voice, indented by two spaces.  [wrong-shape]",
      ]
    `);
  });

  it('says when a text is too long', () => {
    expect(checkAnswer(`summary: ${'word '.repeat(80)}`)).toMatchInlineSnapshot(`
      [
        "5  error  summary is too long: 399 letters, and at most 300 fit. Say it shorter; the rest belongs in the text below.  [too-long]",
      ]
    `);
  });

  it('points into claims and other entries', () => {
    const claims = [
      'competitor: acme',
      'why_we_win:',
      '  - claim: They charge by the seat.',
      '    source: Price page',
      '    seen_on: yesterday',
      '    strenght: primary',
      '  - claim: They close at five.',
      '    seen_on: 2026-11-01',
      '    source_url: javascript:alert(1)',
      'traps: [One, ""]',
    ].join('\n');
    expect(checkFiles({ 'battlecards/acme.md': goodText(claims) })).toMatchInlineSnapshot(`
      [
        "battlecards/acme.md:9  error  The date "yesterday" under seen_on is not a date. Write it like 2027-01-31.  [date-invalid]",
        "battlecards/acme.md:10  error  Entry 1 of why_we_win has no key "strenght". Did you mean "strength"?  [unknown-key]",
        "battlecards/acme.md:11  error  source in entry 2 of why_we_win is missing. Add source: to the same entry.  [missing-key]",
        "battlecards/acme.md:13  error  source_url in entry 2 of why_we_win says "javascript:alert(1)", which is no web address. Write the whole address, beginning with https://.  [address-invalid]",
        "battlecards/acme.md:14  error  Entry 2 of traps is empty. Write something after traps:.  [empty-value]",
      ]
    `);
  });
});
