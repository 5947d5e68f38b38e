import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import type { KnownBlock } from '@slack/types';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBuiltFiles } from '../../src/adapters/built-files.ts';
import { readContent } from '../../src/adapters/content-folder.ts';
import type { SlackBlock } from '../../src/agents/chat/slack-message.ts';
import { openAgentHub, type AgentHub } from '../../src/agents/hub.ts';
import { createMiddleware } from '../../src/collector/middleware.ts';
import { createSlackDoor, type SlackDoorParts } from '../../src/collector/slack-door.ts';
import { writeHubForAgents, type AgentFiles } from '../support/agent-files.ts';
import { goodText, readFiles } from '../support/small-hub.ts';

const root = resolve(import.meta.dirname, '../..');
const TODAY = '2026-11-30';
const SECRET = '8f742231b10e8888abcd99yyyzzz85a5';
const RESPONSE_URL = 'https://hooks.slack.com/commands/T1DC2JH3J/397700885554/96rGlfmibIGlgcZRskXaIFfN';
const SITE = 'https://hub.example.com';
const MEAN = '<!channel> <@U123> <https://bad.example|free> & *bold* :tada:';

/** As Slack publishes it: https://docs.slack.dev/authentication/verifying-requests-from-slack */
const PUBLISHED = {
  timestamp: 1_531_420_618,
  body: 'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c',
  signature: 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
};

interface Sent {
  url: string;
  body: Record<string, unknown>;
  authorization: string | null;
}

interface Door {
  url: string;
  sent: Sent[];
  faults: string[];
  clock: { now: number };
}

let files: AgentFiles;
let mean: AgentFiles;
let hub: AgentHub;
let meanHub: AgentHub;
const servers: Server[] = [];
beforeAll(async () => {
  files = await writeHubForAgents((await readContent(join(root, 'content'))).library, TODAY);
  const { library } = readFiles({
    'answers/mean.md': goodText('', `Signal ${MEAN}\n`).replace('A title', `'${MEAN}'`),
  });
  mean = await writeHubForAgents(library, TODAY);
  const [one, other] = await Promise.all([files, mean].map(({ dist }) => openAgentHub(openBuiltFiles(dist))));
  if (one === undefined || other === undefined) throw new Error('No hub was written.');
  [hub, meanHub] = [one, other].map((each) => ({ ...each, list: { ...each.list, site: SITE } })) as [
    AgentHub,
    AgentHub,
  ];
});
afterAll(async () => {
  for (const server of servers) server.close().closeAllConnections();
  await files.remove();
  await mean.remove();
});

