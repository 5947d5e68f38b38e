import { expect, test } from 'vitest';
import { compileMarkdown } from '../../../src/adapters/markdown.ts';
import { buildLibrary } from '../../../src/library/library.ts';
import { parseHub } from '../../../src/library/parse-hub.ts';
import { anchorOnPage, trainingSteps, versionOf } from '../../../src/library/training-steps.ts';

const HUB = `company: { name: Northwind }
departments: [{ id: desk, name: Deal desk }]
people: [{ id: ines-varga, name: Ines Varga }]
`;
const desk = (limit: string, reviewed = '2026-11-01') => `---
title: Deal desk
owner: ines-varga
department: desk
reviewed: ${reviewed}
breaks_without_us: [Two prices.]
---

We say yes.

## Limits

${limit}
`;
const TRAINING = `---
title: Desk
owner: ines-varga
reviewed: 2026-11-01
steps:
  - { read: roles/desk, question: How much?, answer: 8%, wrong: [15%], stands_under: Limits }
  - { read: roles/desk, question: Else?, answer: Two prices, wrong: [None], stands_under: What breaks without us }
---
`;

function read(page: string, training = TRAINING) {
  const files = { 'roles/desk.md': page, 'training/desk.md': training };
  const { library } = buildLibrary(
    Object.entries(files).map(([path, text]) => ({ path, bytes: new TextEncoder().encode(text) })),
    [],
    parseHub(HUB),
    compileMarkdown,
  );
  const asset = library.byId.get('training/desk');
  const desk = library.byId.get('roles/desk');
  if (asset?.kind !== 'training' || desk === undefined) throw new Error('a page could not be read');
  return { steps: trainingSteps(asset, library.byId), page: desk };
}

const version = (...args: Parameters<typeof read>) => versionOf(read(...args).steps);

test('an answer is found by the words of a heading, of prose and of data, and by an anchor', () => {
  const { steps, page } = read(desk('A rep may give 8%.'));
  expect(steps.map(({ anchor }) => anchor)).toEqual(['limits', 'breaks-without-us']);
  expect(anchorOnPage(page, '#limits')).toBe('limits');
  expect(anchorOnPage(page, 'Limit')).toBeUndefined();
});

test('the version is another one when words of a page or a question change, and the same after a review', () => {
  const now = version(desk('A rep may give 8%.'));
  expect(now).toMatch(/^[0-9a-f]{8}$/);
  expect(version(desk('A rep may give 8%.', '2026-11-20'))).toBe(now);
  expect(version(desk('A rep may give 9%.'))).not.toBe(now);
  expect(version(desk('A rep may give 8%.'), TRAINING.replace('How much?', 'How little?'))).not.toBe(now);
});
