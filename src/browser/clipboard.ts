import { renderCopied, type Copied, type CopiedFrom } from '../reader/copied-text.ts';
import { readToday } from './today.ts';

/** Rich and plain text in one write, so that mail takes the one and a chat the other. Throws when the browser refuses. */
async function write({ plain, html }: Copied): Promise<void> {
  // Browsers that know only plain text have no ClipboardItem.
  if (typeof ClipboardItem === 'undefined') return navigator.clipboard.writeText(plain);
  await navigator.clipboard.write([
    new ClipboardItem({
      'text/plain': new Blob([plain], { type: 'text/plain' }),
      'text/html': new Blob([html], { type: 'text/html' }),
    }),
  ]);
}

/** Copies a text, with a note for the customer's record below it where one is given. */
export function copy(text: string, from?: Omit<CopiedFrom, 'today'>): Promise<void> {
  return write(renderCopied(text, from === undefined ? undefined : { ...from, today: readToday() }));
}
