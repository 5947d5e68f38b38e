/** What the screens of a call share: leaving with one key to where one was, and a screen that stays on. */

/** Escape, or the link for it, leads back to the page from which the call was begun. */
export function leaveOnEscape(): void {
  const link = document.querySelector<HTMLAnchorElement>('[data-leave]');
  const leave = (event: Event): void => {
    event.preventDefault();
    const isFromHub = document.referrer.startsWith(`${location.origin}/`) && history.length > 1;
    if (isFromHub) history.back();
    else if (link !== null) location.assign(link.href);
  };
  link?.addEventListener('click', leave);
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.isComposing && !isCovered()) leave(event);
  });
}

/** Whether search lies over the screen: then the keys are its own. */
export function isCovered(): boolean {
  return document.querySelector(':popover-open') !== null;
}

/** Keeps a phone that lies beside a laptop from going dark, where the platform can. */
export function stayAwake(): void {
  document.addEventListener('visibilitychange', askToStayOn);
  askToStayOn();
}

function askToStayOn(): void {
  if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
  // Refused with an empty battery: the phone knows better.
  navigator.wakeLock.request('screen').catch(() => undefined);
}

/**
 * Letters typed anywhere belong into the field, and `/` goes there as it goes to the search elsewhere. On a phone the
 * keyboard would cover what is to be read.
 */
export function typeInto(field: HTMLInputElement): void {
  if (!matchMedia('(pointer: coarse)').matches) field.focus();
  // Before the key opens the search of the hub.
  const onSlash = (event: KeyboardEvent): void => {
    const { key, ctrlKey, metaKey, altKey, target } = event;
    if (key !== '/' || ctrlKey || metaKey || altKey || target === field || isCovered()) return;
    event.preventDefault();
    event.stopPropagation();
    field.focus();
    field.select();
  };
  document.addEventListener('keydown', onSlash, { capture: true });
  document.addEventListener('keydown', ({ key, ctrlKey, metaKey, altKey, target }) => {
    const isLetter = key.length === 1 && key !== ' ' && !ctrlKey && !metaKey && !altKey;
    if ((isLetter || key === 'Backspace') && target !== field && key !== '/' && !isCovered()) field.focus();
  });
}
