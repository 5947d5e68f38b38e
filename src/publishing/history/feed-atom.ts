import { escapeHtml } from '../../library/escape-html.ts';
import { feedAddress, type Feed, type FeedEntry } from './feeds.ts';

/** Where the feeds are read, and by what their ids are told from those of other hubs. */
export interface FeedHome {
  /** `company.site` of hub.yaml. */
  site: string;
  /** The company's name: with it an id lasts, also when the hub moves to another address. */
  company: string;
}

/**
 * A feed as Atom (RFC 4287). Every address is whole. Ids are URNs made of the company's name and that of the feed or
 * asset, so that a reader never shows something twice because the site moved.
 */
export function renderAtom(feed: Feed, home: FeedHome): string {
  const whole = (address: string): string => new URL(address, home.site).href;
  // An empty feed must say when it was last new, too: never.
  const updated = feed.entries[0]?.updated ?? '1970-01-01T00:00:00.000Z';
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    `  <id>${urn(home, `feed/${feed.name}`)}</id>`,
    `  <title>${text(`${home.company}: ${feed.label}`)}</title>`,
    `  <updated>${updated}</updated>`,
    `  <author><name>${text(home.company)}</name></author>`,
    `  <link rel="self" type="application/atom+xml" href="${text(whole(feedAddress(feed.name)))}"/>`,
    `  <link rel="alternate" type="text/html" href="${text(whole(feed.about))}"/>`,
    ...feed.entries.map((entry) => renderEntry(entry, home, whole)),
    '</feed>',
    '',
  ].join('\n');
}

function renderEntry(entry: FeedEntry, home: FeedHome, whole: (address: string) => string): string {
  return [
    '  <entry>',
    `    <id>${urn(home, `piece/${entry.id}`)}</id>`,
    `    <title>${text(entry.title)}</title>`,
    `    <updated>${entry.updated}</updated>`,
    ...(entry.published === undefined ? [] : [`    <published>${entry.published}</published>`]),
    ...(entry.author === undefined ? [] : [`    <author><name>${text(entry.author)}</name></author>`]),
    `    <link rel="alternate" type="text/html" href="${text(whole(entry.address))}"/>`,
    ...entry.categories.map(({ id, name }) => `    <category term="${text(id)}" label="${text(name)}"/>`),
    ...(entry.summary === '' ? [] : [`    <summary>${text(entry.summary)}</summary>`]),
    '  </entry>',
  ].join('\n');
}

/** RFC 8141: letters, digits and what is percent-encoded may stand in a URN of the informal kind used here. */
function urn({ company }: FeedHome, name: string): string {
  const parts = [company, ...name.split('/')].map((part) => encodeURIComponent(part.toWellFormed()));
  return text(`urn:x-hub:${parts.join(':')}`);
}

/** Text for an element or an attribute. XML 1.0 has no other control signs than tab and line break. */
function text(words: string): string {
  const known = words.toWellFormed().replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '');
  return escapeHtml(known);
}
