/** Days back that a reader can choose from; the longest holds the others. */
export const SPAN_DAYS = [30, 90, 180, 365] as const;
export type SpanDays = (typeof SPAN_DAYS)[number];

/**
 * Weeks from Monday on that stand for a span, the running one included. 365 days touch 53 weeks, the first of them only
 * at its end; a week cut short would read as a fall, so 52 are shown, as 26 are of 180 days.
 */
export const SPAN_WEEKS: Readonly<Record<SpanDays, number>> = { 30: 5, 90: 13, 180: 26, 365: 52 };

/** What questions look at that follow a span by leaving rows out. */
export const LONGEST_DAYS = 365 satisfies SpanDays;
export const LONGEST_WEEKS = SPAN_WEEKS[LONGEST_DAYS];
