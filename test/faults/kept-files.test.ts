/** What lies on a device when a session ends, a cache was spoilt or is gone. Long, since each row is a browser of its own. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createAdoptionPage } from '../../src/collector/adoption-page.ts';
import { lineMoods, openBrokenLine, type BrokenLine } from '../support/browser/broken-line.ts';
import { doorMoods, type DoorMood } from '../support/browser/door-moods.ts';
import {
  ARRIVES,
  browser,
  CARD,
  hub,
  openHubOnDevice,
  ROLE,
  site,
  titleOf,
  visitor,
} from '../support/browser/hub-on-device.ts';
import { poison, readKeptFiles, wronglyKept } from '../support/browser/kept-files.ts';
import { deploy, isKept, isNewBuildKept } from '../support/browser/offline-site.ts';
import { searchFor } from '../support/browser/palette.ts';
import { openVisitor, type Visitor } from '../support/browser/visitor.ts';
import { context, sampleSnapshot } from '../unit/charts/sample-snapshot.ts';

/** So many files are kept before the session ends. */
const KEPT_BEFORE = 20;

openHubOnDevice({ keepsWhole: true });

function bytesAt(path: string): Buffer | undefined {
  try {
    return readFileSync(join(site.folder, path.endsWith('/') ? `${path}index.html` : path));
  } catch {
    return undefined;
  }
}

/** The session ends after so many answers to requests that a test speaks of. Gives how many were answered in its place. */
function endSession(mood: DoorMood, after = 0, isMeant: (path: string) => boolean = Boolean): () => number {
  let answered = 0;
  let refused = 0;
  hub.standInFront((request) => {
    const path = decodeURI(new URL(request.url).pathname);
    if (refused === 0 && (!isMeant(path) || answered++ < after)) return undefined;
    const answer = mood(path, bytesAt(path));
    if (answer !== undefined) refused += 1;
    return answer;
  });
  return () => refused;
}

const signIn = (): void => hub.standInFront(() => undefined);

const workers = (): Promise<number> =>
  visitor.page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);

const isHere = (path: string): Promise<boolean> =>
  visitor.page.evaluate(async (wanted) => (await caches.match(wanted)) !== undefined, path);

const isRight = (): Promise<string[]> => wronglyKept(visitor.page, site.folder);

/** No page of the kit and no code: those that are fetched while a browser keeps the hub. */
const isKit = (path: string): boolean => /^\/(?:answers|battlecards|call|brief)\//.test(path);

describe.each(Object.entries(doorMoods))('a session that ends with %s', (_, mood) => {
  test('while the hub is kept for the first time leaves nothing; the next visit keeps all of it', async () => {
    const { page } = visitor;
    const refused = endSession(mood, KEPT_BEFORE, isKit);
    await page.goto('/');
    await expect.poll(refused, ARRIVES).toBeGreaterThan(0);
    await expect.poll(workers, ARRIVES).toBe(0);
    await expect.poll(() => page.evaluate(() => caches.keys()), ARRIVES).toEqual([]);
    signIn();
    // Without a worker a page that the browser may keep for a year is shown for a year: home was none.
    await page.goto('/');
    await isKept(page);
    expect(await isRight()).toEqual([]);
    await hub.closePort();
    await page.goto('/call/kestrowe/');
    expect(await titleOf(visitor).textContent()).toContain('Kestrowe');
  });

  test('in a page that is open, and on the way to others, leaves nothing wrong, also of the whole hub', async () => {
    const { page } = visitor;
    await page.goto('/');
    await isKept(page);
    const refused = endSession(mood);
    await page.goto('/library/?q=kestrowe&kind=battlecard').catch(() => undefined);
    await searchFor(page, 'price').catch(() => undefined);
    for (const path of [ROLE, '/my-data/', '/products/', '/adoption/', CARD])
      await page.goto(path).catch(() => undefined);
    const askForFiles = () =>
      page.evaluate(async () => {
        for (const path of ['/icons.svg', '/call/elsewhere.json', '/search/index.json', '/_hub/none.js'])
          await fetch(path).catch(() => undefined);
      });
    // A page of the browser's own that comes late takes the place of the one that asks.
    await vi.waitFor(askForFiles, ARRIVES);
    expect(refused()).toBeGreaterThan(0);
    signIn();
    // Nothing runs there that would heal anything.
    await page.goto('/robots.txt');
    expect(await isRight()).toEqual([]);
    await page.goto(ROLE);
    await expect.poll(() => isHere(ROLE), ARRIVES).toBe(true);
    expect(await titleOf(visitor).textContent()).toContain('Deal desk');
    expect(await isRight()).toEqual([]);
  });
});

