import type { PlainAtLeast } from '../../reader/copy/copied.ts';

/**
 * Rich and plain text in one write, so that mail takes the one and a chat the other; a file is plain alone. Gives whether the browser allowed it:
 * without https there is no clipboard at all, and a reader or an administrator may have forbidden it.
 *
 * `document.execCommand('copy')` would still work there, but browsers have announced its end, and what it answers is no
 * promise that anything was copied; what a reader copies by hand always is.
 */
export async function writeClipboard({ plain, html }: PlainAtLeast): Promise<boolean> {
  try {
    // Browsers that know only plain text have no ClipboardItem.
    if (html === undefined || typeof ClipboardItem === 'undefined')
      await navigator.clipboard.writeText(plain);
    else
      await navigator.clipboard.write([
        new ClipboardItem({
          'text/plain': new Blob([plain], { type: 'text/plain' }),
          'text/html': new Blob([html], { type: 'text/html' }),
        }),
      ]);
    return true;
  } catch {
    return false;
  }
}
