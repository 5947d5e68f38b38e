import { readContent } from '../adapters/content-folder.ts';

type Read = Awaited<ReturnType<typeof readContent>>;

/**
 * Astro loads the content loader through Vite, and commands and the integration run in Node, so that each has its own
 * copy of every module. A symbol of the process is the one place that all see; it saves a build from reading all
 * content again for every step.
 */
const KEY = Symbol.for('hub.library-of-this-build');
const shared = globalThis as { [KEY]?: Read };

/** Reads the content folder and leaves it for the steps that follow in this process. */
export async function readSharedLibrary(folder: string): Promise<Read> {
  shared[KEY] = await readContent(folder);
  return shared[KEY];
}

/** What was read last in this process, if anything was. */
export function sharedLibrary(): Read | undefined {
  return shared[KEY];
}
