import { keepTables, type FrozenBook, type FrozenTable } from '../../../src/usage/privacy/freeze.ts';

/** What is kept of finished weeks, in memory, with a secret that is the same in every test. */
export function createFrozenBook(): FrozenBook {
  let tables: readonly FrozenTable[] = [];
  return {
    secret: new Uint8Array(32).fill(7),
    read: async () => tables,
    add: async (fresh) => (tables = keepTables(tables, fresh)),
  };
}
