import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KeepBytes } from '../library/import/import-plan.ts';

/** A file in which bytes wait until they are wanted again, so that a large folder never lies in memory whole. */
export interface ByteShelf {
  keep: KeepBytes;
  /** Takes the file away; what was kept cannot be read any more. */
  close(): void;
}

/** Opens a shelf in a folder of its own below the system's temporary one. The caller closes it. */
export async function openByteShelf(): Promise<ByteShelf> {
  const folder = await mkdtemp(join(tmpdir(), 'hub-import-'));
  const file = openSync(join(folder, 'texts'), 'wx+');
  // Where the system allows it, an open file without a name: nothing is left behind, however the command ends.
  const takeAway = () => rmSync(folder, { recursive: true, force: true });
  if (process.platform !== 'win32') takeAway();
  let end = 0;
  return {
    keep(bytes) {
      const from = end;
      const size = bytes.length;
      for (let done = 0; done < size;) done += writeSync(file, bytes, done, size - done, from + done);
      end += size;
      return () => {
        const read = new Uint8Array(size);
        for (let done = 0; done < size;) done += readSync(file, read, done, size - done, from + done);
        return read;
      };
    },
    close() {
      closeSync(file);
      takeAway();
    },
  };
}