describe('a line on which an answer', () => {
  let line: BrokenLine;
  let reader: Visitor;
  beforeEach(async () => {
    line = await openBrokenLine(hub.origin);
    reader = await openVisitor(browser, line.origin, { keepsHub: true });
  });
  afterEach(async () => {
    await reader.leave();
    await line.close();
  });

  const allKept = async () => {
    await reader.page.goto('/');
    await isKept(reader.page);
    await expect
      .poll(
        () => reader.page.evaluate(async () => (await caches.match('/roles/deal-desk/')) !== undefined),
        ARRIVES,
      )
      .toBe(true);
    expect(await wronglyKept(reader.page, site.folder)).toEqual([]);
  };

  test.each(Object.entries(lineMoods))('%s leaves nothing, and the next visit keeps all', async (_, mood) => {
    const wrong = line.goWrong(mood, isKit);
    await reader.page.goto('/');
    await expect.poll(wrong, ARRIVES).toBeGreaterThan(0);
    const { page } = reader;
    const workers = () =>
      page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);
    await expect.poll(workers, ARRIVES).toBe(0);
    await expect.poll(() => page.evaluate(() => caches.keys()), ARRIVES).toEqual([]);
    line.drip();
    await allKept();
  });

  test.each(Object.entries(lineMoods))('%s, once the hub is kept, is kept nowhere', async (_, mood) => {
    await allKept();
    const { page } = reader;
    await page.evaluate(async () => {
      for (const name of await caches.keys())
        for (const request of await (await caches.open(name)).keys())
          if (/deal-desk|my-data|adoption/.test(request.url)) await (await caches.open(name)).delete(request);
    });
    const wrong = line.goWrong(mood, (path) => /deal-desk|my-data|adoption/.test(path));
    // A page that never comes whole is never loaded.
    for (const path of [ROLE, '/my-data/', '/adoption/'])
      await page.goto(path, { waitUntil: 'commit' }).catch(() => undefined);
    await expect.poll(wrong, ARRIVES).toBeGreaterThan(0);
    await vi.waitFor(() => page.goto('/robots.txt'), ARRIVES);
    expect(await wronglyKept(page, site.folder)).toEqual([]);
  });
});

const added = (path: string, bytes: Buffer | undefined, type: string) =>
  new Response(`${bytes?.toString() ?? path}\n/* */`, { headers: { 'content-type': type } });

/** By what a host does on the way to readers, and the file that is named. */
const changingHosts: readonly (readonly [name: string, named: string, mood: DoorMood])[] = [
  [
    'adds to every page',
    '/',
    (path, bytes) => (path.endsWith('/') ? added(path, bytes, 'text/html; charset=utf-8') : undefined),
  ],
  [
    'writes scripts anew',
    '/_hub/',
    (path, bytes) => (path.startsWith('/_hub/') ? added(path, bytes, 'text/javascript') : undefined),
  ],
  [
    'has an error page for the worker',
    '/sw.js',
    (path) =>
      path === '/sw.js'
        ? new Response('<h1>Bad gateway</h1>', { status: 502, headers: { 'content-type': 'text/html' } })
        : undefined,
  ],
];

test.each(changingHosts)('a host that %s keeps nothing, and the page on that says why', async (...row) => {
  const [, named, mood] = row;
  const { page } = visitor;
  hub.standInFront((request) => {
    const path = decodeURI(new URL(request.url).pathname);
    return mood(path, bytesAt(path));
  });
  await page.goto('/offline/');
  expect(await page.getByText('Nothing can be kept').textContent()).toContain(
    `Nothing can be kept: ${named}`,
  );
  expect(await page.evaluate(() => caches.keys())).toEqual([]);
});

/** What changes are pages: as a page their bytes are right. */
const wrongForPages = Object.entries(doorMoods).filter(([name]) => name !== 'the right bytes as a page');

test.each(wrongForPages)(
  'a session that ends with %s while a new build is kept leaves the one before as it was',
  async (_, mood) => {
    const { page } = visitor;
    await page.addInitScript(() => localStorage.setItem('hub:whole', 'no'));
    await page.goto(CARD);
    await isKept(page);
    const before = (await readKeptFiles(page)).map(({ cache, path }) => cache + path).sort();
    await site.rebuild(
      Object.fromEntries(
        ['/', '/answers/', '/battlecards/', CARD].map((path) => [path, (html: string) => `${html} `]),
      ),
    );
    await deploy(hub);
    const refused = endSession(mood, 1, (path) => ['/answers/', '/battlecards/', CARD].includes(path));
    await page.goto('/');
    await expect.poll(refused, ARRIVES).toBeGreaterThan(0);
    const installing = () =>
      page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.installing != null);
    await expect.poll(installing, ARRIVES).toBe(false);
    const after = (await readKeptFiles(page)).map(({ cache, path }) => cache + path).sort();
    expect(after).toEqual(before);
    signIn();
    await page.goto('/');
    await isNewBuildKept(page, hub);
    expect(await isRight()).toEqual([]);
  },
);

