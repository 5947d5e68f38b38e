/** What keys mean in the palette, beside those that move the choice. */

/** Copies: Ctrl or Cmd with C while no words are marked, which it then copies as everywhere. */
export function isCopy(event: KeyboardEvent, field: HTMLInputElement): boolean {
  const { key, ctrlKey, metaKey, shiftKey, altKey } = event;
  const isCopyKey = (ctrlKey || metaKey) && key.toLowerCase() === 'c' && !shiftKey && !altKey;
  return isCopyKey && field.selectionStart === field.selectionEnd && getSelection()?.isCollapsed !== false;
}

/** Opens, and needs nothing but the list. */
export function isPlainEnter({ key, shiftKey, altKey }: KeyboardEvent): boolean {
  return key === 'Enter' && !shiftKey && !altKey;
}

/** Belongs into the field, wherever it is typed. A blank presses buttons. */
export function isLetter({ key, ctrlKey, metaKey, altKey, isComposing }: KeyboardEvent): boolean {
  return key.length === 1 && key !== ' ' && !ctrlKey && !metaKey && !altKey && !isComposing;
}
