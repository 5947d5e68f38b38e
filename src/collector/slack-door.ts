import { answerInChat } from '../agents/chat/chat-answer.ts';
import { message, readSlackText, type SlackMessage } from '../agents/chat/slack-message.ts';
import {
  slackCommand,
  slackLinks,
  slackShortcut,
  slackVerification,
  type SharedLinks,
} from '../agents/chat/slack-request.ts';
import { unfurlLinks } from '../agents/chat/unfurl.ts';
import type { AgentHub } from '../agents/hub.ts';
import { SLACK_PATH } from '../library/addresses.ts';
import { dayIn } from '../library/time-zone.ts';
import { readCall, toResponse, type Call, type Reply } from './call.ts';
import type { Handler } from './middleware.ts';
import { replyJson, replyText } from './reply.ts';
import { createSlackVerifier } from './slack-signature.ts';

/** Slack sends a message of 40,000 letters at most. */
const MAX_BODY_BYTES = 512 * 1024;
/** Slack waits three seconds for an answer. */
const ANSWER_WITHIN_MS = 2000;
const SEND_WITHIN_MS = 10_000;
const UNFURL_URL = 'https://slack.com/api/chat.unfurl';
const KINDS = new Set(['application/json', 'application/x-www-form-urlencoded']);

export interface SlackSettings {
  /** Signing secret of the app. */
  signingSecret: string;
  /** With `links:write`; without it links are not shown with their titles. */
  botToken?: string | undefined;
}

/** What the door stands in front of. */
export interface SlackDoorParts extends SlackSettings {
  /** The hub as it is served now. */
  hub: () => Promise<AgentHub>;
  /** Milliseconds since 1970. */
  clock: () => number;
  /** The company's time zone, whose day it is; left out it is UTC. */
  zone?: () => string;
  /** Sends what comes later than the answer; the platform's own when left out. */
  send?: typeof fetch;
  /** How long an answer may take before it is sent later. */
  answerWithinMs?: number;
  report: (error: unknown) => void;
}

/**
 * Answers Slack: its slash command, the shortcut of a message, and links to pages. It keeps nothing but the signatures of
 * the last minutes. See `README.md` for how the app is set up.
 */
export function createSlackDoor(parts: SlackDoorParts): Handler {
  const { hub, clock, zone, report, botToken, send = fetch, answerWithinMs = ANSWER_WITHIN_MS } = parts;
  const verifier = createSlackVerifier(parts.signingSecret, clock);
  const readToday = () => dayIn(zone?.(), clock());
  const answer = async (typed: string) => answerInChat(await hub(), readSlackText(typed), readToday());

  async function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<void> {
    const response = await send(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(SEND_WITHIN_MS),
    });
    const text = await response.text();
    const told =
      url === UNFURL_URL && response.ok ? (JSON.parse(text) as { ok?: boolean; error?: string }) : undefined;
    if (!response.ok || told?.ok === false)
      throw new Error(
        `Slack did not take an answer: ${String(response.status)} ${told?.error ?? ''}. Whoever asked sees nothing and can ask again.`,
      );
  }

  /** What comes later than the answer, sent where Slack said. */
  function sendLater(to: string | undefined, made: Promise<SlackMessage>): void {
    if (!isSlackHook(to)) {
      made.catch(report);
      return report(new Error('Slack named no address of its own for an answer, so it was not sent.'));
    }
    made.then((one) => post(to, one)).catch(report);
  }

  async function answerCommand(form: URLSearchParams): Promise<Reply> {
    const { text, response_url: to } = slackCommand.parse(Object.fromEntries(form));
    const made = answer(text);
    const first = await Promise.race([made, after(answerWithinMs)]);
    if (first !== undefined) return replyJson(200, first);
    sendLater(to, made);
    return replyJson(200, message('The hub is looking …', []));
  }

  function answerShortcut(payload: unknown): Reply {
    const read = slackShortcut.safeParse(payload);
    if (read.success) sendLater(read.data.response_url, answer(read.data.message.text));
    return TAKEN;
  }

  function answerEvent(body: unknown): Reply {
    const asked = slackVerification.safeParse(body);
    if (asked.success) return replyJson(200, { challenge: asked.data.challenge });
    const read = slackLinks.safeParse(body);
    if (read.success && botToken !== undefined) unfurl(read.data.event, botToken).catch(report);
    return TAKEN;
  }

  async function unfurl(
    { links, channel, message_ts: ts, unfurl_id: id, source }: SharedLinks,
    token: string,
  ) {
    const urls = links.map(({ url }) => url);
    const unfurls = unfurlLinks(await hub(), urls, readToday());
    if (Object.keys(unfurls).length === 0) return;
    const place = id !== undefined && source !== undefined ? { unfurl_id: id, source } : { channel, ts };
    await post(UNFURL_URL, { ...place, unfurls }, { authorization: `Bearer ${token}` });
  }

  async function answerSigned(call: Call): Promise<Reply> {
    if (call.method !== 'POST') return replyText(405, 'Slack asks here with POST.', { allow: 'POST' });
    const kind = (call.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
    if (!KINDS.has(kind)) return replyText(415, 'Slack sends a form or JSON here. Nothing was done.');
    const signed = {
      signature: call.header('x-slack-signature'),
      timestamp: call.header('x-slack-request-timestamp'),
    };
    if (!verifier.isInTime(signed)) return REFUSED;
    if (Number(call.header('content-length') ?? 0) > MAX_BODY_BYTES) return TOO_LARGE;
    const body = await call.readBody();
    if (typeof body === 'string' || body.length > MAX_BODY_BYTES) return TOO_LARGE;
    if (!verifier.accept(signed, body)) return REFUSED;
    try {
      const text = new TextDecoder().decode(body);
      if (kind === 'application/json') return answerEvent(JSON.parse(text));
      const form = new URLSearchParams(text);
      const payload = form.get('payload');
      if (payload !== null) return answerShortcut(JSON.parse(payload));
      return form.get('ssl_check') === '1' ? TAKEN : await answerCommand(form);
    } catch (error) {
      if (error instanceof SyntaxError) return replyText(400, 'This is no JSON. Nothing was done.');
      throw error;
    }
  }

  async function answerCall(call: Call): Promise<Reply | undefined> {
    if (call.path.replace(/\/$/, '') !== SLACK_PATH) return undefined;
    const reply = await answerSigned(call);
    return { ...reply, headers: { ...reply.headers, ...NO_PAGE } };
  }
  const handler = async (request: Request) => {
    const reply = await answerCall(readCall(request));
    return reply && toResponse(reply);
  };
  return Object.assign(handler, { answerCall });
}

/** Nobody opens an answer as a page. */
const NO_PAGE = { 'x-content-type-options': 'nosniff', 'content-security-policy': "default-src 'none'" };
const TAKEN = replyText(200, '');
const REFUSED = replyText(
  401,
  'Slack did not sign this request, or not in the last five minutes, or it came before. Nothing was done. Whoever runs the hub compares SLACK_SIGNING_SECRET with the one of the app, and the clock.',
);
const TOO_LARGE = replyText(413, 'The request is larger than any of Slack. Nothing was done.', {
  connection: 'close',
});

/** Answers go to Slack alone, wherever a request wants them. */
const isSlackHook = (address: string | undefined): address is string => {
  const url = address !== undefined && URL.canParse(address) ? new URL(address) : undefined;
  return url?.origin === 'https://hooks.slack.com' && url.username === '' && url.password === '';
};

const after = (ms: number): Promise<undefined> =>
  new Promise((done) => void setTimeout(done, ms, undefined).unref());
