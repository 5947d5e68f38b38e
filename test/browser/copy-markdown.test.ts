import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { clipboardOf } from '../support/browser/clipboard.ts';
import { openSampleHub } from '../support/browser/served-sample.ts';

const sample = openSampleHub();
const CARD = '/battlecards/vantello';

async function copyAsMarkdown(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('button', { name: 'Copy as Markdown' }).click();
}

const noticeOf = (page: Page) => page.getByRole('region', { name: 'Copying' });

describe('an asset as Markdown', () => {
  test('is copied from the menu of its page as it lies beside it, and said to hold what is internal', async () => {
    const { page, errors } = await sample.open();
    await page.goto(`${CARD}/`);
    await copyAsMarkdown(page);
    await expect.poll(() => noticeOf(page).innerText()).toContain('with what is internal');
    // On a phone it would cover what is said.
    expect(await page.getByRole('button', { name: 'Copy as Markdown' }).isVisible()).toBe(false);
    const { plain, html } = await clipboardOf(page);
    expect(plain).toBe(await readFile(join(inject('sampleDist'), `${CARD}.md`), 'utf8'));
    expect(plain).toContain('Do not say aloud:');
    expect(html).toBe('');
    expect(errors).toEqual([]);
  });

  test('is named by the page, and fetched by nobody who only reads it', async () => {
    const { page, requests } = await sample.open();
    await page.goto(`${CARD}/`);
    await page.waitForLoadState('networkidle');
    const twin = page.locator('link[rel=alternate][type="text/markdown"]');
    expect(await twin.getAttribute('href')).toBe(`${CARD}.md`);
    expect(requests.filter((url) => url.endsWith('.md'))).toEqual([]);
  });

  test('without a network nothing is copied, and a sentence says so', async () => {
    const { page } = await sample.open();
    await page.goto(`${CARD}/`);
    await page.route('**/*.md', (route) => route.abort());
    await copyAsMarkdown(page);
    await expect.poll(() => noticeOf(page).innerText()).toContain('Nothing was copied');
  });

  test('where the browser refuses, it can be copied by hand as plain text', async () => {
    const { page } = await sample.open();
    await page.addInitScript(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error('refused'));
    });
    await page.goto(`${CARD}/`);
    await copyAsMarkdown(page);
    const box = page.getByRole('dialog', { name: 'Copy by hand' });
    await expect.poll(() => box.getByRole('textbox').inputValue()).toContain('# Vantello');
    await page.keyboard.press('ControlOrMeta+c');
    await expect.poll(async () => (await clipboardOf(page)).plain).toContain('# Vantello');
    expect((await clipboardOf(page)).html).toBe('');
  });
});
