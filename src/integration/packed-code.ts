import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

/** Smaller files gain next to nothing. */
const WORTH_COMPRESSING_BYTES = 256;

/** Scripts and styles get their smallest form beside them, for hosts that send `.br` files as they are. */
export async function packCode(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!/\.(?:js|css)$/.test(name)) continue;
    const whole = await readFile(join(folder, name));
    if (whole.length < WORTH_COMPRESSING_BYTES) continue;
    await writeFile(join(folder, `${name}.br`), brotliCompressSync(whole));
  }
}
