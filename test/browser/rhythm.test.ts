import { expect, test } from 'vitest';
import { openSampleHub } from '../support/browser/served-sample.ts';
import { findBarriers, settle } from '../support/browser/visitor.ts';

const sample = openSampleHub();

test.each(['light', 'dark'] as const)(
  'the rhythm is that of the day of the reader, with no barrier in %s',
  async (theme) => {
    const { page } = await sample.open({ today: '2027-07-31', theme, width: 390 });
    await page.goto('/rhythm/');
    await settle(page);
    const build = page
      .getByRole('listitem')
      .filter({ hasText: 'A department shows how it builds what you sell' });
    await expect.poll(() => build.getByText('Late by 3 days').count()).toBe(1);
    expect(await page.getByText('No session is planned.').count()).toBe(1);
    expect(await page.getByText('Deal desk has not told how this is built yet.').count()).toBe(1);
    expect(await findBarriers(page)).toEqual([]);
  },
);

test('both halves of a story lead to each other, and a missing one is named with its department', async () => {
  const { page } = await sample.open({});
  await page.goto('/build-stories/how-a-probe-is-made/');
  await page.getByRole('link', { name: 'How we sell it' }).last().click();
  await page.waitForURL('**/selling-the-record-not-the-probe/');
  await page.getByRole('link', { name: 'How we build it' }).last().click();
  await page.waitForURL('**/how-a-probe-is-made/');
  await page.goto('/sell-stories/selling-a-price-that-holds/');
  expect(await page.getByText('Deal desk has not told how this is built yet.').count()).toBe(1);
  await page.goto('/products/routes/');
  expect(await page.getByText('Deal desk has not told how this is built yet.').count()).toBe(1);
});

const closing = (days: string) => `The quarter ends ${days}: what helps to close`;

test('in the last days of a quarter of their region the home page begins with what helps to close', async () => {
  const cases = [
    // The calendar of the company ends with December, that of the Nordics with November and February.
    ['uk-mid', '2026-12-17', undefined],
    ['uk-mid', '2026-12-18', closing('in 13 days')],
    ['uk-mid', '2026-12-31', closing('today')],
    ['uk-mid', '2027-01-01', undefined],
    ['nordics', '2026-12-30', undefined],
    ['nordics', '2027-02-27', closing('tomorrow')],
    ['uk-mid', '2027-02-27', undefined],
    ['', '2027-03-31', closing('today')],
  ] as const;
  for (const [team, today, heading] of cases) {
    const { page } = await sample.open({ today });
    await page.goto('/');
    await page.evaluate((own) => localStorage.setItem('hub:team', own), team);
    await page.reload();
    await settle(page);
    const shown = page.locator('[data-quarter]').getByRole('heading');
    expect(await shown.allInnerTexts(), `${team} on ${today}`).toEqual(
      heading === undefined ? [] : [heading],
    );
    if (heading === undefined) continue;
    expect(await page.getByRole('link', { name: 'Mutual action plan' }).count()).toBeGreaterThan(0);
    expect(await findBarriers(page)).toEqual([]);
  }
});
