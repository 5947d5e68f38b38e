import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openChromium } from '../support/browser/chromium.ts';
import { openVisitor } from '../support/browser/visitor.ts';
import { writeFiles } from '../support/github/git-checkout.ts';
import { buildHub, startHub, type RunningHub } from '../support/hub.ts';

let cwd = '';
let browser: Browser;
let hub: RunningHub;
const page = (title: string) =>
  `---\ntitle: ${title}\nowner: ines\nreviewed: 2026-11-01\n---\n\n## Per van\n\nIt costs little.\n`;

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'hub-moved-'));
  await writeFiles(cwd, {
    'content/hub.yaml': 'company: { name: Northwind }\npeople: [{ id: ines, name: Ines }]\n',
    'content/answers/prix-général.md': page('What it costs'),
    'content/moves.yaml':
      'moves:\n  - { from: answers/old-price, to: answers/prix-général }\n  - { from: answers/leak, withdrawn: 2026-11-22 }\n',
  });
  const distDir = join(cwd, 'dist');
  await buildHub({ contentDir: join(cwd, 'content'), dataDir: join(cwd, 'data'), distDir });
  [browser, hub] = await Promise.all([openChromium(inject('chromiumPath')), startHub(distDir)]);
});
afterAll(async () => {
  await Promise.all([browser.close(), hub.stop()]);
  await rm(cwd, { recursive: true, force: true });
});

test.each([true, false])(
  'an old address leads to the place on the page that was meant (scripts: %s)',
  async (javaScriptEnabled) => {
    const context = await browser.newContext({ baseURL: hub.origin, javaScriptEnabled });
    const tab = await context.newPage();
    const errors: string[] = [];
    tab.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    const answered = tab.waitForResponse((response) => response.url().includes('/answers/old-price/'));
    await tab.goto('/answers/old-price/?from=crm#per-van');
    await tab.getByRole('heading', { name: 'What it costs' }).waitFor();
    const { pathname, search, hash } = new URL(tab.url());
    expect([decodeURI(pathname), search, hash]).toEqual(
      javaScriptEnabled
        ? ['/answers/prix-général/', '?from=crm', '#per-van']
        : ['/answers/prix-général/', '', ''],
    );
    // It leads on under the policy of all pages, and breaks none of it.
    expect((await answered).headers()['content-security-policy']).toContain("default-src 'self'");
    expect(errors).toEqual([]);
    await context.close();
  },
);

test('favourites follow a page that moved, and what was withdrawn is forgotten, titles and all', async () => {
  const visitor = await openVisitor(browser, hub.origin, { today: '2026-11-22' });
  await visitor.page.addInitScript(() => {
    if (localStorage.getItem('hub:mine') !== null) return;
    const saved = [
      { id: 'answers/old-price', title: 'Old price' },
      { id: 'answers/leak', title: 'A secret' },
    ];
    localStorage.setItem(
      'hub:mine',
      JSON.stringify({ favourites: saved, collections: [{ name: 'Kit', pieces: saved }] }),
    );
    localStorage.setItem('hub:recent', JSON.stringify(saved));
    localStorage.setItem('hub:seen', JSON.stringify(['/answers/old-price/ - r1 2026-11-01 r1 2026-11-01 -']));
  });
  await visitor.page.goto('/mine/');
  await expect
    .poll(() => visitor.page.evaluate(() => JSON.stringify({ ...localStorage })))
    .toContain('prix-général');
  const link = visitor.page
    .getByRole('main')
    .getByRole('link', { name: /What it costs/ })
    .first();
  await link.waitFor();
  const kept = await visitor.page.evaluate(() => JSON.stringify({ ...localStorage }));
  expect(kept).not.toMatch(/A secret|answers\/leak|answers\/old-price/);
  expect(kept).toContain('/answers/prix-g%C3%A9n%C3%A9ral/ r1 r1');
  expect(await visitor.page.getByText('Not in the hub any more').count()).toBe(0);
  await link.click();
  await visitor.page.getByRole('heading', { name: 'What it costs' }).waitFor();
  const star = visitor.page.getByRole('button', { name: 'Favourite', exact: true });
  await expect.poll(() => star.getAttribute('aria-pressed')).toBe('true');
  // There is no history here to ask for what changed since.
  expect(visitor.errors.filter((error) => !error.includes('/changes/'))).toEqual([]);
  await visitor.leave();
});
