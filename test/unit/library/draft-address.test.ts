import { expect, test } from 'vitest';
import {
  MAX_DRAFT_ADDRESS,
  parseDraftAddress,
  renderDraftAddress,
} from '../../../src/library/draft-address.ts';
import type { Draft } from '../../../src/library/draft-text.ts';

const hashOf = (address: string) => address.slice(address.indexOf('#'));
const written = (value: unknown) =>
  `#draft=${Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')}`;

test('a draft comes back as it was, whatever letters are in it', () => {
  const draft: Draft = {
    kind: 'battlecard',
    values: {
      title: 'Größe & "Preis" <b> 100% #1 +?/',
      aliases: ['日本語', '🚚'],
      why_we_win: [{ claim: 'A=b&c', seen_on: '2026-11-01' }],
      struggled: [],
    },
    body: 'Line\n\n- point ~ `code` \\ \u{1F69A}',
  };
  const address = renderDraftAddress(draft);
  expect(address).toMatch(/^\/new\/#draft=[\w-]+$/);
  expect(parseDraftAddress(hashOf(address))).toEqual(draft);
});

test('half a letter does not break it', () => {
  const address = renderDraftAddress({ kind: 'answer', values: { title: 'a\uD83D' }, body: '' });
  expect(parseDraftAddress(hashOf(address))?.values).toEqual({ title: 'a\uFFFD' });
});

test.each([
  ['nothing', ''],
  ['another hash', '#pricing'],
  ['no base64', '#draft=%%%'],
  ['no JSON', written('{')],
  ['bytes that are no text', `#draft=${Buffer.from([0xff, 0xfe]).toString('base64url')}`],
  ['a list', written([])],
  ['no kind', written({ values: {} })],
  ['a kind that is none', written({ kind: 'constructor', values: {} })],
  ['no values', written({ kind: 'answer', values: null })],
  [
    'more than an address holds',
    written({ kind: 'answer', values: { title: 'x'.repeat(MAX_DRAFT_ADDRESS) } }),
  ],
  [
    'half of one',
    hashOf(renderDraftAddress({ kind: 'answer', values: { title: 'A title' }, body: '' })).slice(0, -9),
  ],
])('%s is no draft', (_name, hash) => {
  expect(parseDraftAddress(hash)).toBeUndefined();
});

test('only what a form can hold is taken', () => {
  const values =
    '{"title":null,"summary":true,"benefit":"b","__proto__":{"polluted":1},"Odd key":"x","aliases":["a",null,{"b":[[[["deep"]]]]}]}';
  const draft = parseDraftAddress(written(`{"kind":"answer","values":${values},"body":7}`));
  expect(draft?.body).toBe('');
  expect(draft?.values).toEqual({ benefit: 'b', aliases: ['a', { b: [[[]]] }] });
  expect(Object.getPrototypeOf(draft?.values)).toBe(Object.prototype);
});
