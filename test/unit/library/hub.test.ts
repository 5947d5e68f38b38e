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

const errorWithDevices = (more: string) =>
  errorOf(`company: { name: N }\ndepartments: [{ id: devices, name: Devices }]\n${more}`);

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
      'one alias for two': errorOf(
        'company: { name: N }\nstages: [{ id: a, name: A, aliases: [B!] }, { id: b, name: B }]',
      ),
      'same id twice': errorOf('company: { name: N }\nproducts: [{ id: a, name: A }, { id: a, name: B }]'),
    }).toMatchInlineSnapshot(`
      {
        "bad date": "hub.yaml line 2: The date "2026-02-30" under quarter_ends is not a date. Write it like 2027-01-31. No content was changed.",
        "bad id": "hub.yaml line 2: id in entry 1 of products says "Cold Chain", which is no id. Write small letters, digits and hyphens, like cold-chain. No content was changed.",
        "bad kind": "hub.yaml line 2: review_days has no key "battlecards". Did you mean "battlecard"? No content was changed.",
        "bad repository": "hub.yaml line 1: repository in company says "javascript:alert(1)", which is no web address. Write the whole address, beginning with https://. No content was changed.",
        "bomb": "hub.yaml line 1 cannot be read: it repeats a value with * that is not there, or far too often. Write the value out where it is wanted. No content was changed.",
        "empty": "hub.yaml line 1: company is missing. Add a line that begins with company:. No content was changed.",
        "one alias for two": "hub.yaml line 2: stages calls two entries "B!": a and b. Leave it with the one that it means. No content was changed.",
        "same id twice": "hub.yaml line 2: products holds the id "a" twice. Give one of the two another id, or take it out. No content was changed.",
        "unknown key": "hub.yaml line 2: The hub does not know the key "product". Did you mean "products"? No content was changed.",
        "unknown key below": "hub.yaml line 1: company has no key "tagLine". Did you mean "tagline"? No content was changed.",
        "yaml": "hub.yaml line 2 cannot be read: the indentation does not fit. Put text that holds a colon or begins with a special sign in quotes, and indent lists by two spaces. No content was changed.",
      }
    `);
  });

  it('knows teams that sell by their reps and teams of departments by their people, and no stray ids', () => {
    expect({
      right: errorWithDevices(
        'teams: [{ id: a, name: A, reps: 0 }, { id: b, name: B, department: devices, people: 9 }]',
      ),
      'no reps': errorWithDevices('teams: [{ id: a, name: A }]'),
      'reps that do not sell': errorWithDevices('teams: [{ id: a, name: A, department: devices, reps: 9 }]'),
      'people who sell': errorWithDevices('teams: [{ id: a, name: A, reps: 9, people: 9 }]'),
      department: errorWithDevices('teams: [{ id: a, name: A, department: device, people: 9 }]'),
      region: errorWithDevices('teams: [{ id: a, name: A, reps: 9, region: nordics }]'),
      stage: errorWithDevices('calendar: { closing_stage: negotiation }'),
    }).toMatchInlineSnapshot(`
      {
        "department": "hub.yaml line 3: department says "device", which is not among the departments. Did you mean "devices"? No content was changed.",
        "no reps": "hub.yaml line 3: reps in entry 1 of teams is missing. Add reps: to the same entry, or department: and people: when the team does not sell. No content was changed.",
        "people who sell": "hub.yaml line 3: people in entry 1 of teams says how many they are in a team that sells. Write it under reps, or add the department: that the team belongs to. No content was changed.",
        "region": "hub.yaml line 3: region says "nordics", which is not among the regions. Add it to regions first, or take the line out. No content was changed.",
        "reps that do not sell": "hub.yaml line 3: Entry 1 of teams belongs to a department, so it has people and no reps. Write how many they are under people, and take the line reps out. No content was changed.",
        "right": "none",
        "stage": "hub.yaml line 3: closing_stage says "negotiation", which is not among the stages. Add it to stages first, or take the line out. No content was changed.",
      }
    `);
  });

  it('shows an id that no list holds as it is', () => {
    expect(nameOf([{ id: 'a', name: 'Apple' }], 'a')).toBe('Apple');
    expect(nameOf([], 'pear')).toBe('pear');
  });
});
