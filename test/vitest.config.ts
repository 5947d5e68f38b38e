import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

/** Projects by what they need: nothing, the real thing on the other side, a build, a browser. */
export default defineConfig({
  root: resolve(import.meta.dirname, '..'),
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'] } },
      {
        test: {
          name: 'contract',
          include: ['test/contract/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'build',
          // Builds in one checkout share Astro's folder of generated files, so they take turns.
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
          include: ['test/build/**/*.test.ts'],
          globalSetup: ['test/support/sample-hub.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'browser',
          sequence: { groupOrder: 2 },
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/support/sample-hub.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
