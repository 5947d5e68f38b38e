import { expect, test } from 'vitest';
import { openSampleHub } from '../support/browser/served-sample.ts';
import { EVERY_LOOK, findBarriers, settle } from '../support/browser/visitor.ts';
import { recordReportedEvents, reportedBy } from '../support/browser/reported-events.ts';
import { isKept } from '../support/browser/offline-site.ts';
import type { Page } from 'playwright-core';

const sample = openSampleHub();
const TRAINING = '/training/cold-before-the-first-call/';
const TRAIL = '/training/meet-every-department/';
const FIRST = 'A correction and a certificate of its own.';
const RIGHT = [FIRST, 'Two probes.', 'At the loading dock.'];

async function open(page: Page, path = TRAINING): Promise<void> {
  await page.goto(path);
  // Once answers are told, how far somebody is stands there.
  await page.getByText(/ of \d+ done/).waitFor();
}

async function passAll(page: Page): Promise<void> {
  await open(page);
  for (const answer of RIGHT) await page.getByRole('button', { name: answer }).click();
}

const certificate = (page: Page) =>
  page.getByRole('heading', { name: 'Cold, before your first call', level: 2 });

test('a wrong answer leads to where the right one stands; right ones are counted, and the last brings the certificate', async () => {
  const { page, errors } = await sample.open({});
  await recordReportedEvents(page);
  await open(page);
  expect(await certificate(page).isVisible()).toBe(false);
  await page.getByRole('button', { name: 'A new battery.' }).click();
  await page.getByText('Not quite.').waitFor();
  expect(await page.getByText('0 of 3 done.').count()).toBe(1);
  await page.getByRole('link', { name: 'Where the answer stands' }).first().click();
  await page.waitForURL('**/build-stories/how-a-probe-is-made/#nine-days');
  expect(await page.locator('#nine-days').innerText()).toBe('Nine days');
  await page.goBack();
  await passAll(page);
  await certificate(page).waitFor();
  expect(await page.getByText('3 of 3 done.').count()).toBe(1);
  const passed = (await reportedBy(page)).filter(({ event }) => event === 'training_step_passed');
  expect(passed.map(({ properties }) => [properties['asset_id'], properties['left']])).toEqual(
    [2, 1, 0].map((left) => ['training/cold-before-the-first-call', left]),
  );
  // Whoever answers again is not counted again.
  await page.locator('details').first().locator('summary').click();
  await page.getByRole('button', { name: FIRST }).click();
  expect((await reportedBy(page)).filter(({ event }) => event === 'training_step_passed')).toHaveLength(3);
  expect(errors).toEqual([]);
});

test('progress is there after a visit elsewhere, also without a network, and "Forget it" takes it', async () => {
  const { page, context } = await sample.open({ keepsHub: true });
  await page.goto(TRAINING);
  await isKept(page);
  await open(page);
  await page.getByRole('button', { name: FIRST }).click();
  await page.goto('/');
  await context.setOffline(true);
  await open(page);
  expect(await page.getByText('1 of 3 done.').count()).toBe(1);
  // The next step to do stands open.
  expect(await page.getByRole('button', { name: 'Two probes.' }).isVisible()).toBe(true);
  await page.getByRole('button', { name: 'Two probes.' }).click();
  await page.getByText('2 of 3 done.').waitFor();
  await context.setOffline(false);
  await page.goto('/my-data/');
  expect(await page.getByText('hub:training').count()).toBe(1);
  await page.getByRole('button', { name: 'Forget it' }).click();
  await expect.poll(() => page.evaluate(() => localStorage.getItem('hub:training'))).toBeNull();
  await open(page);
  expect(await page.getByText('0 of 3 done.').count()).toBe(1);
});

test('a certificate runs out with a piece that changed, and says so', async () => {
  const { page } = await sample.open({});
  await passAll(page);
  await certificate(page).waitFor();
  await page.evaluate(() => {
    const kept = JSON.parse(localStorage.getItem('hub:training') ?? '') as Record<
      string,
      Record<string, { mark: string }>
    >;
    for (const step of Object.values(Object.values(kept)[0] ?? {}).slice(0, 1)) step.mark = 'before';
    localStorage.setItem('hub:training', JSON.stringify(kept));
  });
  await open(page);
  await page
    .getByText('2 of 3 done. One page has changed since you passed: read and answer again.')
    .waitFor();
  expect(await certificate(page).isVisible()).toBe(false);
  await page.getByRole('button', { name: FIRST }).click();
  await certificate(page).waitFor();
});

test('on paper the certificate stands alone, with the name that was typed and kept nowhere', async () => {
  const { page } = await sample.open({});
  await passAll(page);
  await page.getByLabel('Your name').fill('Somebody New');
  await page.emulateMedia({ media: 'print' });
  expect(await certificate(page).isVisible()).toBe(true);
  expect(await page.getByText('Read, then answer').isVisible()).toBe(false);
  expect(await page.getByText('Was this useful?').isVisible()).toBe(false);
  expect(await page.getByText(/^Version [0-9a-f]{8}\./).isVisible()).toBe(true);
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('Somebody');
});

test('a browser that keeps nothing is told so', async () => {
  const { page } = await sample.open({});
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await open(page);
  await page.getByRole('button', { name: FIRST }).click();
  await page.getByText('This browser keeps nothing for the hub').waitFor();
  expect(await page.getByText('1 of 3 done.').count()).toBe(1);
});

test.each(EVERY_LOOK)('the trail has no barrier, also by keyboard, in $theme at $width', async (look) => {
  const { page } = await sample.open(look);
  await open(page, TRAIL);
  await settle(page);
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'To come along for a day' }).focus();
  await page.keyboard.press('Enter');
  // The next step opens, and who moves by keyboard is there.
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.textContent.trim().split('\n')[0]))
    .toContain('Product marketing');
  expect(await findBarriers(page)).toEqual([]);
});
