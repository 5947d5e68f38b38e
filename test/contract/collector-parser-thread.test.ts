import { expect, test } from 'vitest';
import { createParserThread } from '../../src/collector/parser-thread.ts';

/** Ninety negations in a row: within every bound on length and depth, and minutes of work for the parser. */
const SLOW = `SELECT ${'not '.repeat(90)}1`;

test('a text is parsed in the thread, and what is wrong with it comes back', async () => {
  const parse = createParserThread();
  expect(await parse('SELECT 1')).toMatchObject({ node: 'SelectQuery' });
  await expect(parse('SELEC 1')).rejects.toMatchObject({ code: 'hogql_syntax_error' });
  await expect(parse(`SELECT ${'('.repeat(99)}`)).rejects.toMatchObject({ code: 'hogql_query_error' });
});

test('a text that keeps the parser busy is given up, and the next one is answered', async () => {
  const parse = createParserThread(1500);
  const [slow, next] = await Promise.allSettled([parse(SLOW), parse('SELECT 2')]);
  expect(slow).toMatchObject({
    status: 'rejected',
    reason: { code: 'hogql_query_error', message: 'The query takes too long to be read. Make it simpler.' },
  });
  expect(next).toMatchObject({ status: 'fulfilled' });
});
