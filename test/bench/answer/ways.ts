/** The ways that the hub offers from a need to its answer. Controls are found by role and name, as a reader finds them. */
import type { Locator, Page } from 'playwright-core';
import { fieldOf, hitsOf, paletteOf, settled } from '../../support/browser/palette.ts';
import type { Hand } from './hand.ts';
import { findCopyButton, findSentence, holds } from './sentence.ts';
import type { Task } from './task.ts';

export interface Way {
  name: string;
  /** Where the rep is before the first key. */
  begins(task: Task): string;
  /** Does what the task wants; false where this way does not lead there. */
  go(hand: Hand, task: Task): Promise<boolean>;
}

const cardPage = ({ card = '' }: Task): string => `/battlecards/${card}/`;
const callPage = ({ card = '' }: Task): string => `/call/${card}/`;
const atHome = (): string => '/';

async function openSearch(hand: Hand): Promise<void> {
  const { page, isTouch } = hand;
  if (isTouch) {
    await hand.tap(
      page
        .getByRole('button', { name: /^search/i })
        .filter({ visible: true })
        .first(),
    );
  } else await hand.press('/');
  await fieldOf(page).waitFor();
}

/** Types letter by letter until what is wanted is there. */
async function typeUntil(
  hand: Hand,
  words: string,
  isAnswered: () => Promise<void>,
  isThere: () => Promise<boolean>,
): Promise<boolean> {
  for (const [typed, letter] of [...words].entries()) {
    await hand.type(letter);
    await isAnswered();
    if (letter === ' ' || !(await isThere())) continue;
    hand.effort.spared += words.length - typed - 1;
    return true;
  }
  return false;
}

/** The hit that Enter opens. */
const chosenHit = (page: Page): Locator =>
  paletteOf(page).getByRole('option', { selected: true }).or(hitsOf(page).first()).first();

async function pathOfHit(page: Page): Promise<string> {
  if ((await hitsOf(page).count()) === 0) return '';
  const href = (await chosenHit(page).getAttribute('href')) ?? '';
  return new URL(href, page.url()).pathname;
}

/** Opens the search and types until a page is first; it is read then. */
async function findPage(
  hand: Hand,
  words: string,
  path: string,
  isMore = async () => true,
): Promise<boolean> {
  const { page } = hand;
  await openSearch(hand);
  const isFound = await typeUntil(
    hand,
    words,
    () => settled(page),
    async () => (await pathOfHit(page)) === path && (await isMore()),
  );
  hand.read();
  return isFound;
}

async function openChosen(hand: Hand, path: string): Promise<void> {
  const { page } = hand;
  if (hand.isTouch) await hand.tap(chosenHit(page));
  else await hand.press('Enter');
  await arrive(hand, path);
}

async function arrive(hand: Hand, path: string): Promise<void> {
  await hand.page.waitForURL((url) => url.pathname === path);
  await hand.page.waitForLoadState('load');
  hand.read();
}

/** The sentence on the page, unfolded where it was folded away. */
async function seeSentence(hand: Hand, words: string): Promise<Locator | undefined> {
  const sentence = await findSentence(hand.page, words);
  if (sentence === undefined) return undefined;
  const folded = sentence.locator('xpath=ancestor::details[not(@open)]').first();
  if ((await folded.count()) > 0) await hand.use(folded.locator('summary'));
  return sentence;
}

const copyInSearch = (page: Page): Locator =>
  paletteOf(page).getByRole('button', { name: /^copy/i }).filter({ visible: true }).first();
const inSearch = (page: Page, name: RegExp): Locator =>
  paletteOf(page)
    .getByRole('button', { name })
    .or(paletteOf(page).getByRole('link', { name }))
    .filter({ visible: true })
    .first();

const showsSentence = async (page: Page, { sentence = '' }: Task): Promise<boolean> =>
  holds(await paletteOf(page).innerText(), sentence);

const copiesInSearch: Way = {
  name: 'copied in the search',
  begins: atHome,
  async go(hand, task) {
    const { page } = hand;
    const { search = '', page: path = '' } = task;
    const isHere = async () => (await copyInSearch(page).count()) > 0 && showsSentence(page, task);
    if (!(await findPage(hand, search, path, isHere))) return false;
    await hand.use(copyInSearch(page));
    return true;
  },
};

const copiesOnPage: Way = {
  name: 'opened, copied on the page',
  begins: atHome,
  async go(hand, { search = '', page: path = '', sentence: words = '' }) {
    if (!(await findPage(hand, search, path))) return false;
    await openChosen(hand, path);
    const sentence = await seeSentence(hand, words);
    const button = sentence === undefined ? undefined : await findCopyButton(hand.page, sentence);
    if (button === undefined) return false;
    await hand.use(button);
    return true;
  },
};

/** In call mode: types what the customer says until its answer stands there, and copies it. */
async function answerInCall(hand: Hand, { hears = '', sentence = '' }: Task): Promise<boolean> {
  const { page } = hand;
  const field = page.getByRole('combobox');
  const isFocused = await field.evaluate((element) => element === document.activeElement);
  if (!isFocused && hand.isTouch) await hand.tap(field);
  const answer = page.getByRole('group', { name: 'The answer' });
  const isThere = async () => holds(await answer.innerText(), sentence);
  const isFound =
    (await isThere()) ||
    (await typeUntil(
      hand,
      hears,
      () => page.evaluate(() => new Promise<void>((done) => requestAnimationFrame(() => done()))),
      isThere,
    ));
  if (!isFound) return false;
  if (hand.isTouch) await hand.tap(page.getByRole('main').getByRole('button', { name: /^copy/i }).first());
  else await hand.press('Enter');
  return true;
}

