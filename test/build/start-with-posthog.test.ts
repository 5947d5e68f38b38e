import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { startHub } from '../support/hub.ts';

const asked = async (settings: Record<string, string>) => {
  const hub = await startHub(inject('sampleDist'), settings);
  try {
    const response = await fetch(`${hub.origin}/adoption/`);
    return { keeps: response.headers.get('cache-control'), page: await response.text() };
  } finally {
    await hub.stop();
  }
};

test('with PostHog set the numbers are those that were built, not those of the embedded store', async () => {
  const posthog = { PUBLIC_POSTHOG_KEY: 'phc_there', PUBLIC_POSTHOG_HOST: 'https://eu.i.posthog.com' };
  const built = await readFile(join(inject('sampleDist'), 'adoption/index.html'), 'utf8');
  expect(await asked(posthog)).toEqual({ keeps: 'no-cache', page: built });
  expect(await asked({ PUBLIC_POSTHOG_KEY: '' })).toMatchObject({ keeps: 'no-store' });
});
