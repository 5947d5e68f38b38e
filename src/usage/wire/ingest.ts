import { isRecord } from '../../library/is-record.ts';
import { isCatalogued, keepsToCatalogue } from '../events.ts';
import { parseDistinctId } from './distinct-id.ts';
import type { Envelope } from './envelope.ts';
import { hasOddText, MAX_EVENT_LENGTH, mendText } from './event-text.ts';
import { eventTime } from './event-time.ts';
import { isDeeper, MAX_DEPTH } from './nesting.ts';
import type { StoredEvent } from '../event-store.ts';

/** Why one event of a request is not kept. The set is closed: each has a counter at `/collector/health`. */
export const DROP_REASONS = [
  'not-an-object',
  'no-event-name',
  'session-replay',
  'no-distinct-id',
  'cookieless',
  'unreadable-time',
  'too-large',
  'too-deep',
  'outside-catalogue',
  'never-published',
] as const;
export type DropReason = (typeof DROP_REASONS)[number];

/** What of an event that is kept is not as its client said. Each has a counter too. */
export const ADJUSTMENTS = ['time-ahead'] as const;
export type Adjustment = (typeof ADJUSTMENTS)[number];

/** What the steps need to know of the world. */
export interface IngestWorld {
  /** Milliseconds since 1970. */
  now: number;
  newUuid: () => string;
  /** Every asset that a build has ever published, with its revisions; undefined where everything is taken. */
  published?: ReadonlyMap<string, ReadonlySet<string>> | undefined;
}

const MAX_NAME_LENGTH = 200;
const COOKIELESS_ID = '$posthog_cookieless';
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Kept elsewhere on the event, so not among its properties a second time: JSON leaves out what is undefined. */
const NOT_PROPERTIES = { token: undefined, api_key: undefined, distinct_id: undefined };

/** An event on its way through the steps. */
interface Draft {
  raw: Record<string, unknown>;
  sent: Record<string, unknown>;
  sentAt: number | undefined;
  /** Nothing in the request can be too large or odd. */
  isPlain: boolean;
  stored: StoredEvent;
  adjusted: Adjustment[];
}

type Step = (draft: Draft, world: IngestWorld) => DropReason | undefined;

const readName: Step = ({ raw, stored }) => {
  const name = raw['event'];
  if (typeof name !== 'string' || name.trim() === '') return 'no-event-name';
  stored.event = name.slice(0, MAX_NAME_LENGTH).replaceAll('\0', '').toWellFormed();
  return undefined;
};

const refuseReplay: Step = ({ stored }) =>
  stored.event === '$snapshot' || stored.event === '$snapshot_items' ? 'session-replay' : undefined;

const readDistinctId: Step = ({ raw, sent, stored }) => {
  const id =
    parseDistinctId(raw['distinct_id']) ??
    parseDistinctId(sent['distinct_id']) ??
    parseDistinctId(raw['$distinct_id']);
  if (id === undefined) return 'no-distinct-id';
  stored.distinct_id = id;
  return undefined;
};

/** Such a client leaves it to the server to tell visitors apart by their address; here all would be one person. */
const refuseCookieless: Step = ({ stored }) =>
  stored.distinct_id === COOKIELESS_ID ? 'cookieless' : undefined;

/** A uuid in one of the other forms that PostHog reads: without hyphens, in braces, as a URN. */
function parseOddUuid(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const digits = value.replace(/^urn:uuid:/i, '').replace(/^\{(.*)\}$/, '$1');
  if (UUID.test(digits)) return digits.toLowerCase();
  return /^[0-9a-f]{32}$/i.test(digits)
    ? digits.toLowerCase().replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
    : undefined;
}

const readUuid: Step = ({ raw, stored }, world) => {
  const { uuid } = raw;
  if (typeof uuid === 'string' && UUID.test(uuid)) stored.uuid = uuid.toLowerCase();
  else stored.uuid = parseOddUuid(uuid) ?? world.newUuid();
  return undefined;
};

/** No time, and no offset, is one that a client leaves to us; '' and null say as little. */
const said = (value: unknown): unknown => (value === null || value === '' ? undefined : value);

const readTime: Step = ({ raw, sent, sentAt, stored, adjusted }, world) => {
  const time = eventTime(
    {
      timestamp: said(raw['timestamp']),
      offset: said(raw['offset']),
      sentAt,
      ignoreSentAt: sent['$ignore_sent_at'] === true,
    },
    world.now,
  );
  if (time === undefined) return 'unreadable-time';
  if (time.isAhead) adjusted.push('time-ahead');
  stored.timestamp = new Date(time.ms).toISOString();
  return undefined;
};

