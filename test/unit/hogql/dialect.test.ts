import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { aggregates } from '../../../src/hogql/functions/aggregates.ts';
import { functions } from '../../../src/hogql/functions/functions.ts';
import { operatorFunctions } from '../../../src/hogql/print-call.ts';
import { lambdaFunctions } from '../../../src/hogql/print-lambda.ts';
import { windowFunctions } from '../../../src/hogql/print-window.ts';

const readme = readFileSync(resolve(import.meta.dirname, '../../../src/hogql/README.md'), 'utf8');

/** Names in backquotes of the paragraph that begins with a word, up to its first full stop or semicolon. */
function namesOf(paragraph: string): string[] {
  const text = readme.split('\n\n').find((each) => each.startsWith(paragraph)) ?? '';
  const list = text.slice(text.indexOf(':')).split(/[;.]\s|\.$/)[0] ?? '';
  return [...list.matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? '').sort();
}

/** Names as the page lists them. */
function quoted(names: readonly string[]): string {
  return [...names]
    .sort()
    .map((name) => `\`${name}\``)
    .join(', ');
}

test('the published list of functions is the list of functions', () => {
  expect(namesOf('Functions:')).toEqual(Object.keys(functions).sort());
});

test('the published list of aggregates is the list of aggregates', () => {
  expect(namesOf('Aggregates')).toEqual(Object.keys(aggregates).sort());
});

test('so are those of the functions over windows, with -> and for operators', () => {
  const inOneLine = readme.replaceAll(/\s+/g, ' ');
  expect(inOneLine).toContain(`frames of \`ROWS\`: ${quoted(Object.keys(windowFunctions))}.`);
  expect(inOneLine).toContain(`take \`x -> …\`: ${quoted(Object.keys(lambdaFunctions))}.`);
  expect(inOneLine).toContain(`for operators: ${quoted(operatorFunctions)}, `);
});
