import { expect, test } from 'vitest';
import { hostHeaders } from '../../../src/hosting/headers.ts';
import { buildHostFiles } from '../../../src/hosting/host-files.ts';
import type { MovedAddress } from '../../../src/hosting/moved-rules.ts';

const headers = (policy = "default-src 'self'") =>
  hostHeaders({
    policy,
    isFramed: false,
    kept: ['/_hub/', '/search/1f/'],
    editorPolicy: "default-src 'none'",
  });
const fileOf = (path: string, moved: readonly MovedAddress[] = []) =>
  buildHostFiles(headers(), moved).files.find((file) => file.path === path)?.text ?? 'there is none';

/** Headers by name as the host would send them for an address, from its file; each reads as its host documents. */
const readers: Record<string, (address: string) => Record<string, string>> = {
  _headers: (address) => {
    const sent: Record<string, string> = {};
    let isMeant = false;
    for (const line of fileOf('_headers').split('\n')) {
      if (!line.startsWith('  ')) isMeant = address.startsWith(line.replace('*', ''));
      else if (isMeant && line.startsWith('  ! ')) delete sent[line.slice(4)];
      else if (isMeant) {
        const [name = '', ...value] = line.trim().split(': ');
        // Set twice, they are joined.
        sent[name] = [...(sent[name] === undefined ? [] : [sent[name]]), value.join(': ')].join(', ');
      }
    }
    return sent;
  },
  'staticwebapp.config.json': (address) => {
    const { globalHeaders, routes } = JSON.parse(fileOf('staticwebapp.config.json')) as {
      globalHeaders: Record<string, string>;
      routes: { route: string; headers?: Record<string, string>; allowedRoles?: string[] }[];
    };
    const first = routes.find(({ route }) => address.startsWith(route.replace('*', '')));
    return { ...globalHeaders, ...first?.headers, roles: String(first?.allowedRoles) };
  },
  '_hosting/nginx.conf': (address) => {
    const locations = [...fileOf('_hosting/nginx.conf').matchAll(/location (?:\^~ )?(\S+) \{\n([^}]*)\}/g)];
    const longest = locations
      .filter(([, below = '']) => address.startsWith(below))
      .sort(([, first = ''], [, second = '']) => second.length - first.length)[0];
    // One without a header of its own has those of the server.
    const own = longest?.[2]?.includes('add_header')
      ? longest[2]
      : fileOf('_hosting/nginx.conf').split('location')[0];
    return Object.fromEntries(
      [...(own ?? '').matchAll(/add_header (\S+) "([^"]*)" always;/g)].map(([, name, value]) => [
        name,
        value,
      ]),
    ) as Record<string, string>;
  },
  '_hosting/cloudfront-headers.json': (address) => {
    const policies = JSON.parse(fileOf('_hosting/cloudfront-headers.json')) as {
      PathPattern: string;
      ResponseHeadersPolicyConfig: {
        SecurityHeadersConfig: { ContentSecurityPolicy: { ContentSecurityPolicy: string } };
        CustomHeadersConfig: { Quantity: number; Items: { Header: string; Value: string }[] };
      };
    }[];
    const config = policies.findLast(({ PathPattern }) =>
      address.startsWith(PathPattern.replace('*', '')),
    )?.ResponseHeadersPolicyConfig;
    expect(config?.CustomHeadersConfig.Items).toHaveLength(config?.CustomHeadersConfig.Quantity ?? -1);
    return {
      'Content-Security-Policy':
        config?.SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy ?? '',
      ...Object.fromEntries(
        (config?.CustomHeadersConfig.Items ?? []).map(({ Header, Value }) => [Header, Value]),
      ),
    };
  },
};

test.each(Object.keys(readers))(
  '%s sends the policy once, that of the editor at /admin/, and keeps what never changes',
  (path) => {
    const read = readers[path] as (address: string) => Record<string, string>;
    const policyOf = (address: string) => read(address)['Content-Security-Policy'];
    expect(policyOf('/answers/price/')).toBe("default-src 'self'");
    expect(policyOf('/_hub/page.js')).toBe("default-src 'self'");
    expect(policyOf('/admin/')).toBe("default-src 'none'");
    expect(read('/_hub/page.js')['Cache-Control']).toContain('immutable');
    expect(read('/search/1f/all.txt')['Cache-Control']).toContain('immutable');
    expect(read('/answers/price/')['Cache-Control'] ?? 'asked again').not.toContain('immutable');
  },
);

test('on Azure, whose own sign-in takes any account in the world, only those read who were given the role', () => {
  for (const path of ['/answers/price/', '/_hub/page.js', '/identity.json', '/'])
    expect(readers['staticwebapp.config.json']?.(path)['roles']).toBe('reader');
});

