/** Which browser the tests run: the one that is named, the one that came packed in node_modules, or one that is installed. */
import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join, posix, win32 } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What of a machine decides about its browser. */
export interface Machine {
  platform: NodeJS.Platform;
  arch: string;
  env: Readonly<Record<string, string | undefined>>;
  home: string;
  isFile: (path: string) => Promise<boolean>;
}

const ON_MACOS = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Chromium.app/Contents/MacOS/Chromium',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];
const ON_WINDOWS = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
];
const IN_PATH = [
  'google-chrome',
  'google-chrome-stable',
  'chromium',
  'chromium-browser',
  'microsoft-edge',
  'microsoft-edge-stable',
];

/** Where Chrome, Chromium and Edge lie on such a machine, in the order in which they are preferred. */
function usualPlaces({ platform, env, home }: Machine): string[] {
  if (platform === 'darwin') {
    const folders = ['/Applications', posix.join(home, 'Applications')];
    return ON_MACOS.flatMap((name) => folders.map((folder) => posix.join(folder, name)));
  }
  if (platform === 'win32') {
    const folders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => env[name] ?? []);
    return ON_WINDOWS.flatMap((name) => folders.map((folder) => win32.join(folder, name)));
  }
  const folders = (env['PATH'] ?? '').split(':').filter((folder) => folder !== '');
  return IN_PATH.flatMap((name) => folders.map((folder) => posix.join(folder, name)));
}

/** The path of a browser that is there already, or `packed`. Rejects with a sentence that says what to do where there is none. */
export async function chooseBrowser(machine: Machine): Promise<string> {
  const named = machine.env['HUB_TEST_BROWSER'];
  if (named !== undefined && named !== '') {
    if (await machine.isFile(named)) return named;
    throw new Error(`HUB_TEST_BROWSER names ${named}, and there is no such file.`);
  }
  if (machine.platform === 'linux' && machine.arch === 'x64') return 'packed';
  for (const path of usualPlaces(machine)) if (await machine.isFile(path)) return path;
  throw new Error(
    'There is no browser for the tests: install Chrome, Chromium or Edge, or set HUB_TEST_BROWSER to the path of one.',
  );
}

/** Path of the browser for the tests. Where it has to be unpacked, that is done in `folder`, which is the caller's to remove. */
export async function findBrowser(folder: string): Promise<string> {
  const chosen = await chooseBrowser({
    platform: process.platform,
    arch: process.arch,
    env: process.env,
    home: homedir(),
    isFile: (path) =>
      access(path).then(
        () => true,
        () => false,
      ),
  });
  return chosen === 'packed' ? unpackChromium(folder) : chosen;
}

/** The file beside an unpacked Chromium that says where its fonts are. */
export const FONT_CONFIG = 'fonts.conf';

/** The folder beside it with libraries that a small system lacks. */
export const LIBRARIES = 'al2023/lib';

/** Unpacks the Chromium that lies in an npm package. It unpacks where temporary files go, and has no other setting for it. */
async function unpackChromium(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  try {
    const { default: chromium, inflate } = await import('@sparticuz/chromium');
    const path = await chromium.executablePath();
    const packed = createRequire(import.meta.url).resolve('@sparticuz/chromium');
    await inflate(join(dirname(dirname(packed)), 'bin/al2023.tar.br'));
    await writeFile(join(folder, FONT_CONFIG), await fontConfig(folder));
    return path;
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}

/**
 * The configuration that comes with the packed Chromium names folders of the cloud that it was packed for. Where none of
 * them exists there is no font, and it ends at the first page with text.
 */
async function fontConfig(folder: string): Promise<string> {
  const packed = await readFile(join(folder, 'fonts/fonts.conf'), 'utf8');
  const place = (name: string) => pathToFileURL(join(folder, name)).pathname;
  return packed
    .replaceAll(/\s*<(dir|cachedir)>[^<]*<\/\1>/g, '')
    .replace(
      '<fontconfig>',
      `<fontconfig>\n  <dir>${place('fonts')}</dir>\n  <cachedir>${place('font-cache')}</cachedir>`,
    );
}
