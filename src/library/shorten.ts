/** At most `maxUnits` UTF-16 units, which end in `…` where something is left out; no sign is cut in two. */
export function shorten(text: string, maxUnits: number): string {
  if (text.length <= maxUnits) return text;
  // One sign more than fits tells where the last one begins.
  const signs = [...new Intl.Segmenter().segment(text.slice(0, maxUnits + 1))];
  const end = signs.findLast(({ index }) => index < maxUnits)?.index ?? 0;
  return `${text.slice(0, end).trimEnd()}…`;
}

/** The same, cut between words where one ends in the second half. */
export function shortenAtWord(text: string, maxUnits: number): string {
  if (text.length <= maxUnits) return text;
  const blank = text.lastIndexOf(' ', maxUnits - 1);
  return blank > maxUnits / 2
    ? `${text.slice(0, blank).replace(/[\s,;:–—-]+$/, '')}…`
    : shorten(text, maxUnits);
}
