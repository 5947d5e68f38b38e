import type { Asset } from '../../library/asset.ts';
import type { Day } from '../../library/dates.ts';
import { compareFindings, type Finding } from '../../library/finding.ts';
import { nameOf } from '../../library/name-of.ts';
import { kinds } from '../../library/kinds/kinds.ts';
import type { Library } from '../../library/library.ts';
import { idOf } from '../../checks/catalogue.ts';
import { launchesOf } from '../../checks/rules/launches.ts';
import { quarterOf } from '../../library/quarters.ts';
import { peopleByAsset } from '../../usage/snapshot/people-by-asset.ts';
import { usePerAsset } from '../../usage/questions/use-per-asset.ts';
import type { Snapshot } from '../../usage/snapshot/snapshot.ts';
import { MAX_ENTRIES, type ChangeReport } from './report.ts';
import { buildFactChanges, type FactChange } from './fact-reach.ts';
import { rowsOf } from '../../usage/questions/rows-of.ts';
import { uptakeByQuarterEnd } from '../../usage/questions/uptake-by-quarter-end.ts';
import { measureHold, publishedAssets } from '../../usage/verdict/measure-hold.ts';
import type { RankReport } from '../check/rank-report.ts';

/** A file of the content folder that differs from the base branch. */
export interface TouchedFile {
  /** Inside the content folder. */
  path: string;
  did: 'added' | 'changed' | 'removed';
}

/** What is known of a change. Paths are inside the content folder. */
export interface KnownChange {
  library: Library;
  /** What `checkContent` says of it, compared with the base branch. */
  findings: readonly Finding[];
  fileCount: number;
  /** Paths of the files that were meant to be pages, and of which none is made because of their faults. */
  missing: readonly string[];
  ranks: RankReport;
  /** The base branch: its content, and what `checkContent` says of that alone. Undefined where there is none. */
  base: { library: Library; findings: readonly Finding[] } | undefined;
  /** Undefined where nobody can say; then every file counts as touched. */
  touched: readonly TouchedFile[] | undefined;
  snapshot: Snapshot | undefined;
  today: Day;
  /** Path of the content folder in the repository, '' for its top. */
  folder: string;
  /** Whether findings of files that the change leaves alone are wanted too. */
  wantsAll: boolean;
}

/**
 * Everything there is to say about a change, its lists cut to `MAX_ENTRIES`. Paths of the report are of the repository.
 */
export function buildChangeReport(change: KnownChange): ChangeReport {
  const { library, base, snapshot, today, ranks } = change;
  const touched = change.touched ?? [];
  const paths = new Set(touched.map(({ path }) => path));
  const isTouched = (path: string) => change.wantsAll || change.touched === undefined || paths.has(path);
  const launches = launchesOf(
    library.assets.filter(({ path }) => isTouched(path)),
    base?.library.byId,
  );
  const known = new Set(base?.findings.map(keyOf));
  const mine = change.findings.filter((one) => isTouched(one.path) || !known.has(keyOf(one)));
  const findings = [...mine].sort(worstFirst);
  const reps = snapshot === undefined ? new Map<string, number>() : peopleByAsset(snapshot);
  const facts = base === undefined ? [] : buildFactChanges(library, base.library, reps);
  const use = snapshot?.answers.find(({ id }) => id === usePerAsset.id);
  const left = findings.slice(MAX_ENTRIES.findings);
  const wasPage = new Set(base?.library.assets.map(({ path }) => path));
  const missing = change.missing.filter((path) => isTouched(path) || wasPage.has(path));
  const at = (path: string) => inRepository(change.folder, path);
  const placed = <T extends { path: string }>(list: readonly T[]) =>
    list.map((one) => ({ ...one, path: at(one.path) }));
  return {
    version: 1,
    today,
    base: ranks.base,
    files: change.fileCount,
    findings: placed(findings.slice(0, MAX_ENTRIES.findings)).map(
      ({ path, line, severity, rule, message, hint }) => ({ path, line, severity, rule, message, hint }),
    ),
    findingsLeft: {
      errors: left.filter(({ severity }) => severity === 'error').length,
      warnings: left.filter(({ severity }) => severity === 'warning').length,
    },
    elsewhere: change.findings.length - mine.length,
    missing: missing.slice(0, MAX_ENTRIES.list).map(at),
    missingLeft: Math.max(0, missing.length - MAX_ENTRIES.list),
    touched: placed(touched.map(({ path, did }) => ({ path, did, page: pageAt(path, change, reps) }))).slice(
      0,
      MAX_ENTRIES.list,
    ),
    touchedLeft: Math.max(0, touched.length - MAX_ENTRIES.list),
    questions: ranks.questions,
    ranks: placed(ranks.ranks).slice(0, MAX_ENTRIES.list),
    ranksLeft: Math.max(0, ranks.ranks.length - MAX_ENTRIES.list),
    unasked: ranks.unasked.slice(0, MAX_ENTRIES.list),
    usedUntil: use?.counted?.until ?? null,
    facts: facts.map((fact) => ({
      ...fact,
      shown: placed(fact.shown),
      kits: placed(fact.kits),
      written: placed(fact.written),
    })),
    quarter: buildQuarter(change, launches, at),
    reviewers: buildReviewers(change, touched, facts),
  };
}

