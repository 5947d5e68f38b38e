import { expect, test } from 'vitest';
import { openSampleHub } from '../support/browser/served-sample.ts';
import { findBarriers, settle } from '../support/browser/visitor.ts';

const sample = openSampleHub();

test('the home page says what is asked in the week of the reader, and leads to the rest', async () => {
  const { page } = await sample.open({ today: '2026-12-08' });
  await page.goto('/');
  const line = page.getByRole('link', { name: 'Asked of reps this week: up to 13 of 15 minutes' });
  await line.click();
  await page.waitForURL('**/asks/');
  await expect.poll(() => page.getByRole('heading', { name: 'The week from 7 Dec 2026' }).count()).toBe(1);
  expect(await page.getByText('Up to 13 of 15 minutes').count()).toBe(1);
});

test.each(['light', 'dark'] as const)(
  'a page that is old by the time it is read shows the week of the reader, with no barrier in %s',
  async (theme) => {
    const { page } = await sample.open({ today: '2027-02-03', theme, width: 390 });
    await page.goto('/asks/');
    await settle(page);
    await expect.poll(() => page.getByRole('heading', { name: 'The week from 1 Feb 2027' }).count()).toBe(1);
    expect(await page.getByText('Nothing is asked of reps today.').count()).toBe(1);
    expect(await findBarriers(page)).toEqual([]);
    await page.goto('/');
    await expect
      .poll(() => page.getByRole('link', { name: 'Nothing is asked of reps this week' }).count())
      .toBe(1);
  },
);
