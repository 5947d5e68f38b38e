import type { Columns } from './columns.ts';
import type { EventName } from '../events.ts';

/** Events that mean that somebody used an asset. */
export const USE_EVENTS = [
  'asset_viewed',
  'asset_copied',
  'asset_downloaded',
] as const satisfies readonly EventName[];

/** Events that mean that somebody used the hub. */
export const ACTIVE_EVENTS = [
  ...USE_EVENTS,
  'asset_rated',
  'search_performed',
  'search_result_opened',
] as const satisfies readonly EventName[];

/** The condition for events of these names from `{from}` up to, not including, `{to}`. */
export function happened(names: readonly EventName[]): string {
  const list = names.map((name) => `'${name}'`).join(', ');
  return `event IN (${list}) AND timestamp >= toDateTime({from}) AND timestamp < toDateTime({to})`;
}

/** The columns that say which asset a row is about; each question takes those it has. */
export const assetColumns = {
  asset: { role: 'key', type: 'asset', label: 'Asset' },
  title: { role: 'fact', type: 'text', label: 'Title', names: 'asset' },
  kind: { role: 'fact', type: 'kind', label: 'Kind' },
  published: { role: 'fact', type: 'day', label: 'Published' },
} as const satisfies Columns;
