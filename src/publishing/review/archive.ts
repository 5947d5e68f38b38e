import { parseAsset, type Asset } from '../../library/asset.ts';
import { daysBetween, isDay, renderDay, type Day } from '../../library/dates.ts';
import { freshnessOf, reviewBy } from '../../library/freshness.ts';
import type { Hub } from '../../library/hub.ts';
import { nameOf } from '../../library/name-of.ts';
import type { Library } from '../../library/library.ts';
import type { CompileMarkdown } from '../../library/markdown/compile.ts';
import { buildSchemas } from '../../library/kinds/schema.ts';
import { neverUsed } from '../../usage/questions/never-used.ts';
import { weeksOf } from '../../usage/questions/periods.ts';
import { usePerAsset } from '../../usage/questions/use-per-asset.ts';
import { weeklyActiveRepsByTeam } from '../../usage/questions/weekly-active-reps-by-team.ts';
import type { Snapshot } from '../../usage/snapshot/snapshot.ts';
import { codeComment, escapeComment } from '../comment-escape.ts';
import { renderCount } from '../count.ts';
import { countedOf, readNumbers } from './numbers.ts';

/** So long nobody stood behind a page that is proposed for the archive. */
const LATE_DAYS = 90;
/** Pages of one pull request: as many as somebody can look at. */
const MAX_PAGES = 50;

/** A page that fewer than ten use and nobody stands behind. */
export interface IdlePage {
  asset: Asset;
  /** The day that its review was due, or that it was published; another one means that somebody has looked after it. */
  since: Day;
  isReviewed: boolean;
}

/** What may go to the archive; `why` says where nothing can be told. */
export type IdlePages = { idle: IdlePage[]; why?: never } | { idle?: never; why: string };

/**
 * Pages whose review was due 90 days ago or more, or that were never reviewed in as many days, and that fewer
 * than ten opened in the last thirteen weeks that were counted. Nothing is told from numbers that do not go back so far.
 *
 * @param addedOn the day on which a file came into the repository, by its path, for pages that do not say
 */
export function findIdle(
  { assets, hub }: Library,
  snapshot: Snapshot | undefined,
  addedOn: ReadonlyMap<string, Day>,
  today: Day,
): IdlePages {
  const unused = readNumbers(snapshot, neverUsed, today);
  if (snapshot === undefined || unused === undefined)
    return { why: 'Nobody knows what is not used, so nothing is proposed for the archive.' };
  const from = countedOf(snapshot, neverUsed)?.from;
  const first = countedOf(snapshot, weeklyActiveRepsByTeam)?.from;
  if (from === undefined || first === undefined || first > from)
    return {
      why: `Use is not counted for ${String(weeksOf(neverUsed))} weeks yet, so nothing is proposed for the archive.`,
    };
  // Four newer weeks do not lie within the thirteen: what ten people use by now is none of it.
  const used = new Set(readNumbers(snapshot, usePerAsset, today)?.map(({ asset }) => asset));
  const ids = new Set(unused.map(({ asset }) => asset).filter((id) => !used.has(id)));
  const since = (asset: Asset) => {
    const freshness = freshnessOf(asset, hub, today);
    if (freshness === 'overdue') return reviewBy(asset.kind, asset.data, hub);
    return freshness === 'unverified' ? (asset.data.published ?? addedOn.get(asset.path)) : undefined;
  };
  const idle = assets.flatMap((asset): IdlePage[] => {
    const day = since(asset);
    // What has a last day already needs no other.
    if (day === undefined || asset.data.expires !== undefined || !ids.has(asset.id)) return [];
    const isReviewed = reviewBy(asset.kind, asset.data, hub) !== undefined;
    return daysBetween(day, today) < LATE_DAYS ? [] : [{ asset, since: day, isReviewed }];
  });
  return { idle: idle.sort((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0)) };
}

/**
 * The file with `expires` as the last line of its front matter and not another letter changed. Undefined where that does
 * not do: front matter written in another way than one key a line.
 */
export function addExpires(
  path: string,
  text: string,
  day: Day,
  hub: Hub,
  compile: CompileMarkdown,
): string | undefined {
  const opened = /^\uFEFF?---[^\n]*?(\r?\n)/.exec(text);
  const [, eol = '\n'] = opened ?? [];
  const closing = /\n---[ \t]*(?:\r?\n|$)/.exec(text);
  if (opened === null || closing === null) return undefined;
  const at = closing.index + 1;
  const dated = `${text.slice(0, at)}expires: ${day}${eol}${text.slice(at)}`;
  const [before, after] = [text, dated].map((each) => read(path, each, hub, compile));
  const expected = before && { ...before.data, expires: day };
  const isClean =
    expected !== undefined && before?.body === after?.body && sorted(expected) === sorted(after?.data);
  return isClean ? dated : undefined;
}

