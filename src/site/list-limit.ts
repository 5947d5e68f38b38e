/** Rows on a page of a list; beyond them the library finds and filters, and pages stay light however much there is. */
export const LIST_LIMIT = 200;
