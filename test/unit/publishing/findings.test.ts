import { describe, expect, it } from 'vitest';
import type { ShownFinding } from '../../../src/library/finding.ts';
import { renderFindingGithub } from '../../../src/publishing/check/findings-github.ts';
import { renderFindingsJson } from '../../../src/publishing/check/findings-json.ts';
import { renderFindingText, renderSummary } from '../../../src/publishing/check/findings-text.ts';

const finding: ShownFinding = {
  path: 'content/battlecards/acme.md',
  line: 5,
  severity: 'error',
  rule: 'review-date-invalid',
  message: 'The review date "soon" is not a date.',
  hint: 'Write it like 2027-01-31.',
};

describe('a finding', () => {
  it('is one line for a person', () => {
    expect(renderFindingText(finding)).toMatchInlineSnapshot(
      `"content/battlecards/acme.md:5  error  The review date "soon" is not a date. Write it like 2027-01-31.  [review-date-invalid]"`,
    );
  });

  it('stays one line, whatever a file says', () => {
    const hostile = { ...finding, message: 'It says "a\r\n::error::b\u2028c\td".', path: 'a\nb.md' };
    expect(renderFindingText(hostile)).toMatchInlineSnapshot(
      `"a b.md:5  error  It says "a ::error::b c d". Write it like 2027-01-31.  [review-date-invalid]"`,
    );
  });

  it('cannot move the cursor or turn the reading direction of a terminal', () => {
    const hostile = { ...finding, message: 'It says "\u001B[2J\u0007\u202E\u0000\u009B".' };
    // oxlint-disable-next-line no-control-regex
    expect(renderFindingText(hostile)).not.toMatch(/[\u0000-\u001F\u007F-\u009F\u202A-\u202E]/);
  });

  it('is an annotation that GitHub reads back letter by letter', () => {
    expect(renderFindingGithub(finding)).toMatchInlineSnapshot(
      `"::error file=content/battlecards/acme.md,line=5,title=review-date-invalid::The review date "soon" is not a date. Write it like 2027-01-31."`,
    );
    const odd = {
      ...finding,
      severity: 'warning' as const,
      path: 'a,b:c%2C\n.md',
      message: '50% off\r\n::error::no, really: yes',
    };
    expect(renderFindingGithub(odd)).toMatchInlineSnapshot(
      `"::warning file=a%2Cb%3Ac%252C%0A.md,line=5,title=review-date-invalid::50%25 off%0D%0A::error::no, really: yes Write it like 2027-01-31."`,
    );
  });

  it('is data for a program, with the day and the number of files', () => {
    const ranks = { questions: 40, base: 'main', ranks: [], unasked: [] };
    expect(
      JSON.parse(
        renderFindingsJson([finding], { fileCount: 71, ranks, notRun: ['launch-held'] }, '2026-11-22'),
      ),
    ).toEqual({
      today: '2026-11-22',
      files: 71,
      findings: [finding],
      notRun: ['launch-held'],
      ...ranks,
    });
  });
});

it('closes with how many files need a hand', () => {
  const other = { ...finding, path: 'b.md' };
  expect([
    renderSummary([finding, finding, other], 71),
    renderSummary([finding], 1),
    renderSummary([], 71),
    renderSummary([], 1),
    renderSummary([], 0),
  ]).toMatchInlineSnapshot(`
    [
      "3 findings in 2 of 71 files.",
      "1 finding in 1 of 1 file.",
      "71 files, nothing to mend.",
      "1 file, nothing to mend.",
      "No assets yet, nothing to mend.",
    ]
  `);
});
