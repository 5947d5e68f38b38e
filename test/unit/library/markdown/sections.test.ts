import { describe, expect, it } from 'vitest';
import { compileMarkdown } from '../../../../src/adapters/markdown.ts';
import { readShown } from '../../../../src/library/markdown/shown.ts';
import { wordsOf } from '../../../../src/library/markdown/words.ts';
import { buildSections } from '../../../../src/library/markdown/sections.ts';
import { cpuTimeOf } from '../../../support/store/cpu-time.ts';

const sectionsOf = (body: string) => buildSections(readShown(body, compileMarkdown));
const outline = (body: string) => sectionsOf(body).map(({ slug, depth, text }) => [slug, depth, text]);

describe('sections', () => {
  it('begin at headings, the lead first', () => {
    expect(outline('Lead.\n\n# One\ntext\n## Two #\n### One\n')).toEqual([
      ['', 0, 'Lead.'],
      ['one', 1, 'text'],
      ['two', 2, ''],
      ['one-1', 3, ''],
    ]);
  });

  it('begin at underlined headings too, and not at rules, lists or tables', () => {
    expect(
      outline('Price\n=====\na\n\nPilot\n---\nb\n\n---\n\n- c\n---\n\n|a|\n|---|\n').map(([slug]) => slug),
    ).toEqual(['price', 'pilot']);
  });

  it('never begin in fenced code, whatever stands inside', () => {
    const body = '````md\n# no\n```\n# no\n````\n# yes\n~~~\n# no\n```\n~~~ no\n# no\n~~~\n# yes too\n';
    expect(outline(body).map(([slug]) => slug)).toEqual(['', 'yes', 'yes-too']);
  });

  it('are not closed in by code that begins and ends on one line', () => {
    expect(outline('```a``` inline\n# yes').map(([slug]) => slug)).toEqual(['', 'yes']);
  });

  it('keep heading signs that belong to the words', () => {
    expect(sectionsOf('# C#\n## F# ##\n#hashtag').map((section) => section.heading)).toEqual(['C#', 'F#']);
  });
});

describe('plain text', () => {
  it('leaves words and takes signs away', () => {
    const text = [
      'A **bold** [link](https://x.y/(z) "t") and ![picture](a.png) `code` <b>html</b> <!-- gone -->',
      '',
      '> quote',
      '',
      '- item',
      '',
      '| a | b |',
      '| :-- | --: |',
      '| 1 | 2 |',
      '',
      '\\*star\\*&nbsp;~~old~~',
    ].join('\n');
    expect(wordsOf(readShown(text, compileMarkdown))).toBe(
      'A bold link and picture code html quote item a b 1 2 *star* old',
    );
  });

  it.each([
    ['blanks', ' '.repeat(200_000)],
    ['empty lines', '\n'.repeat(200_000)],
    ['heading with blanks', `# a${' '.repeat(200_000)}b`],
    ['heading signs', `# ${' #'.repeat(100_000)}b`],
    ['brackets', '['.repeat(200_000)],
    ['open links', '[a]('.repeat(50_000)],
    ['open pictures', '!['.repeat(100_000)],
    ['open parentheses', `[a](${'(x'.repeat(100_000)}`],
    ['open tags', '<a'.repeat(100_000)],
    ['open comments', '<!--'.repeat(50_000)],
    ['bars', '|--'.repeat(100_000)],
    ['backticks', '` `` ``` '.repeat(20_000)],
  ])('takes time in step with the text: %s', (_, body) => {
    expect(cpuTimeOf(() => sectionsOf(body))).toBeLessThan(2000);
  });
});
