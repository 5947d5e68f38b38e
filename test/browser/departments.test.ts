import { expect, test } from 'vitest';
import { openSampleHub } from '../support/browser/served-sample.ts';
import { EVERY_LOOK, findBarriers, settle } from '../support/browser/visitor.ts';
import { hitsOf, searchFor } from '../support/browser/palette.ts';

const sample = openSampleHub();

test('a search finds the place where customers meet a department, with who sees to it', async () => {
  const { page } = await sample.open({});
  await page.goto('/');
  await searchFor(page, 'dead probe exchange');
  await hitsOf(page).filter({ hasText: 'Devices and firmware' }).first().click();
  await page.waitForURL('**/roles/devices/**');
  const row = page.getByRole('listitem').filter({ hasText: 'The exchange of a dead probe' });
  expect(await row.innerText()).toContain('Marek Duda sees to it');
  expect(await page.getByRole('link', { name: 'How a probe is made' }).first().isVisible()).toBe(true);
});

test('a touchpoint that nobody looked at in time says so by the day of the reader', async () => {
  const { page } = await sample.open({ today: '2027-11-01' });
  await page.goto('/touchpoints/');
  const bill = page.getByRole('listitem').filter({ hasText: 'The bill' });
  await expect.poll(() => bill.getByText('Review was due 21 Oct 2027').count()).toBe(1);
  const answers = page.getByRole('listitem').filter({ hasText: 'The support call' });
  await expect.poll(() => answers.getByText('Review due 6 Nov 2027').count()).toBe(1);
});

test.each(['/touchpoints/', '/voices/', '/year/', '/roles/sales/'])(
  '%s has no barrier in any look',
  async (path) => {
    for (const look of EVERY_LOOK) {
      const { page } = await sample.open(look);
      await page.goto(path);
      await settle(page);
      const barriers = await findBarriers(page);
      expect([look, ...barriers]).toEqual([look]);
    }
  },
);

test('from home, whoever is new finds the trail, and from the rhythm everything of departments', async () => {
  const { page } = await sample.open({ width: 390 });
  await page.goto('/');
  await page.getByRole('link', { name: /^New here/ }).click();
  await page
    .getByRole('main')
    .getByRole('link', { name: /Meet every department/ })
    .click();
  await page.waitForURL('**/training/meet-every-department/');
  await page.goto('/rhythm/');
  for (const name of ['Where customers meet us', 'What excites us about our customers', 'Year in review'])
    expect([name, await page.getByRole('link', { name }).count()]).toEqual([name, 1]);
});
