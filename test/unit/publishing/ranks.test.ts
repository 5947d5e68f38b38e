import { describe, expect, it } from 'vitest';
import type { RequiredSearch } from '../../../src/library/records/required-searches.ts';
import { renderFindingText } from '../../../src/publishing/check/findings-text.ts';
import { renderRanksGithub } from '../../../src/publishing/check/findings-github.ts';
import { checkRanks } from '../../../src/publishing/check/rank-findings.ts';
import { buildRankReport, type BaseAnswers } from '../../../src/publishing/check/rank-report.ts';
import { renderRanksText } from '../../../src/publishing/check/ranks-text.ts';
import type { SearchOutcome } from '../../../src/search/query/required-searches.ts';
import { goodText, readFiles } from '../../support/small-hub.ts';

const { library } = readFiles({
  'answers/start.md': goodText('aliases: [Go live, kick off]').replace('A title', 'How long does it take?'),
});

/** A question for the one answer there is, in a place, below assets with these titles. */
function asked(
  words: string,
  place: number | null,
  above: readonly string[] = [],
  more: Partial<RequiredSearch> = {},
): SearchOutcome {
  const question: RequiredSearch = {
    words,
    asset: 'answers/start',
    within: 3,
    from: 'alias',
    path: 'answers/start.md',
    line: 6,
    ...more,
  };
  return { question, place, above: above.map((title) => ({ asset: `plays/${title.toLowerCase()}`, title })) };
}

function baseOf(
  answers: readonly (SearchOutcome | undefined)[],
  questions: readonly string[] = [],
): BaseAnswers {
  return { name: 'main', asked: answers, questions: questions.map((words) => asked(words, 1).question) };
}

function findingsOf(now: readonly SearchOutcome[], base?: BaseAnswers): string[] {
  return checkRanks(now, library, base).map(renderFindingText);
}

describe('a question whose asset stands too low', () => {
  it('is a finding that says who stands above, and what to do for a title, an alias and other words', () => {
    const above = ['One', 'Two', 'Three'];
    const test = { from: 'test', path: 'search-tests.yaml', line: 2 } as const;
    expect(
      findingsOf([
        asked('go live', 3, ['One', 'Two']),
        asked('go live', 4, above),
        asked('how long does it take?', 6, above, { from: 'title', line: 2 }),
        asked('when do we begin', null, above, test),
        asked('zeppelin', null, [], test),
        asked('GO LIVE', 2, ['One'], { ...test, within: 1 }),
      ]),
    ).toMatchInlineSnapshot(`
      [
        "answers/start.md:6  error  A rep who types "go live" finds "How long does it take?" in place 4, below "One", "Two" and "Three"; it must be among the first 3. Use these words in its title, summary or a heading too, or take the alias out if another asset is the better answer.  [rank-too-low]",
        "answers/start.md:2  error  A rep who types "how long does it take?" finds "How long does it take?" in place 6, below "One", "Two", "Three" and 2 more; it must be among the first 3. Say in the title what is special about it, or take these words out of the titles and aliases above it.  [rank-too-low]",
        "search-tests.yaml:2  error  A rep who types "when do we begin" does not find "How long does it take?" among the first 20 results, but "One", "Two" and "Three". Add the customer's words to aliases in answers/start.md, or name the asset that answers best.  [rank-too-low]",
        "search-tests.yaml:2  error  A rep who types "zeppelin" finds nothing, and should find "How long does it take?". Add the customer's words to aliases in answers/start.md, or name the asset that answers best.  [rank-too-low]",
        "search-tests.yaml:2  error  A rep who types "GO LIVE" finds "How long does it take?" in place 2, below "One"; it must be first. Use these words in its title, summary or a heading too, or take the entry out if another asset is the better answer.  [rank-too-low]",
      ]
    `);
  });

  it('says where it stood on the base branch, and fails also if it stood too low there', () => {
    const above = ['One', 'Two', 'Three'];
    const now = [4, 4, 4, 4, 4, null, null].map((place) => asked('go live', place, above));
    const before = [1, 4, 7, null, undefined, null, 2].map((place) =>
      place === undefined ? undefined : asked('go live', place),
    );
    const told = findingsOf(now, baseOf(before)).map((line) => /in place[^,]*|among[^,]*/.exec(line)?.[0]);
    expect(told).toMatchInlineSnapshot(`
      [
        "in place 4 (1 on main)",
        "in place 4 (as on main)",
        "in place 4 (7 on main",
        "in place 4 (not found on main)",
        "in place 4",
        "among the first 20 results (as on main)",
        "among the first 20 results (2 on main)",
      ]
    `);
  });
});

