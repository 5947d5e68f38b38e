import { spawn } from 'node:child_process';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What one run of a command cost, its children included. */
export interface Cost {
  userSeconds: number;
  systemSeconds: number;
  /** The two together. */
  cpuSeconds: number;
  wallSeconds: number;
  /** Largest resident memory of the whole process tree, seen every 100 ms. */
  peakMb: number;
}

/** Linux reports CPU time of processes in hundredths of a second, whatever the kernel's own clock. */
const TICKS_PER_SECOND = 100;
const SAMPLE_MS = 100;

/**
 * Runs a command and measures it. A shell around it stays until the end, so that its `/proc` entry holds the CPU time
 * of everything that ran below it. Linux only; throws with the output when the command fails.
 */
export async function measure(
  command: readonly string[],
  options: { cwd: string; env: Record<string, string> },
): Promise<Cost> {
  const script = '"$@" >&2; code=$?; cat /proc/$$/stat; exit $code';
  const began = performance.now();
  const child = spawn('bash', ['-c', script, 'bench', ...command], {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stat = '';
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (stat += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  let peakKb = 0;
  const sampler = setInterval(() => {
    treeMemoryKb(child.pid).then(
      (kb) => (peakKb = Math.max(peakKb, kb)),
      () => undefined,
    );
  }, SAMPLE_MS);
  const code = await new Promise<number | null>((done, fail) => {
    child.on('error', fail).on('close', done);
  }).finally(() => clearInterval(sampler));
  if (code !== 0) throw new Error(`${command.join(' ')} ended with ${String(code)}:\n${output.slice(-4000)}`);
  // After the name in brackets come state, …; cutime and cstime are the fields 16 and 17 of the whole line.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [userSeconds = 0, systemSeconds = 0] = fields
    .slice(13, 15)
    .map((ticks) => Number(ticks) / TICKS_PER_SECOND);
  return {
    userSeconds,
    systemSeconds,
    cpuSeconds: userSeconds + systemSeconds,
    wallSeconds: (performance.now() - began) / 1000,
    peakMb: peakKb / 1024,
  };
}

async function treeMemoryKb(pid: number | undefined): Promise<number> {
  if (pid === undefined) return 0;
  const [status, children] = await Promise.all([
    readFile(`/proc/${String(pid)}/status`, 'utf8'),
    readFile(`/proc/${String(pid)}/task/${String(pid)}/children`, 'utf8'),
  ]);
  const below = await Promise.all(
    children
      .split(' ')
      .filter(Boolean)
      .map((one) => treeMemoryKb(Number(one)).catch(() => 0)),
  );
  return below.reduce((sum, kb) => sum + kb, Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0));
}

/** Number and bytes of all files below a folder. */
export async function measureFolder(folder: string): Promise<{ files: number; bytes: number }> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  let bytes = 0;
  for (const file of files) bytes += (await stat(join(file.parentPath, file.name))).size;
  return { files: files.length, bytes };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
