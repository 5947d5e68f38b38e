import type { Day } from '../../library/dates.ts';
import { renderFreshnessOn } from '../../library/freshness.ts';
import type { AgentHub } from '../hub.ts';
import { context, linked, type SlackBlock } from './slack-message.ts';

/** Links of one message that are shown; Slack sends no more than it shows. */
const MOST = 10;

/** What a link in a chat is shown with, by its address as it was sent. */
export type Unfurls = Record<string, { blocks: SlackBlock[] }>;

/**
 * Title, freshness and owner of the pages that were linked to. Everybody in the conversation sees it, guests too, so no
 * sentence of a page is in it. An address of another site, or of no page, has none.
 */
export function unfurlLinks({ list, byId }: AgentHub, urls: readonly string[], today: Day): Unfurls {
  const site = list.site?.replace(/\/+$/, '');
  const shown: Unfurls = {};
  for (const address of urls.slice(0, MOST)) {
    const url = URL.canParse(address) ? new URL(address) : undefined;
    const page = url && `${url.origin}${url.pathname}`;
    if (site === undefined || page?.startsWith(`${site}/`) !== true) continue;
    const row = byId.get(page.slice(site.length + 1).replace(/\/$/, ''));
    if (row === undefined) continue;
    const { title, owner, review_by: reviewBy, expires } = row;
    const about = [renderFreshnessOn({ reviewBy, expires }, today), owner?.name ?? 'No owner yet'];
    shown[address] = { blocks: [linked(title, `${site}${row.url}`), context(about.join(' · '))] };
  }
  return shown;
}
