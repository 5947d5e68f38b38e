import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { countPages, PAPERS } from '../support/browser/paper.ts';
import { openSampleHub } from '../support/browser/served-sample.ts';
import { listPages } from '../support/browser/site-pages.ts';
import { settle } from '../support/browser/visitor.ts';

const dist = inject('sampleDist');
const sendable = listPages(dist).filter((path) => {
  const html = readFileSync(path.endsWith('/') ? join(dist, path, 'index.html') : join(dist, path), 'utf8');
  return / data-sendable[ >]/.test(html);
});
const ONE_PAGER = '/collateral/routes-one-pager/';
const sample = openSampleHub();

/** What the hub says of a page or offers on it, in any place. */
const OWN_WORDS =
  /Checked |Review |May be shared|Internal|Do not say|What’s in it for you|Was this useful|Read next|Good for|On this page|Last changed|Copy |Share|Search|Library|Saved|Browse|Menu|Ines Varga|heard/i;

/** The words that stand on paper. */
const printedWords = async (page: Page): Promise<string> => {
  await page.emulateMedia({ media: 'print' });
  return page.evaluate(() => document.body.innerText);
};

/** Waits for the code that finds the size: it comes when the page is idle. */
async function openForPrint(page: Page, path: string): Promise<void> {
  await page.goto(path, { waitUntil: 'networkidle' });
  await page.waitForFunction(() =>
    performance.getEntriesByType('resource').some(({ name }) => name.includes('/fit-paper.')),
  );
  await settle(page);
}

test('the sample hub has pages that may be sent', () => {
  expect(sendable.length).toBeGreaterThan(10);
});

describe.each(sendable)('%s on paper', (path) => {
  test('is one sheet of A4 and one of Letter, without a word of the hub itself', async () => {
    const { page } = await sample.open();
    await openForPrint(page, path);
    const title = (await page.getByRole('heading', { level: 1 }).textContent())?.trim() ?? '?';
    for (const format of PAPERS) expect(await countPages(page, format)).toBe(1);
    const words = await printedWords(page);
    expect(words).toMatch(/^Larkmoor\s/);
    expect(words).toContain(title);
    expect(words.replace(await page.locator('.prose').innerText(), '').replace(title, '')).not.toMatch(
      OWN_WORDS,
    );
  });
});

test('a PDF of a page has no link into the hub, and the page has its links again', async () => {
  const { page } = await sample.open();
  await openForPrint(page, ONE_PAGER);
  const pdf = (await page.pdf()).toString('latin1');
  expect(pdf).not.toContain(sample.hub.origin);
  expect(
    await page.locator('.prose').getByRole('link', { name: 'The pilot plan' }).getAttribute('href'),
  ).toBe('/collateral/pilot-plan/');
});

test('a text that is longer than a sheet takes two rather than small print', async () => {
  const { page } = await sample.open();
  await openForPrint(page, ONE_PAGER);
  await page.evaluate(() => {
    const part = document.querySelector('.prose');
    for (let times = 0; times < 2; times++)
      part?.append(...[...part.children].map((each) => each.cloneNode(true)));
  });
  expect(await countPages(page, 'A4')).toBeGreaterThan(1);
  expect(
    await page.getByRole('article').evaluate((each) => each.style.getPropertyValue('--paper-size')),
  ).toBe('7.5pt');
});

test.each([
  [
    'kestrowe',
    'There is no temperature in Kestrowe.',
    /3% fewer miles|lost signatures|Our own test|£31 per van/,
  ],
  ['brindlestack', 'Delivery is one of thirty', /live in one database|£1,150 a day|Rate card/],
])(
  'nothing of the card on %s that is for us alone is printed where it may be sent',
  async (card, claim, ours) => {
    const { page } = await sample.open();
    await page.goto(`/battlecards/${card}/`);
    expect(await printedWords(page)).toMatch(/stays inside the company[\s\S]*Do not say aloud/);
    // By script: the hub's policy lets no style be added.
    await page.evaluate(
      (css) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(css);
        document.adoptedStyleSheets.push(sheet);
      },
      readFileSync('src/styles/sheet.css', 'utf8'),
    );
    const words = await printedWords(page);
    expect(words).toContain(claim);
    expect(words).not.toMatch(ours);
    expect(words).not.toMatch(/Do not say aloud|Can I send this|Pricing|Why we lose|not for a customer/);
  },
);

test('a page is copied as an e-mail, as text and with its lists and tables, without links into the hub', async () => {
  const { page } = await sample.open();
  await page.goto(ONE_PAGER);
  await page.getByRole('button', { name: 'Copy as e-mail' }).click();
  await page.getByRole('status').getByText('Copied for the customer.').waitFor();
  const [plain, html] = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const read = async (type: string): Promise<string> => (await item?.getType(type))?.text() ?? '';
    return Promise.all([read('text/plain'), read('text/html')]);
  });
  expect(plain).toMatch(/^Plan the delivery day once, before five\./);
  expect(html).toMatch(/<strong>What your depot sees<\/strong>.*<table/);
  for (const text of [plain, html])
    expect(text).not.toMatch(/127\.0\.0\.1|href="\/|class=|What’s in it for you|Ines Varga/);
});

/** A page on a phone whose browser has a share sheet that only notes what it gets, or has none. */
async function openPhone(path: string, canShare: boolean): Promise<Page> {
  const { page } = await sample.open({ width: 390, isPhone: true });
  await page.addInitScript((can) => {
    const told = window as unknown as { shared: unknown };
    Object.assign(navigator, { canShare: () => true });
    if (can)
      Object.defineProperty(Navigator.prototype, 'share', {
        configurable: true,
        value: (data: ShareData) => {
          told.shared = {
            title: data.title,
            text: data.text,
            files: data.files?.map(({ name, size }) => [name, size > 0]),
          };
          return Promise.resolve();
        },
      });
    else delete (Navigator.prototype as { share?: unknown }).share;
  }, canShare);
  await page.goto(path, { waitUntil: 'networkidle' });
  return page;
}

const shared = (page: Page) => page.evaluate(() => (window as unknown as { shared?: unknown }).shared);

describe('the share sheet of a phone', () => {
  test('gets the words of a page, or its file', async () => {
    const page = await openPhone(ONE_PAGER, true);
    await page.getByRole('button', { name: 'Share', exact: true }).tap();
    await expect
      .poll(() => shared(page))
      .toMatchObject({
        title: 'Larkmoor Routes on one page',
        text: expect.stringMatching(/^Plan the delivery day once/) as string,
      });
    const withFile = await openPhone('/collateral/roi-calculator/', true);
    await withFile.getByRole('button', { name: 'Share', exact: true }).tap();
    await expect.poll(() => shared(withFile)).toMatchObject({ files: [['roi-calculator.csv', true]] });
  });

  test('is not offered where there is none, nor for what is internal', async () => {
    const page = await openPhone(ONE_PAGER, false);
    await expect.poll(() => page.getByRole('button', { name: 'Share', exact: true }).count()).toBe(0);
    const internal = await openPhone('/battlecards/kestrowe/', true);
    expect(await internal.getByRole('button', { name: 'Share', exact: true }).count()).toBe(0);
  });
});

test('a download says what it is and how large, and keeps its name', async () => {
  const { page } = await sample.open();
  await page.goto('/collateral/roi-calculator/');
  const link = page.getByRole('link', { name: 'Business case calculator (spreadsheet) CSV, 4 kB' });
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  expect(download.suggestedFilename()).toBe('roi-calculator.csv');
});
