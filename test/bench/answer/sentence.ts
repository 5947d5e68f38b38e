import type { Locator, Page } from 'playwright-core';

/** Words as they are compared: quotes, blanks and capitals make no difference. */
export function plain(words: string): string {
  return words
    .normalize('NFKC')
    .replaceAll(/[‘’]/g, "'")
    .replaceAll(/[“”"]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

/** Whether a text holds a sentence, by its beginning. */
export const holds = (text: string, sentence: string): boolean => plain(text).includes(plain(sentence));

const MARK = 'data-bench-sentence';

/** The innermost element of the page's main part that holds a sentence; undefined where there is none. */
export async function findSentence(page: Page, sentence: string): Promise<Locator | undefined> {
  const handles = await page.evaluateHandle((mark) => {
    for (const each of document.querySelectorAll(`[${mark}]`)) each.removeAttribute(mark);
    return [...document.querySelectorAll<HTMLElement>('main *')];
  }, MARK);
  const texts = await handles.evaluate((all) => all.map((element) => element.textContent));
  const holders = texts.flatMap((text, place) => (holds(text, sentence) ? [place] : []));
  const isThere = await handles.evaluate(
    (all, [places, mark]) => {
      const found = places.flatMap((place) => all[place] ?? []);
      const inner = found.filter(
        (element) => !found.some((other) => other !== element && element.contains(other)),
      );
      // Of several, one that is shown.
      const best = inner.find((element) => element.getClientRects().length > 0) ?? inner[0];
      best?.setAttribute(mark, '');
      return best !== undefined;
    },
    [holders, MARK] as const,
  );
  await handles.dispose();
  return isThere ? page.locator(`[${MARK}]`) : undefined;
}

/** The button that copies a sentence: of those named so, the one that stands closest around it, folded away or not. */
export async function findCopyButton(page: Page, sentence: Locator): Promise<Locator | undefined> {
  const buttons = page.getByRole('main').getByRole('button', { name: /^copy/i, includeHidden: true });
  const found: { button: Locator; around: number }[] = [];
  for (const button of await buttons.all()) {
    if (/link/i.test((await button.getAttribute('aria-label')) ?? (await button.innerText()))) continue;
    const around = await button.evaluate((element, mark) => {
      let outer: Element | null = element;
      while (outer !== null && outer.querySelector(`[${mark}]`) === null) outer = outer.parentElement;
      return outer?.textContent.length ?? Infinity;
    }, MARK);
    found.push({ button, around });
  }
  if ((await sentence.count()) === 0) return undefined;
  return found.sort((a, b) => a.around - b.around)[0]?.button;
}
