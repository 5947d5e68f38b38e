import type { Locator, Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { clipboardOf } from '../support/browser/clipboard.ts';
import { openSampleHub } from '../support/browser/served-sample.ts';
import { listPages } from '../support/browser/site-pages.ts';
import { recordReportedEvents, reportedBy } from '../support/browser/reported-events.ts';
import { findBarriers, settle, type VisitorTraits } from '../support/browser/visitor.ts';

const ANSWER = '/answers/can-drivers-be-tracked/';
const sample = openSampleHub();

/** What says that something was copied. */
const noticeOf = (page: Page): Locator => page.getByRole('region', { name: 'Copying' }).getByRole('status');
const byHand = (page: Page): Locator => page.getByRole('dialog', { name: 'Copy by hand' });
const crmOf = (page: Page): Locator => page.getByRole('button', { name: 'Note line for the CRM' });

async function visit(
  path: string,
  traits: VisitorTraits = { today: '2026-11-22' },
  origin?: string,
): Promise<Page> {
  const { page } = await sample.open(traits, origin);
  await recordReportedEvents(page);
  await page.goto(path);
  await settle(page);
  return page;
}

/** Presses a button and waits until the page has said what became of it. */
async function press(page: Page, button: Locator): Promise<{ said: string; plain: string; html: string }> {
  await page.evaluate(() => navigator.clipboard.writeText('before'));
  await button.click();
  await expect.poll(() => noticeOf(page).textContent()).toMatch(/cop(?:y|ied)/i);
  return { said: (await noticeOf(page).textContent()) ?? '', ...(await clipboardOf(page)) };
}

/** The button behind words that can be copied. */
const besideOf = (page: Page, words: RegExp): Locator =>
  page
    .getByText(words)
    .locator('xpath=following-sibling::button')
    .and(page.getByRole('button', { name: /^Copy for the customer/ }));

describe('a battlecard', () => {
  test('gives the customer the words alone and the CRM the note line alone, and remembers neither', async () => {
    const page = await visit('/battlecards/vantello/');
    const button = besideOf(page, /^You're right/);
    const { said, plain, html } = await press(page, button);
    expect(said).toBe('Copied for the customer.');
    expect(plain).toMatch(/^You're right.*per driver per day\.$/);
    expect(html).toMatch(/^<p>You're right.*per driver per day\.<\/p>$/);
    await crmOf(page).last().click();
    const line = /^Vantello · “.+” · used 22 Nov 2026 · http\S+\/battlecards\/vantello\/\?rev=[0-9a-f]{12}$/;
    await expect.poll(async () => (await clipboardOf(page)).plain).toMatch(line);
    await expect.poll(() => noticeOf(page).textContent()).toBe('Note line copied for the CRM.');
    await page.reload();
    expect((await press(page, button)).plain).toBe(plain);
    // What was told before the page was loaded anew is remembered too.
    const what = (await reportedBy(page)).map(({ properties }) =>
      'what' in properties ? properties.what : '',
    );
    expect(what).toEqual(['', 'objection', 'link', '', 'objection']);
  });

  test('has a note line of its own as a whole', async () => {
    const page = await visit('/battlecards/vantello/');
    await crmOf(page).click();
    await expect
      .poll(async () => (await clipboardOf(page)).plain)
      .toMatch(/^Vantello · used 22 Nov 2026 · http\S+\/battlecards\/vantello\/\?rev=[0-9a-f]{12}$/);
  });

  test('gives nothing that expired since it was opened', async () => {
    const { page, context } = await sample.open({ today: '2026-11-22' });
    await page.goto('/battlecards/vantello/');
    await settle(page);
    // The button may go as soon as the page sees the new day: it was pressed just before.
    const claim = await besideOf(page, /^Vantello has no single/).elementHandle();
    await page.evaluate(() => navigator.clipboard.writeText('before'));
    await context.clock.setFixedTime('2036-01-01T12:00:00Z');
    await claim?.dispatchEvent('click');
    await expect.poll(() => noticeOf(page).textContent()).toMatch(/^Nothing was copied/);
    expect((await clipboardOf(page)).plain).toBe('before');
  });
});

test('an answer goes out as it stands above the first heading, without what stays inside', async () => {
  const page = await visit(ANSWER);
  await page.evaluate(() => {
    const lead = document.querySelector('[data-asset] h2')?.parentElement;
    const first = lead?.firstElementChild;
    first?.insertAdjacentHTML(
      'beforebegin',
      `<!-- we pay twelve -->
      <p>Yes, as <a href="https://norm.example/1">the norm</a> says. Read <a href="/battlecards/spreadsheets/">Spreadsheets and phone</a> first. See <a href="/collateral/pilot-plan/">the plan</a>.</p>
      <ol start="3"><li>Send<ol><li>vans</li><li>depots</li></ol></li><li data-internal>We lose money</li><li>Go <span class="sr-only">unseen</span><span hidden>hidden</span>live</li></ol>
      <div class="scroll" role="region"><table><tbody><tr><th>Vans</th><td>10</td></tr></tbody></table></div>
      <div class="callout" role="note"><p>Never promise a day.</p></div>
      <p data-until="2020-01-01">An old claim</p>`,
    );
  });
  const { said, plain, html } = await press(
    page,
    page.getByRole('button', { name: 'Copy for the customer' }),
  );
  expect(plain).toMatch(
    /^Yes, as the norm \(https:\/\/norm\.example\/1\) says\. See the plan\.\n\n3\. Send\n {3}1\. vans\n {3}2\. depots\n4\. Go live\n\nVans \| 10\n\nThe office sees/,
  );
  expect(plain).not.toMatch(/Do not say|If they press|worst sentence/);
  expect(html).toContain(
    '<p>Yes, as <a href="https://norm.example/1">the norm</a> says. See the plan.</p><ol start="3"><li>Send<ol><li>vans</li><li>depots</li></ol></li><li>Go live</li></ol><table border="1">',
  );
  for (const kept of [
    'twelve',
    'Spreadsheets',
    'lose',
    'unseen',
    'hidden',
    'promise',
    'old claim',
    'used 22',
    location,
  ])
    expect(`${plain}${html}`).not.toContain(kept);
  expect(said).toBe(
    'Copied for the customer. Left out: what is internal, what nobody checked in time, a sentence about a battlecard, a note for you.',
  );
});

/** No address of the hub goes to a customer. */
const location = '127.0.0.1';

test('a text of an e-mail keeps its list', async () => {
  const page = await visit('/collateral/after-demo-email/');
  const button = page.getByRole('button', { name: 'Copy this text for the customer' }).first();
  const { plain, html } = await press(page, button);
  expect(plain).toMatch(/^Dear \{first name\},\n\n.*\n\n1\. \{Their.*\n2\. .*\n3\. /);
  expect(html).toMatch(/^<p>Dear \{first name\},<\/p>.*<ol><li>/);
  expect(`${plain}${html}`).not.toMatch(/E-mails for after|Subject|used 22/);
});

const offered = async (page: Page, words: RegExp): Promise<void> => {
  await byHand(page).waitFor();
  expect(await byHand(page).textContent()).toMatch(/did not let the hub copy.*Nothing was lost/);
  expect(await page.evaluate(() => getSelection()?.toString())).toMatch(words);
  expect(await findBarriers(page)).toEqual([]);
};

describe('where the browser refuses', () => {
  test.each([
    [
      'has no clipboard',
      () => Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true }),
    ],
    [
      'forbids it',
      () => {
        navigator.clipboard.write = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
        navigator.clipboard.writeText = navigator.clipboard.write as never;
      },
    ],
  ])(
    'because it %s, an answer stands there selected, and the reader’s own key copies both forms',
    async (_, refuse) => {
      const page = await visit(ANSWER);
      await page.evaluate(() => navigator.clipboard.writeText('before'));
      await page.evaluate(refuse);
      await page.getByRole('button', { name: 'Copy for the customer' }).click();
      await offered(page, /^The office sees/);
      expect(await noticeOf(page).textContent()).toMatch(/^The browser did not let/);
      expect((await reportedBy(page)).map(({ event }) => event)).toEqual(['asset_viewed']);
      await page.keyboard.press('Control+c');
      await expect.poll(() => noticeOf(page).textContent()).toBe('Copied for the customer.');
      expect(await byHand(page).count()).toBe(0);
      expect((await reportedBy(page)).map(({ event }) => event)).toEqual(['asset_viewed', 'asset_copied']);
      const other = await page.context().newPage();
      await other.goto('/');
      await other.bringToFront();
      const { plain, html } = await clipboardOf(other);
      expect(plain).toMatch(/^The office sees/);
      expect(html).toContain('<p>The office sees');
    },
  );

  test('in a call on a hub without https, the same, and Escape leads back to the call', async () => {
    const origin = 'http://hub.example';
    const { page, context } = await sample.open({}, origin);
    await context.route(`${origin}/**`, async (route) => {
      const { pathname, search } = new URL(route.request().url());
      await route.fulfill({
        response: await route.fetch({ url: `${sample.hub.origin}${pathname}${search}` }),
      });
    });
    await page.goto('/call/vantello/');
    expect(await page.evaluate(() => isSecureContext)).toBe(false);
    await page.keyboard.type('drivers');
    await page.keyboard.press('Enter');
    await offered(page, /^They learn ours/);
    await page.keyboard.press('Escape');
    expect(await byHand(page).count()).toBe(0);
    expect(new URL(page.url()).pathname).toBe('/call/vantello/');
    await page.keyboard.press('Shift+Enter');
    await offered(page, /^Vantello · “The drivers/);
    await page.keyboard.press('Control+c');
    await expect
      .poll(() => page.getByRole('main').getByRole('status').textContent())
      .toBe('Note line copied for the CRM.');
  });
});

test('every piece says whether it can be sent', async () => {
  const { page } = await sample.open();
  const folders = ['answers', 'battlecards', 'collateral', 'plays', 'roles', 'build-stories', 'field-notes'];
  const said = new Map<string, string>();
  for (const folder of folders) {
    const path = listPages(inject('sampleDist')).find(
      (each) => each.startsWith(`/${folder}/`) && each.length > folder.length + 2,
    );
    await page.goto(path ?? '');
    const line = page.getByRole('paragraph').filter({ hasText: 'Can I send this?' });
    said.set(folder, (await line.innerText()).replace(/\s+/g, ' ').trim());
  }
  expect(Object.fromEntries(said)).toMatchInlineSnapshot(`
    {
      "answers": "Can I send this? Only the answer at the top, by its copy button. The page stays inside the company.",
      "battlecards": "Can I send this? Only the answers, claims and questions, each by its copy button. The page stays inside the company.",
      "build-stories": "Can I send this? No, it stays inside the company.",
      "collateral": "Can I send this? Only the texts in quotes, each by its copy button. The page stays inside the company.",
      "field-notes": "Can I send this? No, it stays inside the company.",
      "plays": "Can I send this? No, it stays inside the company.",
      "roles": "Can I send this? No, it stays inside the company.",
    }
  `);
});

test('a piece that has expired since says that it cannot be sent, and is not copied', async () => {
  const page = await visit(ANSWER);
  await page.evaluate(() =>
    document.querySelector('[data-freshness]')?.setAttribute('data-expires', '2026-11-21'),
  );
  const { said, plain } = await press(page, page.getByRole('button', { name: 'Copy for the customer' }));
  expect(said).toMatch(/^Nothing was copied/);
  expect(plain).toBe('before');
});