async function openDoor(otherwise: Partial<SlackDoorParts> = {}): Promise<Door> {
  const door: Door = {
    url: '',
    sent: [],
    faults: [],
    clock: { now: Date.parse(`${TODAY}T12:00:00Z`) },
  };
  const handler = createSlackDoor({
    signingSecret: SECRET,
    botToken: 'xoxb-test',
    hub: () => Promise.resolve(hub),
    clock: () => door.clock.now,
    send: (url, init) => {
      const body = JSON.parse(String(init?.body)) as Sent['body'];
      const authorization = new Headers(init?.headers).get('authorization');
      door.sent.push({ url: String(url as string), body, authorization });
      return Promise.resolve(Response.json({ ok: true }));
    },
    report: (error) => door.faults.push(String(error)),
    ...otherwise,
  });
  const answer = createMiddleware([handler], (error) => door.faults.push(String(error)));
  const server = createServer((incoming, outgoing) =>
    answer(incoming, outgoing, () => outgoing.writeHead(404).end('not for Slack')),
  );
  servers.push(server);
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  door.url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/slack`;
  return door;
}

const FORM = 'application/x-www-form-urlencoded';
const sign = (body: string, timestamp: string, secret = SECRET) =>
  `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;

interface Request {
  body: string;
  type?: string;
  timestamp?: string;
  signature?: string | undefined;
  method?: string;
}

function ask(door: Door, { body, type = FORM, ...rest }: Request): Promise<Response> {
  const timestamp = rest.timestamp ?? String(Math.floor(door.clock.now / 1000));
  const signature = 'signature' in rest ? rest.signature : sign(body, timestamp);
  return fetch(door.url, {
    method: rest.method ?? 'POST',
    headers: {
      'content-type': type,
      'x-slack-request-timestamp': timestamp,
      ...(signature === undefined ? {} : { 'x-slack-signature': signature }),
    },
    ...(rest.method === 'GET' ? {} : { body }),
  });
}

const commandOf = (text: string, responseUrl = RESPONSE_URL) =>
  new URLSearchParams({ command: '/hub', text, user_id: 'U2CERLKJA', response_url: responseUrl }).toString();
const shortcutOf = (text: string, responseUrl = RESPONSE_URL) =>
  new URLSearchParams({
    payload: JSON.stringify({
      type: 'message_action',
      callback_id: 'find_answer',
      message: { type: 'message', user: 'U1', ts: '1', text },
      response_url: responseUrl,
    }),
  }).toString();
const sharedOf = (urls: string[], more = {}) =>
  JSON.stringify({
    type: 'event_callback',
    event_id: 'Ev1',
    event: {
      type: 'link_shared',
      channel: 'C1',
      user: 'U1',
      message_ts: '123456789.9875',
      links: urls.map((url) => ({ domain: 'hub.example.com', url })),
      ...more,
    },
  });

interface Message {
  response_type: string;
  text: string;
  blocks: SlackBlock[];
}
const read = async (response: Response): Promise<Message> => (await response.json()) as Message;

/** Slack's own types take what the hub sends; that is looked at when the code is compiled. */
const toSlack = (blocks: SlackBlock[]): KnownBlock[] => blocks;
const textsOf = (blocks: SlackBlock[]): { type: string; text: string }[] =>
  toSlack(blocks).flatMap((block) =>
    block.type === 'section'
      ? [block.text ?? { type: '', text: '' }]
      : block.type === 'context'
        ? (block.elements as { type: string; text: string }[])
        : [],
  );

describe('a request is taken', () => {
  test('as Slack publishes one with its signature', async () => {
    const door = await openDoor();
    door.clock.now = PUBLISHED.timestamp * 1000;
    const { body, signature, timestamp } = PUBLISHED;
    const response = await ask(door, { body, signature, timestamp: String(timestamp) });
    expect(response.status).toBe(200);
    expect((await read(response)).text).toBe('Nothing was asked.');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('content-security-policy')).toBe("default-src 'none'");
  });

  test('once: the same again is refused, also in other letters', async () => {
    const door = await openDoor();
    const body = commandOf('signal');
    const timestamp = String(Math.floor(door.clock.now / 1000));
    const signature = sign(body, timestamp);
    const upper = `v0=${signature.slice(3).toUpperCase()}`;
    const all = [];
    for (const each of [signature, signature, upper]) all.push(await ask(door, { body, signature: each }));
    expect(all.map(({ status }) => status)).toEqual([200, 401, 401]);
    door.clock.now += 299_000;
    expect((await ask(door, { body, signature, timestamp })).status).toBe(401);
    door.clock.now += 2000;
    expect((await ask(door, { body, signature, timestamp })).status).toBe(401);
  });

  const now = Date.parse(`${TODAY}T12:00:00Z`) / 1000;
  test.each<[string, Request, number]>([
    ['signed with another secret', { body: 'a=1', signature: sign('a=1', String(now), 'other') }, 401],
    ['without a signature', { body: 'a=1', signature: undefined }, 401],
    ['with an empty signature', { body: 'a=1', signature: 'v0=' }, 401],
    [
      'with the signature of another version',
      { body: 'a=1', signature: sign('a=1', String(now)).replace('v0', 'v1') },
      401,
    ],
    ['with half a signature', { body: 'a=1', signature: sign('a=1', String(now)).slice(0, 30) }, 401],
    ['with another body', { body: 'a=2', signature: sign('a=1', String(now)) }, 401],
    ['six minutes old', { body: 'a=1', timestamp: String(now - 360) }, 401],
    ['from six minutes ahead', { body: 'a=1', timestamp: String(now + 360) }, 401],
    ['without a time', { body: 'a=1', timestamp: '' }, 401],
    ['with a time that is no number', { body: 'a=1', timestamp: 'NaN' }, 401],
    ['of a kind that Slack does not send', { body: '<a/>', type: 'text/xml' }, 415],
    ['that is no JSON', { body: '{', type: 'application/json' }, 400],
    ['whose payload is no JSON', { body: 'payload=%7B' }, 400],
    ['that is too large', { body: `text=${'a'.repeat(600 * 1024)}` }, 413],
    ['that only asks to look', { body: '', method: 'GET' }, 405],
  ])('not %s, and nothing is looked up or sent for it', async (_name, request, status) => {
    let opened = 0;
    const door = await openDoor({ hub: () => Promise.reject(new Error(`opened ${String((opened += 1))}`)) });
    const response = await ask(door, request);
    expect(response.status).toBe(status);
    expect(await response.text()).toMatch(/Nothing was done|with POST/);
    expect([opened, door.sent, door.faults]).toEqual([0, [], []]);
  });

  test('to verify the address, and to say that it is there', async () => {
    const door = await openDoor();
    const body = JSON.stringify({
      type: 'url_verification',
      token: 't',
      challenge: '3eZbrw1aBm2rZgRNFdxV2595E9',
    });
    const verified = await ask(door, { body, type: 'application/json' });
    expect(await verified.json()).toEqual({ challenge: '3eZbrw1aBm2rZgRNFdxV2595E9' });
    const unsigned = await ask(door, { body, type: 'application/json', signature: undefined });
    expect(unsigned.status).toBe(401);
    expect((await ask(door, { body: 'ssl_check=1&token=t' })).status).toBe(200);
    expect(
      (
        await ask(door, {
          body: JSON.stringify({ type: 'event_callback', event: { type: 'app_mention' } }),
          type: 'application/json',
        })
      ).status,
    ).toBe(200);
  });
});

