import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chromium as playwright, type Browser } from 'playwright-core';
import { launchOf } from './chromium.ts';

/** A browser whose profile outlives it, and whose process can be ended from one moment to the next. */
export interface KillableChromium {
  browser: Browser;
  kill(): Promise<void>;
}

/** Starts a headless browser on a profile folder. The caller kills it. */
export async function openKillableChromium(path: string, profileFolder: string): Promise<KillableChromium> {
  const { executablePath, args, env } = launchOf(path);
  const own = ['--headless', '--remote-debugging-port=0', `--user-data-dir=${profileFolder}`, 'about:blank'];
  const child = spawn(executablePath, [...args, ...own], { env, stdio: ['ignore', 'ignore', 'pipe'] });
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
