import { freshnessOn, renderFreshnessOn, type Freshness } from '../../library/freshness.ts';
import type { ExplainedHit } from './explained.ts';

/** One part of the line below a hit's title. */
interface HitFact {
  says: 'kind' | 'place' | 'freshness' | 'audience' | 'reasons';
  text: string;
}

/** What a row of hits says beside the marked words, wherever it is drawn. */
export interface HitRow {
  /** Of the page, with the anchor of the section where one was found. */
  url: string;
  freshness: Freshness;
  /** In the order of reading; the reasons only where there are any. */
  facts: HitFact[];
}

/** The slash of a sentence's anchor may stand in an address as it is, and reads better so. */
const encodeAnchor = (slug: string): string => encodeURIComponent(slug).replaceAll('%2F', '/');

/** @param today the day where the reader is, like `2027-01-31` */
export function buildHitRow(
  hit: Pick<ExplainedHit, 'kindLabel' | 'place' | 'url' | 'section' | 'freshness' | 'internal' | 'reasons'>,
  today: string,
): HitRow {
  const { kindLabel, place, url, section, freshness, internal, reasons } = hit;
  const facts: HitFact[] = [
    { says: 'kind', text: kindLabel },
    { says: 'place', text: place },
    { says: 'freshness', text: renderFreshnessOn(freshness, today) },
    { says: 'audience', text: internal ? 'Internal only' : 'May be shared' },
    { says: 'reasons', text: reasons },
  ];
  return {
    url: section.slug === '' ? url : `${url}#${encodeAnchor(section.slug)}`,
    freshness: freshnessOn(freshness, today),
    facts: facts.filter(({ text }) => text !== ''),
  };
}
