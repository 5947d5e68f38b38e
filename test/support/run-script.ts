import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** What a command printed, and its exit code. */
export interface ScriptRun {
  code: number;
  out: string;
  err: string;
}

/** Runs `scripts/<name>.ts` as npm would, in the folder `cwd`. */
export function runScript(
  name: string,
  args: readonly string[],
  { cwd = root, env = {} }: { cwd?: string; env?: Record<string, string> } = {},
): Promise<ScriptRun> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [resolve(root, 'scripts', `${name}.ts`), ...args], {
      cwd,
      env: { ...process.env, HUB_CONTENT: '', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const run = { code: -1, out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (run.out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (run.err += text));
    child.on('error', fail).on('close', (code) => done({ ...run, code: code ?? -1 }));
  });
}