describe('what was spoilt', () => {
  test('under this version shows nowhere, and heals by itself', async () => {
    const { page } = visitor;
    await page.goto(CARD);
    await isKept(page);
    const countFiles = async () => (await readKeptFiles(page)).length;
    const before = await countFiles();
    expect(await poison(page)).toBeGreaterThan(50);
    await page.goto(CARD);
    expect(await titleOf(visitor).textContent()).toContain('Kestrowe');
    await expect.poll(isRight, ARRIVES).toEqual([]);
    await expect.poll(countFiles, ARRIVES).toBeGreaterThanOrEqual(before);
    await hub.closePort();
    await page.goto('/call/kestrowe/');
    expect(await titleOf(visitor).textContent()).toContain('Kestrowe');
    await page.goto('/library/?q=kestrowe');
    await page
      .getByRole('main')
      .getByRole('link', { name: /Kestrowe/ })
      .first()
      .waitFor();
  });

  test('and is opened with the network gone says that it is not here', async () => {
    const { page } = visitor;
    await page.goto('/');
    await isKept(page);
    await poison(page, [CARD]);
    await hub.closePort();
    await page.goto(CARD);
    await expect.poll(() => titleOf(visitor).textContent()).toBe('This page is not on this device');
    await hub.openPort();
    await page.goto('/');
    await expect.poll(() => isHere(CARD), ARRIVES).toBe(true);
    expect(await isRight()).toEqual([]);
  });

  test('by the version before is gone with this one', async () => {
    const { page } = visitor;
    const code =
      /\/_hub\/PageScript[^"]+/.exec(readFileSync(join(site.folder, 'index.html'), 'utf8'))?.[0] ?? '';
    // Its caches, with a session that had ended under all of them.
    await page.goto('/robots.txt');
    const spoilt: [cache: string, paths: string[]][] = [
      ['hub-kept', ['/?__WB_REVISION__=1', '/battlecards/kestrowe/?__WB_REVISION__=2', '/_hub/gone.js']],
      ['hub-code', [code, '/_hub/gone.js']],
      ['hub-visited-0123456789', ['/my-data/', CARD, ROLE]],
      ['hub-whole-0123456789', ['/whole-is-here', ROLE]],
      ['hub-index-0123456789', ['/search/index.json']],
    ];
    await page.evaluate(async (all) => {
      for (const [name, paths] of all) {
        const cache = await caches.open(name);
        for (const path of paths) {
          const headers = { 'content-type': 'text/html' };
          await cache.put(path, new Response('<h1>Sign in</h1>', { headers }));
        }
      }
    }, spoilt);
    await page.goto('/');
    await isKept(page);
    await expect.poll(isRight, ARRIVES).toEqual([]);
    expect(
      await page.evaluate(async () => (await caches.keys()).filter((name) => name.includes('0123456789'))),
    ).toEqual([]);
    await hub.closePort();
    await page.goto('/my-data/');
    expect(await titleOf(visitor).textContent()).toBe('What is recorded');
  });

  test('in the memory of the browser for what it fetches is asked for anew', async () => {
    const { page } = visitor;
    const forAYear = doorMoods['a sign-in page that hosts may keep for a year'];
    await page.goto('/robots.txt');
    endSession(forAYear ?? (() => undefined));
    const spoilt = ['/answers/', CARD, '/icons.svg', '/search/index.json'];
    await page.evaluate(
      (paths) => Promise.all(paths.map((path) => fetch(path, { cache: 'reload' }))),
      spoilt,
    );
    signIn();
    await page.goto('/');
    await isKept(page);
    expect(await isRight()).toEqual([]);
    await hub.closePort();
    await page.goto(CARD);
    expect(await titleOf(visitor).textContent()).toContain('Kestrowe');
  });
});

const deleteAll = (): Promise<unknown> =>
  visitor.page.evaluate(async () => Promise.all((await caches.keys()).map((name) => caches.delete(name))));

describe('caches that are gone', () => {
  test('are filled again with the next page', async () => {
    const { page } = visitor;
    await page.goto('/');
    await isKept(page);
    const kept = async () =>
      (await readKeptFiles(page)).filter(({ cache }) => /^hub-(?:kept|code)/.test(cache)).length;
    const before = await kept();
    await deleteAll();
    await page.goto('/');
    await expect.poll(kept, ARRIVES).toBeGreaterThanOrEqual(before);
    expect(await isRight()).toEqual([]);
    await hub.closePort();
    await page.goto('/call/kestrowe/');
    expect(await titleOf(visitor).textContent()).toContain('Kestrowe');
  });

  test.each(['/', CARD, '/nowhere/', '/library/?q=price', '/offline/'])(
    'leave a page that says so at %s, with the network gone, and not the error page of the browser',
    async (path) => {
      const { page } = visitor;
      await page.goto('/');
      await isKept(page);
      await deleteAll();
      await hub.closePort();
      await page.goto(path);
      expect(page.url()).toBe(hub.origin + path);
      expect(await titleOf(visitor).textContent()).toBe('This page is not on this device');
      await hub.openPort();
      await page.goto('/');
      expect(await titleOf(visitor).textContent()).not.toBe('This page is not on this device');
    },
  );
});

/** How people and other programs write the address of a page, and what its title says. */
const ADDRESSES: readonly (readonly [address: string, title: RegExp])[] = [
  [CARD, /Kestrowe/],
  ['/battlecards/kestrowe', /Kestrowe/],
  ['/battlecards/kestrowe?from=crm', /Kestrowe/],
  ['/battlecards/kestrowe/?utm_source=mail#objections', /Kestrowe/],
  ['/battlecards/kestrowe/index.html', /Kestrowe/],
  ['/battlecards/%6bestrowe/', /Kestrowe/],
  ['/battlecards/%4Bestrowe'.replace('4B', '6B'), /Kestrowe/],
  ['/b%61ttlecards/kestrowe/?', /Kestrowe/],
  ['/library?kind=battlecard&q=price', /Library/],
  ['/library/?kind=battlecard&stage=discovery', /Library/],
  ['/brief?competitor=kestrowe', /brief/i],
  ['/call/kestrowe', /Kestrowe/],
  ['/roles/deal-desk', /Deal desk/],
  ['/index.html', /What do you need/],
  ['/?source=pwa', /What do you need/],
  ['/offline', /./],
  ['/adoption/', /Adoption/],
  ['/adoption', /Adoption/],
  ['/adoption/?days=90', /Adoption/],
  ['/new/?kind=answer', /New page/],
];

describe('an address that opens with the network', () => {
  test('opens without it', async () => {
    const { page } = visitor;
    await page.goto('/');
    await isKept(page);
    await expect.poll(() => isHere(ROLE), ARRIVES).toBe(true);
    for (const isOnline of [true, false]) {
      if (!isOnline) await hub.closePort();
      for (const [address, title] of ADDRESSES) {
        await page.goto(address);
        expect(
          await titleOf(visitor).first().textContent(),
          `${address}, ${isOnline ? 'on' : 'off'}line`,
        ).toMatch(title);
      }
    }
  });
});

/** As the running hub answers it; the numbers are those of a sample. */
const serveLive = (
  madeAt: string,
  mood: (live: Response) => Response | Promise<Response> = (live) => live,
) => {
  const answer = createAdoptionPage({
    readBuiltPage: async () => readFileSync(join(site.folder, 'adoption/index.html'), 'utf8'),
    context: () => context,
    takeSnapshot: async () => ({ ...sampleSnapshot(), today: madeAt.slice(0, 10), madeAt }),
    isDamaged: () => false,
    report: () => undefined,
  });
  let asked = 0;
  hub.standInFront(async (request) => {
    const live = await answer(request);
    if (live === undefined || !new URL(request.url).pathname.endsWith('/adoption/')) return live;
    asked += 1;
    return mood(live);
  });
  return () => asked;
};
const asOf = () => visitor.page.getByText(/^As of/);
const keepHub = async () => {
  await visitor.page.goto('/');
  await isKept(visitor.page);
  await expect.poll(() => isHere(ROLE), ARRIVES).toBe(true);
};
const change = async (live: Response, how: (page: string) => string) =>
  new Response(how(await live.text()), { headers: live.headers });

describe('the page of live numbers', () => {
  test('comes from the network each time, and without one says of which day it is', async () => {
    serveLive('2026-11-20T08:00:00.000Z');
    await keepHub();
    const asked = serveLive('2026-11-21T08:00:00.000Z');
    await visitor.page.goto('/adoption/');
    expect(await asOf().textContent()).toContain('21 Nov 2026');
    expect(asked()).toBe(1);
    await expect
      .poll(() => visitor.page.evaluate(async () => (await caches.match('/adoption/'))?.text()), ARRIVES)
      .toContain('21 Nov 2026');
    serveLive('2026-11-22T08:00:00.000Z');
    await visitor.page.goto('/adoption/');
    expect(await asOf().textContent()).toContain('22 Nov 2026');
    await expect
      .poll(() => visitor.page.evaluate(async () => (await caches.match('/adoption/'))?.text()), ARRIVES)
      .toContain('22 Nov 2026');
    await hub.closePort();
    await visitor.page.goto('/adoption/?team=uk');
    expect(await titleOf(visitor).textContent()).toBe('Adoption');
    expect(await asOf().textContent()).toContain('22 Nov 2026');
  });

  test('comes along with a new build, with its code', async () => {
    serveLive('2026-11-21T08:00:00.000Z');
    await keepHub();
    await visitor.page.goto('/adoption/');
    await expect.poll(() => isHere('/adoption/'), ARRIVES).toBe(true);
    await site.rebuild({
      [CARD]: (html) => `${html} `,
      '/adoption/': (html) => html.replace('<h1', '<h1 data-new'),
    });
    await deploy(hub);
    serveLive('2026-11-23T08:00:00.000Z');
    await visitor.page.goto('/');
    await isNewBuildKept(visitor.page, hub);
    await hub.closePort();
    await visitor.page.goto('/adoption/');
    await visitor.page.locator('h1[data-new]').waitFor();
    expect(await asOf().textContent()).toContain('23 Nov 2026');
  });

  test.each<[string, (live: Response) => Response | Promise<Response>]>([
    ...Object.entries(doorMoods)
      .filter(([name]) => name !== 'the right bytes as a page')
      .map(([name, mood]): [string, (live: Response) => Response] => [
        name,
        (live) => mood('/adoption/', Buffer.from('<title>Adoption</title>')) ?? live,
      ]),
    ['its own header and half of it', (live) => change(live, (page) => page.slice(0, page.length / 2))],
    ['its own header and words of a proxy', (live) => change(live, (page) => `${page}<!-- proxy -->`)],
    ['older numbers, since counting failed', (live) => change(live, (page) => page.replace('As of', 'Of'))],
  ])('is not put in the place of the one before by %s', async (_, mood) => {
    serveLive('2026-11-21T08:00:00.000Z');
    await keepHub();
    await visitor.page.goto('/adoption/');
    await expect.poll(() => isHere('/adoption/'), ARRIVES).toBe(true);
    const asked = serveLive('2026-11-22T08:00:00.000Z', mood);
    await visitor.page.goto('/adoption/').catch(() => undefined);
    expect(asked()).toBeGreaterThan(0);
    // A page of the browser's own that comes late takes the place of this one.
    await vi.waitFor(() => visitor.page.goto(ROLE), ARRIVES);
    await hub.closePort();
    await visitor.page.goto('/adoption/');
    expect(await titleOf(visitor).textContent()).toBe('Adoption');
    expect(await asOf().textContent()).toContain('21 Nov 2026');
  });

  test('goes with all else when somebody has it forgotten', async () => {
    serveLive('2026-11-21T08:00:00.000Z');
    await keepHub();
    await visitor.page.goto('/adoption/');
    await expect.poll(() => isHere('/adoption/'), ARRIVES).toBe(true);
    await visitor.page.goto('/my-data/');
    await visitor.page.getByRole('button', { name: 'Forget it' }).click();
    await visitor.page.getByText('It is forgotten').waitFor();
    expect(await isHere('/adoption/')).toBe(false);
  });
});

test('a page that was withdrawn is gone from a device that had kept it, with the next build', async () => {
  const { page } = visitor;
  await page.goto(ROLE);
  await isKept(page);
  await expect.poll(() => isHere(ROLE), ARRIVES).toBe(true);
  await site.withdraw(ROLE);
  await deploy(hub);
  await page.goto('/');
  await isNewBuildKept(page, hub);
  expect(await isHere(ROLE)).toBe(false);
  expect(await isRight()).toEqual([]);
  await page.goto(ROLE);
  expect(await titleOf(visitor).textContent()).not.toContain('Deal desk');
  await hub.closePort();
  await page.goto(ROLE);
  // Its own script says so.
  await expect.poll(() => titleOf(visitor).textContent()).toBe('This page is not on this device');
});
