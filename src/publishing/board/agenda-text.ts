import { renderDay } from '../../library/dates.ts';
import type { Hub } from '../../library/hub.ts';
import { escapeComment } from '../comment-escape.ts';
import type { Agenda, AgendaItem } from './agenda.ts';

/** The agenda as Markdown: the same bytes wherever and whenever it is made from the same. */
export function renderAgenda({ quarter, countedUntil, parts }: Agenda, { company }: Hub): string {
  return [
    `# Sales advisory board: the quarter to ${renderDay(quarter.until)}`,
    [
      countedUntil === undefined
        ? 'There are no numbers yet: `npm run adoption` writes them.'
        : `Numbers up to ${renderDay(countedUntil)}, rounded to fives; what fewer than ten reps did is never shown.`,
      'Use that moved since a decision moved together with it; what caused it, no number here knows.',
    ].join(' '),
    ...parts.flatMap(({ heading, items, none }) => [
      `## ${heading}`,
      items.length === 0 ? none : items.map((item) => renderItem(item, company.site)).join('\n'),
    ]),
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n');
}

function renderItem({ says, facts, url }: AgendaItem, site: string | undefined): string {
  const words = escapeComment(says);
  const linked =
    url === undefined || site === undefined
      ? words
      : `[${words}](<${site.replace(/\/+$/, '')}${encodeURI(url)}>)`;
  return [`- **${linked}**`, ...facts.map((fact) => `  - ${escapeComment(fact)}`)].join('\n');
}
