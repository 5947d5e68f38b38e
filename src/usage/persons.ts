import { mayMerge } from './distinct-id.ts';
import type { StoredEvent } from './event-store.ts';

/** What is known of one person. */
export interface Person {
  /** The id that stands for the person; its person id is worked out from it. */
  distinctId: string;
  createdAt: string;
  properties: Record<string, unknown>;
}

/** People as they result from all events that identify, join or describe them, in the order they arrived. */
export interface PersonBook {
  apply: (event: StoredEvent) => void;
  /** Pairs of an id and the id that stands for its person, where they differ. */
  merged: () => [string, string][];
  persons: () => Person[];
}

interface Entry extends Person {
  identified: boolean;
  hasProfile: boolean;
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

/**
 * PostHog's rules for people (plugin-server, person-merge-service): `$identify` joins the anonymous id into the
 * known one, `$create_alias` and `$merge_dangerously` the alias; one that is already known itself is not joined,
 * except dangerously; ids that stand for nobody never; the properties of the target win.
 */
export function createPersonBook(): PersonBook {
  const parents = new Map<string, string>();
  const entries = new Map<string, Entry>();

  function rootOf(id: string): string {
    let root = id;
    for (let next = parents.get(root); next !== undefined; next = parents.get(root)) root = next;
    return root;
  }

  function entryOf(id: string, at: string): Entry {
    const root = rootOf(id);
    let entry = entries.get(root);
    if (entry === undefined) {
      entry = { distinctId: root, createdAt: at, properties: {}, identified: false, hasProfile: false };
      entries.set(root, entry);
    }
    return entry;
  }

  function merge(target: Entry, otherId: string, at: string, dangerously: boolean): void {
    const other = entryOf(otherId, at);
    if (other === target || (other.identified && !dangerously)) return;
    target.properties = { ...other.properties, ...target.properties };
    if (other.createdAt < target.createdAt) target.createdAt = other.createdAt;
    entries.delete(other.distinctId);
    parents.set(other.distinctId, target.distinctId);
  }

  function apply(event: StoredEvent): void {
    const { properties, distinct_id: id, timestamp: at } = event;
    if (properties['$process_person_profile'] === false) return;
    const person = entryOf(id, at);
    person.hasProfile = true;
    const isIdentify = event.event === '$identify';
    const other = properties[isIdentify ? '$anon_distinct_id' : 'alias'];
    if (isIdentify || event.event === '$create_alias' || event.event === '$merge_dangerously') {
      if (typeof other === 'string' && other !== id && mayMerge(other) && mayMerge(id))
        merge(person, other, at, event.event === '$merge_dangerously');
      person.identified ||= mayMerge(id);
    }
    person.properties = {
      ...recordOf(properties['$set_once']),
      ...person.properties,
      ...recordOf(properties['$set']),
    };
  }

  return {
    apply,
    merged: () => [...parents.keys()].map((id) => [id, rootOf(id)]),
    persons: () =>
      [...entries.values()]
        .filter(({ hasProfile }) => hasProfile)
        .map(({ distinctId, createdAt, properties }) => ({ distinctId, createdAt, properties })),
  };
}
