/** What each host reads of the headers of a hub, in its own language and within its limits. */
import { IDENTITY_FILE } from '../library/addresses.ts';
import { routes } from '../library/routes.ts';
import { headersOf, OVER_TLS, type HeaderRule, type Headers, type HostHeaders } from './headers.ts';
import {
  apacheRedirects,
  azureRedirects,
  nginxRewrites,
  renderCloudFrontFunction,
  renderUnderscoreRedirects,
  type MovedAddress,
} from './moved-rules.ts';

const NOT_FOUND = routes.notFound.address;

export interface HostFile {
  /** Path in the folder of the site. */
  path: string;
  text: string;
}

/** For hosts that are configured and read nothing of a site. */
export const HOSTING_FOLDER = '_hosting/';
/** All headers, for the hub's own server. */
export const HEADERS_FILE = `${HOSTING_FOLDER}headers.json`;

/** A header line of Cloudflare, in characters (Workers static assets, "Headers"). */
const MAX_CLOUDFLARE_LINE = 2000;
/** A value in a response headers policy of CloudFront, in characters ("Quotas on headers"). */
const MAX_CLOUDFRONT_VALUE = 1783;
/** Rules of Cloudflare ("Redirects": static ones); what is beyond it leaves out. */
const MAX_CLOUDFLARE_RULES = 2000;
/** A function of CloudFront, and the file of Azure, in bytes ("Quotas" of both). */
const MAX_CLOUDFRONT_FUNCTION = 10_240;
const MAX_AZURE_FILE = 20_480;

/**
 * The files, and a sentence for each host that would not take its own.
 *
 * @param moved addresses that pages had, without those of pages that are there
 * @param azureTenant the id of the company's directory (tenant) in Microsoft Entra
 */
export function buildHostFiles(
  headers: HostHeaders,
  moved: readonly MovedAddress[],
  azureTenant?: string,
): { files: HostFile[]; warnings: string[] } {
  const warnings: string[] = [];
  /** A file with all rules, or without any where its host would refuse it. All of it is ASCII. */
  const within = (host: string, maxBytes: number, render: (some: readonly MovedAddress[]) => string) => {
    const text = render(moved);
    if (moved.length === 0 || text.length <= maxBytes) return text;
    warnings.push(
      `${host} takes ${String(maxBytes)} bytes, too few for a rule for each address that moved (${String(moved.length)}): there the pages at the old addresses lead on.`,
    );
    return render([]);
  };
  const azure = within('Azure', MAX_AZURE_FILE, (some) =>
    renderJson(azureConfig(headers, some, azureTenant)),
  );
  const cloudFront = within('CloudFront', MAX_CLOUDFRONT_FUNCTION, renderCloudFrontFunction);
  if (moved.length > MAX_CLOUDFLARE_RULES)
    warnings.push(
      `Cloudflare takes ${String(MAX_CLOUDFLARE_RULES)} rules, and more addresses moved (${String(moved.length)}): of the others the pages at the old addresses lead on.`,
    );
  const longest = Math.max(
    ...[headers.all, ...headers.rules.map((rule) => rule.headers)].flatMap((each) =>
      Object.entries(each).map(([name, value]) => name.length + 2 + value.length),
    ),
  );
  const over = (host: string, limit: number) =>
    longest > limit
      ? [
          `${host} takes ${String(limit)} characters of a header, and one of this hub has ${String(longest)}: there its pages would come without their policy. Every other host takes it.`,
        ]
      : [];
  return {
    files: [
      { path: '_headers', text: renderUnderscoreHeaders(headers) },
      ...(moved.length > 0 ? [{ path: '_redirects', text: renderUnderscoreRedirects(moved) }] : []),
      { path: '.htaccess', text: renderApache(headers, moved) },
      { path: 'staticwebapp.config.json', text: azure },
      { path: `${HOSTING_FOLDER}nginx.conf`, text: renderNginx(headers, moved) },
      { path: `${HOSTING_FOLDER}cloudfront-headers.json`, text: renderJson(cloudFrontPolicies(headers)) },
      { path: `${HOSTING_FOLDER}cloudfront-function.js`, text: cloudFront },
      { path: HEADERS_FILE, text: renderJson(headers) },
    ],
    warnings: [
      ...warnings,
      ...over('Cloudflare', MAX_CLOUDFLARE_LINE),
      ...over('CloudFront', MAX_CLOUDFRONT_VALUE),
    ],
  };
}

const renderJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/**
 * `_headers` of Cloudflare and Netlify. Both join a header that two rules set, so one that is set again is taken away first;
 * both ask again for every file unless they are told otherwise.
 */
