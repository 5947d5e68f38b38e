import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { resolve } from 'node:path';
import type { Readable } from 'node:stream';

const root = resolve(import.meta.dirname, '../..');

/** What a command printed, and its exit code. */
export interface ScriptRun {
  code: number;
  out: string;
  err: string;
}

interface ScriptSettings {
  cwd?: string;
  env?: Record<string, string>;
}

/** Starts `scripts/<name>.ts` as npm would, in the folder `cwd`. */
export function spawnScript(
  name: string,
  args: readonly string[],
  { cwd = root, env = {} }: ScriptSettings = {},
): ChildProcessByStdio<null, Readable, Readable> {
  return spawn(process.execPath, [resolve(root, 'scripts', `${name}.ts`), ...args], {
    cwd,
    env: { ...process.env, HUB_CONTENT: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Runs it to its end. */
export function runScript(
  name: string,
  args: readonly string[],
  settings?: ScriptSettings,
): Promise<ScriptRun> {
  return new Promise((done, fail) => {
    const child = spawnScript(name, args, settings);
    const run = { code: -1, out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (run.out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (run.err += text));
    child.on('error', fail).on('close', (code) => done({ ...run, code: code ?? -1 }));
  });
}
