/** The copy buttons of an asset's page. */
import { openingOf } from '../../library/markdown/opening.ts';
import type { CopyNode } from '../../reader/copy/copied.ts';
import { report, type ReportedEvent } from '../tracking/hub-event.ts';
import { readToday } from '../today.ts';
import { copyForCrm, copyForCustomer, copyLink, copyMarkdown } from './copy.ts';
import { showNotice } from './copy-notice.ts';
import { isExpired, readCopied } from './read-copied.ts';

type CopiedEvent = Extract<ReportedEvent, { event: 'asset_copied' }>['properties'];

/**
 * Copies what a button stands for, says so, and after a copy for the customer offers the note line of the same.
 *
 * @param isShifted in place of the copy for the customer the note line is wanted
 * @param asset the asset of the page; undefined where it shows none, and nothing is reported
 */
export function copyFromPage(
  button: HTMLElement,
  what: string,
  isShifted: boolean,
  asset: Omit<CopiedEvent, 'what'> | undefined,
): void {
  const page = location.origin + location.pathname;
  const tell = (as: string, also?: { name: string; pressed: () => void }) => (sentence: string) => {
    showNotice(sentence, also);
    button.classList.add('done');
    setTimeout(() => button.classList.remove('done'), 1500);
    if (asset !== undefined)
      report({ event: 'asset_copied', properties: { ...asset, what: as as CopiedEvent['what'] } });
  };
  const copyNote = (): void => {
    const note = {
      title: document.querySelector('h1')?.innerText ?? '',
      about: button.closest('details')?.querySelector<HTMLElement>('[data-heard]')?.innerText ?? '',
      url: page,
      revision: asset?.asset_rev ?? '',
    };
    // What is on the clipboard then is a link with words around it.
    void copyForCrm(note, { copied: tell('link'), refused: showNotice });
  };
  if ('copyLink' in button.dataset) return void copyLink(page, { copied: tell(what), refused: showNotice });
  if ('copyMarkdown' in button.dataset)
    return void copyMarkdown(readTwinAddress(), { copied: tell(what), refused: showNotice });
  if ('copyNote' in button.dataset || isShifted) return copyNote();
  if (isExpired(button) || isPageExpired())
    return showNotice('Nothing was copied: nobody checked this in time. Ask its owner first.');
  void copyForCustomer(readSource(button), {
    copied: tell(what, { name: 'Note line for the CRM', pressed: copyNote }),
    refused: showNotice,
  });
}

/** Where the page says that its Markdown lies. */
const readTwinAddress = (): string =>
  document.querySelector<HTMLLinkElement>('link[type="text/markdown"]')?.href ?? '';

/** Whether the asset itself must not be used any more. */
function isPageExpired(): boolean {
  const expires = document.querySelector<HTMLElement>('[data-freshness]')?.dataset['expires'] ?? '';
  return expires !== '' && expires < readToday();
}

/** What a button copies: what stands before it or around it, a part of the page, or what of it answers its title. */
function readSource(button: HTMLElement): CopyNode[] {
  const { copyBeside, copyAround, copyOpening, copyPart } = button.dataset;
  if (copyOpening !== undefined)
    return readCopied(
      openingOf([...(document.querySelector(copyOpening)?.children ?? [])], ({ localName, textContent }) =>
        /^h[1-6]$/.test(localName) ? textContent : undefined,
      ),
    );
  if (copyPart !== undefined) return readCopied(document.querySelectorAll(copyPart));
  if (copyAround !== undefined) return readCopied(button.parentElement?.childNodes ?? []);
  const beside = copyBeside === undefined ? null : button.previousElementSibling;
  return beside === null ? [] : readCopied([beside]);
}
