/** The list of keys, in a dialog of the platform. Fetched when somebody asks for it: with `?`, or by the button in the settings. */
import { createButton, element } from './elements.ts';
import { isApple } from './is-apple.ts';

/** Comes with the dialog: most readers never need it. */
const STYLE = `
.keys {
  width: min(30rem, calc(100vw - 2rem));
  padding: 1.25rem 1.5rem 1.5rem;
  border: 1px solid var(--border-strong);
  border-radius: 12px;
  background: var(--surface);
  color: var(--text);
  box-shadow: var(--shadow-lg);
}
.keys::backdrop { background: rgb(0 0 0 / 0.4); }
.keys h3 { margin-top: 1.1rem; font-size: var(--step--1); color: var(--text-3); }
.keys dl { display: grid; grid-template-columns: 1fr auto; gap: 0.35rem 1rem; margin-top: 0.35rem; }
.keys dd { margin: 0; text-align: right; }
.keys kbd { display: inline-block; }
.keys .button { margin-top: 1.25rem; }
`;

const [CONTROL, ALT] = isApple() ? ['Cmd', 'Option'] : ['Ctrl', 'Alt'];

const keysByPlace: Record<string, readonly (readonly [does: string, keys: string])[]> = {
  'On any page': [
    ['Search', `/ or ${CONTROL} K`],
    ['These keys', '?'],
  ],
  'On a page of the library': [
    ['Call mode, on a battlecard', 'C'],
    ['Favourite', 'F'],
  ],
  'In slides and pages of a file': [
    ['Leaf', '← →'],
    ['First and last', 'Home End'],
    ['Full screen', 'F'],
    ['Leave it', 'Esc'],
  ],
  'In the search': [
    ['Choose', '↑ ↓'],
    ['Open', 'Enter'],
    ['Copy for the customer', `${CONTROL} C`],
    ['Call mode, on a battlecard', 'Shift Enter'],
    ['Brief', `${ALT} Enter`],
    ['Close', 'Esc'],
  ],
  'In call mode': [
    ['Find what the customer says', 'type it'],
    ['Choose', '↑ ↓'],
    ['Next list', 'Left or Right'],
    ['Copy for the customer', 'Enter'],
    ['Copy for the CRM', 'Shift Enter'],
    ['Count it as heard, or request it', 'Ctrl Enter'],
    ['Leave', 'Esc'],
  ],
};

let dialog: HTMLDialogElement | undefined;

export function showKeys(): void {
  dialog ??= createDialog();
  if (!dialog.open) dialog.showModal();
}

function createDialog(): HTMLDialogElement {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  document.adoptedStyleSheets.push(sheet);
  const heading = element('h2', '', 'Keys');
  heading.id = 'keys-heading';
  const close = createButton('button', () => made.close(), 'Close');
  const made = element('dialog', 'keys', heading, ...Object.entries(keysByPlace).flatMap(renderPlace), close);
  made.setAttribute('aria-labelledby', heading.id);
  // A press beside the box lands on the dialog itself.
  made.addEventListener('click', ({ target }) => target === made && made.close());
  document.body.append(made);
  return made;
}

function renderPlace([place, keys]: [string, (typeof keysByPlace)[string]]): HTMLElement[] {
  const rows = keys.flatMap(([does, key]) => [
    element('dt', '', does),
    element('dd', '', element('kbd', '', key)),
  ]);
  return [element('h3', '', place), element('dl', '', ...rows)];
}
