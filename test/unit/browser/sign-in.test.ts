import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildHostFiles } from '../../../src/hosting/host-files.ts';
import { parseIdentity, recallIdentity } from '../../../src/usage/wire/identity.ts';

const guide = readFileSync(resolve(import.meta.dirname, '../../../src/browser/README.md'), 'utf8');

/** The blocks of code in a section of the guide, by language. */
function recipe(heading: string, language: string): string {
  const section = guide.split('\n### ').find((text) => text.startsWith(heading)) ?? '';
  const code = new RegExp(`\`\`\`${language}\n(.*?)\n\`\`\``, 's').exec(section)?.[1];
  if (code === undefined) throw new Error(`no ${language} below "${heading}"`);
  return code;
}

describe('the answer of a host', () => {
  test('is read for id, team, role and region, and for nothing else', () => {
    expect(
      parseIdentity({
        id: 'u-4711',
        team: ' uk-mid ',
        role: 'Account executive',
        region: 'EMEA',
        name: 'Ines Varga',
        email: 'ines.varga@example.com',
        groups: ['x'],
      }),
    ).toEqual({ id: 'u-4711', team: 'uk-mid', role: 'Account executive', region: 'EMEA' });
  });

  test('is read in the shape that the guide shows', () => {
    expect(Object.keys(parseIdentity(JSON.parse(recipeOf('json'))))).toEqual([
      'id',
      'team',
      'role',
      'region',
    ]);
  });

  test.each([
    'ines.varga@example.com',
    'Ines Varga',
    'ines-varga',
    'varga',
    'ines%40example.com',
    '',
    '0',
    'a1',
    'x1'.repeat(80),
    'https://directory.example.com/users/4711?mail=ines',
    '<script>1</script>',
  ])('%j is no id that may be sent, so the reader is anonymous', (id) => {
    expect(parseIdentity({ id, team: 'dach' })).toEqual({ team: 'dach' });
    expect(parseIdentity({ id, department: 'devices' })).toEqual({ team: 'devices' });
    expect(parseIdentity({ id, team: 'dach', department: 'devices' })).toEqual({ team: 'dach' });
  });

  test.each([
    '7335d417-61da-459d-899c-0a01c76a2f94',
    'auth0|5f7c8ec7c33c6c004bbafe82',
    'rep-1',
    'abcd12345abcd',
  ])('%j is an id', (id) => expect(parseIdentity({ id })).toEqual({ id }));

  test.each([
    null,
    undefined,
    'u-1',
    7,
    [],
    {},
    { id: 7, team: 7 },
    { team: 'ines@example.com' },
    { region: '' },
  ])('%j says nothing', (answer) => expect(parseIdentity(answer)).toEqual({}));

  test('is remembered for 30 days and no longer', () => {
    const [told, day] = [Date.UTC(2026, 10, 30), 86_400_000];
    const stored = { id: 'u-4711', team: 'uk-mid', at: told };
    expect(recallIdentity(stored, told + 30 * day)).toEqual({ id: 'u-4711', team: 'uk-mid' });
    expect(recallIdentity(stored, told + 30 * day + 1)).toBeUndefined();
    for (const junk of [null, 'u-4711', { id: 'u-4711' }, { ...stored, at: 'now' }])
      expect(recallIdentity(junk, told)).toBeUndefined();
  });
});

function recipeOf(language: string): string {
  return new RegExp(`\`\`\`${language}\n(.*?)\n\`\`\``, 's').exec(guide)?.[1] ?? '';
}

