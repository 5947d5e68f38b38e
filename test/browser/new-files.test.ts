import { readFile } from 'node:fs/promises';
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { openSampleHub } from '../support/browser/served-sample.ts';
import { findBarriers, type Visitor } from '../support/browser/visitor.ts';
import { makeDeck } from '../support/office-files.ts';

const sample = openSampleHub();
let visitor: Visitor;
let page: Page;

beforeEach(async () => {
  visitor = await sample.open({ today: '2026-11-22' });
  ({ page } = visitor);
  await visitor.context.route('https://github.com/**', (route) => route.fulfill({ body: 'GitHub' }));
  await page.goto('/new/');
  await page.getByText(/to mend/).waitFor();
});

const choose = (name: string, bytes: Uint8Array) =>
  page
    .getByLabel('Choose a file')
    .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) });
const deck = makeDeck([{ part: 1, title: 'Why Cold' }]);

describe('a deck that is dropped on the page of a new piece', () => {
  test('becomes a page, and goes with it to GitHub in one pull request', async () => {
    await choose('First_meeting v2.PPTX', deck);
    await expect.poll(() => page.getByLabel('Title').inputValue()).toBe('First meeting v2');
    expect(await page.getByLabel('What is it?').inputValue()).toBe('collateral');
    await page.getByLabel('Owner', { exact: true }).selectOption('Ines Varga');
    const state = page.getByText(/to mend/i);
    await expect.poll(() => state.textContent()).toMatch(/^Nothing to mend\./);
    expect(await page.getByText('is not in content/files').count()).toBe(0);
    expect(await findBarriers(page)).toEqual([]);

    const [opened, downloaded] = await Promise.all([
      visitor.context.waitForEvent('page'),
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Publish on GitHub' }).click(),
    ]);
    await expect.poll(() => opened.url()).toBe('https://github.com/larkmoor/hub/upload/main/content');
    expect(downloaded.suggestedFilename()).toBe('first-meeting-v2.zip');
    const packed = unzipSync(await readFile(await downloaded.path()));
    expect(Object.keys(packed)).toEqual(['collateral/first-meeting-v2.md', 'files/first-meeting-v2.pptx']);
    expect(packed['files/first-meeting-v2.pptx']).toEqual(new Uint8Array(deck));
    expect(strFromU8(packed['collateral/first-meeting-v2.md'] ?? new Uint8Array())).toMatchInlineSnapshot(`
      "---
      title: First meeting v2
      downloads:
        - label: First meeting v2 (PPTX)
          file: first-meeting-v2.pptx
      owner: ines-varga
      reviewed: 2026-11-22
      published: 2026-11-22
      ---

      The file is above, and what stands in it below.
      "
    `);
    expect(await page.getByRole('heading', { name: 'On GitHub' }).isVisible()).toBe(true);
    expect(await findBarriers(page)).toEqual([]);
  });

  test('keeps what was written, and a file that cannot be offered is said to be none', async () => {
    await page.getByLabel('Title').fill('Does it work in a tunnel?');
    await choose('deck.key', deck);
    expect(await page.getByText('deck.key is no file that the hub offers').isVisible()).toBe(true);
    await choose('deck.pptx', deck);
    expect(await page.getByLabel('Title').inputValue()).toBe('Does it work in a tunnel?');
    expect(await page.getByLabel('What is it?').inputValue()).toBe('answer');
    expect(await page.getByLabel('Label').inputValue()).toBe('Deck (PPTX)');
  });
});
