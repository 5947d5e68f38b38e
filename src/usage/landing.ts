/**
 * A landing is a visit to an asset's page that came from a hit of a search, at a place within the page: its address ends in
 * `#` and the place. What is done first ends it:
 *
 * - `copied`, `rated`: the reader takes something, or says that it is useful or out of date, which both need that it was
 *   read. Such a visit has landed.
 * - `scrolled`: the page is moved by more than half the height of the window. Eyes rest on the upper half of a screen, and
 *   scrolling past an answer is the clearest sign that it was not the one (Lagun, Hsieh, Webster, Navalpakkam: Towards better
 *   measurement of attention and satisfaction in mobile search, SIGIR 2014); less than that is making room to read.
 * - `searched`: the reader types into a search again or opens another hit, here or on the page before, within thirty seconds.
 *   Whoever stays longer has read it, by the usual bound of a satisfied click (Kim, Hassan, White, Zitouni: Modeling dwell
 *   time to predict click-level satisfaction, WSDM 2014), and what is typed then is the next question.
 * - `refused`: the reader says that it is not useful.
 *
 * Whoever reads and leaves, or says it aloud, leaves no trace: nothing is told of that visit.
 */
export const LANDING_ENDS = ['copied', 'rated', 'scrolled', 'searched', 'refused'] as const;
export type LandingEnd = (typeof LANDING_ENDS)[number];

/** Those by which a visit has landed. */
export const LANDED = ['copied', 'rated'] as const satisfies readonly LandingEnd[];

/** So much of the window's height may be scrolled to make room. */
export const MAX_SCROLLED_WINDOWS = 0.5;
/** After so long a new search is about something else. */
export const SEARCHED_AGAIN_MS = 30_000;
