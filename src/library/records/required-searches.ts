import { defineRules, type Finding } from '../finding.ts';
import { answersItsTitle } from '../kinds/asset-data.ts';
import type { Library } from '../library.ts';
import { nearestAsset } from '../nearest-asset.ts';
import { didYouMean } from '../schema-findings.ts';
import { linkRules } from '../reading-rules.ts';

/** Path of the file inside the content folder. */
export const SEARCH_TESTS_PATH = 'search-tests.yaml';

export const searchTestRules = defineRules('record', {
  'search-tests-yaml': { severity: 'error', says: 'search-tests.yaml cannot be read as YAML.' },
  'within-too-small': {
    severity: 'error',
    says: 'More assets must be found than there are places for them.',
  },
});

/** An entry of `search-tests.yaml` once read. */
export interface SearchTest {
  search: string;
  /** Ids of assets, one at least. */
  finds: string[];
  within: number;
  /** 1-based line of the words. */
  line: number;
  /** 1-based line of each id, in the order of `finds`. */
  findsLines: number[];
}

/** Words that people type, and an asset that they must find with them. */
export interface RequiredSearch {
  words: string;
  /** Id of the asset. */
  asset: string;
  /** It must stand among the first so many results. */
  within: number;
  /** How the hub knows of the question: an answer's title or alias, or an entry of `search-tests.yaml`. */
  from: 'title' | 'alias' | 'test';
  /** Path of the file inside the content folder in which the words are written, and their 1-based line. */
  path: string;
  line: number;
}

/** A rep looks at three results before asking a colleague. */
const SEEN_RESULTS = 3;

/**
 * All questions that the search of this library must answer: the title and the aliases of every answer, and the entries
 * of `search-tests.yaml`. An entry that names an asset which is not there becomes a finding.
 *
 * Of the aliases only those of two or more words are questions. A single word names a topic, and another asset may be
 * the better first answer to it: "security" is the department and the overview before it is "Is our data safe?". Such a
 * word still helps its answer to be found; that it must be found first can be said in `search-tests.yaml`.
 */
export function buildRequiredSearches(
  library: Library,
  tests: readonly SearchTest[],
): { questions: RequiredSearch[]; findings: Finding[] } {
  const questions: RequiredSearch[] = [];
  const findings: Finding[] = [];
  for (const { kind, id, path, data, lineOf } of library.assets) {
    if (!answersItsTitle(kind)) continue;
    const asked = { asset: id, within: SEEN_RESULTS, path };
    questions.push({ ...asked, words: data.title, from: 'title', line: lineOf(['title']) });
    data.aliases.forEach((words, at) => {
      if (!/\S\s+\S/.test(words)) return;
      questions.push({ ...asked, words, from: 'alias', line: lineOf(['aliases', at]) });
    });
  }
  for (const { search, finds, within, line, findsLines } of tests) {
    finds.forEach((asset, at) => {
      if (library.byId.has(asset)) {
        const path = SEARCH_TESTS_PATH;
        questions.push({ words: search, asset, within, from: 'test', path, line });
      } else if (!library.leftOut.has(asset)) {
        findings.push(
          linkRules.found('broken-link', {
            path: SEARCH_TESTS_PATH,
            line: findsLines[at] ?? line,
            message: `There is no asset with the id "${asset}".`,
            hint:
              didYouMean(nearestAsset(asset, [...library.byId.keys()])) ??
              'Name another asset, or take the entry out.',
          }),
        );
      }
    });
    if (finds.length > within) {
      findings.push(
        searchTestRules.found('within-too-small', {
          path: SEARCH_TESTS_PATH,
          line,
          message: `${String(finds.length)} assets cannot all be among the first ${String(within)}.`,
          hint: 'Write a larger number after within:, 10 at most, or name fewer assets.',
        }),
      );
    }
  }
  return { questions, findings };
}
