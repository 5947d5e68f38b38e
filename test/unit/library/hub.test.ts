import { describe, expect, it } from 'vitest';
import { nameOf } from '../../../src/library/hub.ts';
import { parseHub } from '../../../src/library/library.ts';
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
        "bad date": "hub.yaml is wrong at calendar.quarter_ends.0: Write a date like 2027-01-31. Mend that line and run the command again. No content was changed.",
        "bad id": "hub.yaml is wrong at products.0.id: Write an id in small letters, digits and hyphens, like cold-chain. Mend that line and run the command again. No content was changed.",
        "bad kind": "none",
        "bad repository": "hub.yaml is wrong at company.repository: Invalid URL Mend that line and run the command again. No content was changed.",
        "bomb": "hub.yaml is not valid YAML, so no page can be built. Check the indentation and quotes around that line. No content was changed.",
        "empty": "hub.yaml is wrong at company: Invalid input: expected object, received undefined Mend that line and run the command again. No content was changed.",
        "same id twice": "none",
        "unknown key": "hub.yaml holds the key "product", which the hub does not know. Did you mean "products"? No content was changed.",
        "unknown key below": "hub.yaml holds the key "tagLine" below company, which the hub does not know. Take it out. No content was changed.",
        "yaml": "hub.yaml line 2 is not valid YAML, so no page can be built. Check the indentation and quotes around that line. No content was changed.",
      }
    `);
  });

  it('shows an id that no list holds as it is', () => {
    expect(nameOf([{ id: 'a', name: 'Apple' }], 'a')).toBe('Apple');
    expect(nameOf([], 'pear')).toBe('pear');
  });
});