/** Person properties stand beside the properties or among them; afterwards they are among them. */
const readProperties: Step = ({ raw, sent, stored }) => {
  stored.properties = { ...sent, ...NOT_PROPERTIES };
  for (const name of ['$set', '$set_once'])
    if (isRecord(raw[name])) {
      const inner = stored.properties[name];
      stored.properties[name] = isRecord(inner) ? { ...inner, ...raw[name] } : raw[name];
    }
  if (raw['$unset'] !== undefined) stored.properties['$unset'] = raw['$unset'];
  if (typeof raw['alias'] === 'string' && stored.properties['alias'] === undefined)
    stored.properties['alias'] = raw['alias'];
  return undefined;
};

/** Whether an event carries person properties or joins two ids. */
export function changesPerson(event: string, properties: Readonly<Record<string, unknown>>): boolean {
  return (
    event === '$identify' ||
    event === '$create_alias' ||
    event === '$merge_dangerously' ||
    isRecord(properties['$set']) ||
    isRecord(properties['$set_once']) ||
    typeof properties['$unset'] === 'object'
  );
}

const markPersonChange: Step = ({ stored }) => {
  if (changesPerson(stored.event, stored.properties)) stored.changes_person = true;
  return undefined;
};

const refuseDeep: Step = ({ stored }) => (isDeeper(stored.properties, MAX_DEPTH) ? 'too-deep' : undefined);

const checkSizeAndText: Step = ({ isPlain, stored }) => {
  if (isPlain) return undefined;
  const json = JSON.stringify(stored.properties);
  if (json.length > MAX_EVENT_LENGTH) return 'too-large';
  if (hasOddText(json)) stored.properties = mendText(stored.properties) as Record<string, unknown>;
  return undefined;
};

/** The hub's own events keep to what the catalogue says, also when somebody else sends them. */
const refuseOutsideCatalogue: Step = ({ stored }) =>
  keepsToCatalogue(stored.event, stored.properties) ? undefined : 'outside-catalogue';

/** Nobody can have used what never was: made-up pages and revisions would stand in the charts beside real ones. */
const refuseNeverPublished: Step = ({ stored }, { published }) => {
  const { asset_id: asset, asset_rev: revision } = stored.properties;
  if (published === undefined || asset === undefined || !isCatalogued(stored.event)) return undefined;
  const revisions = published.get(String(asset));
  return revisions?.has(String(revision)) === true ? undefined : 'never-published';
};

/** The order matters: each step reads what the ones before it have worked out. */
const steps: readonly Step[] = [
  readName,
  refuseReplay,
  readDistinctId,
  refuseCookieless,
  readUuid,
  readTime,
  readProperties,
  refuseDeep,
  checkSizeAndText,
  refuseOutsideCatalogue,
  refuseNeverPublished,
  markPersonChange,
];

/** What became of the events of one request. */
export interface Ingested {
  /** Those that are to be kept. */
  events: StoredEvent[];
  drops: Partial<Record<DropReason, number>>;
  adjustments: Partial<Record<Adjustment, number>>;
  /** Why each is not kept, in the order of the envelope; undefined for one that is. */
  reasons: (DropReason | undefined)[];
}

/** Takes one event through the steps, up to the one that leaves it out. */
function ingestOne(
  raw: unknown,
  envelope: Envelope,
  world: IngestWorld,
  createdAt: string,
): Draft | DropReason {
  if (!isRecord(raw)) return 'not-an-object';
  const draft: Draft = {
    raw,
    sent: isRecord(raw['properties']) ? raw['properties'] : {},
    sentAt: envelope.sentAt,
    isPlain: envelope.isPlain === true,
    stored: { uuid: '', event: '', timestamp: '', distinct_id: '', created_at: createdAt, properties: {} },
    adjusted: [],
  };
  for (const step of steps) {
    const reason = step(draft, world);
    if (reason !== undefined) return reason;
  }
  return draft;
}

/** Runs every event of an envelope through the steps, in order. */
export function ingestEnvelope(envelope: Envelope, world: IngestWorld): Ingested {
  const done: Ingested = { events: [], drops: {}, adjustments: {}, reasons: [] };
  const { events, drops, adjustments, reasons } = done;
  const createdAt = new Date(world.now).toISOString();
  for (const raw of envelope.events) {
    const end = ingestOne(raw, envelope, world, createdAt);
    if (typeof end === 'string') {
      drops[end] = (drops[end] ?? 0) + 1;
      reasons.push(end);
      continue;
    }
    events.push(end.stored);
    for (const each of end.adjusted) adjustments[each] = (adjustments[each] ?? 0) + 1;
    reasons.push(undefined);
  }
  return done;
}
