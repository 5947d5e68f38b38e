import { canRequest } from '../search/search-reports.ts';

/** Whether what other cards and the answers say has come, or cannot be had. */
export type Elsewhere = 'coming' | 'here' | 'away';

/** What stands where an answer would, when there is none. */
export function whyNothing(about: {
  typed: string;
  /** Nothing but small words was typed. */
  isVague: boolean;
  /** The name of another list of the card that has something. */
  other: string | undefined;
  elsewhere: Elsewhere;
}): string {
  const { typed, isVague, other, elsewhere } = about;
  if (typed === '') return 'Nothing here that still holds.';
  if (isVague) return 'Go on: a word or two more.';
  if (other !== undefined) return `Nothing here on “${typed}”. Look under ${other}.`;
  if (elsewhere === 'coming') return 'Not in this card. Looking in the others.';
  const where =
    elsewhere === 'here'
      ? 'No card and no answer has anything on'
      : 'Other cards and answers are not on this device. This card has nothing on';
  const recording = canRequest() ? '' : ' Recording is off in this browser, so it cannot be requested here.';
  return `${where} “${typed}”.${recording}`;
}
