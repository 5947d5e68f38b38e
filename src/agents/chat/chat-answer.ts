import { renderDay, type Day } from '../../library/dates.ts';
import { renderFreshnessOn } from '../../library/freshness.ts';
import type { AgentHub } from '../hub.ts';
import type { Found } from '../tools/found.ts';
import { searchTool } from '../tools/search.ts';
import { context, linked, message, section, type SlackBlock, type SlackMessage } from './slack-message.ts';

/** More than these few nobody reads in a chat. */
const SHOWN = 3;
/** As long as a question to the search may be. */
const MAX_QUESTION = 400;

const SAYS = {
  aloud: 'May be said to a customer',
  shown: 'May be sent with its file, not said',
  guidance: 'For you to know, not to be said to a customer',
} as const;

/** What a person who asks in a chat is shown, and nobody else there. */
export async function answerInChat(hub: AgentHub, typed: string, today: Day): Promise<SlackMessage> {
  const query = [...typed.toWellFormed()].slice(0, MAX_QUESTION).join('').trim();
  if (query === '')
    return message('Nothing was asked.', [
      section('Type what the customer said behind the command, such as: /hub does it work without signal'),
    ]);
  const given = { query, limit: SHOWN, for_customer: false, today };
  const { total, hits, nearest, ask_for_it: askForIt } = await searchTool.answer(hub, given, today);
  if (hits.length === 0) {
    const meant = nearest.length > 0 ? ` Did you mean ${nearest.join(', ')}?` : '';
    const says = `The hub has nothing for “${query}”.${meant}`;
    return message(says, [
      section(says),
      ...(askForIt === null ? [] : [linked('Ask for it in the hub', askForIt)]),
    ]);
  }
  const says = `${String(total)} found for “${query}”`;
  return message(says, [context(says), ...hits.flatMap((hit) => blocksOf(hit, today))]);
}

function blocksOf({ page, sentence }: Found, today: Day): SlackBlock[] {
  const freshness = renderFreshnessOn(
    { reviewBy: page.review_by ?? undefined, expires: page.expires ?? undefined },
    today,
  );
  const about = [freshness, page.owner === null ? 'No owner yet' : `Ask ${page.owner}`];
  // What has run out must not be repeated: that it was there is all that helps.
  if (sentence === null || page.state === 'expired')
    return [linked(page.title, page.url), context(about.join(' · '))];
  const { words, answer, then_ask: ask, say, source, good_until: until } = sentence;
  return [
    linked(page.title, page.url),
    section(
      [answer === null ? words : `“${words}”\n${answer}`, ...(ask === null ? [] : [`Then ask: ${ask}`])].join(
        '\n',
      ),
    ),
    context(
      [
        SAYS[say],
        ...(until === null ? [] : [`holds until ${renderDay(until)}`]),
        ...(source === null ? [] : [`Source: ${source.from}, ${renderDay(source.seen_on)}`]),
        ...about,
      ].join(' · '),
    ),
  ];
}
