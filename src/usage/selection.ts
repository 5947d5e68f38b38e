import type { StoredEvent } from './event-store.ts';
import { createPersonBook, idsOf } from './persons.ts';

/** Which events are meant: those to which everything holds that is given. */
export interface Selection {
  /** Every id of one person: events of any of them, and those that join one of them to somebody. */
  ids?: readonly string[];
  /** How the ids begin that somebody made up. */
  idPrefix?: string;
  asset?: string;
  /** When they arrived, by the hub's clock, since the sender's own could say anything. ISO 8601 in UTC. */
  from?: string;
  /** Up to here, itself left out. */
  until?: string;
}

/** Whether an event is meant. A selection that gives nothing means none. */
export function createSelector(selection: Selection): (event: StoredEvent) => boolean {
  const { idPrefix, asset, from, until } = selection;
  const ids = selection.ids === undefined ? undefined : new Set(selection.ids);
  if ([ids, idPrefix, asset, from, until].every((each) => each === undefined)) return () => false;
  return (event) =>
    (ids === undefined || idsOf(event).some((id) => ids.has(id))) &&
    (idPrefix === undefined || event.distinct_id.startsWith(idPrefix)) &&
    (asset === undefined || event.properties['asset_id'] === asset) &&
    (from === undefined || event.created_at >= from) &&
    (until === undefined || event.created_at < until);
}

/** Learns from events, in the order they arrived, which ids are one person's. */
export interface IdBook {
  read: (event: StoredEvent) => void;
  /** All ids of the person who has this one, itself included. */
  idsLike: (id: string) => string[];
}

export function createIdBook(): IdBook {
  const people = createPersonBook();
  return {
    read(event) {
      if (event.properties['$process_person_profile'] === false) return;
      if (event.changes_person === true) people.apply(event);
      else people.see(event.distinct_id, event.timestamp);
    },
    idsLike(id) {
      const { merged } = people.changes();
      const roots = new Map(merged);
      const root = roots.get(id) ?? id;
      return [...new Set([id, root, ...merged.flatMap(([each, its]) => (its === root ? [each] : []))])];
    },
  };
}
