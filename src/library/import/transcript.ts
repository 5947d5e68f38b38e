/**
 * What was said in a call, from the transcript of a tool that records calls: WebVTT, SubRip, or text with a speaker before each
 * line. Times and names of speakers are left out; which line matters, only a person can say.
 */

const TIMES = /^(?:\d+:)?\d{1,2}:\d{2}[.,]\d{3}\s+-->/;
/** `Ana Ruiz:`, `[00:12:03] Ana Ruiz (Acme):`, `Speaker 2:` at the beginning of a line. */
const SPEAKER =
  /^(?:[[(]?(?:\d{1,2}:)?\d{1,2}:\d{2}[\])]?\s*)?(?:\p{Lu}[\p{L}\p{M}'’.-]*(?: (?:\p{Lu}[\p{L}\p{M}'’.-]*|\d+)){0,3}(?: \([^)]*\))?:\s+)?/u;
/** `<v Ana Ruiz>`, `</v>`, `<i>` and times inside a cue. */
const TAG = /<[^>]*>/g;

/** The spoken lines of a transcript, in order. */
export function parseTranscript(text: string): string[] {
  const blocks = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n[ \t]*\r?\n/)
    .map((block) => block.split(/\r?\n/).map((line) => line.trim()));
  return blocks.flatMap((lines) => {
    if (/^(?:WEBVTT|NOTE|STYLE|REGION)(?:\s|$)/.test(lines[0] ?? '')) return [];
    const at = lines.findIndex((line) => TIMES.test(line));
    // A cue is one line, however it was broken for the screen.
    const spoken = at >= 0 ? [lines.slice(at + 1).join(' ')] : lines;
    return spoken
      .map((line) => line.replaceAll(TAG, '').replace(SPEAKER, '').trim())
      .filter((line) => line !== '');
  });
}

/** The numbers of `12,40-41`, 1-based; undefined where it says something else or a number above `most`. */
export function parseLineNumbers(given: string, most: number): number[] | undefined {
  const numbers = given.split(',').flatMap((part) => {
    const [, from = '', to = from] = /^\s*(\d{1,6})(?:\s*-\s*(\d{1,6}))?\s*$/.exec(part) ?? [];
    const [first, last] = [Number(from), Number(to)];
    if (from === '' || first < 1 || last < first || last > most) return [Number.NaN];
    return Array.from({ length: last - first + 1 }, (_, at) => first + at);
  });
  return numbers.some(Number.isNaN) ? undefined : [...new Set(numbers)];
}

/** A win/loss note with quotes and nothing else: the check names each thing that a person has to fill in. */
export function renderWinLossDraft(quotes: readonly string[]): string {
  return [
    '---',
    '# yaml-language-server: $schema=../../.schemas/win-loss.schema.json',
    'title:',
    'benefit:',
    'owner:',
    'competitors: []',
    'outcome: # won, lost or no-decision',
    'decided:',
    'reason:',
    'quotes:',
    ...quotes.map((said) => `  - said: ${JSON.stringify(said)}`),
    '---',
    '',
  ].join('\n');
}
