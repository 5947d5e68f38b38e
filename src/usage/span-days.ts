/** Days back that a reader can choose from; the longest holds the others. */
export const SPAN_DAYS = [30, 90, 180] as const;
export type SpanDays = (typeof SPAN_DAYS)[number];
