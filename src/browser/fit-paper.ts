/**
 * Prints what may be sent on one sheet: before it is printed, the largest size is found at which the text fits. What is
 * longer at the smallest size takes a second sheet, since nobody reads smaller print.
 */
const SIZES_PT = [10.5, 10, 9.5, 9, 8.5, 8, 7.5];
/** Of the shorter of A4 and Letter, less the margins and the letterhead of `styles/print.css`, and a little for rounding. */
const ROOM_PX = ((279.4 - 2 * 13 - 10 - 4) * 96) / 25.4;

const sendable = document.querySelector<HTMLElement>('[data-sendable]');
if (sendable !== null) fitOnPaper(sendable);

/** Does so for an article from now on: for the one of the page as soon as this is fetched. */
export function fitOnPaper(article: HTMLElement): void {
  // A PDF keeps links: those into the hub lead a customer nowhere, and tell where it is.
  const links = [...article.querySelectorAll('a')].filter(({ origin }) => origin === location.origin);
  const addresses = links.map((link) => link.getAttribute('href') ?? '');
  addEventListener('beforeprint', () => {
    links.forEach((link) => link.removeAttribute('href'));
    fit(article);
  });
  addEventListener('afterprint', () => {
    links.forEach((link, at) => link.setAttribute('href', addresses[at] ?? ''));
    article.classList.remove('on-paper');
  });
}

function fit(article: HTMLElement): void {
  article.classList.add('on-paper');
  const size = SIZES_PT.find((each) => heightAt(article, each) <= ROOM_PX) ?? SIZES_PT.at(-1);
  article.style.setProperty('--paper-size', `${String(size)}pt`);
}

function heightAt(sheet: HTMLElement, sizePt: number): number {
  sheet.style.setProperty('--paper-size', `${String(sizePt)}pt`);
  const printed = [...sheet.querySelectorAll<HTMLElement>('h1, .prose, .part:not(.prose)')];
  return printed.reduce((sum, each) => sum + each.offsetHeight, 0);
}
