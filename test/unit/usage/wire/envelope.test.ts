import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { decodeEnvelope, type Decoded, type Gunzip } from '../../../../src/usage/wire/envelope.ts';

const event = { event: 'asset_viewed', properties: { distinct_id: 'rep-1', token: 'phc_hub' } };
const sent_at = '2026-11-22T12:00:00.000Z';

const gunzip: Gunzip = (bytes) => {
  try {
    return { ok: true, value: gunzipSync(bytes) } satisfies Decoded<Uint8Array>;
  } catch {
    return { ok: false, problem: 'undecodable-body' };
  }
};

function decode(body: string | Uint8Array, address = 'e/', isEngage = false) {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const query = new URL(address, 'http://hub/').searchParams;
  return decodeEnvelope(
    { bytes, query, isEngage },
    { gunzip, measure: () => undefined, maxLength: 1_000_000 },
  );
}

const batch = JSON.stringify({ api_key: 'phc_hub', batch: [event], sent_at });
const base64 = Buffer.from(batch).toString('base64');

/** The same, as lz-string 1.5.0 packs it (`compressToBase64`). */
const lz =
  'N4IghgDglg+g1gUwJ4gFwggCwMY0wVwCMQAaEQsAF20zQG1QEA3BAO0rXAGcuFKYmUBAHcEAE1IYATgHsICKZSFc0oMVC5LW2flAnopCCAFoAjJMozErTllwFiAX0cBdMr3YwqnAEwAGHwA2M1NjHx8AFVMfVD8/WL8AOji/AC0QRyA=';

describe('the same event arrives in every wrapping', () => {
  test.each<[string, string | Uint8Array, string?]>([
    ['posthog-js of today: gzip that no header announces', gzipSync(batch)],
    ['JSON', batch],
    ['a beacon: form with base64', `data=${encodeURIComponent(base64)}`, 'e/?compression=base64'],
    ['a form whose base64 was not escaped', `data=${base64}`],
    ['a form with base64 of gzip', `data=${encodeURIComponent(gzipSync(batch).toString('base64'))}`],
    ['a form with plain JSON', `data=${encodeURIComponent(batch)}`],
    ['bare base64', base64],
    ['posthog-js until 2022: a form with lz-string', `data=${encodeURIComponent(lz)}`, 'e/?compression=lz64'],
    ['lz-string by itself', lz, 'e/?compression=lz64'],
    ['gzip of a form', gzipSync(`data=${encodeURIComponent(base64)}`)],
    ['the address, as very old libraries send it', '', `e/?data=${encodeURIComponent(base64)}`],
  ])('%s', (_, body, address) => {
    const decoded = decode(body, address);
    expect(decoded).toEqual({
      ok: true,
      value: { token: 'phc_hub', sentAt: Date.parse(sent_at), events: [event], isPlain: true },
    });
  });

  test('a bare list, as posthog-js sent it for years, with its time in the address', () => {
    const decoded = decode(
      gzipSync(JSON.stringify([event])),
      'e/?compression=gzip-js&ip=1&_=1795348800000&ver=1.57.2',
    );
    expect(decoded).toEqual({
      ok: true,
      value: { token: 'phc_hub', sentAt: 1_795_348_800_000, events: [event], isPlain: true },
    });
  });

  test('base64 of older clients, which wrote an emoji as two halves', () => {
    const emoji = [0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80];
    const lone = [0xed, 0xa0, 0xbd];
    const parts = [
      Buffer.from('[{"event":"ü'),
      Buffer.from(emoji),
      Buffer.from('힣 '),
      Buffer.from([...emoji, ...lone]),
      Buffer.from('"}]'),
    ];
    const decoded = decode(`data=${encodeURIComponent(Buffer.concat(parts).toString('base64'))}`);
    expect(decoded.ok && decoded.value.events).toEqual([{ event: 'ü😀힣 😀\ufffd\ufffd\ufffd' }]);
  });

  test('a single event with the token beside it', () => {
    const single = { event: 'x', token: 'phc_hub', distinct_id: 'a' };
    expect(decode(JSON.stringify(single))).toEqual({
      ok: true,
      value: { token: 'phc_hub', sentAt: undefined, events: [single], isPlain: true },
    });
  });

  test.each([
    ['one token', ['phc_hub', undefined, 'phc_hub'], 'phc_hub'],
    ['two tokens', ['phc_hub', 'phc_other'], 'phc_hub phc_other'],
    ['no token', [undefined], undefined],
  ])('a list with %s', (_, tokens, expected) => {
    const list = tokens.map((token) => ({ event: 'x', properties: { token, distinct_id: 'a' } }));
    expect(decode(JSON.stringify(list))).toMatchObject({ ok: true, value: { token: expected } });
  });

  test('person properties of /engage become an event, in a list too', () => {
    const list = [{ $token: 'phc_hub', $distinct_id: 'a', $set: {} }, { event: 'x' }, 'text'];
    const decoded = decode(JSON.stringify(list), 'engage/', true);
    expect(decoded.ok && decoded.value.events).toEqual([
      { ...(list[0] as object), event: '$identify' },
      ...list.slice(1),
    ]);
  });

  test('person properties of /engage become an event', () => {
    const decoded = decode(
      JSON.stringify({ $token: 'phc_hub', $distinct_id: 'a', $set: { team: 'x' } }),
      'engage/',
      true,
    );
    expect(decoded.ok && decoded.value.events).toEqual([
      expect.objectContaining({ event: '$identify', $distinct_id: 'a' }),
    ]);
  });
});

describe('what is no envelope is refused with a reason', () => {
  test.each<[string, string | Uint8Array, string]>([
    ['nothing', '', 'empty-body'],
    ['blanks', '  \n', 'empty-body'],
    ['cut JSON', '{"api_key":"phc_hub","batch":[', 'undecodable-body'],
    ['cut gzip', gzipSync(batch).subarray(0, 40), 'undecodable-body'],
    ['noise', new Uint8Array([1, 2, 3, 250]), 'undecodable-body'],
    ['a form with nothing in it', 'data=', 'empty-body'],
  ])('%s', (_, body, problem) => {
    expect(decode(body)).toEqual({ ok: false, problem });
  });

  test('wrapping within wrapping ends', () => {
    let body: Uint8Array = Buffer.from(batch);
    for (let layer = 0; layer < 8; layer += 1) body = gzipSync(body);
    expect(decode(body)).toEqual({ ok: false, problem: 'undecodable-body' });
  });
});

test.each([
  ['short text', { name: 'a' }, true],
  ['an escape that any column can hold', { name: 'a\u0001b' }, true],
  ['an escape that none can hold', { name: 'a\0b' }, false],
  ['half of a pair', { name: '\ud800' }, false],
  ['more text than one event may have', { name: 'x'.repeat(200_000) }, false],
])('a request with %s is plain: %j, %s', (_, properties, isPlain) => {
  const decoded = decode(JSON.stringify({ api_key: 'phc_hub', batch: [{ event: 'x', properties }] }));
  expect(decoded).toMatchObject({ ok: true, value: { isPlain } });
});
