import { z } from 'zod';
import type { Finding } from '../finding.ts';
import { didYouMean, renderIssue, type Issue } from '../schema-findings.ts';
import { parseYaml, type YamlValues } from '../yaml.ts';

/** Path of the file inside the content folder. */
export const SEARCH_TESTS_PATH = 'search-tests.yaml';

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
export const searchTestsSchema = z.strictObject({
  tests: z
    .array(searchTestSchema)
    .default([])
    .describe('One entry for each search that must keep its answer.'),
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

/** Reads `search-tests.yaml`. An entry with something wrong becomes findings and never stops the others. */
export function parseSearchTests(text: string): { tests: SearchTest[]; findings: Finding[] } {
  const { values, fault } = parseYaml(text);
  if (fault !== undefined) {
    const { line, why, hint } = fault;
    const message = `The file cannot be read: ${why}.`;
    return {
      tests: [],
      findings: [
        { path: SEARCH_TESTS_PATH, line, severity: 'error', rule: 'search-tests-yaml', message, hint },
      ],
    };
  }
  if (values === undefined) return { tests: [], findings: [] };
  const whole = searchTestsSchema.safeParse(values.data);
  const findings = (whole.error?.issues ?? [])
    .flatMap((issue) => insideUnion(issue, values))
    .flatMap((issue) =>
      renderIssue(issue, {
        path: SEARCH_TESTS_PATH,
        data: values.data,
        lineOf: values.lineOf,
        schema: searchTestsSchema,
        unknownKey: (key, near) => ({
          message: `The file has no key "${key}".`,
          hint: didYouMean(near) ?? 'Take it out: all entries stand in one list, under tests.',
        }),
      }),
    );
  const entries = Array.isArray(values.data['tests']) ? (values.data['tests'] as unknown[]) : [];
  const tests = entries.flatMap((entry, at): SearchTest[] => {
    const { data } = searchTestSchema.safeParse(entry);
    if (data === undefined) return [];
    const finds = [data.finds].flat();
    const key = ['tests', at, 'finds'];
    const findsLines = finds.map((_id, number) => values.lineOf([...key, number]));
    return [
      {
        search: data.search,
        finds,
        within: data.within,
        line: values.lineOf(['tests', at, 'search']),
        findsLines,
      },
    ];
  });
  return { tests, findings };
}

/** What is wrong with a value that may be text or a list, said of the one that was written. */
function insideUnion(issue: Issue, { data }: YamlValues): Issue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const written = issue.path.reduce<unknown>(
    (node, key) => (node as Record<PropertyKey, unknown> | undefined)?.[key],
    data,
  );
  const [asText = [], asList = []] = issue.errors;
  return (Array.isArray(written) ? asList : asText).map((inner) => ({
    ...inner,
    path: [...issue.path, ...inner.path],
  }));
}
