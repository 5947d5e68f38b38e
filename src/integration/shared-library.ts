import type { Library } from '../library/library.ts';

/**
 * Astro loads the content loader through Vite and the integration through Node, so that each has its own copy of every
 * module. A symbol of the process is the one place that both see; it saves a build from reading all content twice.
 */
const KEY = Symbol.for('hub.library-of-this-build');
const shared = globalThis as { [KEY]?: Library };

/** Leaves the library that the loader has read for the steps after the build. */
export function shareLibrary(library: Library): void {
  shared[KEY] = library;
}

/** The library that the loader has read in this process, if it ran. */
export function sharedLibrary(): Library | undefined {
  return shared[KEY];
}
