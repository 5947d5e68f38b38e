import { hash } from 'node:crypto';
import { access, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { seal, unseal } from './seal.ts';
import { writeWholeFile } from './write-file.ts';

/** Keeps what follows from code and packages, or from the bytes of a file, so that only the first command on a machine works it out. */
export interface CodeCache {
  /** What was kept under this name for these sources; undefined when nothing was, or it is not whole any more. */
  read(name: string, sources: readonly (string | Uint8Array)[]): Promise<Buffer | undefined>;
  /** Whether something was kept under this name for these sources. */
  has(name: string, sources: readonly (string | Uint8Array)[]): Promise<boolean>;
  /** Never rejects: without a place to keep it, it is worked out again next time. */
  write(name: string, sources: readonly (string | Uint8Array)[], content: string | Uint8Array): Promise<void>;
}

/** The cache in `HUB_CACHE`, else beside the packages, where tools keep theirs. Deleting it costs time and nothing else. */
export function openCodeCache(env: Record<string, string | undefined>): CodeCache {
  const folder = resolve(
    env['HUB_CACHE'] ?? join(import.meta.dirname, '../../node_modules/.cache/sales-enablement-hub'),
  );
  const pathOf = (name: string, sources: readonly (string | Uint8Array)[]) =>
    join(
      folder,
      `${name}-${hash('sha256', sources.map((each) => hash('sha256', each)).join(' ')).slice(0, 20)}`,
    );
  return {
    read: (name, sources) => readFile(pathOf(name, sources)).then(unseal, () => undefined),
    write: (name, sources, content) =>
      writeWholeFile(pathOf(name, sources), seal(content)).catch(() => undefined),
    has: (name, sources) =>
      access(pathOf(name, sources)).then(
        () => true,
        () => false,
      ),
  };
}
