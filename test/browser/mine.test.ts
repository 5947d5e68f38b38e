import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { isKept } from '../support/browser/offline-site.ts';
import { startFaultyHub } from '../support/browser/faulty-hub.ts';
import { openSampleHub } from '../support/browser/served-sample.ts';
import {
  EVERY_LOOK,
  findBarriers,
  settle,
  type Visitor,
  type VisitorTraits,
} from '../support/browser/visitor.ts';

const CARD = '/battlecards/kestrowe/';
const ANSWER = '/answers/what-does-it-cost/';
const sample = openSampleHub();

/** Opens the menu of a page, unless it stands open. */
async function openMenu(page: Page): Promise<void> {
  if (await page.getByRole('button', { name: 'Add to a collection' }).isVisible()) return;
  await page.getByRole('button', { name: 'More', exact: true }).click();
}
const starOf = (page: Page): Locator => page.getByRole('button', { name: 'Favourite', exact: true });
const main = (page: Page): Locator => page.getByRole('main');
const sectionOf = (page: Page, name: string): Locator =>
  main(page)
    .locator('section')
    .filter({ has: page.getByRole('heading', { name, exact: true }) });
const titlesIn = (section: Locator): Promise<string[]> => section.locator('strong').allTextContents();
const said = (page: Page): Locator => main(page).getByRole('status').filter({ hasText: /./ }).first();

/** Opens pieces so that the browser knows them, and waits until it does. */
async function openPieces({ page }: Visitor, ...paths: string[]): Promise<void> {
  for (const path of paths) {
    await page.goto(path);
    const id = path.slice(1, -1);
    await expect
      .poll(() => page.evaluate(() => localStorage.getItem('hub:recent') ?? ''))
      .toContain(`"${id}"`);
  }
}

/** Two favourites, and one collection with both of them. */
async function collect(traits: VisitorTraits = {}): Promise<Visitor> {
  const visitor = await sample.open(traits);
  const { page } = visitor;
  for (const path of [CARD, ANSWER]) {
    await openPieces(visitor, path);
    await starOf(page).click();
    await expect.poll(() => starOf(page).getAttribute('aria-pressed')).toBe('true');
    await openMenu(page);
    await page.getByRole('button', { name: 'Add to a collection' }).click();
    const box = page.getByRole('dialog', { name: 'Your collections' });
    if (path === CARD) {
      await box.getByRole('textbox', { name: 'Name of a new collection' }).fill('Renewal kit');
      await page.keyboard.press('Enter');
    } else await box.getByRole('checkbox', { name: 'Renewal kit' }).check();
    await expect.poll(() => said(page).textContent()).toMatch(/^Saved in .*“Renewal kit”\.$/);
  }
  return visitor;
}

