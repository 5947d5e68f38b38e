import { z } from 'zod';
import { defineRecord } from './record.ts';
import {
  buildRequiredSearches,
  SEARCH_TESTS_PATH,
  searchTestRules,
  type SearchTest,
} from './required-searches.ts';

const assetId = z.string().trim().min(1);
const listOfIds = z.array(assetId).min(1);

const searchTestSchema = z.strictObject({
  search: z.string().trim().min(1).max(200).describe('The words as a rep or a customer said them.'),
  finds: z
    .union([assetId, listOfIds])
    .describe(
      'The id of the asset that answers, such as battlecards/acme; a list when each of several must be found.',
    ),
  within: z
    .int()
    .min(1)
    .max(10)
    .default(3)
    .describe('Among the first how many results it must stand: 3 when left out, 10 at most.'),
  why: z
    .string()
    .trim()
    .min(1)
    .max(300)
    .optional()
    .describe('Who said it and when, for whoever reads this later.'),
});

/** `content/search-tests.yaml`: what people typed, and what they must find. */
const searchTestsSchema = z.strictObject({
  tests: z
    .array(searchTestSchema)
    .default([])
    .describe('One entry for each search that must keep its answer.'),
});

/** The record of searches that must keep their answer. */
export const searchTests = defineRecord({
  path: SEARCH_TESTS_PATH,
  list: 'tests',
  rules: searchTestRules,
  yamlRule: 'search-tests-yaml',
  buildSchema: () => searchTestsSchema,
  readEntry({ search, finds: written, within }, lineOf): SearchTest {
    const finds = [written].flat();
    const findsLines = finds.map((_id, number) => lineOf(['finds', number]));
    return { search, finds, within, line: lineOf(['search']), findsLines };
  },
  check: (tests, library) => buildRequiredSearches(library, tests).findings,
});