/** A path in the content folder, or beside it (`../.github/CODEOWNERS`), as a path in the repository. */
function inRepository(folder: string, path: string): string {
  const parts = folder === '' ? [] : folder.split('/');
  const rest = path.split('/');
  while (rest[0] === '..') {
    rest.shift();
    parts.pop();
  }
  return [...parts, ...rest].join('/');
}

/** What stays the same for a finding in a file that nobody touched. Of a place in the search only the place changes. */
function keyOf(finding: Finding): string {
  const { path, line, rule, message } = finding;
  const said = idOf(finding) === 'rank-too-low' ? message.split('" ')[0] : message;
  return [path, line, rule, said].join('\n');
}

/** What is too much for the list should not be an error. */
function worstFirst(a: Finding, b: Finding): number {
  return a.severity === b.severity ? compareFindings(a, b) : a.severity === 'error' ? -1 : 1;
}

function pageAt(
  path: string,
  { library, base }: Pick<KnownChange, 'library' | 'base'>,
  reps: ReadonlyMap<string, number>,
): ChangeReport['touched'][number]['page'] {
  const asset = findAsset(library, path) ?? findAsset(base?.library, path);
  if (asset === undefined) return null;
  const { id, kind, data } = asset;
  return { asset: id, title: data.title, kind: kinds[kind].label, reps: reps.get(id) ?? null };
}

function findAsset(library: Library | undefined, path: string): Asset | undefined {
  return library?.assets.find((asset) => asset.path === path);
}

function buildQuarter(
  { library, snapshot, today }: Pick<KnownChange, 'library' | 'snapshot' | 'today'>,
  launches: readonly Asset[],
  at: (path: string) => string,
): ChangeReport['quarter'] {
  const isForAll = launches.some(({ data }) => data.regions.length === 0);
  const regions = isForAll ? [] : launches.flatMap(({ data }) => data.regions);
  const quarter = quarterOf(library.hub, today, regions);
  if (quarter === undefined || launches.length === 0) return null;
  const { ends, from, isHeld } = quarter;
  const answer = snapshot?.answers.find(({ id }) => id === uptakeByQuarterEnd.id);
  const pieces = answer === undefined ? [] : publishedAssets(rowsOf(uptakeByQuarterEnd, answer));
  return {
    ends,
    from,
    isHeld,
    holdDays: library.hub.calendar.hold_days,
    launches: launches.map((asset) => ({
      asset: asset.id,
      title: asset.data.title,
      path: at(asset.path),
      line: asset.lineOf(['launch']),
      anyway: asset.data.launch_anyway ?? null,
    })),
    measured: pieces.length === 0 ? null : measureHold(pieces),
  };
}

/** Owners of what changes, also those of before: nobody takes a page over unseen. In order of their names. */
function buildReviewers(
  { library, base }: Pick<KnownChange, 'library' | 'base'>,
  touched: readonly TouchedFile[],
  facts: readonly FactChange[],
): ChangeReport['reviewers'] {
  const owns = new Map<string, Set<string>>();
  const add = (person: string | undefined, what: string) => {
    if (person !== undefined) owns.set(person, (owns.get(person) ?? new Set()).add(what));
  };
  for (const { path } of touched)
    for (const asset of [findAsset(library, path), findAsset(base?.library, path)])
      if (asset !== undefined) add(asset.data.owner, asset.data.title);
  const hubs = [library.hub, ...(base === undefined ? [] : [base.library.hub])];
  for (const { id } of facts)
    for (const hub of hubs) add(hub.facts.find((fact) => fact.id === id)?.owner, `the fact ${id}`);
  const people = hubs.flatMap((hub) => hub.people);
  return [...owns]
    .map(([person, what]) => ({
      person,
      name: nameOf(people, person),
      github: people.find(({ id }) => id === person)?.github ?? null,
      owns: [...what],
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
