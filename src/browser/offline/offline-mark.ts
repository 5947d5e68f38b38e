/** The mark at the edge of a page that tells of a network that is gone. */
import { sayMoment } from './offline-ask.ts';
import { OFFLINE_PATH } from '../../library/addresses.ts';

/** Comes with the mark: most pages never need it. */
const STYLE = `
.offline-mark {
  position: fixed;
  z-index: 20;
  right: max(0.75rem, env(safe-area-inset-right));
  bottom: max(0.75rem, env(safe-area-inset-bottom));
  margin: 0;
}
.offline-mark a {
  display: block;
  padding: 0.35rem 0.7rem;
  border: 1px solid var(--border-strong);
  border-radius: 999px;
  background: var(--surface);
  color: var(--text);
  font-size: 0.8125rem;
  line-height: 1.3;
  text-decoration: none;
  box-shadow: 0 2px 10px rgb(0 0 0 / 0.14);
}
.offline-mark a::before {
  content: '';
  display: inline-block;
  width: 0.5rem;
  height: 0.5rem;
  margin-right: 0.45rem;
  border-radius: 50%;
  background: var(--text-3);
}
/* What stands last on a page is not read through the mark. */
body:has(> .offline-mark > a) {
  padding-bottom: 3.5rem;
}
body:has(> .call) {
  padding-bottom: 0;
}
/* In a call on a phone every row counts: there the mark is the last of them. */
@media (max-width: 59.99rem) {
  .call ~ .offline-mark {
    inset: auto 0 0;
  }
  .call ~ .offline-mark a {
    box-sizing: border-box;
    height: calc(2.75rem + env(safe-area-inset-bottom));
    padding: 0 1rem;
    border-width: 1px 0 0;
    border-radius: 0;
    font-size: 1rem;
    line-height: calc(2.75rem - 1px);
    box-shadow: none;
  }
  body:has(> .offline-mark > a) > .call {
    height: calc(100dvh - 2.75rem - env(safe-area-inset-bottom));
  }
}
/* With the keyboard up there is room for what was asked and its answer. */
@media (max-height: 33rem) and (max-width: 59.99rem) {
  .call ~ .offline-mark {
    display: none;
  }
  body:has(> .offline-mark > a) > .call {
    height: 100dvh;
  }
}
@media print {
  .offline-mark {
    display: none;
  }
  /* Room that nothing takes would be a second sheet. */
  body:has(> .offline-mark > a) {
    padding-bottom: 0;
  }
}
`;

let mark: HTMLElement | undefined;

/**
 * Shows that there is no network, or takes that back.
 *
 * @param asOf when what is shown was last known to be current, in ms since 1970; undefined when nobody knows
 */
export function showMark(isOffline: boolean, asOf: number | undefined): void {
  if (mark === undefined && !isOffline) return;
  mark ??= makeMark();
  if (!isOffline) return mark.replaceChildren();
  const link = document.createElement('a');
  link.href = OFFLINE_PATH;
  link.textContent = asOf === undefined ? 'Offline' : `Offline, as of ${sayMoment(asOf)}`;
  mark.replaceChildren(link);
}

/** There first, filled after: else who listens would not hear of it. */
function makeMark(): HTMLElement {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  document.adoptedStyleSheets.push(sheet);
  const made = document.createElement('p');
  made.className = 'offline-mark';
  made.role = 'status';
  document.body.append(made);
  return made;
}