describe('the command', () => {
  test('answers the asker alone with the palette’s first hit, whether it may be said, and who knows', async () => {
    const door = await openDoor();
    const said = await read(await ask(door, { body: commandOf('does it work without signal') }));
    expect(said.response_type).toBe('ephemeral');
    const texts = textsOf(said.blocks).map(({ text }) => text);
    expect(texts[1]).toMatch(/^<https:\/\/hub\.example\.com\/answers\/do-you-work-without-signal\/.*\|.+>$/);
    expect(texts[3]).toMatch(/^May be said to a customer · .*(Good until|Review due).* · Ask /);
    expect(door.faults).toEqual([]);
  });

  test('says so when nothing is there, with the place to ask for it', async () => {
    const door = await openDoor();
    const said = await read(await ask(door, { body: commandOf(`zzqqxy ${MEAN}`) }));
    const [first, second] = textsOf(said.blocks);
    expect(first?.type).toBe('plain_text');
    expect(first?.text).toContain('The hub has nothing for “zzqqxy');
    expect(second?.text).toMatch(
      /^<https:\/\/hub\.example\.com\/library\/\?q=zzqqxy.*\|Ask for it in the hub>$/,
    );
  });

  test('that takes longer than Slack waits is answered at once, and sent later', async () => {
    const slow = Promise.withResolvers<AgentHub>();
    const door = await openDoor({ hub: () => slow.promise, answerWithinMs: 1 });
    expect((await read(await ask(door, { body: commandOf('signal') }))).text).toBe('The hub is looking …');
    slow.resolve(hub);
    await expect.poll(() => door.sent).toHaveLength(1);
    expect(door.sent[0]).toMatchObject({ url: RESPONSE_URL, authorization: null });
    expect(door.sent[0]?.body['blocks']).not.toEqual([]);
  });
});

describe('the shortcut of a message', () => {
  test('sends what was found to whoever pressed it, where Slack said', async () => {
    const door = await openDoor();
    const asked = await ask(door, { body: shortcutOf('<@U123> does it work without signal?') });
    expect([asked.status, await asked.text()]).toEqual([200, '']);
    await expect.poll(() => door.sent).toHaveLength(1);
    expect(door.sent[0]?.url).toBe(RESPONSE_URL);
    expect(door.sent[0]?.body).toMatchObject({ response_type: 'ephemeral', replace_original: false });
    expect(JSON.stringify(door.sent[0]?.body)).toContain('answers/do-you-work-without-signal');
  });

  test.each([
    'http://hooks.slack.com/a',
    'https://hooks.slack.com.bad.example/a',
    'https://hooks.slack.com@bad.example/a',
    'https://user@hooks.slack.com/a',
    'https://hooks.slack.com:8443/a',
    'https://127.0.0.1/a',
    'file:///etc/passwd',
    'no address',
  ])('sends nothing to %s', async (address) => {
    const door = await openDoor();
    expect((await ask(door, { body: shortcutOf('signal', address) })).status).toBe(200);
    await expect.poll(() => door.faults).toHaveLength(1);
    expect(door.sent).toEqual([]);
    expect(door.faults[0]).toContain('no address of its own');
  });
});

