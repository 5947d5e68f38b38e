import { ASKS_PATH, parseAsks } from '../../library/records/asks.ts';
import { checkAsks } from '../../checks/check-asks.ts';
import { checkLibrary } from '../../checks/check-library.ts';
import type { Day } from '../../library/dates.ts';
import type { Finding } from '../../library/finding.ts';
import type { Library } from '../../library/library.ts';
import { buildRequiredSearches, type RequiredSearch } from '../../library/records/required-searches.ts';
import { parseSearchTests, SEARCH_TESTS_PATH } from '../../library/records/search-tests.ts';
import { openLibraryIndex } from '../../search/build/library-index.ts';
import { runRequiredSearches, type SearchOutcome } from '../../search/query/required-searches.ts';
import { checkRanks } from './rank-findings.ts';
import { buildRankReport, type BaseAnswers, type RankReport } from './rank-report.ts';

/** A content folder once read. */
export interface Content {
  library: Library;
  /** Text of `search-tests.yaml`; undefined when there is none. */
  searchTests: string | undefined;
  /** Text of `asks.yaml`; undefined when there is none, or nobody looks at it. */
  asks?: string | undefined;
  /** Findings of the files that could not be read, where they are kept with it. */
  findings?: readonly Finding[];
}

/** The content of the base branch. */
export interface Base {
  /** The branch, as people call it. */
  name: string;
  /** Undefined where it is the same as now. */
  content: Content | undefined;
}

/**
 * Everything that a check has to say about a content folder: the findings of all rules, and what becomes of each question
 * when it is asked today of the index that the site would serve and of the one that the base branch would have.
 *
 * @param fromReading findings of the files that could not be read
 */
export async function checkContent(
  content: Content,
  fromReading: readonly Finding[],
  today: Day,
  base?: Base,
): Promise<{ findings: Finding[]; fileCount: number; ranks: RankReport }> {
  const { library, searchTests } = content;
  const { questions, findings } = readQuestions(content);
  const asked = await askLibrary(library, questions, today);
  const before = base && (await askBase(base, questions, asked, today));
  const own = [
    ...(searchTests === undefined ? [] : [{ path: SEARCH_TESTS_PATH }]),
    ...(content.asks === undefined ? [] : [{ path: ASKS_PATH }]),
  ];
  return {
    findings: checkLibrary(
      library,
      [
        ...fromReading,
        ...findings,
        ...checkRanks(asked, library, before),
        ...readAskFindings(content, today),
      ],
      today,
    ),
    fileCount: new Set([...library.assets, ...fromReading, ...own].map(({ path }) => path)).size,
    ranks: buildRankReport(asked, library, before),
  };
}

function readQuestions({ library, searchTests }: Content): {
  questions: RequiredSearch[];
  findings: Finding[];
} {
  const read = parseSearchTests(searchTests ?? '');
  const { questions, findings } = buildRequiredSearches(library, read.tests);
  return { questions, findings: [...read.findings, ...findings] };
}

function readAskFindings({ library, asks }: Content, today: Day): Finding[] {
  const read = parseAsks(asks ?? '', library.hub);
  return [...read.findings, ...checkAsks(read.asks, library.hub, today)];
}

/** Without questions no index is built. */
async function askLibrary(
  library: Library,
  questions: readonly RequiredSearch[],
  today: Day,
): Promise<SearchOutcome[]> {
  return questions.length === 0 ? [] : runRequiredSearches(await openLibraryIndex(library), questions, today);
}

async function askBase(
  { name, content }: Base,
  questions: readonly RequiredSearch[],
  now: readonly SearchOutcome[],
  today: Day,
): Promise<BaseAnswers> {
  if (content === undefined) return { name, asked: now, questions };
  const asked = await askLibrary(content.library, questions, today);
  return {
    name,
    asked: asked.map((answer) => (content.library.byId.has(answer.question.asset) ? answer : undefined)),
    questions: readQuestions(content).questions,
  };
}
