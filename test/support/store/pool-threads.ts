/** A process that begins as `npm start` does, gives Node's pool much to do at once, and prints how many threads it has. */
import '../../../scripts/thread-pool.ts';
import { readdirSync, readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import '../../../src/adapters/event-store/event-store.ts';

await Promise.all(Array.from({ length: 64 }, () => stat('/')));
const names = readdirSync('/proc/self/task').map((thread) =>
  readFileSync(`/proc/self/task/${thread}/comm`, 'utf8').trim(),
);
process.stdout.write(String(names.filter((name) => name === 'libuv-worker').length));
