import type { Handler } from '../src/collector/middleware.ts';
import { createSlackDoor, type SlackDoorParts } from '../src/collector/slack-door.ts';

/** The door of Slack, where `SLACK_SIGNING_SECRET` is set; without it nothing is answered there. */
export function slackDoors(
  parts: Pick<SlackDoorParts, 'hub' | 'clock' | 'zone' | 'report'>,
  env: Readonly<Record<string, string | undefined>>,
): Handler[] {
  const signingSecret = env['SLACK_SIGNING_SECRET']?.trim() ?? '';
  const botToken = env['SLACK_BOT_TOKEN']?.trim() || undefined;
  return signingSecret === '' ? [] : [createSlackDoor({ ...parts, signingSecret, botToken })];
}
