import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { findBrowser } from './find-browser.ts';
import { buildHub } from '../hub.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of the sample hub, built once for all tests. */
    sampleDist: string;
    chromiumPath: string;
  }
}

/**
 * Builds the sample hub and places a browser once for all projects that want them. `HUB_TEST_DIST` and `HUB_TEST_BROWSER`
 * name ones that are there already.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const scratch = await mkdtemp(join(tmpdir(), 'hub-sample-'));
  const made: string[] = [];
  const take = async (setting: string, make: () => Promise<string>): Promise<string> => {
    const isNamed = process.env[setting] !== undefined;
    const path = await make();
    if (!isNamed) made.push(setting);
    return (process.env[setting] = path);
  };
  project.provide(
    'chromiumPath',
    await take('HUB_TEST_BROWSER', () => findBrowser(join(scratch, 'browser'))),
  );
  project.provide(
    'sampleDist',
    await take('HUB_TEST_DIST', async () => {
      const named = process.env['HUB_TEST_DIST'];
      if (named !== undefined) return named;
      const dist = join(scratch, 'dist');
      await buildHub({ distDir: dist, dataDir: join(scratch, 'data') });
      return dist;
    }),
  );
  return async () => {
    for (const setting of made) delete process.env[setting];
    await rm(scratch, { recursive: true, force: true });
  };
}