const copiesInCall: Way = {
  name: 'card opened, call mode, copied there',
  begins: atHome,
  async go(hand, task) {
    if (task.card === undefined) return false;
    if (!(await findPage(hand, task.card, cardPage(task)))) return false;
    await openChosen(hand, cardPage(task));
    if (hand.isTouch) await hand.tap(hand.page.getByRole('main').getByRole('link', { name: /^call mode/i }));
    else await hand.press('c');
    await arrive(hand, callPage(task));
    return answerInCall(hand, task);
  },
};

const callsFromSearch: Way = {
  name: 'call mode from the search, copied there',
  begins: atHome,
  async go(hand, task) {
    if (task.card === undefined) return false;
    if (!(await findPage(hand, task.card, cardPage(task)))) return false;
    const call = inSearch(hand.page, /call mode/i);
    if ((await call.count()) === 0) return false;
    await hand.use(call);
    await arrive(hand, callPage(task));
    return answerInCall(hand, task);
  },
};

const copiesDuringCall: Way = {
  name: 'copied in call mode',
  begins: callPage,
  async go(hand, task) {
    const isThere = await answerInCall(hand, task);
    hand.read();
    return isThere;
  },
};

function opens(name: string, isMore: (page: Page, task: Task) => Promise<boolean>): Way {
  return {
    name,
    begins: atHome,
    async go(hand, task) {
      const { search = '', page: path = '', sentence: words = '' } = task;
      if (!(await findPage(hand, search, path, () => isMore(hand.page, task)))) return false;
      await openChosen(hand, path);
      const sentence = await seeSentence(hand, words);
      if (sentence === undefined) return false;
      await hand.reach(sentence);
      return true;
    },
  };
}

/** A list is opened by a tap, and a word of it chosen by another or by its first letter and Enter. */
async function choose(hand: Hand, facet: string, option: { label: string } | string): Promise<void> {
  const list = hand.page.getByRole('main').getByRole('combobox', { name: facet });
  await hand.reach(list);
  hand.effort.taps += hand.isTouch ? 2 : 1;
  hand.effort.keys += hand.isTouch ? 0 : 2;
  await list.selectOption(option);
}

async function endBrief(hand: Hand, { card = '', stage = '' }: Task): Promise<boolean> {
  const { page } = hand;
  const isChosen = (name: string) => new URL(page.url()).searchParams.has(name);
  if (!isChosen('competitor')) await choose(hand, 'Competitor', card);
  if (!isChosen('stage')) await choose(hand, 'Stage', { label: stage });
  await page.getByRole('article', { name: 'The brief' }).waitFor();
  hand.read();
  return isChosen('competitor') && isChosen('stage');
}

const briefsFromCard: Way = {
  name: 'card opened, its brief, stage chosen',
  begins: atHome,
  async go(hand, task) {
    if (!(await findPage(hand, task.card ?? '', cardPage(task)))) return false;
    await openChosen(hand, cardPage(task));
    await hand.use(hand.page.getByRole('main').getByRole('link', { name: /brief/i }).first());
    await arrive(hand, '/brief/');
    return endBrief(hand, task);
  },
};

const briefsFromSearch: Way = {
  name: 'brief from the search, stage chosen',
  begins: atHome,
  async go(hand, task) {
    if (!(await findPage(hand, task.card ?? '', cardPage(task)))) return false;
    const brief = inSearch(hand.page, /brief/i);
    if ((await brief.count()) === 0) return false;
    await hand.use(brief);
    await arrive(hand, '/brief/');
    return endBrief(hand, task);
  },
};

const briefsByCommand: Way = {
  name: 'brief by its name in the search, both chosen',
  begins: atHome,
  async go(hand, task) {
    if (!(await findPage(hand, 'call brief', '/brief/'))) return false;
    await openChosen(hand, '/brief/');
    return endBrief(hand, task);
  },
};

const requests: Way = {
  name: 'searched, requested',
  begins: atHome,
  async go(hand, { search = '' }) {
    const { page } = hand;
    await openSearch(hand);
    await typeUntil(
      hand,
      search,
      () => settled(page),
      async () => false,
    );
    hand.read();
    const request = paletteOf(page).getByRole('button', { name: 'Request this' });
    if ((await request.count()) === 0) return false;
    await hand.use(request);
    await paletteOf(page).getByRole('button', { name: 'Requested' }).waitFor();
    return true;
  },
};

export const ways: Readonly<Record<Task['does'], readonly Way[]>> = {
  copy: [copiesInSearch, copiesOnPage, copiesInCall, callsFromSearch],
  open: [
    opens('opened as soon as the page is first', async () => true),
    opens('opened when the row says it', showsSentence),
  ],
  brief: [briefsFromCard, briefsFromSearch, briefsByCommand],
  request: [requests],
  'copy in call': [copiesDuringCall],
};
