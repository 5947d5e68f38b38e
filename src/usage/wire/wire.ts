/**
 * Where the hub's own pages send events on their own origin. Not a word such as `ingest` or `analytics`: filter lists
 * of content blockers know those.
 */
export const INGEST_PREFIX = '/x7k';
