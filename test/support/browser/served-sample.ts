import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, inject } from 'vitest';
import { openChromium } from './chromium.ts';
import { startHub, type RunningHub } from '../hub.ts';
import { openVisitor, type Visitor, type VisitorTraits } from './visitor.ts';

export interface SampleHub {
  readonly hub: RunningHub;
  /** Somebody who comes to the hub, or to another origin. Who has not left when the test ends, leaves then. */
  open(traits?: VisitorTraits, origin?: string): Promise<Visitor>;
}

/** The sample hub as it was built, served for the tests of the file that calls this at its top. */
export function openSampleHub(): SampleHub {
  let browser: Browser;
  let hub: RunningHub;
  const visitors: Visitor[] = [];
  beforeAll(async () => {
    [browser, hub] = await Promise.all([
      openChromium(inject('chromiumPath')),
      startHub(inject('sampleDist')),
    ]);
  });
  afterEach(() => Promise.all(visitors.splice(0).map((visitor) => visitor.leave())));
  afterAll(() => Promise.all([browser.close(), hub.stop()]));
  return {
    get hub() {
      return hub;
    },
    async open(traits, origin = hub.origin) {
      const visitor = await openVisitor(browser, origin, traits);
      visitors.push(visitor);
      return visitor;
    },
  };
}
