import { isRecord } from '../library/is-record.ts';
import { mayMerge, parseDistinctId } from './wire/distinct-id.ts';

/** What is known of one person. */
export interface Person {
  /** The id that stands for the person; its person id is worked out from it. */
  distinctId: string;
  /** ISO 8601 in UTC. */
  createdAt: string;
  properties: Record<string, unknown>;
  /** Whether somebody signed in under one of the ids: such a person is not joined into another. */
  identified: boolean;
}

/** What people know of one event: its name, its id and time, and its properties. */
export interface PersonEvent {
  event: string;
  distinct_id: string;
  timestamp: string;
  properties: Record<string, unknown>;
}

/** An id and the person that it is an id of. */
export interface KnownId {
  distinctId: string;
  person: Person;
}

/** What became of people, to be written down. */
export interface PeopleChanges {
  /** New ones, and those of which something changed. */
  persons: Person[];
  /** Ids and the id that stands for their person now; also those that stood for a person of their own before. */
  merged: [id: string, root: string][];
}

/** People as they result from events, in the order they arrived. */
export interface PersonBook {
  /** An id was used by an event that makes a profile. */
  see: (distinctId: string, at: string) => void;
  /** An event that identifies, joins or describes people. */
  apply: (event: PersonEvent) => void;
  changes: () => PeopleChanges;
}

const MERGES = new Set(['$identify', '$create_alias', '$merge_dangerously']);
/** Their person properties are left alone by PostHog. */
const NEVER_DESCRIBE = new Set(['$exception', '$$heatmap']);

function recordOf(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

/** The id that an event names beside its own. */
function otherIdOf({ event, properties }: PersonEvent): string | undefined {
  if (!MERGES.has(event)) return undefined;
  return parseDistinctId(properties[event === '$identify' ? '$anon_distinct_id' : 'alias']);
}

/** Every id that an event may have to do with: whoever applies it must know their people. */
export function idsOf(event: PersonEvent): string[] {
  const other = otherIdOf(event);
  return other === undefined ? [event.distinct_id] : [event.distinct_id, other];
}

/**
 * PostHog's rules for people (plugin-server, person-merge-service and person-update). `$identify` joins the anonymous
 * id with the known one, `$create_alias` and `$merge_dangerously` the alias. When only one of the two has a person, the
 * other becomes an id of it; when both have, the other one is joined into the event's own, whose properties win, unless
 * somebody signed in as the other before; `$merge_dangerously` does it all the same. Ids that stand for nobody never.
 * `known` is what was there before of all ids concerned.
 */
export function createPersonBook(known: readonly KnownId[] = []): PersonBook {
  const persons = new Map<string, Person>();
  const roots = new Map<string, string>();
  const changed = new Set<Person>();
  const moved = new Set<string>();
  for (const { distinctId, person } of known) {
    const root = persons.get(person.distinctId) ?? { ...person };
    persons.set(root.distinctId, root);
    roots.set(distinctId, root.distinctId);
    roots.set(root.distinctId, root.distinctId);
  }

  function rootOf(id: string): string {
    let root = id;
    for (let next = roots.get(root); next !== undefined && next !== root; next = roots.get(root)) root = next;
    return root;
  }

  const personOf = (id: string) => persons.get(rootOf(id));

  function personFor(id: string, at: string): Person {
    const there = personOf(id);
    if (there !== undefined) return there;
    const person: Person = { distinctId: id, createdAt: at, properties: {}, identified: false };
    persons.set(id, person);
    roots.set(id, id);
    changed.add(person);
    return person;
  }

  function attach(id: string, person: Person): void {
    roots.set(id, person.distinctId);
    moved.add(id);
  }

  function absorb(target: Person, other: Person): void {
    target.properties = { ...other.properties, ...target.properties };
    if (other.createdAt < target.createdAt) target.createdAt = other.createdAt;
    persons.delete(other.distinctId);
    changed.delete(other);
    attach(other.distinctId, target);
  }

  function join(id: string, otherId: string, at: string, dangerously: boolean): void {
    if (id === otherId || !mayMerge(id) || !mayMerge(otherId)) return;
    const [own, other] = [personOf(id), personOf(otherId)];
    if (other === undefined) attach(otherId, own ?? personFor(id, at));
    else if (own === undefined) attach(id, other);
    else if (own !== other && (!other.identified || dangerously)) absorb(own, other);
    const person = personFor(id, at);
    person.identified = true;
    changed.add(person);
  }

  function describe(person: Person, { event, properties }: PersonEvent): void {
    if (NEVER_DESCRIBE.has(event)) return;
    const [once, set, unset] = [properties['$set_once'], properties['$set'], properties['$unset']];
    const next = { ...recordOf(once), ...person.properties, ...recordOf(set) };
    for (const name of Array.isArray(unset) ? unset : Object.keys(recordOf(unset)))
      if (typeof name === 'string') delete next[name];
    person.properties = next;
    changed.add(person);
  }

  return {
    see: personFor,
    apply(event) {
      const { properties, distinct_id: id, timestamp: at } = event;
      if (properties['$process_person_profile'] === false) return;
      const other = otherIdOf(event);
      if (other !== undefined) join(id, other, at, event.event === '$merge_dangerously');
      describe(personFor(id, at), event);
    },
    changes: () => ({
      persons: [...changed],
      merged: [...moved].map((id) => [id, rootOf(id)]),
    }),
  };
}
