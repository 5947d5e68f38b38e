import type { Frame, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { recordReportedEvents, reportedBy } from '../support/browser/reported-events.ts';
import { openSampleHub } from '../support/browser/served-sample.ts';
import { EVERY_LOOK, findBarriers, settle } from '../support/browser/visitor.ts';

const sample = openSampleHub();
const day = { today: '2026-11-22' };
/** Words as a CRM of the sample's company writes them. */
const DEAL = '/panel/?competitor=Frostmere%20Systems%20A%2FS&stage=Proposal%2FPrice%20Quote';
const CRM = 'https://crm.larkmoor.example';

/** Opens a page of another origin that shows the panel in a frame as wide as a CRM's column. */
async function openBeside(origin: string, path: string): Promise<{ page: Page; frame: () => Frame }> {
  const { page, context } = await sample.open({ ...day, width: 1000 });
  // Chromium asks before a page of the network shows one of this machine.
  await context.grantPermissions(['local-network-access']);
  const source = sample.hub.origin + path;
  await page.route(`${origin}/**`, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<title>Deal</title><iframe width="360" height="800" src="${source.replaceAll('&', '&amp;')}"></iframe>`,
    }),
  );
  await page.goto(`${origin}/deal`);
  const frame = (): Frame => {
    const [, found] = page.frames();
    if (found === undefined) throw new Error('The page has no frame.');
    return found;
  };
  return { page, frame };
}

describe('the panel beside a deal', () => {
  test("takes the CRM's own words, and counts what is copied from it as done there", async () => {
    const { page } = await sample.open({ ...day, width: 360 });
    await recordReportedEvents(page);
    await page.goto(DEAL);
    const sheet = page.getByRole('article', { name: 'The brief' });
    await expect.poll(() => sheet.textContent()).toContain('Frostmere SystemsNegotiation');
    expect(await page.getByRole('alert').textContent()).toBe('');
    await sheet
      .getByRole('button', { name: /^Copy for the customer/ })
      .first()
      .click();
    await expect
      .poll(async () => (await reportedBy(page)).filter(({ event }) => event === 'asset_copied'))
      .toMatchObject([{ properties: { surface: 'crm' } }]);
    expect(await page.evaluate(() => navigator.clipboard.readText())).not.toBe('');
  });

  test('opens pages beside itself, and stays where it is when a word is chosen', async () => {
    const { page, context } = await sample.open({ ...day, width: 360 });
    await page.goto('/panel/');
    await page.getByRole('link', { name: /^Kestrowe/ }).click();
    await expect.poll(() => page.url()).toMatch(/\/panel\/\?competitor=kestrowe$/);
    await page.getByLabel('Stage').selectOption('Demo');
    await expect.poll(() => page.url()).toMatch(/\/panel\/\?competitor=kestrowe&stage=demo$/);
    const opened = context.waitForEvent('page');
    await page.getByRole('article', { name: 'The brief' }).getByRole('link').first().click();
    expect(new URL((await opened).url()).pathname).toBe('/battlecards/kestrowe/');
    expect(context.pages()).toHaveLength(2);
  });

  test.each(EVERY_LOOK)('has no barrier and scrolls in one direction, $theme at $width', async (look) => {
    const { page } = await sample.open({ ...day, ...look, width: look.width === 390 ? 360 : look.width });
    await page.goto(DEAL);
    await expect.poll(() => page.getByRole('article').getByRole('listitem').count()).toBeGreaterThan(5);
    await settle(page);
    expect(await findBarriers(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
  });
});

describe('in a frame of another origin', () => {
  test('it is shown to whom hub.yaml names, and finds what was just said', async () => {
    const { frame } = await openBeside(CRM, DEAL);
    await expect
      .poll(() => frame().getByRole('article', { name: 'The brief' }).textContent())
      .toContain('Frostmere SystemsNegotiation');
    await frame().getByRole('button', { name: 'What did they just say?' }).click();
    await frame().getByRole('dialog').getByRole('combobox').fill('what if a probe fails');
    await expect
      .poll(() => frame().getByRole('dialog').getByRole('option').first().textContent())
      .toContain('probe');
  });

  test('and to nobody else', async () => {
    const { frame } = await openBeside('https://elsewhere.example', DEAL);
    await expect.poll(() => frame().url()).toMatch(/^chrome-error:/);
  });

  test('the page around it may name the address that is open, and of it only a competitor is taken', async () => {
    const { page, frame } = await openBeside(CRM, '/panel/?stage=demo');
    const sheet = () => frame().getByRole('article', { name: 'The brief' });
    await expect.poll(() => sheet().textContent()).toContain('Demo');
    const tell = (address: unknown) =>
      page.evaluate(
        ([said, origin]) =>
          document.querySelector('iframe')?.contentWindow?.postMessage(said, String(origin)),
        [address, sample.hub.origin] as const,
      );
    await tell({ address: 'https://mail.example/inbox' });
    await tell({ address: 7 });
    await tell(null);
    await tell({ address: 'https://www.kestrowe.example/pricing?stage=renewal' });
    await expect.poll(() => frame().url()).toMatch(/\/panel\/\?competitor=kestrowe&stage=demo$/);
    await expect.poll(() => sheet().textContent()).toContain('KestroweDemo');
  });
});
