import type { Asset } from '../../library/asset.ts';
import { daysBetween, renderDay, type Day } from '../../library/dates.ts';
import { freshnessOf, reviewBy } from '../../library/freshness.ts';
import type { Hub } from '../../library/hub.ts';
import { nameOf } from '../../library/name-of.ts';
import { linkOf } from '../../library/kinds/asset-data.ts';
import { kinds } from '../../library/kinds/kinds.ts';
import { placeOfLink } from '../../library/link-providers.ts';
import type { Library } from '../../library/library.ts';
import { codeComment, escapeComment } from '../comment-escape.ts';
import { editUrl } from '../github-links.ts';
import { cutTitle, type DesiredIssues, type DesiredIssue } from './plan.ts';

interface Late {
  asset: Asset;
  /** The day that has passed. */
  due: Day;
  isExpired: boolean;
}

/** One issue for each asset that is late on the day `today`, the longest late first. */
export function buildReviewIssues(library: Library, today: Day): DesiredIssues {
  const { assets, byId, leftOut, hub } = library;
  const late = assets
    .flatMap((asset) => findLate(asset, hub, today) ?? [])
    .sort((a, b) => daysBetween(b.due, a.due) || (a.asset.id < b.asset.id ? -1 : 1));
  return {
    family: 'review',
    issues: late.map((one) => issueFor(one, hub)),
    closing(id) {
      // A file that cannot be read just now is still there.
      if (leftOut.has(id)) return undefined;
      const asset = byId.get(id);
      if (asset === undefined) return { reason: 'not_planned', says: 'The page is no longer there.' };
      const freshness = freshnessOf(asset, hub, today);
      if (freshness === 'expired')
        return { reason: 'not_planned', says: 'The page is out of use: its last day has passed.' };
      return freshness === 'unverified'
        ? { reason: 'not_planned', says: 'The page has no day of review any more.' }
        : { reason: 'completed', says: 'Done: the page has been looked at.' };
    },
  };
}

function findLate(asset: Asset, hub: Hub, today: Day): Late | undefined {
  const freshness = freshnessOf(asset, hub, today);
  const due = reviewBy(asset.kind, asset.data, hub);
  if (freshness === 'overdue') return { asset, due: due ?? today, isExpired: false };
  const { expires } = asset.data;
  // What ended when nobody looked after it any more has been taken out of use: there is nothing to ask its owner.
  if (freshness !== 'expired' || expires === undefined || due === undefined || due <= expires)
    return undefined;
  return { asset, due: expires, isExpired: true };
}

function issueFor(late: Late, hub: Hub): DesiredIssue {
  const { asset, due } = late;
  return {
    family: 'review',
    key: asset.id,
    occurrence: due,
    assignee: hub.people.find(({ id }) => id === asset.data.owner)?.github,
    label: 'review',
    title: cutTitle(`Review “${asset.data.title}”`),
    text: textOf(late, hub),
    about: `${late.isExpired ? 'expired' : 'due'} ${renderDay(due)}`,
  };
}

function textOf({ asset, due, isExpired }: Late, hub: Hub): string {
  const { kind, path, data } = asset;
  const editor = editUrl(hub, path);
  const link = linkOf(asset);
  const owner = data.owner === undefined ? undefined : nameOf(hub.people, data.owner);
  const late = isExpired
    ? `expired on ${renderDay(due)}: reps are told not to use it`
    : `was to be looked at by ${renderDay(due)}: reps see that it is late`;
  const dated =
    data.review_by === undefined ? '`reviewed` to the day you did' : '`review_by` to the next day';
  const mend = isExpired
    ? 'take the line `expires` out or give it a new day, or delete the file'
    : `set ${dated}`;
  return [
    `**${escapeComment(data.title)}** (${kinds[kind].label}) ${late}.`,
    '',
    ...(link === undefined
      ? []
      : [
          `It lies in ${escapeComment(placeOfLink(link).name)}, where nobody but a person sees whether its text still says what it holds: [open it](<${link}>).`,
          '',
        ]),
    `Read it through, mend what is no longer true, and ${mend}.`,
    editor === undefined
      ? `It is the file ${codeComment(`content/${path}`)}.`
      : `[Open it in the editor](<${editor}>)`,
    '',
    owner === undefined
      ? 'Nobody owns it yet: add `owner` as well.'
      : `${escapeComment(owner)} answers for it.`,
    '',
    'This closes itself once that is published. Close it as not planned to hear of it again only when it is late anew.',
  ].join('\n');
}
