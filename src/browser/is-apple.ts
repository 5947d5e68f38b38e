/** Whether the reader's keyboard has Command and Option in place of Control and Alt. */
export const isApple = (): boolean => /Mac|iPhone|iPad/.test(navigator.userAgent);
