import { renderDay, type Day } from '../../library/dates.ts';
import { nameOf } from '../../library/name-of.ts';
import type { Library } from '../../library/library.ts';
import { codeComment, escapeComment } from '../comment-escape.ts';
import { renderCount } from '../count.ts';
import { editUrl } from '../github-links.ts';
import { cutTitle, type DesiredIssue, type DesiredIssues } from '../review/plan.ts';
import type { LinkState } from './judge-link.ts';
import type { LinkedAddress } from './linked-addresses.ts';

/** What was found out about the addresses of a hub on a day. */
export interface LinkReport {
  day: Day;
  links: readonly (LinkedAddress & { state: LinkState })[];
}

/** So long a report says something of today. */
const MAX_AGE_DAYS = 7;

/** Addresses that somebody must mend, by the asset that leads there. */
function brokenByAsset({
  links,
}: LinkReport): Map<string, { address: string; line: number; says: string }[]> {
  const broken = links.flatMap(({ address, mentions, state }) =>
    state.is === 'dead' || state.is === 'moved'
      ? mentions.map(({ asset, line }) => ({ asset, address, line, says: state.says }))
      : [],
  );
  return Map.groupBy(broken, ({ asset }) => asset);
}

/**
 * One issue for each asset that leads to something that is gone or has moved. Nothing is known without a report of this week,
 * and nothing is made or closed then.
 */
export function buildLinkIssues(library: Library, report: LinkReport | undefined, today: Day): DesiredIssues {
  const isKnown =
    report !== undefined && Date.parse(today) - Date.parse(report.day) <= MAX_AGE_DAYS * 86_400_000;
  const broken = isKnown ? brokenByAsset(report) : new Map<string, never>();
  const asked = new Set(report?.links.flatMap(({ mentions }) => mentions.map(({ asset }) => asset)));
  const issues = [...broken].flatMap(([id, addresses]): DesiredIssue[] => {
    const asset = library.byId.get(id);
    if (asset === undefined) return [];
    const { data, path } = asset;
    const { hub } = library;
    const editor = editUrl(hub, path);
    const owner = data.owner === undefined ? undefined : nameOf(hub.people, data.owner);
    return [
      {
        family: 'link',
        key: id,
        occurrence: addresses.map(({ address }) => address).join(' '),
        assignee: hub.people.find((person) => person.id === data.owner)?.github,
        label: 'link',
        title: cutTitle(`“${data.title}” leads to what is not there`),
        text: [
          `**${escapeComment(data.title)}** has ${renderCount(addresses.length, 'link')} by which a reader does not come to what it promises.`,
          '',
          ...addresses.map(
            ({ address, line, says }) =>
              `- Line ${String(line)}: ${codeComment(address)} ${escapeComment(says)}.`,
          ),
          '',
          editor === undefined
            ? `Put in the address that holds now, or take it out, in ${codeComment(`content/${path}`)}.`
            : `Put in the address that holds now, or take it out: [open it in the editor](<${editor}>).`,
          '',
          owner === undefined
            ? 'Nobody owns it yet: add `owner` as well.'
            : `${escapeComment(owner)} answers for it.`,
          '',
          'This closes itself once all of them lead somewhere again. Close it as not planned to hear of it again only when others break.',
        ].join('\n'),
        about: `${renderCount(addresses.length, 'link')} broken on ${renderDay(report?.day ?? today)}`,
      },
    ];
  });
  return {
    family: 'link',
    issues,
    closing(id) {
      if (library.leftOut.has(id)) return undefined;
      if (!library.byId.has(id)) return { reason: 'not_planned', says: 'The page is no longer there.' };
      // A page that leads nowhere any more is not among those that were asked about.
      return isKnown
        ? {
            reason: 'completed',
            says: asked.has(id) ? 'Done: all its addresses lead somewhere.' : 'Done: it leads there no more.',
          }
        : undefined;
    },
  };
}
