import { describe, expect, it } from 'vitest';
import { searchTests } from '../../../../src/library/records/search-tests.ts';
import { smallHub } from '../../../support/small-hub.ts';
import { renderFindingText } from '../../../../src/publishing/check/findings-text.ts';

function findingsOf(text: string): string[] {
  return searchTests.parse(text, smallHub).findings.map(renderFindingText);
}

describe('search-tests.yaml', () => {
  it('gives each entry its assets, how deep they may stand, and the lines of the words and the ids', () => {
    const text =
      '# Words\ntests:\n  - search: " go live "\n    finds: answers/start\n    why: A note.\n' +
      '  - within: 5\n    search: price\n    finds:\n      - answers/cost\n      - plays/price\n';
    expect(searchTests.parse(text, smallHub)).toEqual({
      entries: [
        { search: 'go live', finds: ['answers/start'], within: 3, line: 3, findsLines: [4] },
        { search: 'price', finds: ['answers/cost', 'plays/price'], within: 5, line: 7, findsLines: [9, 10] },
      ],
      findings: [],
    });
  });

  it('may be empty, or hold no entry yet', () => {
    for (const text of ['', '# nothing yet\n', 'tests: []\n']) {
      expect(searchTests.parse(text, smallHub)).toEqual({ entries: [], findings: [] });
    }
  });

  it('keeps the entries that are right when others are wrong', () => {
    const { entries, findings } = searchTests.parse(
      'tests:\n  - { search: a, finds: b, within: 0 }\n  - 5\n  - { search: c, finds: d }\n',
      smallHub,
    );
    expect(entries.map(({ search }) => search)).toEqual(['c']);
    expect(findings.map(({ line }) => line)).toEqual([2, 3]);
  });

  it('names the key that was meant', () => {
    expect(findingsOf('test: []\n')).toMatchInlineSnapshot(`
      [
        "search-tests.yaml:1  error  The file has no key "test". Did you mean "tests"?  [unknown-key]",
      ]
    `);
    expect(findingsOf('tests:\n  - serch: a\n    search: a\n    finds: b\n')).toMatchInlineSnapshot(`
      [
        "search-tests.yaml:2  error  Entry 1 of tests has no key "serch". Did you mean "search"?  [unknown-key]",
      ]
    `);
    expect(findingsOf('questions: []\n')).toMatchInlineSnapshot(`
      [
        "search-tests.yaml:1  error  The file has no key "questions". Take it out: all entries stand in one list, under tests.  [unknown-key]",
      ]
    `);
  });

  it('says of an asset in another shape what was written there', () => {
    expect(
      ['12', '[]', '[a, 12]', '{ id: a }', ''].flatMap((finds) =>
        findingsOf(`tests:\n  - search: a\n    finds: ${finds}\n`),
      ),
    ).toMatchInlineSnapshot(`
      [
        "search-tests.yaml:3  error  finds in entry 1 of tests holds the number 12 where text belongs. Write text, in quotes: finds: "like this".  [wrong-shape]",
        "search-tests.yaml:3  error  finds in entry 1 of tests is empty. Write something after finds:.  [empty-value]",
        "search-tests.yaml:3  error  Entry 2 of finds in entry 1 of tests holds the number 12 where text belongs. Write text, in quotes: finds: "like this".  [wrong-shape]",
        "search-tests.yaml:3  error  finds in entry 1 of tests holds a group of keys where text belongs. Write text, in quotes: finds: "like this".  [wrong-shape]",
        "search-tests.yaml:3  error  finds in entry 1 of tests is empty. Write something after finds:.  [empty-value]",
      ]
    `);
  });

  it('says why it cannot be read as YAML, and of nothing else then', () => {
    expect(findingsOf('tests:\n  - search: "a\n')).toMatchInlineSnapshot(`
      [
        "search-tests.yaml:3  error  The file cannot be read: a quote, bracket or colon is missing. Put text that holds a colon or begins with a special sign in quotes, and indent lists by two spaces.  [search-tests-yaml]",
      ]
    `);
    expect(findingsOf('- search: a\n')).toMatchInlineSnapshot(`
      [
        "search-tests.yaml:1  error  The file cannot be read: it is not a list of keys and values. Write one key a line, like title: Five-minute demo.  [search-tests-yaml]",
      ]
    `);
  });
});
