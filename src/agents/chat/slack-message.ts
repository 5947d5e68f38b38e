import { shorten } from '../../library/shorten.ts';

/**
 * Messages as Slack takes them (Block Kit). What an author or an asker wrote goes into `plain_text`, where nothing is
 * read as a mention, a link or a form; the one thing written in Slack's own markup is a link with an escaped title.
 */

/** Slack's bounds, in letters: https://docs.slack.dev/reference/block-kit/blocks */
const MAX_SECTION = 3000;
const MAX_CONTEXT = 2000;
const MAX_LINK_TITLE = 200;

interface PlainText {
  type: 'plain_text';
  text: string;
  emoji: false;
}

/** `verbatim` keeps Slack from making links and mentions of words by itself. */
interface Mrkdwn {
  type: 'mrkdwn';
  text: string;
  verbatim: true;
}

export type SlackBlock =
  | { type: 'header'; text: PlainText }
  | { type: 'section'; text: PlainText | Mrkdwn }
  | { type: 'context'; elements: PlainText[] };

/** What one person alone is shown. */
export interface SlackMessage {
  response_type: 'ephemeral';
  replace_original: false;
  /** For notices and screen readers, in place of the blocks. */
  text: string;
  blocks: SlackBlock[];
}

/** Slack reads these three signs and no others: https://docs.slack.dev/messaging/formatting-message-text */
export const escapeMrkdwn = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Cut between letters, with a mark where something was left out; Slack refuses a whole message for one that is too long or empty. */
function fit(text: string, most: number): string {
  const words = text.toWellFormed().trim();
  return words === '' ? '–' : shorten(words, most);
}

const plain = (text: string, most: number): PlainText => ({
  type: 'plain_text',
  text: fit(text, most),
  emoji: false,
});

export const section = (text: string): SlackBlock => ({ type: 'section', text: plain(text, MAX_SECTION) });

/** Slack takes 150 letters. */
export const header = (text: string): SlackBlock => ({ type: 'header', text: plain(text, 150) });

export const context = (text: string): SlackBlock => ({
  type: 'context',
  elements: [plain(text, MAX_CONTEXT)],
});

/** A title that leads to an address; only its words where the address is none that Slack could open. */
export function linked(title: string, address: string): SlackBlock {
  const words = escapeMrkdwn(fit(title.replaceAll(/\s+/g, ' '), MAX_LINK_TITLE));
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) return section(title);
  const href = url.href.replaceAll('|', '%7C').replaceAll('&', '&amp;');
  return { type: 'section', text: { type: 'mrkdwn', text: `<${href}|${words}>`, verbatim: true } };
}

export const message = (text: string, blocks: SlackBlock[]): SlackMessage => ({
  response_type: 'ephemeral',
  replace_original: false,
  text: escapeMrkdwn(fit(text, MAX_SECTION)),
  blocks,
});

/** What somebody typed in Slack, as they see it: mentions gone, links by their words, signs as they are. */
export const readSlackText = (text: string): string =>
  text
    .replaceAll(/<[@#!][^>]*>/g, ' ')
    .replaceAll(/<[^|>]*\|([^>]*)>/g, '$1')
    .replaceAll(/<([^>]*)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ')
    .trim();
