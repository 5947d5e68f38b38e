import { describe, expect, it } from 'vitest';
import { buildRequiredSearches } from '../../../../src/library/records/required-searches.ts';
import { searchTests as record } from '../../../../src/library/records/search-tests.ts';
import { renderFindingText } from '../../../../src/publishing/check/findings-text.ts';
import { goodText, readFiles } from '../../../support/small-hub.ts';

const files = {
  'answers/cost.md': goodText('aliases:\n  - price\n  - what is the fee\n  - kick-off'),
  'plays/price.md': goodText(
    'aliases: [too expensive for us]\nsituation: They wait.\nsteps: [{ do: Send it. }]',
  ),
  'collateral/broken.md': goodText('format: unheard-of'),
};

function build(searchTests = ''): { questions: string[]; findings: string[] } {
  const { library } = readFiles(files);
  const { questions, findings } = buildRequiredSearches(
    library,
    record.parse(searchTests, library.hub).entries,
  );
  return {
    questions: questions.map(
      ({ path, line, from, words, asset, within }) =>
        `${path}:${String(line)} ${from} "${words}" → ${asset} within ${String(within)}`,
    ),
    findings: findings.map(renderFindingText),
  };
}

describe('the questions of a library', () => {
  it('are the title and the aliases of several words of each answer, at the lines where they stand', () => {
    expect(build()).toMatchInlineSnapshot(`
      {
        "findings": [],
        "questions": [
          "answers/cost.md:2 title "A title" → answers/cost within 3",
          "answers/cost.md:7 alias "what is the fee" → answers/cost within 3",
        ],
      }
    `);
  });

  it('are the entries of search-tests.yaml too, one for each asset that must be found', () => {
    expect(
      build(
        'tests:\n  - search: fee\n    finds: [plays/price, answers/cost]\n    within: 2\n',
      ).questions.slice(-2),
    ).toMatchInlineSnapshot(`
      [
        "search-tests.yaml:2 test "fee" → plays/price within 2",
        "search-tests.yaml:2 test "fee" → answers/cost within 2",
      ]
    `);
  });

  it('cannot be asked for assets that are not there, and the nearest one is named', () => {
    const { questions, findings } = build(
      'tests:\n  - search: fee\n    finds:\n      - answers/costs\n      - /plays/price.md\n  - search: x\n    finds: roles/zebra\n',
    );
    expect(questions.filter((question) => question.includes(' test '))).toEqual([]);
    expect(findings).toMatchInlineSnapshot(`
      [
        "search-tests.yaml:4  error  There is no asset with the id "answers/costs". Did you mean "answers/cost"?  [broken-link]",
        "search-tests.yaml:5  error  There is no asset with the id "/plays/price.md". Did you mean "plays/price"?  [broken-link]",
        "search-tests.yaml:7  error  There is no asset with the id "roles/zebra". Name another asset, or take the entry out.  [broken-link]",
      ]
    `);
  });

  it('are silent about an asset whose own file says what is wrong', () => {
    expect(build('tests:\n  - search: fee\n    finds: collateral/broken\n').findings).toEqual([]);
  });

  it('cannot want more assets than places', () => {
    expect(build('tests:\n  - search: fee\n    finds: [plays/price, answers/cost]\n    within: 1\n').findings)
      .toMatchInlineSnapshot(`
      [
        "search-tests.yaml:2  error  2 assets cannot all be among the first 1. Write a larger number after within:, 10 at most, or name fewer assets.  [within-too-small]",
      ]
    `);
  });
});
