import type { Asset } from '../../library/asset.ts';
import { urlOf } from '../../library/addresses.ts';
import { mondayOf, renderDay, type Day } from '../../library/dates.ts';
import { renderFreshness } from '../../library/freshness.ts';
import type { Hub } from '../../library/hub.ts';
import type { Library } from '../../library/library.ts';
import { neverUsed } from '../../usage/questions/never-used.ts';
import { weeksOf } from '../../usage/questions/periods.ts';
import type { RowOf } from '../../usage/questions/question.ts';
import { usePerAsset } from '../../usage/questions/use-per-asset.ts';
import { UNDER_TEN } from '../../usage/snapshot/answer.ts';
import type { Snapshot } from '../../usage/snapshot/snapshot.ts';
import { escapeComment } from '../comment-escape.ts';
import { renderCount } from '../count.ts';
import { countedOf, readNumbers } from './numbers.ts';
import { cutTitle, type DesiredIssues, type DesiredIssue } from './plan.ts';

const LABEL = 'usage note';
/** GitHub takes 65,536 letters; a row is a title, an address and some numbers. */
const MOST_ROWS = 100;
const COUNTS = ['reps', 'copied', 'downloaded'] as const;

type Person = Hub['people'][number];

/**
 * One issue for each person who owns pages, with their use; its text changes with the first run of a week. A week and not
 * a fixed weekday, so that a night that failed is made up for by the next. All numbers are those of the snapshot, which
 * are rounded.
 */
export function buildUsageNoteIssues(
  library: Library,
  snapshot: Snapshot | undefined,
  today: Day,
): DesiredIssues {
  const { hub, assets } = library;
  const used = readNumbers(snapshot, usePerAsset, today);
  const unused = readNumbers(snapshot, neverUsed, today);
  const ownedBy = (id: string) => assets.filter(({ data }) => data.owner === id);
  const isWanted = ({ id, notes }: Person) => notes !== false && ownedBy(id).length > 0;
  const numbers = used && {
    byId: new Map(used.map((row) => [row.asset, row])),
    unused: new Set((unused ?? []).map((row) => row.asset)),
    until: countedOf(snapshot, usePerAsset)?.until ?? today,
  };
  return {
    family: 'usage-note',
    isTextFixed: true,
    issues: numbers
      ? hub.people.filter(isWanted).map((person) => ({
          family: 'usage-note' as const,
          key: person.id,
          occurrence: mondayOf(today),
          assignee: person.github,
          label: LABEL,
          title: cutTitle(`The use of your pages, ${person.name}`),
          text: renderNote(ownedBy(person.id), numbers, hub, today),
          about: renderCount(ownedBy(person.id).length, 'page'),
        }))
      : [],
    closing(id) {
      const person = hub.people.find((one) => one.id === id);
      if (person === undefined) return { reason: 'not_planned', says: 'hub.yaml names this person no more.' };
      if (person.notes === false)
        return { reason: 'completed', says: 'These notes are turned off in hub.yaml.' };
      return ownedBy(id).length === 0
        ? { reason: 'completed', says: 'No page has this owner any more.' }
        : undefined;
    },
  };
}

interface Numbers {
  byId: ReadonlyMap<string, RowOf<typeof usePerAsset>>;
  unused: ReadonlySet<string>;
  /** The last day that was counted. */
  until: Day;
}

function renderNote(
  owned: readonly Asset[],
  { byId, unused, until }: Numbers,
  hub: Hub,
  today: Day,
): DesiredIssue['text'] {
  const reps = ({ id }: Asset) => byId.get(id)?.reps ?? (unused.has(id) ? -1 : 0);
  const sorted = [...owned].sort((a, b) => reps(b) - reps(a) || (a.id < b.id ? -1 : 1));
  const rows = sorted.slice(0, MOST_ROWS).map((asset) => {
    const { id, data } = asset;
    const { site } = hub.company;
    const title = escapeComment(data.title);
    const page =
      site === undefined ? title : `[${title}](<${site.replace(/\/+$/, '')}${encodeURI(urlOf(id))}>)`;
    const row = byId.get(id);
    const counts =
      row === undefined && unused.has(id)
        ? [`${UNDER_TEN} in ${String(weeksOf(neverUsed))} weeks`, '', '']
        : COUNTS.map((name) => row?.[name]?.toString() ?? UNDER_TEN);
    return `| ${[page, ...counts, renderFreshness(asset, hub, today)].join(' | ')} |`;
  });
  const left = sorted.length - rows.length;
  return [
    `What reps did with your ${renderCount(owned.length, 'page')} in the ${String(weeksOf(usePerAsset))} weeks up to ${renderDay(until)}:`,
    '',
    '| Page | Reps | Copied | Downloaded | Care |',
    '| --- | --: | --: | --: | --- |',
    ...rows,
    ...(left > 0 ? ['', `… and ${String(left)} more.`] : []),
    '',
    'Numbers are rounded to fives; “under 10” can be nobody.',
    '',
    'This text is written anew each week, without a message to you. Close it as not planned, or write `notes: false` beside your name in `content/hub.yaml`, and it stops.',
  ].join('\n');
}
