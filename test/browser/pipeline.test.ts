import { expect, test } from 'vitest';
import { openSampleHub } from '../support/browser/served-sample.ts';
import { settle } from '../support/browser/visitor.ts';

const sample = openSampleHub();

test.each([390, 1440])(
  'from a product one comes to its deals by stage and quarter, beside its use, at %i pixels',
  async (width) => {
    const { page } = await sample.open({ width, today: '2026-11-30' });
    await page.goto('/products/cold/');
    await page.getByRole('link', { name: 'Deals and forecast beside its use' }).click();
    await page.waitForURL('**/pipeline/#pipeline-cold');
    await settle(page);
    const deals = page.getByRole('region', { name: 'Larkmoor Cold' });
    await expect.poll(() => deals.isVisible()).toBe(true);
    const won = deals.getByRole('row', { name: /^Won/ });
    expect(await won.innerText()).toMatch(/\d+[05] deals\s+about £\d+0,000/);
    // A screen reader is told what a dash means.
    expect(await won.innerText()).toContain('under ten deals');
    expect(await deals.getByRole('row', { name: /^Reps who used its pages/ }).count()).toBe(1);
    const leads = page.getByRole('region', { name: /^Leads that were followed up/ });
    expect(await leads.getByText(/^about \d+ % became deals$/).count()).toBeGreaterThan(1);
    const outcome = page.getByRole('listitem').filter({ hasText: 'Churn, the whole company' });
    expect(await outcome.innerText()).toMatch(/1\.6 %\s+Billing system, 5 Oct 2026/);
    expect(await page.getByRole('main').innerText()).not.toMatch(/caus|because|thanks to|led to/i);
  },
);
