import { expect, test } from 'vitest';
import { chooseBrowser, type Machine } from '../support/browser/find-browser.ts';

/** A machine that has these files and no others. */
function machine(
  platform: NodeJS.Platform,
  arch: string,
  files: readonly string[],
  env: Record<string, string> = {},
): Machine {
  return { platform, arch, env, home: '/home/rep', isFile: async (path) => files.includes(path) };
}

const CHROME = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
const EDGE = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe';
const WINDOWS = { 'PROGRAMFILES(X86)': 'C:\\Program Files (x86)', PROGRAMFILES: 'C:\\Program Files' };

test.each<[string, Machine, string]>([
  ['the packed one on Linux', machine('linux', 'x64', ['/usr/bin/chromium'], { PATH: '/usr/bin' }), 'packed'],
  [
    'Chromium on Linux where the packed one does not fit',
    machine('linux', 'arm64', ['/usr/bin/chromium'], { PATH: '/bin:/usr/bin' }),
    '/usr/bin/chromium',
  ],
  ['Chrome on macOS', machine('darwin', 'arm64', [CHROME]), CHROME],
  ['Chrome of one person on macOS', machine('darwin', 'x64', [`/home/rep${CHROME}`]), `/home/rep${CHROME}`],
  ['Edge on Windows', machine('win32', 'x64', [EDGE], WINDOWS), EDGE],
  [
    'the one that is named',
    machine('linux', 'x64', ['/opt/mine'], { HUB_TEST_BROWSER: '/opt/mine' }),
    '/opt/mine',
  ],
])('the tests take %s', async (_, given, path) => {
  expect(await chooseBrowser(given)).toBe(path);
});

test('where there is none, they say what to do', async () => {
  await expect(chooseBrowser(machine('darwin', 'arm64', []))).rejects.toThrowErrorMatchingInlineSnapshot(
    `[Error: There is no browser for the tests: install Chrome, Chromium or Edge, or set HUB_TEST_BROWSER to the path of one.]`,
  );
  const named = machine('linux', 'x64', [], { HUB_TEST_BROWSER: '/opt/gone' });
  await expect(chooseBrowser(named)).rejects.toThrowErrorMatchingInlineSnapshot(
    `[Error: HUB_TEST_BROWSER names /opt/gone, and there is no such file.]`,
  );
});
