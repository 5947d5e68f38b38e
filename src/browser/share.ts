/** Hands a page that may be sent to the share sheet of the phone: its file where it has one, else its words. */
import { renderForCustomer } from '../reader/copy/customer-text.ts';
import { readCopied } from './copy/read-copied.ts';

/** Resolves also when the reader thought better of it. Rejects when the browser cannot. */
export async function sharePage(): Promise<void> {
  const title = document.querySelector('h1')?.innerText ?? document.title;
  const link = document.querySelector<HTMLAnchorElement>('[data-download]');
  const part = document.querySelector<HTMLElement>('.prose');
  const files = link === null ? [] : [await fetchFile(link)];
  const text = part === null ? '' : renderForCustomer(readCopied([part])).plain;
  const shared: ShareData =
    navigator.canShare?.({ files }) && files.length > 0 ? { title, files } : { title, text };
  try {
    await navigator.share(shared);
  } catch (error) {
    if ((error as Error).name !== 'AbortError') throw error;
  }
}

async function fetchFile({ href, download }: HTMLAnchorElement): Promise<File> {
  const blob = await (await fetch(href)).blob();
  return new File([blob], download, { type: blob.type });
}
