/** What a hub may say of its CRM's exports; apart from their reading, since every page knows the words of `hub.yaml`. */

/** In which order the numbers of a date such as 03/04/2026 stand. */
export const DATE_ORDERS = ['day-first', 'month-first'] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

/** Which sign stands before the decimals. */
export const DECIMAL_MARKS = ['point', 'comma'] as const;
export type DecimalMark = (typeof DECIMAL_MARKS)[number];

/** The columns of an export that are read: of deals, then of leads. */
export const COLUMNS = [
  'id',
  'name',
  'account',
  'stage',
  'status',
  'is_won',
  'is_lost',
  'is_closed',
  'amount',
  'currency',
  'converted_amount',
  'converted_currency',
  'company_amount',
  'closes',
  'won_on',
  'lost_on',
  'product',
  'product_family',
  'product_amount',
  'lead_id',
  'created',
  'touched',
  'is_converted',
  'converted_on',
] as const;
/** A column that is read. */
export type Column = (typeof COLUMNS)[number];

/** How a deal stands that is in no stage any more. */
export const WON = 'won';
export const LOST = 'lost';

/** What stands between two cells of an export in text. */
export const SEPARATORS = ['\t', ';', ',', '|'] as const;
/** Titles and filters stand above the headings of a report, never so many. */
export const MAX_LINES_ABOVE = 30;