function renderUnderscoreHeaders({ all, rules }: HostHeaders): string {
  const { 'Cache-Control': _, ...always } = all;
  const lines = ({ below, headers }: HeaderRule) => [
    `${below}*`,
    ...Object.keys(headers).flatMap((name) => (name in always ? [`  ! ${name}`] : [])),
    ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`),
  ];
  return [
    ...lines({ below: '/', headers: {} }),
    ...Object.entries({ ...always, ...OVER_TLS }).map(([name, value]) => `  ${name}: ${value}`),
    ...rules.flatMap(lines),
    '',
  ].join('\n');
}

const set = (headers: Headers, indent = ''): string[] =>
  Object.entries(headers).map(([name, value]) => `${indent}Header always set ${name} "${value}"`);

/** `.htaccess`: needs `mod_headers` and `AllowOverride All`; without them Apache says so in its log, and serves nothing. */
function renderApache({ all, rules }: HostHeaders, moved: readonly MovedAddress[]): string {
  return [
    'DirectoryIndex index.html',
    // Debian's Apache lists a folder that has no page, and signs what it refuses.
    'Options -Indexes',
    'ServerSignature Off',
    `ErrorDocument 404 ${NOT_FOUND}`,
    ...set({ ...all, ...OVER_TLS }),
    ...rules.flatMap(({ below, headers }) => [
      `<If "%{REQUEST_URI} =~ m#^${below}#">`,
      ...set(headers, '  '),
      '</If>',
    ]),
    ...apacheRedirects(moved),
    `RedirectMatch 404 ^/${HOSTING_FOLDER}`,
    '',
  ].join('\n');
}

const location = (match: string, lines: readonly string[]): string[] => [
  `location ${match} {`,
  ...lines.map((line) => `  ${line}`),
  '}',
];

/**
 * For a `server` of nginx, whose `root` is the folder of the site. What it answers without a location (an address that moved)
 * has the headers of the server; a location with a header of its own inherits none.
 */
function renderNginx(headers: HostHeaders, moved: readonly MovedAddress[]): string {
  const sent = (address: string) =>
    Object.entries({ ...headersOf(address, headers), ...OVER_TLS }).map(
      ([name, value]) => `add_header ${name} "${value}" always;`,
    );
  const files = 'try_files $uri $uri/index.html =404;';
  return [
    `error_page 404 ${NOT_FOUND};`,
    'server_tokens off;',
    ...sent('/'),
    ...nginxRewrites(moved),
    ...location('/', [files]),
    ...headers.rules.flatMap(({ below }) => location(`^~ ${below}`, [...sent(below), files])),
    ...location(`^~ /${HOSTING_FOLDER}`, ['return 404;']),
    '',
  ].join('\n');
}

/** Given to people one by one, by invitation; whoever has any account at Microsoft is "authenticated" for Azure. */
const AZURE_ROLE = 'reader';

/**
 * `staticwebapp.config.json` of Azure Static Web Apps, where the first route that fits wins. Nobody reads without signing in,
 * and Azure's own sign-in takes everybody in the world ("Authenticate and authorize Static Web Apps": any user can
 * authenticate with a preconfigured provider). So whoever signs in with the company's directory reads, where that is known;
 * else only who was given the role. Who reads is asked of a function of the app (`src/browser/README.md`).
 */
function azureConfig({ all, rules }: HostHeaders, moved: readonly MovedAddress[], tenant?: string) {
  const isOpen = { allowedRoles: [tenant === undefined ? AZURE_ROLE : 'authenticated'] };
  return {
    ...(tenant === undefined
      ? {}
      : {
          auth: {
            identityProviders: {
              azureActiveDirectory: {
                registration: {
                  openIdIssuer: `https://login.microsoftonline.com/${tenant}/v2.0`,
                  clientIdSettingName: 'AZURE_CLIENT_ID',
                  clientSecretSettingName: 'AZURE_CLIENT_SECRET',
                },
              },
            },
          },
        }),
    globalHeaders: { ...all, ...OVER_TLS },
    routes: [
      { route: '/.auth/login/github', statusCode: 404 },
      { route: `/${HOSTING_FOLDER}*`, statusCode: 404 },
      { route: IDENTITY_FILE, rewrite: '/api/identity', ...isOpen },
      ...azureRedirects(moved).map((rule) => ({ ...rule, ...isOpen })),
      ...rules.map(({ below, headers }) => ({ route: `${below}*`, headers, ...isOpen })),
      { route: '/*', ...isOpen },
    ],
    responseOverrides: {
      '401': { statusCode: 302, redirect: '/.auth/login/aad' },
      '404': { rewrite: NOT_FOUND },
    },
    platform: { apiRuntime: 'node:22' },
  };
}

/** One policy for each behaviour of a CloudFront distribution, as `create-response-headers-policy` takes them. */
function cloudFrontPolicies(headers: HostHeaders) {
  const policy = (name: string, address: string) => {
    const {
      'Content-Security-Policy': contentSecurityPolicy,
      'Referrer-Policy': referrerPolicy,
      'X-Frame-Options': frameOption,
      'X-Content-Type-Options': _,
      ...others
    } = headersOf(address, headers);
    return {
      Name: name,
      SecurityHeadersConfig: {
        ContentSecurityPolicy: { Override: true, ContentSecurityPolicy: contentSecurityPolicy },
        ContentTypeOptions: { Override: true },
        ...(frameOption && { FrameOptions: { Override: true, FrameOption: frameOption } }),
        ReferrerPolicy: { Override: true, ReferrerPolicy: referrerPolicy },
        StrictTransportSecurity: {
          Override: true,
          AccessControlMaxAgeSec: 31_536_000,
          IncludeSubdomains: true,
        },
      },
      CustomHeadersConfig: {
        Quantity: Object.keys(others).length,
        Items: Object.entries(others).map(([Header, Value]) => ({ Header, Value, Override: true })),
      },
    };
  };
  return [
    { PathPattern: '*', ResponseHeadersPolicyConfig: policy('hub', '/') },
    ...headers.rules.map(({ below }) => ({
      PathPattern: `${below}*`,
      ResponseHeadersPolicyConfig: policy(`hub${below.replaceAll('/', '-').replace(/-$/, '')}`, below),
    })),
  ];
}