describe('the comparison with the base branch', () => {
  const now = [
    asked('go live', 1),
    asked('kick off', 5, ['One', 'Two', 'Three']),
    asked('begin', null, ['One', 'Two', 'Three']),
    asked('start date', 3, ['One', 'Two']),
    asked('rollout', 2, ['One']),
    asked('only here', 9, ['One', 'Two', 'Three']),
  ];
  const before = [
    asked('go live', 1),
    asked('kick off', 1),
    asked('begin', 2),
    asked('start date', null),
    asked('rollout', 1),
    undefined,
  ];
  const report = buildRankReport(now, library, baseOf(before, ['Go  Live', 'how fast']));

  it('holds what moved, the deepest fall first, and what nobody asks any more', () => {
    expect(report.ranks.map(({ question, before, now }) => [question, before, now])).toEqual([
      ['begin', 2, null],
      ['kick off', 1, 5],
      ['rollout', 1, 2],
      ['start date', null, 3],
    ]);
    expect(report.ranks[1]).toEqual({
      question: 'kick off',
      asset: 'answers/start',
      title: 'How long does it take?',
      within: 3,
      before: 1,
      now: 5,
      above: [
        { asset: 'plays/one', title: 'One' },
        { asset: 'plays/two', title: 'Two' },
        { asset: 'plays/three', title: 'Three' },
      ],
      path: 'answers/start.md',
      line: 6,
    });
    expect(report).toMatchObject({
      questions: 6,
      base: 'main',
      unasked: [{ question: 'how fast', asset: 'answers/start' }],
    });
  });

  it('is a few lines for a person, and one notice on GitHub', () => {
    expect(renderRanksText(report).join('\n')).toMatchInlineSnapshot(`
      "Search results compared with main: 4 of 6 questions moved.
        2 → not found  "begin"  How long does it take?  below "One", "Two" and "Three"
        1 → 5  "kick off"  How long does it take?  below "One", "Two", "Three" and 1 more
        1 → 2  "rollout"  How long does it take?
        not found → 3  "start date"  How long does it take?
        no longer asked: "how fast", which found answers/start"
    `);
    expect(renderRanksGithub(report)).toHaveLength(1);
    expect(renderRanksGithub(report)[0]).toMatch(
      /^::notice title=search results::Search results compared with main: 4 of 6 questions moved\.%0A {2}2 → not found/,
    );
  });

  it('is nothing at all when nothing moved, or nothing was compared', () => {
    for (const quiet of [buildRankReport(now, library), buildRankReport(now, library, baseOf(now))]) {
      expect(quiet.ranks).toEqual([]);
      expect(renderRanksText(quiet)).toEqual([]);
      expect(renderRanksGithub(quiet)).toEqual([]);
    }
  });

  it('shows a person the worst of many, and how many more there are', () => {
    const many = Array.from({ length: 30 }, (_, at) => asked(`go live ${String(at)}`, 5, ['One']));
    const first = many.map(({ question }) => asked(question.words, 1));
    const gone = many.map((_, at) => `gone ${String(at)}`);
    const lines = renderRanksText(buildRankReport(many, library, baseOf(first, gone)));
    expect(lines).toHaveLength(43);
    expect([lines[21], lines[42]]).toEqual(['  … and 10 more', '  … and 10 more']);
  });

  it('stays one line a question, whatever a file says', () => {
    const hostile = [asked('a\n::error::b\u001B[2J', 2, ['c\u2028d'])];
    const [, line] = renderRanksText(buildRankReport(hostile, library, baseOf([asked('a', 1)])));
    expect(line).toMatchInlineSnapshot(`"  1 → 2  "a ::error::b�[2J"  How long does it take?"`);
  });
});
