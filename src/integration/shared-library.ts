import type { readLibrary } from '../adapters/content-folder.ts';

type Read = Awaited<ReturnType<typeof readLibrary>>;

/**
 * Astro loads the content loader through Vite, and commands and the integration run in Node, so that each has its own
 * copy of every module. A symbol of the process is the one place that all see; it saves a build from reading all
 * content again for every step.
 */
const KEY = Symbol.for('hub.library-of-this-build');
const shared = globalThis as { [KEY]?: Read };

/** Leaves what was read for the steps that follow in this process. */
export function shareLibrary(read: Read): void {
  shared[KEY] = read;
}

/** What was read before in this process, if anything was. */
export function sharedLibrary(): Read | undefined {
  return shared[KEY];
}
