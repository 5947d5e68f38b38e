import { describe, expect, test } from 'vitest';
import {
  choiceOf,
  isInScope,
  parseScope,
  toggleInScope,
  type ScopeValue,
} from '../../../src/search/query/search-scope.ts';

const kind = (value: string): ScopeValue => ({ facet: 'kind', value, name: value.toUpperCase() });
const product = (value: string): ScopeValue => ({ facet: 'product', value, name: value });

describe('the scope of a search', () => {
  test('takes a value in and out again, whatever it is called by then', () => {
    const scope = toggleInScope([], kind('play'));
    expect(isInScope(scope, { ...kind('play'), name: 'Plays' })).toBe(true);
    expect(isInScope(scope, product('play'))).toBe(false);
    expect(toggleInScope(scope, { ...kind('play'), name: 'Plays' })).toEqual([]);
  });

  test('holds three values: a fourth pushes the oldest out', () => {
    const values = ['play', 'answer', 'battlecard', 'collateral'].map(kind);
    const scope = values.reduce<ScopeValue[]>(toggleInScope, []);
    expect(scope).toEqual(values.slice(1));
  });

  test('narrows to any value of a facet, and to all facets', () => {
    expect(choiceOf([kind('play'), product('cold'), kind('answer')])).toEqual({
      kind: ['play', 'answer'],
      product: ['cold'],
    });
  });

  test('comes back from what was stored, without what is no value of a facet', () => {
    const stored: unknown = JSON.parse(JSON.stringify([kind('play'), product('cold')]));
    expect(parseScope(stored)).toEqual([kind('play'), product('cold')]);
    expect(parseScope([null, 'play', { facet: 'colour', value: 'a', name: 'A' }, { facet: 'kind' }])).toEqual(
      [],
    );
    expect(parseScope(['a', 'b', 'c', 'd'].map(kind))).toHaveLength(3);
    for (const junk of [undefined, null, 'play', {}]) expect(parseScope(junk)).toEqual([]);
  });
});