test('on Azure all read who sign in with the directory of the company, where that is named', () => {
  const tenant = '72f98a10-86f1-41af-91ab-2d7cd0110000';
  const { files } = buildHostFiles(headers(), [], tenant);
  const text = files.find(({ path }) => path === 'staticwebapp.config.json')?.text ?? '{}';
  const { auth, routes } = JSON.parse(text) as {
    auth: { identityProviders: Record<string, { registration: { openIdIssuer: string } }> };
    routes: { allowedRoles?: string[]; statusCode?: number }[];
  };
  expect(Object.keys(auth.identityProviders)).toEqual(['azureActiveDirectory']);
  expect(auth.identityProviders['azureActiveDirectory']?.registration.openIdIssuer).toBe(
    `https://login.microsoftonline.com/${tenant}/v2.0`,
  );
  expect(new Set(routes.map(({ allowedRoles, statusCode }) => String(allowedRoles ?? statusCode)))).toEqual(
    new Set(['authenticated', '404']),
  );
});

test('a policy that a host would not take is told with the host', () => {
  expect(buildHostFiles(headers('x'.repeat(1700)), []).warnings).toEqual([]);
  expect(buildHostFiles(headers('x'.repeat(1900)), []).warnings).toEqual([
    'CloudFront takes 1783 characters of a header, and one of this hub has 1925: there its pages would come without their policy. Every other host takes it.',
  ]);
  expect(buildHostFiles(headers('x'.repeat(2100)), []).warnings).toHaveLength(2);
});

const moved = [
  { from: '/answers/alt/größe/', to: '/answers/größe/' },
  { from: '/answers/price/', to: '/answers/cost/' },
];
const many = Array.from({ length: 2001 }, (_, at) => ({
  from: `/answers/old-${String(at)}/`,
  to: '/answers/cost/',
}));

test('addresses that moved are rules of every host that has some', () => {
  expect(fileOf('_redirects', moved)).toBe(
    '/answers/alt/gr%C3%B6%C3%9Fe/ /answers/gr%C3%B6%C3%9Fe/ 301\n/answers/price/ /answers/cost/ 301\n',
  );
  expect(fileOf('_redirects')).toBe('there is none');
  const { routes } = JSON.parse(fileOf('staticwebapp.config.json', moved)) as { routes: { route: string }[] };
  const at = routes.findIndex(({ route }) => route === '/answers/price/');
  expect(routes[at]).toEqual({
    route: '/answers/price/',
    redirect: '/answers/cost/',
    statusCode: 301,
    allowedRoles: ['reader'],
  });
  expect(at).toBeLessThan(routes.findIndex(({ route }) => route === '/*'));
});

type CloudFrontAnswer = { uri?: string; statusCode?: number; headers?: { location: { value: string } } };

test.each([
  ['/', '', '/index.html'],
  ['/answers/cost/', '', '/answers/cost/index.html'],
  ['/_hub/page.abc.js', '', '/_hub/page.abc.js'],
  ['/constructor', '', '301 /constructor/'],
  ['/library', 'q=caf%C3%A9', '301 /library/?q=caf%C3%A9'],
  ['/answers/price/', 'from=crm', '301 /answers/cost/?from=crm'],
  ['/answers/price', '', '301 /answers/cost/'],
  ['/answers/alt/gr%C3%B6%C3%9Fe/', '', '301 /answers/gr%C3%B6%C3%9Fe/'],
])('the function for CloudFront leads %s?%s to %s', (uri, query, told) => {
  const code = fileOf('_hosting/cloudfront-function.js', moved);
  const handler = new Function(`${code}; return handler;`)() as (event: unknown) => CloudFrontAnswer;
  const querystring = Object.fromEntries(
    query.split('&').flatMap((pair) => {
      const [name = '', value] = pair.split('=');
      return value === undefined ? [] : [[name, { value }]];
    }),
  );
  const answer = handler({ request: { uri, querystring } });
  expect(
    answer.statusCode === undefined
      ? answer.uri
      : `${String(answer.statusCode)} ${answer.headers?.location.value ?? ''}`,
  ).toBe(told);
});

test('more rules than a host takes are left out there, and told', () => {
  const { files, warnings } = buildHostFiles(headers(), many);
  expect(warnings).toEqual([
    'Azure takes 20480 bytes, too few for a rule for each address that moved (2001): there the pages at the old addresses lead on.',
    'CloudFront takes 10240 bytes, too few for a rule for each address that moved (2001): there the pages at the old addresses lead on.',
    'Cloudflare takes 2000 rules, and more addresses moved (2001): of the others the pages at the old addresses lead on.',
  ]);
  const textOf = (path: string) => files.find((file) => file.path === path)?.text ?? '';
  expect(textOf('staticwebapp.config.json')).not.toContain('old-1');
  expect(textOf('_hosting/nginx.conf')).toContain('old-2000');
});
