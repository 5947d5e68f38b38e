import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

/** These end what hangs, and are many times what anything takes: no test fails because the machine is busy. */
const patience = { testTimeout: 120_000, hookTimeout: 240_000, expect: { poll: { timeout: 30_000 } } };

/** Projects by what they need: nothing, the real thing on the other side, a build, a browser. */
export default defineConfig({
  root: resolve(import.meta.dirname, '..'),
  test: {
    // Tests of a browser or a server wait more than they work, so no core is kept free for the one that counts them.
    maxWorkers: '100%',
    projects: [
      { test: { ...patience, name: 'unit', include: ['test/unit/**/*.test.ts'] } },
      { test: { ...patience, name: 'contract', include: ['test/contract/**/*.test.ts'] } },
      {
        test: {
          ...patience,
          name: 'build',
          // Builds in one checkout share Astro's folder of generated files, so they take turns.
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
          include: ['test/build/**/*.test.ts'],
          globalSetup: ['test/support/browser/sample-hub.ts'],
        },
      },
      {
        test: {
          ...patience,
          name: 'browser',
          sequence: { groupOrder: 2 },
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/support/browser/sample-hub.ts'],
        },
      },
      // Long tables of what goes wrong outside the hub; `npm test` leaves them to `npm test -- faults`.
      {
        test: {
          ...patience,
          name: 'faults',
          sequence: { groupOrder: 3 },
          include: ['test/faults/**/*.test.ts'],
          globalSetup: ['test/support/browser/sample-hub.ts'],
        },
      },
    ],
  },
});
