import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A server in a process of its own. */
export interface ServerProcess {
  url: string;
  /** What it printed after its address. */
  said: string[];
  pid: number;
  /** Seconds of CPU that it has used, its threads included. */
  cpuSeconds: () => Promise<number>;
  /** Largest resident memory so far, in MB. */
  peakMb: () => Promise<number>;
  /** Ends it without a word (SIGKILL) and waits until it is gone. */
  kill: () => Promise<void>;
}

/** Linux reports CPU time of processes in hundredths of a second, whatever the kernel's own clock. */
const TICKS_PER_SECOND = 100;

/** Starts one of the server scripts of this folder over a data folder, and waits for its address. */
export async function startServer(script: string, folder: string): Promise<ServerProcess> {
  const child = spawn(process.execPath, [join(import.meta.dirname, script), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${script} could not be started.`);
  const ended = new Promise<void>((done) => {
    child.once('exit', () => done());
  });
  const line = await new Promise<string>((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes('\n')) resolve(output.trim());
    });
    child.once('exit', (code) => reject(new Error(`${script} ended with ${String(code)}.`)));
  });
  const [url = '', ...said] = line.split(' ');
  return {
    url,
    said,
    pid,
    async cpuSeconds() {
      const stat = await readFile(`/proc/${String(pid)}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
    },
    async peakMb() {
      const status = await readFile(`/proc/${String(pid)}/status`, 'utf8');
      return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
