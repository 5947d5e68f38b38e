import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { unpackChromium } from './chromium.ts';
import { buildHub } from '../hub.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of the sample hub, built once for all tests. */
    sampleDist: string;
    chromiumPath: string;
  }
}

/** Builds the sample hub once for all projects that look at it, or takes the one that `HUB_TEST_DIST` names. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  project.provide('chromiumPath', await unpackChromium());
  const given = process.env['HUB_TEST_DIST'];
  if (given !== undefined) {
    project.provide('sampleDist', given);
    return async () => undefined;
  }
  const scratch = await mkdtemp(join(tmpdir(), 'hub-sample-'));
  const dist = join(scratch, 'dist');
  await buildHub({ distDir: dist, dataDir: join(scratch, 'data') });
  process.env['HUB_TEST_DIST'] = dist;
  project.provide('sampleDist', dist);
  return async () => {
    delete process.env['HUB_TEST_DIST'];
    await rm(scratch, { recursive: true, force: true });
  };
}