function read(path: string, text: string, hub: Hub, compile: CompileMarkdown): Asset | undefined {
  return parseAsset({ path, bytes: new TextEncoder().encode(text) }, buildSchemas(hub), compile).asset;
}

function sorted(data: object | undefined): string {
  return JSON.stringify(Object.entries(data ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What an earlier pull request proposed. */
export interface ArchiveMarker {
  /** The last day of use that it writes. */
  day: Day;
  /** `id` and `since` of each page. */
  pages: [string, Day][];
}

const MARKER = /^<!-- hub-archive:v1 day=(\S+) pages=(\S*) -->/;
const encode = (text: string) => encodeURIComponent(text.toWellFormed()).replaceAll('--', '-%2D');

/** What the first line of a pull request says it proposes; undefined for one that says nothing of the sort. */
export function readArchiveMarker(body: string): ArchiveMarker | undefined {
  const [, day, pages = ''] = MARKER.exec(body) ?? [];
  if (day === undefined) return undefined;
  try {
    return { day, pages: JSON.parse(decodeURIComponent(pages)) as ArchiveMarker['pages'] };
  } catch {
    return { day, pages: [] };
  }
}

/** The pull request in words. */
export interface ArchiveText {
  title: string;
  body: string;
  labels: string[];
  reviewers: string[];
}

/** Leaves out what was proposed before and not wanted, and what does not fit into one pull request. */
export function choosePages(idle: readonly IdlePage[], declined: readonly ArchiveMarker[]): IdlePage[] {
  const no = new Set(declined.flatMap(({ pages }) => pages.map((page) => page.join('\n'))));
  return idle.filter(({ asset, since }) => !no.has(`${asset.id}\n${since}`)).slice(0, MAX_PAGES);
}

/** The words of the pull request for these pages; without any, those with which it is closed. */
export function renderArchive(idle: readonly IdlePage[], day: Day, hub: Hub): ArchiveText {
  const pages = idle.map(({ asset, since }) => [asset.id, since]);
  const marker = `<!-- hub-archive:v1 day=${day} pages=${encode(JSON.stringify(pages))} -->`;
  const owners = new Set(idle.map(({ asset }) => asset.data.owner));
  const reviewers = hub.people.flatMap(({ id, github }) =>
    owners.has(id) && github !== undefined ? [github] : [],
  );
  const count = renderCount(idle.length, 'page');
  const rows = idle.map(({ asset: { path, data }, since, isReviewed }) => {
    const owner = data.owner === undefined ? 'nobody' : escapeComment(nameOf(hub.people, data.owner));
    const why = isReviewed
      ? `review was due ${renderDay(since)}`
      : `there since ${renderDay(since)}, never reviewed`;
    return `| ${escapeComment(data.title)}<br>${codeComment(`content/${path}`)} | ${owner} | ${why} |`;
  });
  const body =
    idle.length === 0
      ? [marker, '**Closed: each page of it is used, looked after or gone by now.**']
      : [
          marker,
          `Fewer than ten reps, or nobody, opened ${idle.length === 1 ? 'this page' : `these ${count}`} in ${String(weeksOf(neverUsed))} weeks, and nobody has looked after ${idle.length === 1 ? 'it' : 'them'} for as long. This gives each a last day, ${renderDay(day)}: from the day after, reps are told not to use it and it ranks last. No other letter changes, and nothing is deleted.`,
          '',
          '| Page | Owner | Why |',
          '| --- | --- | --- |',
          ...rows,
          '',
          'To keep a page, look it through and set `reviewed` in its file: the next run takes it out of here. Close this without merging, and these pages are not proposed again unless somebody reviews them and they fall idle anew.',
        ];
  return {
    title: `Archive ${count} that few use`,
    body: body.join('\n'),
    labels: ['archive'],
    reviewers: [...new Set(reviewers)],
  };
}

/** The last day of use that a pull request from today on writes. */
export function archiveDay(open: ArchiveMarker | undefined, today: Day): Day {
  return open !== undefined && isDay(open.day) ? open.day : today;
}
