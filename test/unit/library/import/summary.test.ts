import { describe, expect, it } from 'vitest';
import { compileMarkdown } from '../../../../src/adapters/markdown.ts';
import { parseImportedMarkdown } from '../../../../src/library/import/imported-markdown.ts';
import { buildSummary } from '../../../../src/library/import/summary.ts';
import { cpuTimeOf } from '../../../support/store/cpu-time.ts';

function summaryOf(text: string, title = 'A title'): string | undefined {
  const { data, body } = parseImportedMarkdown('a.md', text);
  return buildSummary(data, body, title, compileMarkdown);
}

const paragraph = 'We deliver chilled food to kitchens before they open.';

describe('the summary of a foreign file', () => {
  it.each([
    ['its description', `---\ndescription: >\n  Two\n  lines\n---\n${paragraph}`, 'Two lines'],
    ['no description that is the title again', `---\ndescription: a title\n---\n${paragraph}`, paragraph],
    ['its first paragraph', `# A title\n\n${paragraph}\nAnd more.\n\nLater.`, `${paragraph} And more.`],
    ['no picture, badge or link alone', `![p](p.png)\n\n[Home](/) [Docs](/d)\n\n${paragraph}`, paragraph],
    [
      'no code, table, comment or template',
      `\`\`\`\nlong code that is no paragraph at all, really\n\`\`\`\n\n| a long cell | another long cell of a table |\n|---|---|\n\n<!-- a long comment that nobody should ever read -->\n{% include header.md %}\n\n${paragraph}`,
      paragraph,
    ],
    [
      'no admonition',
      `!!! note "Important"\n    Long text in an admonition which is about something else.\n\n${paragraph}`,
      paragraph,
    ],
    [
      'no announcement of a list',
      `In this long chapter you will learn the following things:\n\n- one\n\n${paragraph}`,
      paragraph,
    ],
    [
      'no placeholder',
      `[One paragraph that somebody will have to write later on]\n\n${paragraph}`,
      paragraph,
    ],
    [
      'no line of labels',
      `**Owner:** Somebody in the sales department\n**Date:** 3 May\n\n${paragraph}`,
      paragraph,
    ],
    ['a quote when it comes first', `> ${paragraph}\n`, paragraph],
    [
      'a short paragraph when there is no other',
      '# A title\n\nBuild your solution.\n',
      'Build your solution.',
    ],
    [
      'a list when there is nothing else',
      '# A title\n\n- Welcoming\n- [x] Inclusive.\n1. Kind\n',
      'Welcoming; Inclusive; Kind.',
    ],
  ])('is %s', (_, text, summary) => {
    expect(summaryOf(text)).toBe(summary);
  });

  it('is absent when the file says nothing', () => {
    expect(summaryOf('# A title\n\n![p](p.png)\n')).toBeUndefined();
    expect(summaryOf('')).toBeUndefined();
  });

  it('does not begin with the title again', () => {
    expect(summaryOf(`---\ndescription: Price list. ${paragraph}\n---\n`, 'Price list')).toBe(paragraph);
  });

  it('ends with a sentence, within the limit', () => {
    const long = `${paragraph} `.repeat(20);
    expect(summaryOf(long)).toBe(`${paragraph} `.repeat(5).trim());
    expect(summaryOf('word '.repeat(200))?.endsWith('…')).toBe(true);
    expect(summaryOf('word '.repeat(200))?.length).toBeLessThanOrEqual(300);
  });

  it.each([
    ['signs', '* '.repeat(100_000)],
    ['bars', '|'.repeat(100_000)],
    ['tables', '+-'.repeat(100_000)],
    ['braces', '{{'.repeat(100_000)],
    ['comments', '<!--'.repeat(50_000)],
    ['closed comments', '<!---->'.repeat(100_000)],
    ['styles', '<style>'.repeat(50_000)],
    ['capital letters and stops', `${'A. '.repeat(100_000)}`],
    // The compiler itself takes its time with these.
    ['underscores', '_a'.repeat(10_000)],
    ['ampersands', '&#'.repeat(100_000)],
  ])('takes time in step with the text: %s', (_, body) => {
    expect(cpuTimeOf(() => summaryOf(body))).toBeLessThan(2000);
  });
});