/** Runs a module of the guide and gives what it exports; its imports are handed in. */
async function load(code: string): Promise<Record<string, unknown>> {
  return (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as Record<string, unknown>;
}

describe('the recipes of the guide answer what the hub reads', () => {
  test('oauth2-proxy with nginx', () => {
    const nginx = recipe('oauth2-proxy', 'nginx');
    const teams = [...nginx.matchAll(/"~(\(\^\|,\).+?)" "(.+?)";/g)];
    const teamOf = (groups: string) =>
      teams.find(([, shape = '']) => new RegExp(shape).test(groups))?.[2] ?? 'unknown';
    const body = /return 200 '(.+)';/.exec(nginx)?.[1] ?? '';
    const answer = (id: string, groups: string) =>
      parseIdentity(JSON.parse(body.replace('$hub_id', id).replace('$hub_team', teamOf(groups))));
    expect(answer('YQqg6Vn_5VjLq0bXoTtFfQ4r', 'everybody,sales-dach')).toEqual({
      id: 'YQqg6Vn_5VjLq0bXoTtFfQ4r',
      team: 'dach',
    });
    expect(answer('110169484474386276334', 'sales-dachshund')).toEqual({
      id: '110169484474386276334',
      team: 'unknown',
    });
    expect(answer('ines@example.com', 'sales-uk-mid')).toEqual({ team: 'uk-mid' });
  });

  test('Cloudflare Access with Pages', async () => {
    const asked: { url: string; cookie: string | null }[] = [];
    const answers = new Map([
      [
        'good',
        {
          status: 200,
          body: {
            user_uuid: '7335d417-61da-459d-899c-0a01c76a2f94',
            email: 'ines@example.com',
            groups: [{ id: '1', name: 'Sales DACH' }],
          },
        },
      ],
      ['ended', { status: 400, body: {} }],
      ['down', { status: 502, body: {} }],
    ]);
    const code = recipe('Cloudflare', 'js').replace('await fetch(', 'await env.fetch(');
    const { onRequestGet } = (await load(code)) as {
      onRequestGet: (context: { request: Request; env: object }) => Promise<Response>;
    };
    const ask = (token?: string) =>
      onRequestGet({
        request: new Request('https://hub.example.com/identity.json', {
          headers: token === undefined ? {} : { 'cf-access-jwt-assertion': token },
        }),
        env: {
          ACCESS_DOMAIN: 'northwind.cloudflareaccess.com',
          fetch: async (url: string, { headers }: { headers: { cookie: string } }) => {
            asked.push({ url, cookie: headers.cookie });
            const { status, body } = answers.get(headers.cookie.replace('CF_Authorization=', '')) ?? {
              status: 500,
              body: {},
            };
            return Response.json(body, { status });
          },
        },
      });
    const good = await ask('good');
    expect(parseIdentity(await good.json())).toEqual({
      id: '7335d417-61da-459d-899c-0a01c76a2f94',
      team: 'dach',
    });
    expect(asked).toEqual([
      {
        url: 'https://northwind.cloudflareaccess.com/cdn-cgi/access/get-identity',
        cookie: 'CF_Authorization=good',
      },
    ]);
    expect([(await ask()).status, (await ask('ended')).status, (await ask('down')).status]).toEqual([
      401, 401, 503,
    ]);
  });

  test('Microsoft Entra with Azure Static Web Apps', async () => {
    const { files } = buildHostFiles({ all: {}, rules: [] }, []);
    const written = files.find(({ path }) => path === 'staticwebapp.config.json')?.text ?? '';
    const config = JSON.parse(written) as {
      routes: { route: string; rewrite?: string }[];
    };
    expect(config.routes.find(({ route }) => route === '/identity.json')?.rewrite).toBe('/api/identity');
    const code = recipe('Microsoft Entra', 'js').replace(
      "import { app } from '@azure/functions';",
      'export let handler; const app = { http: (_, { handler: given }) => { handler = given; } };',
    );
    const { handler } = (await load(code)) as {
      handler: (request: Request) => { status?: number; jsonBody?: unknown };
    };
    const principal = {
      identityProvider: 'aad',
      userId: 'abcd12345abcd012345abcdef0123450',
      userDetails: 'ines@example.com',
      userRoles: ['anonymous', 'authenticated', 'uk_mid'],
    };
    const ask = (headers: Record<string, string>) =>
      handler(new Request('https://hub.example.com', { headers }));
    const header = Buffer.from(JSON.stringify(principal)).toString('base64');
    expect(parseIdentity(ask({ 'x-ms-client-principal': header }).jsonBody)).toEqual({
      id: 'abcd12345abcd012345abcdef0123450',
      team: 'uk-mid',
    });
    expect(ask({}).status).toBe(401);
  });
});
