import {
  context,
  escapeMrkdwn,
  header,
  linked,
  section,
  type SlackBlock,
} from '../../agents/chat/slack-message.ts';
import type { Digest } from './digest.ts';

/** What an incoming webhook of Slack takes: https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks */
export interface SlackPost {
  text: string;
  blocks: SlackBlock[];
}

/** Slack takes fifty blocks; ten of each part and their headings are fewer, where two make one item. */
const MOST_BLOCKS = 50;
const ITEMS = 5;

export function renderDigestSlack({ title, parts }: Digest): SlackPost {
  const blocks = parts.flatMap(({ heading, items, more, none }): SlackBlock[] => {
    const left = more + Math.max(0, items.length - ITEMS);
    return [
      header(heading),
      ...(items.length === 0 ? [section(none)] : []),
      ...items
        .slice(0, ITEMS)
        .flatMap(({ says, about, url }) => [
          url === undefined ? section(says) : linked(says, url),
          context(about),
        ]),
      ...(left > 0 ? [context(`… and ${String(left)} more.`)] : []),
    ];
  });
  return { text: escapeMrkdwn(title), blocks: [section(title), ...blocks].slice(0, MOST_BLOCKS) };
}
