/** The process in which files are opened. A file that takes all memory, or goes round in circles, costs this process alone. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { ReadRequest } from './file-readers.ts';

process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
const watched = once(
  new Worker(new URL('./memory-watch.ts', import.meta.url), { workerData: Number(process.argv[2]) }),
  'online',
);

process.on('message', (request: ReadRequest) => {
  void watched
    .then(() => import('./file-readers.ts'))
    .then(({ readWords }) => readWords(request))
    .then((read) => process.send?.(read));
});
