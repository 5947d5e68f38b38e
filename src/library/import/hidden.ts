import type { Day } from '../dates.ts';
import { dayOf, dayOfPath, valueOf, type FrontMatterData } from './front-matter-values.ts';

/** Whether readers were to see a page where it comes from. */
export type Visibility =
  | { shown: true; expires?: Day }
  /** Kept back by its author: it becomes a draft here. */
  | { shown: false; why: string; expires?: Day }
  /** No page of its own, only the way to another. */
  | { shown: false; redirectsTo: string };

const YES = /^(?:true|yes|on|1)$/i;
const NO = /^(?:false|no|off|0)$/i;

/** Keys that keep a page from readers when they are true. One without a place in the navigation is found by search there, and is here. */
const SAYS_HIDDEN = [
  'draft',
  'isDraft',
  'is_draft',
  'private',
  'hidden',
  'unpublished',
  'unlisted',
  'confidential',
  'archived',
  'wip',
  'headless',
];
/** Keys that keep a page from readers when they are false. */
const SAYS_SHOWN = ['published', 'publish', 'is_published', 'public', 'visible', 'dg-publish'];
/** Keys under which a page names where it stands on its way to readers. */
const STATES = ['visibility', 'status', 'access', 'state', 'workflow', 'review_status', 'publication_status'];
const KEPT_BACK =
  /^(?:private|draft|hidden|archived|deleted|restricted|unpublished|unlisted|privat|entwurf|vertraulich|archiviert|gelöscht|brouillon|privé|archivé|borrador|bozza|concept|下書き|草稿|非公開)$/i;

/**
 * What a page says about who may read it, in its front matter and by the folder it lies in, on the day `today`. `future` is
 * what its tool makes of a date that is still to come.
 */
export function visibilityOf(
  data: FrontMatterData,
  today: Day,
  path = '',
  future: 'hidden' | 'shown' = 'hidden',
): Visibility {
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
  for (const key of SAYS_HIDDEN) {
    if (YES.test(String(valueOf(data, key))))
      return { shown: false, why: `it says ${key}: true`, ...expires };
  }
  for (const key of SAYS_SHOWN) {
    if (NO.test(String(valueOf(data, key))))
      return { shown: false, why: `it says ${key}: false`, ...expires };
  }
  for (const key of STATES) {
    const state = textOf(data, [key]);
    if (state !== undefined && KEPT_BACK.test(state.trim()))
      return { shown: false, why: `it says ${key}: ${state.trim()}`, ...expires };
  }
  const tags = valueOf(data, 'tags');
  if (Array.isArray(tags) && tags.some((tag) => typeof tag === 'string' && /^#?draft$/i.test(tag)))
    return { shown: false, why: 'its tags say draft', ...expires };
  if (textOf(data, ['password']) !== undefined)
    return { shown: false, why: 'it asks readers for a password', ...expires };
  if (
    /^never$/i.test(String(valueOf(data, 'build.render') ?? valueOf(data, '_build.render'))) ||
    data['permalink'] === false
  )
    return { shown: false, why: 'it says that no page is made of it', ...expires };
  const folder = /(?:^|\/)(_?drafts?|_?private)\//i.exec(path)?.[1];
  if (folder !== undefined) return { shown: false, why: `it lies in a folder called ${folder}`, ...expires };
  if (ends !== undefined && ends <= today) return { shown: false, why: `it ended on ${ends}`, ...expires };
  const dated = () => dayOf(data, ['date']) ?? dayOfPath(path);
  const begins =
    dayOf(data, ['publishDate', 'publishdate', 'publish_date', 'embargo']) ??
    (future === 'hidden' ? dated() : undefined);
  if (begins !== undefined && begins > today) {
    return { shown: false, why: `it was to appear on ${begins}`, ...expires };
  }
  return { shown: true, ...expires };
}

function textOf(data: FrontMatterData, keys: readonly string[]): string | undefined {
  return keys
    .map((key) => valueOf(data, key))
    .find((value): value is string => typeof value === 'string' && value !== '');
}
