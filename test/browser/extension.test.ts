import { access, constants, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { EXTENSION_ID, EXTENSION_ORIGIN } from '../../src/hosting/extension.ts';
import { startHub, type RunningHub } from '../support/hub.ts';
import { runScript } from '../support/run-script.ts';

/** Debian's: the browser that comes packed takes no extensions. */
const CHROMIUM = '/usr/bin/chromium';
const isThere = await access(CHROMIUM, constants.X_OK).then(
  () => true,
  () => false,
);

let folder: string;
let content: string;
let into: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-extension-'));
  content = join(folder, 'content');
  into = join(folder, 'extension');
  await mkdir(content);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const write = (company: string) =>
  writeFile(join(content, 'hub.yaml'), `company: { name: Northwind${company} }\n`);
const make = () => runScript('extension', ['--into', into], { env: { HUB_CONTENT: content } });

describe('npm run extension', () => {
  test('asks for the address of the hub where nobody said it, and writes nothing', async () => {
    await write('');
    const { code, err } = await make();
    expect([code, err]).toEqual([
      2,
      'An extension must know under which address the hub is read.\nWrite it into hub.yaml: site, below company. Nothing was written.\n',
    ]);
    expect(await readdir(folder)).toEqual(['content']);
  });

  test('says what hub.yaml must let, until it does', async () => {
    await write(', site: https://hub.northwind.example');
    expect((await make()).out).toContain(`add ${EXTENSION_ORIGIN} to framed_by in hub.yaml`);
    await write(`, site: https://hub.northwind.example, framed_by: ["${EXTENSION_ORIGIN}"]`);
    const { out } = await make();
    expect(out).toContain('opens https://hub.northwind.example/panel/.');
    expect(out).not.toContain('framed_by');
  });

  test('asks a browser for no more than its side and the addresses of tabs', async () => {
    const manifest = JSON.parse(await readFile(join(into, 'manifest.json'), 'utf8')) as object;
    expect(manifest).toMatchObject({ manifest_version: 3, permissions: ['sidePanel', 'tabs'] });
    expect(Object.keys(manifest)).not.toContain('host_permissions');
    expect(Object.keys(manifest)).not.toContain('content_scripts');
  });
});

describe.skipIf(!isThere)('the extension in a browser (wants Debian’s chromium)', () => {
  let hub: RunningHub;
  let context: BrowserContext;
  beforeAll(async () => {
    hub = await startHub(inject('sampleDist'));
    await write(`, site: "${hub.origin}", framed_by: ["${EXTENSION_ORIGIN}"]`);
    await make();
    context = await chromium.launchPersistentContext(join(folder, 'profile'), {
      executablePath: CHROMIUM,
      headless: false,
      args: [
        '--headless=new',
        '--no-sandbox',
        '--disable-background-networking',
        `--disable-extensions-except=${into}`,
        `--load-extension=${into}`,
      ],
    });
  });
  afterAll(async () => {
    await context.close();
    await hub.stop();
  });

  test('shows the panel, and turns it to the competitor whose page is open', async () => {
    const panel = await context.newPage();
    await panel.goto(`chrome-extension://${EXTENSION_ID}/side-panel.html`);
    await expect.poll(() => panel.frames()[1]?.url()).toBe(`${hub.origin}/panel/`);
    const frame = panel.frameLocator('iframe');
    await expect
      .poll(() => frame.getByRole('heading', { name: 'Whom do they look at beside you?' }).isVisible())
      .toBe(true);
    const tab = await context.newPage();
    await tab.goto(`${hub.origin}/library/?q=unknown`);
    await tab.goto(`${hub.origin}/battlecards/vantello/`);
    await expect.poll(() => panel.frames()[1]?.url()).toBe(`${hub.origin}/panel/?competitor=vantello`);
    await expect
      .poll(() => frame.getByRole('article', { name: 'The brief' }).textContent())
      .toContain('Vantello');
  });
});
