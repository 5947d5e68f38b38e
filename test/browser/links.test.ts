import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { openSampleHub } from '../support/browser/served-sample.ts';
import { recordReportedEvents, reportedBy } from '../support/browser/reported-events.ts';
import { findBarriers, requestsElsewhere, settle, type Visitor } from '../support/browser/visitor.ts';

const RECORDING = '/collateral/replan-recording/';
const CALL = '/collateral/lost-deal-call/';
const DECK = '/collateral/cold-one-pager/';
const EMBED = 'https://www.youtube-nocookie.com/embed/LarkmoorR74';
const sample = openSampleHub();

/** Opens a page in a browser that knows no other host than the hub: what it asks of others is answered here. */
async function visit(path: string): Promise<Visitor> {
  const visitor = await sample.open({ today: '2026-11-22' });
  const { context, page } = visitor;
  await context.route(
    (url) => url.origin !== sample.hub.origin,
    (route) => route.fulfill({ contentType: 'text/html', body: '<title>Elsewhere</title>There' }),
  );
  await recordReportedEvents(page);
  await page.goto(path, { waitUntil: 'networkidle' });
  await settle(page);
  return visitor;
}

async function toldUnder(page: Page, name: string): Promise<Record<string, unknown>[]> {
  return (await reportedBy(page)).filter(({ event }) => event === name).map(({ properties }) => properties);
}

describe('a page of what lies elsewhere', () => {
  test('names the place on its button, opens it in a tab of its own, and says so once for each press', async () => {
    const { page, context } = await visit(CALL);
    const button = page.getByRole('link', { name: 'Open in Gong New tab' });
    expect(await button.getAttribute('rel')).toBe('noopener noreferrer');
    const opened = context.waitForEvent('page');
    await button.click();
    expect((await opened).url()).toBe('https://larkmoor-example.app.gong.io/call?id=0000000000000000001');
    await expect.poll(() => toldUnder(page, 'link_opened')).toHaveLength(1);
    const beside = context.waitForEvent('page');
    await button.click({ button: 'middle' });
    await beside;
    await expect.poll(() => toldUnder(page, 'link_opened')).toHaveLength(2);
    await button.click({ button: 'right' });
    expect((await toldUnder(page, 'link_opened')).at(-1)).toMatchObject({
      asset_id: 'collateral/lost-deal-call',
      provider: 'Gong',
      shown: 'elsewhere',
    });
    expect(await toldUnder(page, 'link_opened')).toHaveLength(2);
  });

  test('asks nothing of its provider before it is wanted here, and then tells it no page of the hub', async () => {
    const visitor = await visit(RECORDING);
    const { page, errors } = visitor;
    expect(requestsElsewhere(visitor, sample.hub.origin)).toEqual([]);
    const asked = page.waitForRequest(EMBED);
    await page.getByRole('button', { name: 'Show it here' }).click();
    expect((await (await asked).allHeaders())['referer']).toBe(`${sample.hub.origin}/`);
    const frame = page.getByTitle('The 7:40 replan, recorded');
    await expect.poll(() => frame.contentFrame().locator('body').textContent()).toBe('There');
    await expect
      .poll(() => toldUnder(page, 'link_opened'))
      .toEqual([expect.objectContaining({ provider: 'YouTube', shown: 'here' })]);
    expect(requestsElsewhere(visitor, sample.hub.origin)).toEqual([EMBED]);
    expect(errors).toEqual([]);
    expect(await findBarriers(page)).toEqual([]);
  });

  test('says so where there is no network, and keeps its button', async () => {
    const { page, context } = await visit(RECORDING);
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Show it here' }).click();
    await expect
      .poll(() => page.getByRole('status').filter({ hasText: 'There is no network' }).textContent())
      .toBe('There is no network, and what lies in YouTube is not kept on this device.');
    expect(await page.getByRole('button', { name: 'Show it here' }).count()).toBe(1);
    expect(await toldUnder(page, 'link_opened')).toEqual([]);
  });

  test('is found by what its text says, and its row names the place', async () => {
    const { page } = await visit('/');
    await page.keyboard.press('/');
    await page.keyboard.type('van does not start replan youtube');
    const option = page.getByRole('option', { name: /The 7:40 replan, recorded/ });
    await expect.poll(() => option.textContent()).toContain('YouTube');
  });
});

test('the policy lets in frames of the providers that content shows, and of nobody else', async () => {
  const { page } = await sample.open();
  const policy = (await page.goto(CALL))?.headers()['content-security-policy'] ?? '';
  expect(policy.split('; ').find((directive) => directive.startsWith('frame-src'))).toBe(
    "frame-src 'self' https://docs.google.com https://www.youtube-nocookie.com",
  );
});

describe('the slides of a deck', () => {
  test('are told once each when they were in view for a second, and none before', async () => {
    const { page } = await visit(DECK);
    const told = async () => (await toldUnder(page, 'slide_reached')).map(({ slide }) => slide);
    await page.waitForFunction(() => performance.now() > 3000);
    expect(await told()).toEqual([]);
    // Where nothing could draw them they are folded, as text.
    for (const folded of await page.getByText(/^\d+ slides? as text/).all()) await folded.click();
    const first = page.locator('[data-slide]').first();
    await first.scrollIntoViewIfNeeded();
    await expect.poll(told).toContain(1);
    expect((await toldUnder(page, 'slide_reached'))[0]).toMatchObject({
      asset_id: 'collateral/cold-one-pager',
      file: 'cold-first-meeting.pptx',
      slide: 1,
      surface: 'page',
    });
    // What shows pictures puts another slide into the place of one.
    await first.evaluate((element) => element.setAttribute('data-slide', '77'));
    await expect.poll(told).toContain(77);
    await first.evaluate((element) => element.setAttribute('data-slide', '1'));
    await page.waitForFunction(
      (since) => performance.now() > since + 1500,
      await page.evaluate(() => performance.now()),
    );
    expect((await told()).filter((slide) => slide === 1)).toEqual([1]);
  });
});
