/** Where the browser refuses: the text stands there selected, and one key of the reader's own copies it. */
import type { PlainAtLeast } from '../../reader/copy/copied.ts';
import { createButton, element } from '../elements.ts';
import { isApple } from '../is-apple.ts';
import { addCopyStyles } from './copy-styles.ts';

/** @param copied called when the reader has copied it */
export function offerByHand({ plain, html }: PlainAtLeast, copied: () => void): void {
  addCopyStyles();
  const text = element('textarea', '', plain);
  text.readOnly = true;
  text.rows = Math.min(10, plain.split('\n').length + 3);
  text.ariaLabel = 'The text to copy';
  const box = element(
    'div',
    'by-hand-box',
    element(
      'p',
      '',
      'The browser did not let the hub copy. The text is selected: press ',
      keys(),
      ', or hold it and choose Copy. Nothing was lost.',
    ),
    text,
    createButton('button', () => box.hidePopover(), 'Close'),
  );
  box.popover = 'auto';
  box.role = 'dialog';
  box.ariaLabel = 'Copy by hand';
  // The reader's own copying may carry both forms, also where a page may not.
  box.addEventListener('copy', (event) => {
    event.clipboardData?.setData('text/plain', plain);
    if (html !== undefined) event.clipboardData?.setData('text/html', html);
    event.preventDefault();
    box.hidePopover();
    copied();
  });
  box.addEventListener('toggle', (event) => event.newState === 'closed' && box.remove());
  document.body.append(box);
  box.showPopover();
  text.focus();
  text.select();
}

function keys(): HTMLElement {
  return element('kbd', '', isApple() ? '⌘ C' : 'Ctrl C');
}
