import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { openByteShelf } from '../../src/adapters/byte-shelf.ts';

it('gives back in any order what it was given, and leaves nothing behind', async () => {
  const room = await mkdtemp(join(tmpdir(), 'hub-shelf-'));
  vi.stubEnv('TMPDIR', room).stubEnv('TEMP', room);
  try {
    const shelf = await openByteShelf();
    const kept = ['first', '', 'ünd a third'].map((text) => shelf.keep(new TextEncoder().encode(text)));
    expect(kept.toReversed().map((read) => new TextDecoder().decode(read()))).toEqual([
      'ünd a third',
      '',
      'first',
    ]);
    shelf.close();
    expect(await readdir(room)).toEqual([]);
  } finally {
    vi.unstubAllEnvs();
    await rm(room, { recursive: true, force: true });
  }
});
