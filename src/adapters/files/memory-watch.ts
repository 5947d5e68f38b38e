/** A thread that ends its process once that takes too much memory, or is left alone: what reads a file may hear nothing. */
import { workerData } from 'node:worker_threads';

const LOOK_MS = 50;

const maxMemoryBytes = workerData as number;
const parent = process.ppid;

function look(): void {
  if (process.memoryUsage.rss() > maxMemoryBytes || process.ppid !== parent)
    process.kill(process.pid, 'SIGKILL');
}

look();
setInterval(look, LOOK_MS);
