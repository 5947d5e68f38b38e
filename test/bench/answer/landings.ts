/** Where the first hit of what is said opens: at the wanted element, and in sight. */
import type { Browser, Page } from 'playwright-core';
import { hitsOf, searchFor } from '../../support/browser/palette.ts';
import { forbidsSaying } from '../../../src/library/unsayable.ts';
import { isInSight } from './hand.ts';
import { openPage, type Device } from './replay.ts';
import { findSentence, plain } from './sentence.ts';
import type { Said } from './task.ts';

export interface Landing {
  said: Said;
  /** The address that the first hit opened. */
  address: string;
  isPage: boolean;
  /** The address names an element that is about what is wanted and little else, or no element where the top is wanted. */
  isAtElement: boolean;
  isInSight: boolean;
  /** The heading that it opened under says that this is not to be said. */
  isUnsayable: boolean;
}

/** An element that holds more than this is a part of a page, not a place in it. In UTF-16 units. */
const MAX_PLACE_CHARACTERS = 1200;

export async function measureLandings(
  browser: Browser,
  origin: string,
  device: Device,
  all: readonly Said[],
): Promise<Landing[]> {
  const page = await openPage(browser, origin, device);
  const landings: Landing[] = [];
  try {
    for (const said of all) landings.push(await land(page, said));
  } finally {
    await page.context().close();
  }
  return landings;
}

async function land(page: Page, said: Said): Promise<Landing> {
  await page.goto('/', { waitUntil: 'networkidle' });
  await page.keyboard.press('/');
  await searchFor(page, said.said);
  const nowhere = { said, isPage: false, isAtElement: false, isInSight: false, isUnsayable: false };
  if ((await hitsOf(page).count()) === 0) return { ...nowhere, address: 'nothing' };
  const href = (await hitsOf(page).first().getAttribute('href')) ?? '';
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname === new URL(href, page.url()).pathname);
  await page.waitForLoadState('networkidle');
  const { pathname, hash } = new URL(page.url());
  const isPage = pathname === said.page;
  const place = await readPlace(page);
  const isUnsayable = forbidsSaying(place.heading);
  const seen = { said, address: pathname + hash, isPage, isUnsayable };
  if (said.at === undefined) {
    const isTop = hash === '' && (await page.evaluate(() => scrollY)) === 0;
    return { ...seen, isAtElement: isPage && isTop, isInSight: isPage && isTop };
  }
  const sentence = isPage ? await findSentence(page, said.at) : undefined;
  const holdsIt = plain(place.text).includes(plain(said.at)) && place.text.length <= MAX_PLACE_CHARACTERS;
  return {
    ...seen,
    isAtElement: isPage && holdsIt,
    isInSight: sentence !== undefined && (await isInSight(sentence)),
  };
}

/** The element that the address names, or what follows its heading, and the last heading up to there. */
function readPlace(page: Page): Promise<{ text: string; heading: string }> {
  return page.evaluate(() => {
    const target = document.querySelector<HTMLElement>(':target');
    if (target === null) return { text: '', heading: '' };
    const isHeading = /^H[1-6]$/.test(target.tagName);
    const after = isHeading ? (target.nextElementSibling?.textContent ?? '') : '';
    const headings = [...document.querySelectorAll('main :is(h1, h2, h3, h4)')];
    const heading = headings.findLast(
      (each) =>
        each === target || (each.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0,
    );
    return { text: `${target.textContent} ${after}`, heading: heading?.textContent ?? '' };
  });
}
