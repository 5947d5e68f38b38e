import { describe, expect, it } from 'vitest';
import { nameOf } from '../../../src/library/name-of.ts';
import { parseHub } from '../../../src/library/parse-hub.ts';
import { UserError } from '../../../src/library/user-error.ts';

function errorOf(text: string): string {
  try {
    parseHub(text);
    return 'none';
  } catch (error) {
    return error instanceof UserError ? `${error.message} ${error.hint}` : `BUG ${String(error)}`;
  }
}

describe('hub.yaml', () => {
  it('needs no more than the name of the company', () => {
    expect(parseHub('company: { name: Northwind }')).toMatchObject({
      products: [],
      stages: [],
      calendar: { quarter_ends: [] },
    });
  });

  it('says what is wrong and that nothing was changed', () => {
    expect({
      empty: errorOf(''),
      yaml: errorOf('company: { name: N\nproducts: []'),
      bomb: errorOf('company: *nobody'),
      'unknown key': errorOf('company: { name: N }\nproduct: []'),
      'unknown key below': errorOf('company: { name: N, tagLine: x }'),
      'bad id': errorOf('company: { name: N }\nproducts: [{ id: Cold Chain, name: Cold }]'),
      'bad date': errorOf('company: { name: N }\ncalendar: { quarter_ends: [2026-02-30] }'),
      'bad repository': errorOf('company: { name: N, repository: "javascript:alert(1)" }'),
      'bad kind': errorOf('company: { name: N }\nreview_days: { battlecards: 60 }'),
      'same id twice': errorOf('company: { name: N }\nproducts: [{ id: a, name: A }, { id: a, name: B }]'),
    }).toMatchInlineSnapshot(`
      {
        "bad date": "hub.yaml line 2: The date "2026-02-30" under quarter_ends is not a date. Write it like 2027-01-31. No content was changed.",
        "bad id": "hub.yaml line 2: id in entry 1 of products says "Cold Chain", which is no id. Write small letters, digits and hyphens, like cold-chain. No content was changed.",
        "bad kind": "hub.yaml line 2: review_days has no key "battlecards". Did you mean "battlecard"? No content was changed.",
        "bad repository": "hub.yaml line 1: repository in company says "javascript:alert(1)", which is no web address. Write the whole address, beginning with https://. No content was changed.",
        "bomb": "hub.yaml line 1 cannot be read: it repeats a value with * that is not there, or far too often. Write the value out where it is wanted. No content was changed.",
        "empty": "hub.yaml line 1: company is missing. Add a line that begins with company:. No content was changed.",
        "same id twice": "hub.yaml line 2: products holds the id "a" twice. Give one of the two another id, or take it out. No content was changed.",
        "unknown key": "hub.yaml line 2: The hub does not know the key "product". Did you mean "products"? No content was changed.",
        "unknown key below": "hub.yaml line 1: company has no key "tagLine". Did you mean "tagline"? No content was changed.",
        "yaml": "hub.yaml line 2 cannot be read: the indentation does not fit. Put text that holds a colon or begins with a special sign in quotes, and indent lists by two spaces. No content was changed.",
      }
    `);
  });

  it('shows an id that no list holds as it is', () => {
    expect(nameOf([{ id: 'a', name: 'Apple' }], 'a')).toBe('Apple');
    expect(nameOf([], 'pear')).toBe('pear');
  });
});
