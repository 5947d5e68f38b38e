/** What Slack sends, as far as it is read: https://docs.slack.dev/interactivity and https://docs.slack.dev/apis/events-api */
import { z } from 'zod';

/** The form of a slash command. */
export const slackCommand = z.object({ text: z.string().default(''), response_url: z.string().optional() });

/** The payload of a message's shortcut. */
export const slackShortcut = z.object({
  type: z.literal('message_action'),
  message: z.object({ text: z.string().default('') }),
  response_url: z.string(),
});

/** Asked once, when the address of the hub is written into the app. */
export const slackVerification = z.object({
  type: z.literal('url_verification'),
  challenge: z.string().max(500),
});

const sharedLinks = z.object({
  type: z.literal('link_shared'),
  channel: z.string(),
  message_ts: z.string(),
  unfurl_id: z.string().optional(),
  source: z.string().optional(),
  links: z.array(z.object({ url: z.string() })),
});
export type SharedLinks = z.infer<typeof sharedLinks>;

/** Somebody wrote links into a conversation. */
export const slackLinks = z.object({ type: z.literal('event_callback'), event: sharedLinks });
