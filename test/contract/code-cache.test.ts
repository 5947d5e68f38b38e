import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openCodeCache } from '../../src/adapters/code-cache.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-code-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

test('what was kept for some sources comes back to the byte, and for no others', async () => {
  const cache = openCodeCache({ HUB_CACHE: folder });
  await cache.write('packed', ['one', 'two'], new Uint8Array([0, 255, 7]));
  expect(await cache.read('packed', ['one', 'two'])).toEqual(Buffer.from([0, 255, 7]));
  expect(await cache.read('packed', ['one', 'three'])).toBeUndefined();
  expect(await cache.read('trees', ['one', 'two'])).toBeUndefined();
});

test.each<[string, (bytes: Buffer) => Buffer]>([
  ['cut', (bytes) => bytes.subarray(0, -1)],
  ['empty', () => Buffer.alloc(0)],
  ['changed in a letter', (bytes) => Buffer.concat([bytes.subarray(0, -1), Buffer.from('x')])],
])('what was kept and is %s now is as good as nothing', async (_, damage) => {
  const cache = openCodeCache({ HUB_CACHE: folder });
  await cache.write('packed', ['one'], 'abc');
  const [name = ''] = await readdir(folder);
  await writeFile(join(folder, name), damage(await readFile(join(folder, name))));
  expect(await cache.read('packed', ['one'])).toBeUndefined();
});
