import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { aggregates } from '../../../src/hogql/functions/aggregates.ts';
import { functions } from '../../../src/hogql/functions/functions.ts';

const readme = readFileSync(resolve(import.meta.dirname, '../../../src/hogql/README.md'), 'utf8');

/** Names in backquotes of the paragraph that begins with a word, up to its first full stop or semicolon. */
function namesOf(paragraph: string): string[] {
  const text = readme.split('\n\n').find((each) => each.startsWith(`${paragraph}`)) ?? '';
  const list = text.slice(text.indexOf(':')).split(/[;.]\s|\.$/)[0] ?? '';
  return [...list.matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? '').sort();
}

test('the published list of functions is the list of functions', () => {
  expect(namesOf('Functions')).toEqual(Object.keys(functions).sort());
});

test('the published list of aggregates is the list of aggregates', () => {
  expect(namesOf('Aggregates')).toEqual(Object.keys(aggregates).sort());
});
