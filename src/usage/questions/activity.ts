import type { Columns } from './columns.ts';
import type { EventName } from '../events.ts';
import { NO_TEAM } from '../privacy/team-groups.ts';

/** Events that mean that somebody used an asset. */
export const USE_EVENTS = [
  'asset_viewed',
  'asset_copied',
  'asset_downloaded',
  'link_opened',
  'slide_reached',
] as const satisfies readonly EventName[];

/** Events that mean that somebody used the hub. */
export const ACTIVE_EVENTS = [
  ...USE_EVENTS,
  'asset_rated',
  'search_performed',
  'search_result_opened',
] as const satisfies readonly EventName[];

/** The condition in HogQL for events of these names from `{from}` up to, not including, `{to}`. */
export function happened(names: readonly EventName[]): string {
  const list = names.map((name) => `'${name}'`).join(', ');
  return `event IN (${list}) AND timestamp >= toDateTime({from}) AND timestamp < toDateTime({to})`;
}

/** The condition in HogQL for events of those of whom something had arrived before `{known_before}`. */
export const KNOWN_BEFORE =
  'person_id IN (SELECT person_id FROM events WHERE created_at < toDateTime({known_before}))';

/**
 * The same for weeks of which each has a moment of its own, its Monday: keeps of the table before it, whose `rep` and `week`
 * these are, those of whom something had arrived before the week began. So one question counts all weeks as many would.
 */
export function joinKnown(table: string, week = `${table}.week`): string {
  return `INNER JOIN (SELECT person_id AS who, min(created_at) AS heard_of FROM events GROUP BY who) AS known
  ON ${table}.rep = known.who
WHERE known.heard_of < toDateTime(${week})`;
}

/** The team of a person as they named it last. */
export const TEAM = `coalesce(nullIf(argMax(properties.team, timestamp), ''), '${NO_TEAM}')`;

/** The columns that say which asset a row is about; each question takes those it has. */
export const assetColumns = {
  asset: { role: 'key', type: 'asset', label: 'Asset' },
  title: { role: 'fact', type: 'text', label: 'Title', names: 'asset' },
  kind: { role: 'fact', type: 'kind', label: 'Kind' },
  published: { role: 'fact', type: 'day', label: 'Published' },
} as const satisfies Columns;
