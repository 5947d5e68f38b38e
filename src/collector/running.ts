import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWholeFile } from '../adapters/write-file.ts';

/** A collector that runs now and has the store open. */
export interface RunningCollector {
  /** Where it can be asked, such as `http://127.0.0.1:4321`. */
  url: string;
  pid: number;
}

function fileOf(folder: string): string {
  return join(folder, 'collector.json');
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there but belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Leaves word in the folder of the store where this process's collector can be asked. Resolves to what takes it back. */
export async function announceCollector(folder: string, url: string): Promise<() => Promise<void>> {
  const running: RunningCollector & { folder: number } = {
    url,
    pid: process.pid,
    folder: (await stat(folder)).ino,
  };
  await writeWholeFile(fileOf(folder), `${JSON.stringify(running)}\n`);
  return () => rm(fileOf(folder), { force: true });
}

/** The collector that has the store of a folder open; undefined when none runs. */
export async function findRunningCollector(folder: string): Promise<RunningCollector | undefined> {
  try {
    const {
      url,
      pid,
      folder: ino,
    } = JSON.parse(await readFile(fileOf(folder), 'utf8')) as Partial<RunningCollector & { folder: number }>;
    // A copy of the folder holds the word too, and no hub runs on it.
    if (ino !== undefined && ino !== (await stat(folder)).ino) return undefined;
    return typeof url === 'string' && typeof pid === 'number' && isAlive(pid) ? { url, pid } : undefined;
  } catch {
    return undefined;
  }
}
