/** Says beside the page that something was copied, and offers the other copy of the same. */
import { createButton, element } from '../elements.ts';
import { addCopyStyles } from './copy-styles.ts';

/** Long enough to read it and to go for the button. */
const SHOWN_MS = 12_000;

const words = element('span', '');
const actions = element('span', 'copy-notice-actions');
const box = element('div', 'copy-notice no-print', words, actions);
let timer: ReturnType<typeof setTimeout> | undefined;
words.role = 'status';
box.role = 'region';
box.ariaLabel = 'Copying';

/** @param also what else can be had of it, under its name */
export function showNotice(sentence: string, also?: { name: string; pressed: () => void }): void {
  addCopyStyles();
  // A region that was there before its words is read out.
  if (!box.isConnected) document.body.append(box);
  actions.replaceChildren(...(also === undefined ? [] : [createButton('button', also.pressed, also.name)]));
  requestAnimationFrame(() => {
    words.textContent = sentence;
    box.hidden = false;
  });
  clearTimeout(timer);
  timer = setTimeout(hide, SHOWN_MS);
}

function hide(): void {
  // Whoever stands on its button is not robbed of it.
  if (box.contains(document.activeElement) || box.matches(':hover')) timer = setTimeout(hide, SHOWN_MS);
  else box.hidden = true;
}
