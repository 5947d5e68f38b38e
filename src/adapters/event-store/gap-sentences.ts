import type { Gap } from './segment-book.ts';
import { archiveName, segmentName } from './segment-names.ts';

const WHY = {
  missing: 'is missing',
  shorter: 'is shorter than it was',
  altered: 'is not as it was written',
} as const;

function count(events: number): string {
  return `${String(events)} ${events === 1 ? 'event' : 'events'}`;
}

/** What is wrong with the journal, a sentence for each part, for whoever looks after the hub. */
export function sayGaps(gaps: readonly Gap[], unreadable: readonly number[]): string[] {
  return [
    ...gaps.map(({ segment, why, events, inTables }) => {
      const what = `${segmentName(segment)} ${WHY[why]}${events === undefined ? '' : ` (${count(events)})`}.`;
      return inTables
        ? `${what} The tables still hold what it held: put a good copy from a backup in its place, or stop the hub and run \`npm run store -- rebuild\`, which writes it into the journal again.`
        : `${what} What it held is missing from the numbers, unless the tables have it: stop the hub, put a good copy from a backup in its place, and start the hub again.`;
    }),
    ...unreadable.map(
      (segment) =>
        `${archiveName(segment)} cannot be read, so its events are missing from the tables. The file is left as it is: put a good copy from a backup in its place, and the next start adds its events.`,
    ),
  ];
}
