import { mkdtemp, readdir, readFile, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { launchOf } from '../support/browser/chromium.ts';
import { openKillableChromium, type KillableChromium } from '../support/browser/killable-chromium.ts';

const path = inject('chromiumPath');
const folder = dirname(path);
const { env } = launchOf(path);
const isPacked = env !== process.env;

/** What any program on Linux is made of: the C library and what the compiler adds. */
const OF_LINUX = /\/(?:ld-linux[\w-]*|lib(?:c|m|dl|pthread|rt|gcc_s))\.so[.\d]*$/;

/** Files that the processes of a program have in memory: code, fonts, caches. */
async function filesInMemory(program: string): Promise<string[]> {
  const files = new Set<string>();
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    if ((await readlink(`/proc/${pid}/exe`).catch(() => '')) !== program) continue;
    const maps = await readFile(`/proc/${pid}/maps`, 'utf8').catch(() => '');
    for (const [, file = ''] of maps.matchAll(/ (\/\S+)$/gm)) files.add(file);
  }
  return [...files].sort();
}

/** Paths that do not lie in one of the folders. */
function outside(paths: readonly string[], folders: readonly string[]): string[] {
  return paths.filter((one) => !folders.some((each) => one === each || one.startsWith(`${each}${sep}`)));
}

describe.skipIf(!isPacked)('the packed browser (wants Linux on x64)', () => {
  let profile: string;
  let opened: KillableChromium;

  beforeAll(async () => {
    profile = await mkdtemp(join(tmpdir(), 'hub-profile-'));
    opened = await openKillableChromium(path, profile);
  });
  afterAll(async () => {
    await opened.kill();
    await rm(profile, { recursive: true, force: true });
  });

  test('is told of no folder but the one it was unpacked into', async () => {
    expect(Object.keys(env).length).toBeGreaterThan(0);
    expect(outside(Object.values(env).map(String), [folder])).toEqual([]);
    const fonts = await readFile(String(env['FONTCONFIG_FILE']), 'utf8');
    const named = [...fonts.matchAll(/<(?:dir|cachedir|include)\b[^>]*>([^<]*)</g)].map(
      ([, one = '']) => one,
    );
    expect(named.length).toBeGreaterThan(0);
    expect(outside(named, [folder])).toEqual([]);
  });

  test('draws text with the fonts that lie there, and has nothing of the system in memory but the C library', async () => {
    const page = await opened.browser.newPage();
    await page.setContent(
      '<span style="font: 40px sans-serif">Kestrowe</span> <b>Frostmere</b> <code>hub</code>',
    );
    const drawn = await page.locator('span').evaluate((span) => span.getBoundingClientRect().width);
    expect(drawn).toBeGreaterThan(100);
    await page.screenshot();
    const files = await filesInMemory(path);
    expect(files).toContain(path);
    expect(files.filter((file) => file.endsWith('.ttf')).length).toBeGreaterThan(0);
    // Other tests may have a browser of the same file open, each with a profile of its own.
    const ofOthers = join(tmpdir(), 'playwright_chromiumdev_profile-');
    const own = outside(files, [folder, profile, '/dev/shm']).filter((file) => !file.startsWith(ofOthers));
    expect(own.filter((file) => !OF_LINUX.test(file))).toEqual([]);
  });
});

test.runIf(isPacked)('the packed browser lies in a temporary folder of this run (wants Linux on x64)', () => {
  expect(outside([folder], [tmpdir()])).toEqual([]);
});
