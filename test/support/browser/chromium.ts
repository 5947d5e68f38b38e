import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chromium as playwright, type Browser } from 'playwright-core';
import { FONT_CONFIG, LIBRARIES } from './find-browser.ts';

/** How a browser is started. */
export interface BrowserLaunch {
  executablePath: string;
  args: string[];
  env: Record<string, string | undefined>;
}

/** What a browser needs to run in a container, and to keep to itself. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** How the browser at a path is started. One that was unpacked for the tests knows of no folder but the one it lies in. */
export function launchOf(path: string): BrowserLaunch {
  const folder = dirname(path);
  const fonts = join(folder, FONT_CONFIG);
  if (!existsSync(fonts)) return { executablePath: path, args: FLAGS, env: process.env };
  const env = {
    HOME: folder,
    TMPDIR: folder,
    FONTCONFIG_FILE: fonts,
    LD_LIBRARY_PATH: join(folder, LIBRARIES),
  };
  return { executablePath: path, args: FLAGS, env };
}

/** A headless browser. The caller closes it. */
export function openChromium(path: string): Promise<Browser> {
  return playwright.launch(launchOf(path));
}
