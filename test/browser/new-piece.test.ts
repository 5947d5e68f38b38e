import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { renderDraftAddress } from '../../src/library/draft-address.ts';
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
const title = (of: Page) => of.getByLabel('Title').inputValue();
const publish = () => page.getByRole('link', { name: 'Publish on GitHub' });
const preview = () => page.getByRole('region', { name: 'Preview' });

const kindOf = () => page.getByLabel('What is it?');

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

  test('asks for language and format by their names, and tells whether a customer may be sent the page', async () => {
    await openForm('collateral');
    await preview().getByText('Told here once every field fits.').waitFor();
    await page.getByLabel('Title').fill('Eine Seite');
    await page.getByLabel('Text', { exact: true }).fill('Text.');
    await page.getByLabel(/^Format/).selectOption('One-pager');
    await page.getByLabel(/^Language/).fill('German');
    await preview().getByText('No, it stays inside the company.').waitFor();
    await page.getByLabel(/^Audience/).selectOption('Shareable');
    await preview().getByText('Yes, all of it.').waitFor();
    await page.getByRole('button', { name: 'Copy the text' }).click();
    await expect
      .poll(() => page.evaluate(() => navigator.clipboard.readText()))
      .toMatch(/(?=[^]*^language: de$)(?=[^]*^format: one-pager$)/m);
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

  test('works where the hub is served without https: a long text is taken by hand, and the way to GitHub stands below it', async () => {
    await page.addInitScript(() => {
      // What browsers leave out then.
      for (const [of, name] of [
        [Navigator.prototype, 'clipboard'],
        [Navigator.prototype, 'locks'],
        [Navigator.prototype, 'serviceWorker'],
        [Crypto.prototype, 'subtle'],
        [Crypto.prototype, 'randomUUID'],
      ] as const)
        Object.defineProperty(of, name, { value: undefined, configurable: true });
    });
    await openForm('answer');
    await fillAnswer('Yes. '.repeat(2000));
    await publish().click();
    const text = page.getByLabel('The text to copy');
    await text.waitFor();
    expect(await text.inputValue()).toContain('Yes. Yes.');
    const url = await addressOpened(() => page.getByRole('link', { name: 'Open GitHub’s page' }).click());
    expect(url.searchParams.get('filename')).toBe('content/answers/does-it-work-in-a-tunnel.md');
    await page.reload();
    expect(await page.getByLabel('Title').inputValue()).toBe('Does it work in a tunnel?');
    expect(visitor.errors).toEqual([]);
  });

  test('two tabs share no draft, and what a closed one left is found', async () => {
    await openForm('answer');
    await page.getByLabel('Title').fill('First');
    const second = await visitor.context.newPage();
    await second.goto('/new/');
    await second.getByText(/to mend/).waitFor();
    expect(await title(second)).toBe('');
    await second.getByLabel('Title').fill('Second');
    await page.getByLabel('Title').fill('First, longer');
    await page.reload();
    await second.reload();
    await Promise.all([page, second].map((one) => one.getByText(/to mend/).waitFor()));
    expect([await title(page), await title(second)]).toEqual(['First, longer', 'Second']);
    await page.close();
    await second.close();
    page = await visitor.context.newPage();
    await openForm('answer');
    const third = await visitor.context.newPage();
    await third.goto('/new/');
    await third.getByText(/to mend/).waitFor();
    // Which was written last is not known where the clock stands still.
    expect([await title(page), await title(third)].toSorted()).toEqual(['First, longer', 'Second']);
  });

  test('finds the draft that an earlier version of the hub kept', async () => {
    await page.addInitScript(() => {
      localStorage.setItem('hub:new-asset', '{"kind":"answer","values":{"title":"From before"},"body":""}');
    });
    await openForm('answer');
    expect(await page.getByLabel('Title').inputValue()).toBe('From before');
  });

  test('keeps the draft when the tab is closed, also over a change of kind, and brings it back when it was thrown away', async () => {
    await openForm('battlecard');
    await page.getByLabel('Title').fill('Acme');
    await page.getByRole('button', { name: 'Add to why we win' }).click();
    await page.getByLabel('Claim', { exact: true }).fill('We answer in a day.');
    await page.getByLabel('Text', { exact: true }).fill('Two\n\nlines');
    await kindOf().selectOption('Answer');
    expect(await page.getByLabel('Claim', { exact: true }).count()).toBe(0);
    await page.close();

    page = await visitor.context.newPage();
    await page.goto('/new/');
    await state().waitFor();
    expect(await kindOf().inputValue()).toBe('answer');
    expect(await page.getByLabel('Title').inputValue()).toBe('Acme');
    await kindOf().selectOption('Battlecard');
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
    await kindOf().focus();
    await page.keyboard.press('ArrowUp');
    expect(await kindOf().inputValue()).toBe('play');
    await page.keyboard.press('ArrowDown');
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

describe('a draft that an assistant prepared', () => {
  const draft = {
    kind: 'answer' as const,
    values: { title: 'Läuft es im Tunnel & darüber?', aliases: ['no signal', 'offline'] },
    body: 'Yes.\n\n- it **stores** everything',
  };

  test('is in the form as it was written, is kept like any other, and leaves an earlier one alone', async () => {
    await openForm('answer');
    await page.getByLabel('Title').fill('Mine, half written');
    await expect
      .poll(() => page.evaluate(() => JSON.stringify({ ...localStorage })))
      .toContain('Mine, half written');
    await page.close();
    page = await visitor.context.newPage();
    await page.goto(renderDraftAddress(draft));
    await expect.poll(() => title(page)).toBe(draft.values.title);
    expect(await page.getByLabel('Text', { exact: true }).inputValue()).toBe(draft.body);
    expect(await kindOf().inputValue()).toBe('answer');
    for (const words of draft.values.aliases)
      expect(
        await page
          .locator('input')
          .evaluateAll((all, one) => all.some((each) => (each as HTMLInputElement).value === one), words),
      ).toBe(true);
    await page.getByText('An assistant filled this in for you.').waitFor();
    expect(new URL(page.url()).hash).toBe('');
    await page.getByLabel('Title').fill('Mended');
    await expect.poll(() => page.evaluate(() => JSON.stringify({ ...localStorage }))).toContain('Mended');
    await page.reload();
    await expect.poll(() => title(page)).toBe('Mended');
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).toContain('Mine, half written');
  });

  test('that came in pieces, or holds what is no draft, is said to be none', async () => {
    await page.goto(renderDraftAddress(draft).slice(0, -11));
    await page.getByText('did not come whole').waitFor();
    expect(await title(page)).toBe('');
    await page.goto(
      renderDraftAddress({ ...draft, values: { title: '<img src=x onerror="document.title=1">' } }),
    );
    await expect.poll(() => title(page)).toContain('<img');
    expect(await page.title()).not.toBe('1');
  });
});