describe('a link to a page', () => {
  test('is shown with title, freshness and owner, and with no word of the page', async () => {
    const door = await openDoor();
    const known = `${SITE}/battlecards/vantello/`;
    const urls = [known, `${SITE}/adoption/`, 'https://bad.example/battlecards/vantello/', 'nonsense'];
    const asked = await ask(door, { body: sharedOf(urls), type: 'application/json' });
    expect(asked.status).toBe(200);
    await expect.poll(() => door.sent).toHaveLength(1);
    const [{ url, body, authorization } = { url: '', body: {}, authorization: '' }] = door.sent;
    expect([url, authorization]).toEqual(['https://slack.com/api/chat.unfurl', 'Bearer xoxb-test']);
    const unfurls = body['unfurls'] as Record<string, { blocks: SlackBlock[] }>;
    expect([body['channel'], body['ts'], Object.keys(unfurls)]).toEqual(['C1', '123456789.9875', [known]]);
    expect(textsOf(unfurls[known]?.blocks ?? []).map(({ text }) => text)).toEqual([
      expect.stringMatching(/^<https:\/\/hub\.example\.com\/battlecards\/vantello\/\|[^>]+>$/),
      expect.stringMatching(/^(Good until|Review).* · Ines Varga$/),
    ]);
    const shown = JSON.stringify(unfurls);
    const row = hub.byId.get('battlecards/vantello');
    const claims = hub.claims.flatMap(({ asset, claim }) => (asset === row?.id ? [claim] : []));
    const words = [...claims, row?.summary, row?.benefit].filter((each) => each !== undefined);
    expect(words.length).toBeGreaterThan(5);
    expect(words.filter((each) => shown.includes(each))).toEqual([]);
  });

  test('that is still being written goes by the id that Slack gave it, and without a token nothing is sent', async () => {
    const more = { unfurl_id: 'C1.123', source: 'composer', channel: 'COMPOSER' };
    const request = {
      body: sharedOf([`${SITE}/battlecards/vantello/#pricing`], more),
      type: 'application/json',
    };
    const door = await openDoor();
    await ask(door, request);
    await expect.poll(() => door.sent).toHaveLength(1);
    expect(door.sent[0]?.body).toMatchObject({ unfurl_id: 'C1.123', source: 'composer' });
    expect(door.sent[0]?.body).not.toHaveProperty('channel');
    const without = await openDoor({ botToken: undefined });
    expect((await ask(without, request)).status).toBe(200);
    expect(without.sent).toEqual([]);
  });

  test('that Slack refuses to show is a fault that says why', async () => {
    const door = await openDoor({
      send: () => Promise.resolve(Response.json({ ok: false, error: 'cannot_unfurl_url' })),
    });
    await ask(door, { body: sharedOf([`${SITE}/battlecards/vantello/`]), type: 'application/json' });
    await expect.poll(() => door.faults).toHaveLength(1);
    expect(door.faults[0]).toContain('cannot_unfurl_url');
  });
});

test('no word of a page or of an asker calls anybody or leads anywhere', async () => {
  const door = await openDoor({ hub: () => Promise.resolve(meanHub) });
  const asked = await read(await ask(door, { body: commandOf(`signal ${MEAN}`) }));
  await ask(door, { body: sharedOf([`${SITE}/answers/mean/`]), type: 'application/json' });
  await expect.poll(() => door.sent).toHaveLength(1);
  const unfurls = door.sent[0]?.body['unfurls'] as Record<string, { blocks: SlackBlock[] }>;
  const texts = [
    ...textsOf(asked.blocks),
    ...Object.values(unfurls).flatMap(({ blocks }) => textsOf(blocks)),
  ];
  expect(texts.some(({ text }) => text.includes('!channel'))).toBe(true);
  for (const { type, text } of texts) {
    if (type !== 'mrkdwn') continue;
    expect(text.match(/<[^>]*>/g)).toEqual([
      expect.stringMatching(/^<https:\/\/hub\.example\.com\/[^<>|]*\|[^<>]*>$/),
    ]);
  }
  expect(asked.text).not.toMatch(/<[!@#h]/);
});
