/** The Content-Security-Policy of a hub: what its pages may load and run, and who may show them. */

/**
 * What holds for every page, the editor's too; a page of the hub adds what it runs of its own, where its events go, and who
 * may frame it. Pictures may come from anywhere over TLS, since authors link to some; nothing else comes from elsewhere.
 */
export const PAGE_DIRECTIVES = [
  "default-src 'self'",
  "img-src 'self' data: blob: https:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
] as const;

const CLOUD = /^(app|us|eu)\.posthog\.com$/;

/**
 * Where events go, and nothing else is asked for. posthog-js sends what is meant for a host of PostHog's cloud to the one
 * that takes events there (its `request-router`).
 *
 * @param host as the page names it: an address, or a path of the hub's own server
 */
export function connectDirective(host: string) {
  const { origin, hostname } = URL.canParse(host) ? new URL(host) : { origin: undefined, hostname: '' };
  const [, region] = CLOUD.exec(hostname) ?? [];
  const taker = region && `https://${region === 'eu' ? 'eu' : 'us'}.i.posthog.com`;
  return `connect-src ${["'self'", origin, taker].filter((each) => each !== undefined).join(' ')}` as const;
}

/** @param origins of the pages that may show the hub in a frame; without any, nobody may */
export const frameDirective = (origins: readonly string[]) =>
  `frame-ancestors ${origins.length > 0 ? ["'self'", ...origins].join(' ') : "'none'"}` as const;

/** What a page may show in a frame: its own, and the origin of this address. A page without it may show its own. */
export const frameSourceDirective = (address: string) =>
  `frame-src 'self' ${new URL(address).origin}` as const;

/** That of the editor at /admin/: it styles by script, brings its fonts from a host of packages, shows files from memory, and works with the API of a repository. */
export const EDITOR_POLICY = [
  ...PAGE_DIRECTIVES,
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' https://cdn.jsdelivr.net",
  "media-src 'self' blob: https:",
  "connect-src 'self' data: blob: https:",
  frameDirective([]),
].join('; ');

/** As the hub's pages write them; a script of another type than JavaScript is data and runs nowhere. */
const INLINE = /<(script|style)((?:\s[^>]*)?)>([^]*?)<\/\1>/g;
const IS_LOADED_OR_DATA = /\s(?:src=|type="application\/)/;
const IS_HASH = /^'sha\d+-/;

/**
 * A policy without the hashes that a page has no use for: Astro lets all scripts and styles of a site into every page, and
 * hosts take only so many letters. What the page holds and its policy does not know stays out.
 *
 * @param hashOf names a text as in `sha256-…`
 */
export function narrowPolicy(policy: string, html: string, hashOf: (text: string) => string): string {
  const used = new Set(
    [...html.matchAll(INLINE)]
      .filter(([, , attributes = '']) => !IS_LOADED_OR_DATA.test(attributes))
      .map(([, , , text = '']) => `'${hashOf(text)}'`),
  );
  return writePolicy(
    readPolicy(policy).map(([name, sources]) => [
      name,
      sources.filter((source) => !IS_HASH.test(source) || used.has(source)),
    ]),
  );
}

/** One policy that lets in what any of them does. */
export function mergePolicies(policies: Iterable<string>): string {
  const merged = new Map<string, Set<string>>();
  for (const policy of policies) {
    for (const [name, sources] of readPolicy(policy)) {
      const all = merged.get(name) ?? new Set();
      sources.forEach((source) => all.add(source));
      merged.set(name, all);
    }
  }
  return writePolicy([...merged].map(([name, sources]) => [name, [...sources]]));
}

/** Whether pages of others may show a hub with this policy. */
export const isFramed = (policy: string): boolean => !policy.includes("frame-ancestors 'none'");

function readPolicy(policy: string): [name: string, sources: string[]][] {
  return policy
    .split(';')
    .map((directive) => directive.trim().split(/\s+/))
    .filter(([name]) => name !== '')
    .map(([name = '', ...sources]) => [name, sources]);
}

/** In the order of the alphabet, so that the same pages have the same policy. */
const writePolicy = (directives: [string, string[]][]): string =>
  directives
    .map(([name, sources]) => [name, ...sources.toSorted()].join(' '))
    .toSorted()
    .join('; ');
