import type { EventName } from '../events.ts';
import { happened, joinKnown, KNOWN_BEFORE, TEAM } from './activity.ts';

/** What is counted: by which keys, and the people of each column by what they did, as a condition on their events. */
interface CountSpec {
  /** Columns of the key with their HogQL, in order. */
  keys: Readonly<Record<string, string>>;
  /** Columns of people; `true` are all of the row. */
  people: Readonly<Record<string, true | string>>;
  events: readonly EventName[];
  /** What must hold of an event beside its name and time. */
  condition?: string;
}

/**
 * HogQL that counts people by key and team. Each person stands in one team: the one that they named last. So numbers of the
 * teams add up. With a key `week` each week is counted for itself.
 */
export function countPeople({ keys, people, events, condition }: CountSpec): string {
  const keyNames = Object.keys(keys);
  const marked = Object.entries(people).filter((entry): entry is [string, string] => entry[1] !== true);
  const inner = [
    ...Object.entries(keys).map(([name, hogql]) => `${hogql} AS ${name}`),
    'person_id AS rep',
    `${TEAM} AS team`,
    ...marked.map(([name, met]) => `countIf(${met}) AS has_${name}`),
  ];
  const outer = [
    ...keyNames,
    'team',
    ...Object.entries(people).map(([name, met]) =>
      met === true ? `count() AS ${name}` : `countIf(has_${name} > 0) AS ${name}`,
    ),
  ];
  const groups = [...keyNames, 'team'];
  const isByWeek = 'week' in keys;
  const conditions = [
    happened(events),
    ...(isByWeek ? [] : [KNOWN_BEFORE]),
    ...(condition === undefined ? [] : [condition]),
  ];
  return `
SELECT ${outer.join(', ')}
FROM (
  SELECT
    ${inner.join(',\n    ')}
  FROM events
  WHERE ${conditions.join('\n    AND ')}
  GROUP BY ${[...keyNames, 'rep'].join(', ')}
)${isByWeek ? ` AS used\n${joinKnown('used')}` : ''}
GROUP BY ${groups.join(', ')}
ORDER BY ${groups.map((name) => `${name} ASC`).join(', ')}
LIMIT 50000`.trim();
}

/** The Monday of the week in which something happened. */
export const WEEK = 'toMonday(timestamp)';
