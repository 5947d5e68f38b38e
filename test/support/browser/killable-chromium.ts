import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { chromium as playwright, type Browser } from 'playwright-core';
import { CHROMIUM_FLAGS } from './chromium.ts';

/** A browser whose profile outlives it, and whose process can be ended from one moment to the next. */
export interface KillableChromium {
  browser: Browser;
  kill(): Promise<void>;
}

/** Starts a headless browser on a profile folder. The caller kills it. */
export async function openKillableChromium(path: string, profileFolder: string): Promise<KillableChromium> {
  const folder = dirname(path);
  const child = spawn(
    path,
    [
      ...CHROMIUM_FLAGS,
      '--headless',
      '--remote-debugging-port=0',
      `--user-data-dir=${profileFolder}`,
      'about:blank',
    ],
    {
      env: { ...process.env, HOME: folder, FONTCONFIG_PATH: join(folder, 'fonts') },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  const exited = once(child, 'exit');
  const address = await new Promise<string>((found, fail) => {
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const address = /ws:\/\/\S+(?=\s)/.exec(said)?.[0];
      if (address !== undefined) found(address);
    });
    child.on('exit', () => fail(new Error(`The browser did not start:\n${said}`)));
  });
  const browser = await playwright.connectOverCDP(address);
  return {
    browser,
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
