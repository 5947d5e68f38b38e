import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { CodeCache } from '../adapters/code-cache.ts';

/** Smaller files gain next to nothing. */
const WORTH_COMPRESSING_BYTES = 256;

/**
 * Scripts and styles get their smallest form beside them, for hosts that send `.br` files as they are. Packing them takes
 * a second, so what was packed once is kept. Gives the paths of what it wrote.
 */
export async function packCode(folder: string, cache: CodeCache): Promise<string[]> {
  const written: string[] = [];
  for (const name of await readdir(folder)) {
    if (!/\.(?:js|css)$/.test(name)) continue;
    const whole = await readFile(join(folder, name));
    if (whole.length < WORTH_COMPRESSING_BYTES) continue;
    const sources = [process.versions.brotli ?? '', whole];
    const kept = await cache.read('packed', sources);
    const packed = kept ?? brotliCompressSync(whole);
    if (kept === undefined) await cache.write('packed', sources, packed);
    written.push(join(folder, `${name}.br`));
    await writeFile(join(folder, `${name}.br`), packed);
  }
  return written;
}
