import { describe, expect, test } from 'vitest';
import { mayMerge } from '../../../../src/usage/wire/distinct-id.ts';
import { ingestEnvelope, type Ingested } from '../../../../src/usage/wire/ingest.ts';
import { MAX_DEPTH } from '../../../../src/usage/wire/nesting.ts';

const now = Date.parse('2026-11-22T12:00:00.000Z');
const made = '01950000-0000-7000-8000-000000000000';
const uuid = '01950000-0000-7000-8000-00000000000A';
const fine = {
  event: 'asset_viewed',
  distinct_id: 'rep-1',
  uuid,
  timestamp: '2026-11-22T11:00:00Z',
  properties: { asset_id: 'a' },
};

function ingest(...events: unknown[]): Ingested {
  return ingestEnvelope({ token: 'phc_hub', sentAt: undefined, events }, { now, newUuid: () => made });
}

function one(event: unknown) {
  return ingest(event).events[0];
}

test('an event is kept with its uuid in small letters, its time and the time of arrival', () => {
  expect(ingest(fine)).toEqual({
    drops: {},
    adjustments: {},
    reasons: [undefined],
    events: [
      {
        uuid: uuid.toLowerCase(),
        event: 'asset_viewed',
        distinct_id: 'rep-1',
        timestamp: '2026-11-22T11:00:00.000Z',
        created_at: '2026-11-22T12:00:00.000Z',
        properties: { asset_id: 'a' },
      },
    ],
  });
});

describe('the id of a person', () => {
  test('stands beside the properties, or among them, or under an older name', () => {
    const without = { event: 'x', properties: {} };
    expect(one({ ...without, distinct_id: 'top', properties: { distinct_id: 'inner' } })?.distinct_id).toBe(
      'top',
    );
    expect(one({ ...without, properties: { distinct_id: 'inner' } })?.distinct_id).toBe('inner');
    expect(one({ ...without, $distinct_id: 'old' })?.distinct_id).toBe('old');
  });

  test('is text of at most 200 characters', () => {
    expect(one({ event: 'x', distinct_id: 42 })?.distinct_id).toBe('42');
    expect(one({ event: 'x', distinct_id: true })?.distinct_id).toBe('true');
    expect(one({ event: 'x', distinct_id: ['a', 'b'] })?.distinct_id).toBe('["a","b"]');
    expect(one({ event: 'x', distinct_id: '😀'.repeat(300) })?.distinct_id).toBe('😀'.repeat(200));
    expect(one({ event: 'x', distinct_id: 'y'.repeat(500) })?.distinct_id).toHaveLength(200);
  });

  test('is none when it nests without end', () => {
    const endless = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`) as unknown;
    expect(ingest({ event: 'x', distinct_id: endless }).drops).toEqual({ 'no-distinct-id': 1 });
  });

  test.each([
    'anonymous',
    'Guest',
    ' null ',
    '"undefined"',
    "'0'",
    'NaN',
    '[object Object]',
    '',
    'distinct_id',
    'None',
    'email',
  ])('%j stands for nobody and never joins two people', (id) => {
    expect(mayMerge(id)).toBe(false);
  });

  test('an ordinary id may join two people', () => {
    expect(['rep-1', 'nullify', 'NONE-1', '00'].map(mayMerge)).toEqual([true, true, true, true]);
  });
});

test('an event without a usable uuid gets one', () => {
  expect(one({ ...fine, uuid: undefined })?.uuid).toBe(made);
  expect(one({ ...fine, uuid: 'not-a-uuid' })?.uuid).toBe(made);
});

test.each([uuid.replaceAll('-', ''), `{${uuid}}`, `urn:uuid:${uuid}`])(
  'the uuid %s is that of its copies',
  (odd) => {
    expect(one({ ...fine, uuid: odd })?.uuid).toBe(uuid.toLowerCase());
  },
);

test('the token does not stay among the properties', () => {
  expect(
    one({ ...fine, properties: { token: 'phc_hub', distinct_id: 'a', kind: 'answer' } })?.properties,
  ).toEqual({ kind: 'answer' });
});

test('person properties are kept among the properties, wherever they stood, and the event is marked', () => {
  const kept = one({ ...fine, $set: { team: 'dach' }, properties: { $set_once: { first: 1 } } });
  expect(kept?.properties).toEqual({ $set: { team: 'dach' }, $set_once: { first: 1 } });
  expect(kept?.changes_person).toBe(true);
  expect(one(fine)).not.toHaveProperty('changes_person');
});

test('person properties that stand in both places are kept together, the outer ones win', () => {
  const properties = { $set: { team: 'inner', role: 'ae' }, $set_once: { first: 1 } };
  const kept = one({ ...fine, $set: { team: 'outer' }, properties });
  expect(kept?.properties).toEqual({ $set: { team: 'outer', role: 'ae' }, $set_once: { first: 1 } });
});

test.each([[['team']], [{ team: '' }]])('$unset: %j is kept, and the event is marked', ($unset) => {
  expect(one({ ...fine, $unset })).toMatchObject({ properties: { $unset }, changes_person: true });
  expect(one({ ...fine, properties: { $unset } })).toMatchObject({ changes_person: true });
});

test('a request that is plain as a whole is not looked at event by event', () => {
  const odd = { ...fine, properties: { nul: 'a\0b' } };
  const envelope = { token: 'phc_hub', sentAt: undefined, events: [odd] };
  const world = { now, newUuid: () => made };
  expect(ingestEnvelope({ ...envelope, isPlain: true }, world).events[0]?.properties).toEqual({
    nul: 'a\0b',
  });
  expect(ingestEnvelope(envelope, world).events[0]?.properties).toEqual({ nul: 'a\ufffdb' });
});

test('every event that is not kept is counted under its reason, and the others are kept', () => {
  let deep: unknown = 1;
  for (let level = 0; level < MAX_DEPTH + 5; level += 1) deep = { deep };
  const { events, drops } = ingest(
    'text',
    null,
    { distinct_id: 'a' },
    { event: ' ', distinct_id: 'a' },
    { event: 'x' },
    { event: 'x', distinct_id: '  ' },
    { event: '$snapshot', distinct_id: 'a' },
    { event: 'x', distinct_id: '$posthog_cookieless' },
    { event: 'x', distinct_id: 'a', properties: { deep } },
    { event: 'x', distinct_id: 'a', properties: { long: 'y'.repeat(1_000_001) } },
    fine,
  );
  expect(events).toHaveLength(1);
  expect(drops).toEqual({
    'not-an-object': 2,
    'no-event-name': 2,
    'no-distinct-id': 2,
    'session-replay': 1,
    cookieless: 1,
    'too-deep': 1,
    'too-large': 1,
  });
});

test('text that no column can hold is mended, not lost', () => {
  const kept = one({ ...fine, properties: { half: 'a\ud800b', nul: 'a\0b', list: ['\udc00'], '\ud800': 1 } });
  expect(kept?.properties).toEqual({ half: 'a\ufffdb', nul: 'a\ufffdb', list: ['\ufffd'], '\ufffd': 1 });
});
