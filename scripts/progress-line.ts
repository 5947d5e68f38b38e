const SHOWN_EVERY_MS = 100;

/** One line on a terminal that each text is written over; an empty one clears it. Nothing is shown where nobody looks. */
export function createProgressLine(): (text: string) => void {
  if (!process.stderr.isTTY) return () => undefined;
  let shownAt = 0;
  return (text) => {
    const now = Date.now();
    if (text !== '' && now - shownAt < SHOWN_EVERY_MS) return;
    shownAt = now;
    process.stderr.write(`\r\u001B[K${text}`);
  };
}
