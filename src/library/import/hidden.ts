import { isDay, type Day } from '../dates.ts';
import { dayOf, valueOf, type FrontMatterData } from './front-matter-values.ts';

/** Whether readers were to see a page where it comes from. */
export type Visibility =
  | { shown: true; expires?: Day }
  /** Kept back by its author: it becomes a draft here. */
  | { shown: false; why: string; expires?: Day }
  /** No page of its own, only the way to another. */
  | { shown: false; redirectsTo: string };

const YES = /^(?:true|yes|on|1)$/i;
const NO = /^(?:false|no|off|0)$/i;

/** What the front matter of a page says about who may read it, on the day `today`. */
export function visibilityOf(data: FrontMatterData, today: Day): Visibility {
  const redirect = textOf(data, ['redirect_to', 'redirect', 'redirectTo', 'redirect_url', 'redirectUrl']);
  if (redirect !== undefined && /[/.]/.test(redirect)) return { shown: false, redirectsTo: redirect };
  const ends = dayOf(data, [
    'expiryDate',
    'expirydate',
    'expires',
    'expiry_date',
    'unpublish_on',
    'unpublishDate',
  ]);
  const expires = ends === undefined ? {} : { expires: ends };
  for (const key of ['draft', 'private', 'hidden', 'unpublished', 'confidential']) {
    if (YES.test(String(valueOf(data, key))))
      return { shown: false, why: `its front matter says ${key}: true`, ...expires };
  }
  for (const key of ['published', 'publish', 'public']) {
    if (NO.test(String(valueOf(data, key))))
      return { shown: false, why: `its front matter says ${key}: false`, ...expires };
  }
  const state = textOf(data, ['visibility', 'status', 'access']);
  if (state !== undefined && /^(?:private|draft|hidden|archived|deleted|restricted)$/i.test(state)) {
    return { shown: false, why: `its front matter says ${state.toLowerCase()}`, ...expires };
  }
  if (ends !== undefined && ends <= today) return { shown: false, why: `it ended on ${ends}`, ...expires };
  const begins = dayOf(data, ['publishDate', 'publishdate', 'publish_date', 'embargo']);
  if (begins !== undefined && isDay(begins) && begins > today) {
    return { shown: false, why: `it was to appear on ${begins}`, ...expires };
  }
  return { shown: true, ...expires };
}

function textOf(data: FrontMatterData, keys: readonly string[]): string | undefined {
  return keys
    .map((key) => valueOf(data, key))
    .find((value): value is string => typeof value === 'string' && value !== '');
}
