import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { PAYLOADS, RAW_ATTACKS } from '../support/browser/markup-attack.ts';
import { openSampleHub } from '../support/browser/served-sample.ts';
import { findBarriers, requestsElsewhere, settle, type Visitor } from '../support/browser/visitor.ts';

const sample = openSampleHub();
let visitor: Visitor;
let page: Page;

beforeEach(async () => {
  visitor = await sample.open({ today: '2026-11-22' });
  ({ page } = visitor);
  // GitHub is not asked for anything: what would be asked is enough.
  await visitor.context.route('https://github.com/**', (route) => route.fulfill({ body: 'GitHub' }));
});

const state = () => page.getByText(/to mend/);
const publish = () => page.getByRole('link', { name: 'Publish on GitHub' });
const preview = () => page.getByRole('region', { name: 'Preview' });

async function openForm(kind: string): Promise<void> {
  await page.goto(`/new/?kind=${kind}`);
  await state().waitFor();
}

async function fillAnswer(text: string): Promise<void> {
  await page.getByLabel('Title').fill('Does it work in a tunnel?');
  await page.getByLabel('Owner', { exact: true }).selectOption('Ines Varga');
  await page.getByLabel('Text', { exact: true }).fill(text);
  await expect.poll(() => state().textContent()).toBe('Nothing to mend.');
}

/** The address of the page that opens when this is done. */
async function addressOpened(act: () => Promise<void>): Promise<URL> {
  const opened = visitor.context.waitForEvent('page');
  await act();
  const other = await opened;
  await expect.poll(() => other.url()).not.toBe('about:blank');
  const url = new URL(other.url());
  await other.close();
  return url;
}

