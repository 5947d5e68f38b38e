/** Whether a key that was pressed belongs to what somebody writes, and is no shortcut. */
export function isTyping({ target }: KeyboardEvent): boolean {
  return (target as Element).matches?.('input, select, textarea, [contenteditable]');
}
