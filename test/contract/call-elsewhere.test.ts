import { describe, expect, test } from 'vitest';
import { compileMarkdown } from '../../src/adapters/markdown.ts';
import { buildLibrary } from '../../src/library/library.ts';
import { renderOpening } from '../../src/library/markdown/page-body.ts';
import { parseHub } from '../../src/library/parse-hub.ts';
import { buildElsewhere } from '../../src/reader/call/elsewhere.ts';

const hub = parseHub(`company: { name: Test }
competitors: [{ id: acme, name: Acme Ltd }]
facts: [{ id: price, says: £38 per van }]`);
const bytes = (text: string) => new TextEncoder().encode(text);

/** What a call is told of an answer with this body, and of a card beside it. */
function build(body: string) {
  const { library } = buildLibrary(
    [
      { path: 'answers/asked.md', bytes: bytes(`---\ntitle: What is it?\naliases: [thing]\n---\n${body}`) },
      { path: 'collateral/deck.md', bytes: bytes('---\ntitle: Deck\n---\nText.') },
      {
        path: 'battlecards/acme.md',
        bytes: bytes(
          '---\ntitle: Against Acme\ncompetitor: acme\nexpires: 2027-01-31\nobjections: [{ heard: Too dear., answer: "It is {{fact:price}}." }]\npricing: [We would take 12.]\n---\n',
        ),
      },
    ],
    [],
    hub,
    compileMarkdown,
  );
  return buildElsewhere(library.assets, hub, (asset) => renderOpening(asset, library, compileMarkdown));
}

const itemOf = (body: string) => build(body).find(({ id }) => id === 'answers/asked')?.items[0];

test('a card tells its objections under the name of its competitor, with facts filled in and nothing internal', () => {
  const card = build('Text.').find(({ kind }) => kind === 'battlecard');
  expect(card).toMatchObject({
    label: 'Acme Ltd',
    title: 'Against Acme',
    until: '2027-01-31',
    items: [{ heard: 'Too dear.', says: 'It is £38 per van.' }],
  });
  expect(JSON.stringify(card)).not.toContain('take 12');
});

describe('an answer tells', () => {
  test('what stands above its first heading, under its title and aliases', () => {
    expect(itemOf('It is **this**.\n\nAnd that.\n\n## Do not say\n\nNothing.')).toEqual({
      heard: 'What is it?',
      also: 'thing',
      says: 'It is this.\n\nAnd that.',
    });
  });

  test('what stands below the heading that it begins with, unless that forbids it', () => {
    expect(itemOf('## In short\n\nIt is this.\n\n## More\n\nThat.')?.says).toBe('It is this.');
    for (const heading of ['Do not say', 'Never promise', 'What not to say', 'Internal only', 'Don’t say'])
      expect(itemOf(`## ${heading}\n\nWe lose money.`)).toBeUndefined();
  });

  test('nothing of what says of itself that it stays inside', () => {
    expect(itemOf('It is this.\n\nInternal: we lose money.\n\nAnd that.')?.says).toBe(
      'It is this.\n\nAnd that.',
    );
    expect(itemOf('It is this.\n\nDo not say:\n\nWe lose money.')?.says).toBe('It is this.');
  });

  test('lists, tables and links as the page shows them, and comments not at all', () => {
    const item = itemOf(
      '<!-- secret -->\nSee [it](../collateral/deck.md):\n\n3. one\n   1. two\n4. three\n\n# End',
    );
    expect(item?.html).toMatch(/^<p>See <a href="\/collateral\/deck\/">it<\/a>:<\/p>\s*<ol start="3">/);
    expect(JSON.stringify(item)).not.toContain('secret');
  });

  test('nothing where it has no words', () => {
    expect(itemOf('')).toBeUndefined();
  });
});