describe('the page of a new piece', () => {
  test('shows what is wrong beside its field once somebody has been there, and goes to it before publishing', async () => {
    await openForm('answer');
    expect(await page.getByText('This must be filled in.').isVisible()).toBe(false);
    await page.getByLabel(/^Benefit/).fill('x'.repeat(170));
    await page.getByLabel('Title').fill('Does it work in a tunnel?');
    const benefit = page.getByLabel(/^Benefit/);
    await expect.poll(() => benefit.getAttribute('aria-invalid')).toBe('true');
    const described = (await benefit.getAttribute('aria-describedby'))?.split(' ').at(-1) ?? '';
    expect(await page.locator(`#${described}`).textContent()).toBe(
      'This is too long: 170 letters, and at most 160 fit. Say it shorter; the rest belongs in the text below.',
    );
    await benefit.fill('');
    await page.getByLabel('Text', { exact: true }).fill('Yes.');
    await publish().click();
    await expect
      .poll(() =>
        page.getByLabel('Owner', { exact: true }).evaluate((each) => each === document.activeElement),
      )
      .toBe(true);
    expect(await page.getByText('Choose who answers for it').isVisible()).toBe(true);
    expect(visitor.context.pages()).toHaveLength(1);
  });

  test('names jargon beside the benefit, and shows facts as the words that readers see', async () => {
    await openForm('answer');
    const benefit = page.getByLabel(/^Benefit/);
    await benefit.fill('Leverage {{fact:routes-price}} to drive value.');
    await benefit.blur();
    await page.getByText('instead of “Leverage” say “use”').waitFor();
    await page.getByLabel('Title').fill('Why {{fact:van-limit}}?');
    await preview().getByText('Leverage £38 per van to drive value.').first().waitFor();
    await preview().getByText('Why 400 vans?').first().waitFor();
    // Said, and no reason to hold a piece back.
    expect(await page.getByText(/say “use”/).count()).toBe(1);
    await benefit.fill('Use it in the price talk.');
    await expect.poll(() => page.getByText(/say “use”/).count()).toBe(0);
  });

  test('names the nearest known word and takes it with one press', async () => {
    await openForm('answer');
    await page.getByRole('button', { name: 'Add to related' }).click();
    await page.getByLabel('Related, entry 1', { exact: true }).fill('answers/what-does-it-cots');
    await page.getByLabel('Title').click();
    await page.getByRole('button', { name: 'Use “answers/what-does-it-cost”' }).click();
    await expect.poll(() => page.getByText('no asset with the id').isVisible()).toBe(false);
    expect(await page.getByLabel('Related, entry 1', { exact: true }).inputValue()).toBe(
      'answers/what-does-it-cost',
    );
  });

  test('knows a page of that name, and leads to its editor', async () => {
    await openForm('answer');
    await page.getByLabel('Title').fill('What does it cost?');
    await page.getByLabel('Title').blur();
    await page.getByText('There is a page of this name already').waitFor();
    expect(await page.getByRole('link', { name: 'Edit the page that is there' }).getAttribute('href')).toBe(
      'https://github.com/larkmoor/hub/edit/main/content/answers/what-does-it-cost.md',
    );
  });

  test('shows the piece as its page will show it', async () => {
    await openForm('answer');
    await page.getByLabel('Title').fill('Does it work in a tunnel?');
    await page
      .getByLabel('Text', { exact: true })
      .fill('## Yes\n\nFor **two** hours.\n\n- "one"\n\n| A | B |\n|--|--|\n| 1 | 2 |');
    await preview().getByRole('heading', { name: 'Yes' }).waitFor();
    expect(await preview().getByRole('strong').allTextContents()).toContain('two');
    expect(await preview().getByRole('listitem').textContent()).toBe('“one”');
    expect(await preview().getByRole('cell').allTextContents()).toEqual(['1', '2']);
    const attacks = [...Object.values(PAYLOADS), ...RAW_ATTACKS].join('\n\n');
    await page
      .getByLabel('Text', { exact: true })
      .fill(`AT&amp;T[^1] and <b>more</b>\n\n[^1]: Note.\n\n${attacks}`);
    await preview().getByText('AT&T').waitFor();
    expect(await preview().locator('b', { hasText: 'more' }).count()).toBe(1);
    await preview().getByRole('heading', { name: 'Footnotes' }).waitFor();
    expect(await preview().locator('script, iframe, form, style, [onerror], [onclick]').count()).toBe(0);
    expect(await page.evaluate(() => (window as { hit?: unknown }).hit)).toBeUndefined();
    expect(await preview().getByRole('img').count()).toBe(0);
  });

  test('opens GitHub’s editor with the file in it', async () => {
    await openForm('answer');
    await page.getByLabel('Larkmoor Cold').check();
    await fillAnswer('Yes: 50% & more.\n\n## When\n\nAlways.');
    const href = new URL((await publish().getAttribute('href')) ?? '');
    expect(href.origin + href.pathname).toBe('https://github.com/larkmoor/hub/new/main');
    expect(Object.fromEntries(href.searchParams)).toEqual({
      filename: 'content/answers/does-it-work-in-a-tunnel.md',
      value: [
        '---',
        'title: Does it work in a tunnel?',
        'owner: ines-varga',
        'reviewed: 2026-11-22',
        'published: 2026-11-22',
        'products: [cold]',
        '---',
        '',
        'Yes: 50% & more.',
        '',
        '## When',
        '',
        'Always.',
        '',
      ].join('\n'),
    });
    expect((await addressOpened(() => publish().click())).href).toBe(href.href);
    expect(await page.getByText('GitHub’s page opens with the file filled in.').isVisible()).toBe(true);
  });

  test('puts a text that is too long for an address on the clipboard, and opens the editor without it', async () => {
    await openForm('answer');
    const long = '冷蔵車の温度記録は検査員に受け入れられます。\n\n'.repeat(80);
    await fillAnswer(long);
    const url = await addressOpened(() => publish().click());
    expect(Object.fromEntries(url.searchParams)).toEqual({
      filename: 'content/answers/does-it-work-in-a-tunnel.md',
    });
    await page.bringToFront();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain('title: Does it work in a tunnel?');
    expect(copied).toContain(long.trim());
    expect(await page.getByText('too long to go along').isVisible()).toBe(true);
  });

  test('lets the text be taken by hand where the browser does not copy', async () => {
    await page.addInitScript(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error('no'));
    });
    await openForm('answer');
    await fillAnswer('Yes. '.repeat(2000));
    await publish().click();
    const text = page.getByLabel('The text to copy');
    await text.waitFor();
    expect(await text.inputValue()).toContain('Yes. Yes.');
  });

  test('keeps the draft when the tab is closed, also over a change of kind, and brings it back when it was thrown away', async () => {
    await openForm('battlecard');
    await page.getByLabel('Title').fill('Acme');
    await page.getByRole('button', { name: 'Add to why we win' }).click();
    await page.getByLabel('Claim', { exact: true }).fill('We answer in a day.');
    await page.getByLabel('Text', { exact: true }).fill('Two\n\nlines');
    await page.getByRole('radio', { name: 'Answer' }).check({ force: true });
    expect(await page.getByLabel('Claim', { exact: true }).count()).toBe(0);
    await page.close();

    page = await visitor.context.newPage();
    await page.goto('/new/');
    expect(await page.getByRole('radio', { name: 'Answer' }).isChecked()).toBe(true);
    expect(await page.getByLabel('Title').inputValue()).toBe('Acme');
    await page.getByRole('radio', { name: 'Battlecard' }).check({ force: true });
    expect(await page.getByLabel('Claim', { exact: true }).inputValue()).toBe('We answer in a day.');
    expect(await page.getByLabel('Text', { exact: true }).inputValue()).toBe('Two\n\nlines');

    await page.getByRole('button', { name: 'Throw the draft away' }).click();
    expect(await page.getByLabel('Title').inputValue()).toBe('');
    await page.getByRole('button', { name: 'Bring it back' }).click();
    expect(await page.getByLabel('Claim', { exact: true }).inputValue()).toBe('We answer in a day.');
  });

  test('says that the check could not be fetched, and gets it with the next letter', async () => {
    let isDown = true;
    await page.route('**/new/library-outline.json', (route) => (isDown ? route.abort() : route.continue()));
    await page.goto('/new/?kind=answer');
    await page.getByText('The check could not be fetched').waitFor();
    isDown = false;
    await page.getByLabel('Title').pressSequentially('A');
    await expect.poll(() => state().textContent()).toMatch(/to mend before/);
  });

  test('is written and published with the keyboard alone', async () => {
    await openForm('answer');
    await page.getByRole('radio', { name: 'Answer' }).focus();
    await page.keyboard.press('ArrowLeft');
    expect(await page.getByRole('radio', { name: 'Play' }).isChecked()).toBe(true);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Does it work in a tunnel?');
    const tabTo = async (label: string | RegExp): Promise<void> => {
      const isThere = () =>
        page.getByLabel(label, { exact: true }).evaluate((each) => each === document.activeElement);
      for (let presses = 0; presses < 80 && !(await isThere()); presses++) await page.keyboard.press('Tab');
      expect(await isThere()).toBe(true);
    };
    await tabTo('Text');
    await page.keyboard.type('Yes.');
    await tabTo('Owner');
    await page.keyboard.type('Ines');
    await expect.poll(() => state().textContent()).toBe('Nothing to mend.');
    await publish().focus();
    const url = await addressOpened(() => page.keyboard.press('Enter'));
    expect(url.searchParams.get('value')).toContain('owner: ines-varga');
  });

  test.each(['light', 'dark'] as const)(
    'has no barrier in %s while things are wrong and lists are open',
    async (theme) => {
      await visitor.leave();
      visitor = await sample.open({ theme, width: 390, today: '2026-11-22' });
      ({ page } = visitor);
      await openForm('battlecard');
      await page.getByRole('button', { name: 'Add to why we win' }).click();
      await page.getByRole('button', { name: 'Add to questions' }).click();
      await page.getByLabel('Claim', { exact: true }).fill('A');
      await page.getByLabel('Text', { exact: true }).fill('# One\n\n- [ ] box\n\n| A |\n|--|\n| 1 |');
      await publish().click();
      await page.getByText('This must be filled in.').first().waitFor();
      await settle(page);
      expect(await findBarriers(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
      expect(visitor.errors).toEqual([]);
      expect(requestsElsewhere(visitor, sample.hub.origin)).toEqual([]);
    },
  );
});

test('only the page of a new piece fetches the check', async () => {
  await page.goto('/answers/what-does-it-cost/', { waitUntil: 'networkidle' });
  expect(visitor.requests.filter((url) => /new-check|outline/.test(url))).toEqual([]);
});
