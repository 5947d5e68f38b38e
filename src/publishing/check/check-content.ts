import { checkLibrary, missedRules } from '../../checks/check-library.ts';
import type { Content } from '../../library/content.ts';
import { placeOf } from '../../library/content-tree.ts';
import type { Day } from '../../library/dates.ts';
import { compareFindings, type Finding } from '../../library/finding.ts';
import type { Library } from '../../library/library.ts';
import { checkRecords } from '../../library/records/records.ts';
import { buildRequiredSearches, type RequiredSearch } from '../../library/records/required-searches.ts';
import { openLibraryIndex } from '../../search/build/library-index.ts';
import { runRequiredSearches, type SearchOutcome } from '../../search/query/required-searches.ts';
import { checkRanks } from './rank-findings.ts';
import { buildRankReport, type BaseAnswers, type RankReport } from './rank-report.ts';

/** A content folder whose search can be asked. */
export interface SearchedContent extends Content {
  /** Asks questions of the index that the site would serve. It is built once, and only when there is a question. */
  ask(questions: readonly RequiredSearch[], today: Day): Promise<SearchOutcome[]>;
}

/** The content of the base branch. */
export interface Base {
  /** The branch, as people call it. */
  name: string;
  /** Undefined where it is the same as now. */
  content: SearchedContent | undefined;
}

/** Everything that a check has to say about a content folder. Paths are inside of it. */
export interface CheckedContent {
  /** In order of path and line. */
  findings: Finding[];
  fileCount: number;
  /** What becomes of each question. */
  ranks: RankReport;
  /** Ids of rules that would have something to look at, if there were a branch to compare with. */
  notRun: string[];
}

/**
 * The base where it is an earlier state of this hub. What a company began with has another name and no page in common: of
 * the sample's past there is nothing to say, once somebody has made the hub their own.
 */
export function ofSameHub(base: Base | undefined, { hub, byId }: Library): Base | undefined {
  const before = base?.content?.library;
  if (before === undefined || before.hub.company.name === hub.company.name) return base;
  return before.assets.some(({ id }) => byId.has(id)) ? base : undefined;
}

/** Makes the search of a content folder ready to be asked; the index is built with the first question. */
export function openSearch(content: Content): SearchedContent {
  let opened: ReturnType<typeof openLibraryIndex> | undefined;
  return {
    ...content,
    async ask(questions, today) {
      if (questions.length === 0) return [];
      opened ??= openLibraryIndex(content.library);
      return runRequiredSearches(await opened, questions, today);
    },
  };
}

/**
 * The findings of all rules, and what becomes of each question when it is asked today of the index that the site would
 * serve and of the one that the base branch would have.
 *
 * @param before the library without the change, where it is known without a branch
 */
export async function checkContent(
  content: SearchedContent,
  today: Day,
  base?: Base,
  before = base && (base.content ?? content).library,
): Promise<CheckedContent> {
  const { library, records } = content;
  const { questions } = buildRequiredSearches(library, records.searchTests ?? []);
  const asked = await content.ask(questions, today);
  const then = base && (await askBase(base, questions, asked, today));
  const around = { library, today, base: before };
  const findings = [
    ...content.findings,
    ...checkRecords(records, library, today),
    ...checkRanks(asked, library, then),
    ...checkLibrary(around),
  ].sort(compareFindings);
  const files = [...library.assets, ...findings].map(({ path }) => path);
  const own = [...library.otherFiles].filter((path) => placeOf(path).is === 'record');
  return {
    findings,
    fileCount: new Set([...files, ...own]).size,
    ranks: buildRankReport(asked, library, then),
    notRun: missedRules(around),
  };
}

async function askBase(
  { name, content }: Base,
  questions: readonly RequiredSearch[],
  now: readonly SearchOutcome[],
  today: Day,
): Promise<BaseAnswers> {
  if (content === undefined) return { name, asked: now, questions };
  const { library, records } = content;
  const asked = await content.ask(questions, today);
  return {
    name,
    asked: asked.map((answer) => (library.byId.has(answer.question.asset) ? answer : undefined)),
    questions: buildRequiredSearches(library, records.searchTests ?? []).questions,
  };
}
