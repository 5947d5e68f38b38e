import { describe, expect, test } from 'vitest';
import { idOfPath } from '../../../src/library/asset.ts';
import { pathOfTitle, renderDraft } from '../../../src/library/draft-text.ts';
import { parseFrontMatter } from '../../../src/library/front-matter.ts';

describe('the file that a draft becomes', () => {
  test('reads as a person writes it', () => {
    const values = {
      title: 'Cold: for "dairies"',
      products: ['cold', 'routes'],
      aliases: ['milk one-pager'],
      reviewed: '2026-11-20',
      why_we_win: [{ claim: 'They answer in a day.', seen_on: '2026-10-01', good_for_days: 30 }],
    };
    expect(renderDraft({ values, body: '\n## When\n\nNow.\n\n' })).toMatchInlineSnapshot(`
      "---
      title: 'Cold: for "dairies"'
      products: [cold, routes]
      aliases:
        - milk one-pager
      reviewed: 2026-11-20
      why_we_win:
        - claim: They answer in a day.
          seen_on: 2026-10-01
          good_for_days: 30
      ---

      ## When

      Now.
      "
    `);
  });

  test.each([
    '0042',
    'yes: no',
    '- not a list',
    '# not a comment',
    'null',
    '2026-11-20',
    "it's",
    '{a}',
    '*b',
    '---',
    ' 1.5 ',
    '価格',
    '😀',
  ])('gives back "%s" as it was written', (text) => {
    const file = renderDraft({ values: { title: text, aliases: [text] }, body: text });
    const { frontMatter } = parseFrontMatter('answers/a.md', file);
    expect(frontMatter?.data).toEqual({ title: text, aliases: [text] });
    expect(frontMatter?.body.trim()).toBe(text.trim());
  });
});

describe('the name of a new file', () => {
  test.each([
    ['What does it cost / per van?', 'answers/what-does-it-cost-per-van.md'],
    ['価格はいくらですか？', 'answers/価格はいくらですか.md'],
    ['', 'answers/untitled.md'],
    ['a'.repeat(90), `answers/${'a'.repeat(60)}.md`],
    [
      'How long does it take until everybody in the depot has been trained?',
      'answers/how-long-does-it-take-until-everybody-in-the-depot-has-been.md',
    ],
    ['😀'.repeat(40), 'answers/untitled.md'],
    [`a${'𠮷'.repeat(40)}`, `answers/a${'𠮷'.repeat(29)}.md`],
  ])('of "%s" is %s', (title, path) => {
    expect(pathOfTitle('answer', title)).toBe(path);
  });

  test('is the address of its page', () => {
    const path = pathOfTitle('battlecard', 'Straße & Söhne, “Acme”');
    expect(`${idOfPath(path)}.md`).toBe(path);
  });
});
