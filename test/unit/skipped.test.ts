import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { checkSkipped } from '../support/law/skipped.ts';
import { readCode } from '../support/law/source-files.ts';

test('a test that is skipped somewhere says in its title what it wants', async () => {
  const all = await readCode(resolve(import.meta.dirname, '../..'), ['test']);
  const tests = all.filter(({ path }) => path.endsWith('.test.ts') && path !== 'test/unit/skipped.test.ts');
  expect(tests.flatMap(checkSkipped)).toEqual([]);
  expect(tests.filter(({ text }) => text.includes('.skipIf(')).length).toBeGreaterThan(3);
});

test.each([
  ["test.skipIf(!isThere)('works')", 'skips "works" and does not say what it wants'],
  ["test.skipIf(isOn('win32'))(name, run)", 'skips a test that has no title'],
  ["it.skip('works', run)", 'skips a test everywhere'],
  ["const corpus = resolve(here, '../../shared/corpus')", 'looks beside the checkout by itself'],
  ["test.skipIf(isOn('win32'))('works (wants a shell)', run)", undefined],
  ['describe.runIf(isThere)(`works (${CORPUS.wanted})`, run)', undefined],
])('%s', (text, fault) => {
  expect(checkSkipped({ path: 'a.test.ts', text })).toEqual(
    fault === undefined ? [] : [`a.test.ts ${fault}`],
  );
});
