import { isRecord } from '../library/is-record.ts';
import type { PrintOptions } from '../hogql/printer.ts';

/** What of a request the hub uses, beside what shapes its answer. Fields that say nothing may be there too. */
const READ = new Set([
  'kind',
  'query',
  'values',
  'filters',
  'variables',
  'name',
  'explain',
  'response',
  'tags',
  'version',
]);

/** A day, or a point in time; PostHog takes one without an offset for the project's time. */
const MOMENT = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:\d{2})?)?$/;

function saysNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === '') return true;
  return typeof value === 'object' && Object.values(value).every(saysNothing);
}

/** ISO 8601 in UTC, or without an offset as it is given; undefined where it is no such text. */
function readMoment(text: unknown): string | undefined {
  if (typeof text !== 'string' || !MOMENT.test(text)) return undefined;
  const hasOffset = /(?:Z|[+-]\d{2}:\d{2})$/.test(text);
  const at = Date.parse(/[T ]/.test(text) ? `${text.replace(' ', 'T')}${hasOffset ? '' : 'Z'}` : text);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString().slice(0, hasOffset ? undefined : -1);
}

/** The filters of a dashboard, or the sentence for a field that this hub does not honour. */
export function readFilters(
  question: Readonly<Record<string, unknown>>,
): { filters: NonNullable<PrintOptions['filters']> } | { problem: string; field: string } {
  const unread = Object.keys(question).find((field) => !READ.has(field) && !saysNothing(question[field]));
  if (unread !== undefined)
    return { field: unread, problem: `This hub does not read "${unread}" of a query. Leave it out.` };
  if (!saysNothing(question['variables']))
    return {
      field: 'variables',
      problem: 'This hub has no variables. Write {name} and pass it in "values".',
    };
  const { filters } = question;
  if (saysNothing(filters)) return { filters: {} };
  if (!isRecord(filters)) return { field: 'filters', problem: 'Filters are an object.' };
  const { dateRange, ...others } = filters;
  const other = Object.keys(others).find((field) => !saysNothing(others[field]));
  if (other !== undefined)
    return {
      field: 'filters',
      problem: `This hub reads "dateRange" of the filters alone, not "${other}". Write the condition into WHERE.`,
    };
  if (!isRecord(dateRange))
    return { field: 'filters', problem: 'The dateRange of the filters is an object.' };
  const { date_from: from, date_to: to, ...rest } = dateRange;
  const [first, last] = [from === 'all' ? undefined : from, to].map((each) =>
    saysNothing(each) ? undefined : (readMoment(each) ?? false),
  );
  if (first === false || last === false || !saysNothing(rest))
    return {
      field: 'filters',
      problem:
        'This hub reads date_from and date_to as days or times in ISO 8601, such as 2026-11-01. Work out a span like "-7d" before asking.',
    };
  return {
    filters: { ...(first === undefined ? {} : { from: first }), ...(last === undefined ? {} : { to: last }) },
  };
}