describe('by keyboard alone', () => {
  test('F makes a piece a favourite and takes it out, and says so', async () => {
    const visitor = await sample.open();
    const { page } = visitor;
    await openPieces(visitor, CARD);
    await page.keyboard.press('f');
    await expect.poll(() => starOf(page).getAttribute('aria-pressed')).toBe('true');
    expect(await said(page).textContent()).toBe('Saved to your favourites.');
    await page.reload();
    await expect.poll(() => starOf(page).getAttribute('aria-pressed')).toBe('true');
    await page.keyboard.press('f');
    await expect.poll(() => starOf(page).getAttribute('aria-pressed')).toBe('false');
    expect(await said(page).textContent()).toBe('Taken out of your favourites.');
  });

  test('a collection is made from a piece, and the box closes with Escape', async () => {
    const visitor = await sample.open();
    const { page } = visitor;
    await openPieces(visitor, CARD);
    await openMenu(page);
    const opener = page.getByRole('button', { name: 'Add to a collection' });
    await opener.press('Enter');
    const field = page.getByRole('textbox', { name: 'Name of a new collection' });
    await expect.poll(() => field.evaluate((each) => each === document.activeElement)).toBe(true);
    expect(await opener.getAttribute('aria-expanded')).toBe('true');
    await page.keyboard.press('Escape');
    await expect.poll(() => opener.getAttribute('aria-expanded')).toBe('false');
    expect(await opener.evaluate((each) => each === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await expect.poll(() => field.evaluate((each) => each === document.activeElement)).toBe(true);
    await page.keyboard.type('Fridays');
    await page.keyboard.press('Enter');
    await expect.poll(() => said(page).textContent()).toBe('Saved in the new collection “Fridays”.');
  });

  test('pieces of a collection change places, and the key stays on the piece', async () => {
    const visitor = await collect();
    const { page } = visitor;
    await page.goto('/mine/');
    const kit = sectionOf(page, 'Renewal kit');
    expect(await titlesIn(kit)).toEqual(['Kestrowe', 'What does it cost?']);
    const down = kit.getByRole('button', { name: 'Move Kestrowe down in Renewal kit' });
    await down.press('Enter');
    await expect.poll(() => titlesIn(kit)).toEqual(['What does it cost?', 'Kestrowe']);
    expect(await said(page).textContent()).toBe('Kestrowe is lower now: 2 of 2.');
    expect(await down.isDisabled()).toBe(true);
    const focused = () => page.evaluate(() => document.activeElement?.ariaLabel);
    expect(await focused()).toBe('Move Kestrowe up in Renewal kit');
    await kit.getByRole('button', { name: 'Take Kestrowe out of Renewal kit' }).press('Enter');
    await expect.poll(() => titlesIn(kit)).toEqual(['What does it cost?']);
    await page.getByRole('button', { name: 'Undo' }).press('Enter');
    await expect.poll(() => titlesIn(kit)).toEqual(['What does it cost?', 'Kestrowe']);
  });
});

describe('the page of what is yours', () => {
  test('names collections anew, makes and removes them, and brings back what was removed', async () => {
    const { page } = await collect();
    await page.goto('/mine/');
    await page.getByRole('button', { name: 'Rename Renewal kit' }).click();
    await page.getByRole('textbox', { name: 'New name of Renewal kit' }).fill('Renewals');
    await page.keyboard.press('Enter');
    await sectionOf(page, 'Renewals').waitFor();
    await page.getByRole('textbox', { name: 'Name of a new collection' }).fill('renewals');
    await page.keyboard.press('Enter');
    await expect.poll(() => said(page).textContent()).toBe('There is a collection “renewals” already.');
    await page.getByRole('button', { name: 'Remove Renewals' }).click();
    await expect.poll(() => sectionOf(page, 'Renewals').count()).toBe(0);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => titlesIn(sectionOf(page, 'Renewals'))).toHaveLength(2);
  });

  test('names what is gone from the hub, and what changed since it was opened', async () => {
    const { page } = await collect();
    await page.evaluate(() => {
      const mine = JSON.parse(localStorage.getItem('hub:mine') ?? '{}') as {
        favourites: { id: string; title: string }[];
      };
      mine.favourites.push({ id: 'answers/gone', title: 'Gone' });
      localStorage.setItem('hub:mine', JSON.stringify(mine));
      const [first = '', ...others] = JSON.parse(localStorage.getItem('hub:seen') ?? '[]') as string[];
      const words = first.split(' ');
      words[4] = 'aaaaaaaaaaaa';
      localStorage.setItem('hub:seen', JSON.stringify([words.join(' '), ...others]));
    });
    await page.goto('/mine/');
    const favourites = sectionOf(page, 'Favourites').getByRole('listitem');
    await expect
      .poll(() => favourites.filter({ hasText: 'Gone' }).textContent())
      .toContain('Not in the hub any more');
    expect(await favourites.filter({ hasText: 'What does it cost?' }).textContent()).toContain(
      'Changed since',
    );
    expect(await favourites.filter({ hasText: 'Kestrowe' }).textContent()).not.toContain('Changed');
    await page.goto('/');
    const changed = page.getByRole('region', { name: 'Changed since you looked' });
    await changed.getByRole('link', { name: /What does it cost/ }).waitFor();
  });

  test('goes to another browser as a file, and joins what is there', async () => {
    const { page } = await collect();
    await page.goto('/mine/');
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as a file' }).click();
    const file = await (await saving).path();
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({
      collections: [{ name: 'Renewal kit' }],
    });
    const other = await sample.open();
    await other.page.goto('/mine/');
    await other.page.getByText('None yet.').waitFor();
    await other.page.getByLabel('Open a file').setInputFiles(file);
    await expect.poll(() => titlesIn(sectionOf(other.page, 'Renewal kit'))).toHaveLength(2);
    expect(await titlesIn(sectionOf(other.page, 'Favourites'))).toEqual(['What does it cost?', 'Kestrowe']);
  });

  test.each(EVERY_LOOK)('has no barrier that axe knows in $theme at $width pixels', async (traits) => {
    const { page } = await collect(traits);
    await openMenu(page);
    await page.getByRole('button', { name: 'Add to a collection' }).click();
    await page.getByRole('dialog').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    for (const path of ['/', '/mine/#name=Theirs&pieces=battlecards/vantello']) {
      await page.goto(path);
      await main(page)
        .getByRole('link', { name: /Kestrowe/ })
        .first()
        .waitFor();
      await settle(page);
      expect(await findBarriers(page)).toEqual([]);
    }
  });
});

describe('a link to a collection', () => {
  test('opens elsewhere as one that somebody made, and is saved as one’s own', async () => {
    const { page } = await collect();
    await page.goto('/mine/');
    await page.getByRole('button', { name: 'Copy link to Renewal kit' }).click();
    await expect.poll(() => said(page).textContent()).toMatch(/^The link is copied/);
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(new URL(link).hash).toBe(
      '#name=Renewal%20kit&pieces=battlecards/kestrowe,answers/what-does-it-cost',
    );

    const other = await sample.open();
    await other.page.goto(link);
    const shared = sectionOf(other.page, 'Renewal kit');
    await expect.poll(() => titlesIn(shared)).toEqual(['Kestrowe', 'What does it cost?']);
    expect(await other.page.evaluate(() => localStorage.getItem('hub:mine'))).toBeNull();
    await other.page.getByRole('button', { name: 'Save it as yours' }).click();
    await other.page.getByRole('button', { name: 'Rename Renewal kit' }).waitFor();
    expect(new URL(other.page.url()).hash).toBe('');
    await other.page.reload();
    await expect.poll(() => titlesIn(shared)).toEqual(['Kestrowe', 'What does it cost?']);
  });

  test('names what this hub does not have', async () => {
    const { page } = await sample.open();
    await page.goto('/mine/#name=Old&pieces=battlecards/kestrowe,gone,answers/gone-too');
    await page.getByText('Not in this hub, or not any more: battlecards/gone, answers/gone-too.').waitFor();
    expect(await titlesIn(sectionOf(page, 'Old'))).toEqual(['Kestrowe']);
  });
});

describe('the home page', () => {
  test('begins with favourites and what was opened last, and leaves room for them before they come', async () => {
    const visitor = await collect();
    const { page } = visitor;
    const below = async () => {
      await settle(page);
      return (await page.getByRole('heading', { name: 'New', exact: true }).boundingBox())?.y;
    };
    const rows = () =>
      Promise.all(
        ['Favourites', 'Recently opened'].map((name) =>
          sectionOf(page, name).getByRole('link').allTextContents(),
        ),
      );
    await page.route(/\/_hub\/MineOnHome/, (route) => route.abort());
    await page.goto('/');
    const before = await below();
    await page.unroute(/\/_hub\/MineOnHome/);
    await page.reload();
    await expect.poll(rows).toEqual([
      ['Favourites', 'What does it cost?', 'Kestrowe'],
      ['What does it cost?', 'Kestrowe'],
    ]);
    expect(await below()).toBe(before);
    const stranger = await sample.open();
    await stranger.page.goto('/');
    expect(await sectionOf(stranger.page, 'Favourites').count()).toBe(0);
  });

  test('hears of what another tab keeps', async () => {
    const { page, context } = await collect();
    await page.goto('/');
    await sectionOf(page, 'Favourites').getByRole('link', { name: 'Kestrowe' }).waitFor();
    const other = await context.newPage();
    await other.goto(CARD);
    await expect.poll(() => starOf(other).getAttribute('aria-pressed')).toBe('true');
    await starOf(other).click();
    await expect
      .poll(() => sectionOf(page, 'Favourites').getByRole('link', { name: 'Kestrowe' }).count())
      .toBe(0);
  });
});

describe('what this browser keeps', () => {
  test('is forgotten with one button, and leaves nothing behind', async () => {
    const { page } = await collect();
    await page.goto('/my-data/');
    for (const key of ['hub:mine', 'hub:recent', 'hub:searched', 'hub:seen', 'hub:requests'])
      await page.getByText(key).waitFor();
    await page.getByRole('button', { name: 'Forget it' }).click();
    await page.getByText('It is forgotten, and so are the pages').waitFor();
    const left = await page.evaluate(() => Object.keys(localStorage));
    expect(left.filter((key) => /^hub:(?:mine|recent|seen)/.test(key))).toEqual([]);
    await page.goto('/mine/');
    await page.getByText('None yet.').waitFor();
  });

  test('is never sent', async () => {
    const visitor = await collect();
    const { page } = visitor;
    const bodies: string[] = [];
    visitor.context.on('request', (request) =>
      bodies.push(request.postDataBuffer()?.toString('latin1') ?? ''),
    );
    await page.goto('/mine/#name=Secretname&pieces=battlecards/kestrowe');
    await sectionOf(page, 'Renewal kit').waitFor();
    await page.getByRole('button', { name: 'Save it as yours' }).click();
    await page.getByRole('button', { name: 'Rename Secretname' }).waitFor();
    await page.waitForLoadState('networkidle');
    expect(visitor.requests.join('\n')).not.toMatch(/Secretname|Renewal/);
    expect(bodies.join('\n')).not.toMatch(/Secretname|Renewal/);
  });

  test('is nothing in a browser that keeps nothing, and it says so', async () => {
    const visitor = await sample.open();
    const { page } = visitor;
    await page.addInitScript(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException('Full', 'QuotaExceededError');
      };
    });
    await page.goto(CARD);
    await starOf(page).click();
    await expect
      .poll(() => said(page).textContent())
      .toBe(
        'This browser keeps nothing for the hub, or has no room left, so this was not saved. What was kept before is still there.',
      );
    expect(await starOf(page).getAttribute('aria-pressed')).toBe('false');
    expect(visitor.errors).toEqual([]);
  });
});

test('with the server gone, what is yours is there and opens', async () => {
  const hub = await startFaultyHub(inject('sampleDist'));
  const { page } = await sample.open({ keepsHub: true }, hub.origin);
  const ROLE = 'roles/deal-desk';
  await page.goto('/');
  await isKept(page);
  // A favourite that came as a link, and was never opened here.
  await page.goto(`/mine/#name=Desk&pieces=${ROLE}`);
  await page.getByRole('button', { name: 'Save it as yours' }).click();
  await page.getByRole('button', { name: 'Rename Desk' }).waitFor();
  await page.reload();
  await expect
    .poll(() => page.evaluate(async (path) => (await caches.match(path)) !== undefined, `/${ROLE}/`))
    .toBe(true);
  await hub.closePort();
  await page.goto('/mine/');
  const [title = ''] = await titlesIn(sectionOf(page, 'Desk'));
  await page.getByRole('link', { name: title }).click();
  await page.waitForURL(`**/${ROLE}/`);
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(title);
  await hub.stop();
});
