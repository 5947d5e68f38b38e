import { describe, expect, test } from 'vitest';
import {
  addRequest,
  findWhatCame,
  MAX_REQUESTS,
  parseRequests,
  withSeen,
  type ReaderRequest,
  type RequestHit,
} from '../../../../src/reader/requests/requests.ts';

const request: ReaderRequest = { words: 'reseller margin', day: '2026-11-20' };
const hit = (id: string, words = ['reseller', 'margin'], how = 'word', revision = '1'): RequestHit => ({
  id,
  title: id,
  revision,
  why: words.map((typed) => ({ typed, how })),
});
const found = (seen: RequestHit[], now: RequestHit[], missing: string[] = []): string | undefined =>
  findWhatCame(withSeen(request, { hits: seen, missing }), { hits: now, missing })?.id;

describe('a request', () => {
  test('is met by a page that came since and has all of its words', () => {
    expect(found([], [hit('answers/margin')])).toBe('answers/margin');
    expect(found([hit('old')], [hit('old'), hit('answers/margin')])).toBe('answers/margin');
  });

  test('is met by a page that reads otherwise since', () => {
    expect(found([hit('price')], [hit('price', undefined, 'word', '2')])).toBe('price');
  });

  test('is met further down by a page that names it among its other names, unless it did so then', () => {
    const above = ['a', 'b', 'c', 'd'].map((id) => hit(id));
    const named: RequestHit = { ...hit('new'), isNamed: true };
    expect(found(above, [...above, named])).toBe('new');
    expect(found([...above, named], [...above, named])).toBeUndefined();
  });

  test('is not met by what was there, stands too far down, lacks a word or was guessed', () => {
    expect(found([hit('old')], [hit('old')])).toBeUndefined();
    const above = ['a', 'b', 'c'].map((id) => hit(id));
    expect(found(above, [...above, hit('new')])).toBeUndefined();
    expect(found([], [hit('half', ['margin']), hit('other', ['reseller'])])).toBeUndefined();
    expect(found([], [hit('guessed', undefined, 'corrected')])).toBeUndefined();
    expect(found([], [hit('half', ['margin'])], ['reseller'])).toBeUndefined();
  });
});

describe('what is stored', () => {
  test('holds the latest requests, each once', () => {
    const many = Array.from({ length: 30 }, (_, at) => ({ ...request, words: `number ${String(at)}` }));
    const stored = many.reduce<ReaderRequest[]>((all, each) => addRequest(all, each), []);
    expect(stored).toHaveLength(MAX_REQUESTS);
    const again = addRequest(stored, { words: 'number 20', day: '2026-11-29' });
    expect(again[0]).toEqual({ words: 'number 20', day: '2026-11-29' });
    expect(again.filter(({ words }) => words === 'number 20')).toHaveLength(1);
  });

  test('is read back, and what is not of its shape is passed over', () => {
    const whole = { ...request, seen: ['a 1'] };
    expect(parseRequests(JSON.parse(JSON.stringify([whole, request])))).toEqual([whole, request]);
    expect(
      parseRequests([null, 'x', { words: '' }, { words: 'a' }, { ...request, seen: [1, 'b 2'] }]),
    ).toEqual([{ ...request, seen: ['b 2'] }]);
    expect(parseRequests({})).toEqual([]);
  });
});
