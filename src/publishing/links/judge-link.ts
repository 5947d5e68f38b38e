/** What came of asking for an address, and what that says of it. */

/** One answer on the way: of the address that was asked, then of those that it led to. */
export interface LinkHop {
  url: string;
  status: number;
}

/** Why there was no answer at the end of the way: a word of the network, such as ENOTFOUND, or one of ours. */
export type LinkFailure = 'slow' | 'private-network' | 'too-many-hops' | (string & {});

/** How far asking came: all answers, or those before there was none. */
export interface LinkTrail {
  hops: readonly LinkHop[];
  failure?: LinkFailure;
}

/** What is known of an address. `says` ends a sentence that begins with it. */
export type LinkState =
  | { is: 'there' }
  | { is: 'dead'; says: string }
  | { is: 'moved'; says: string; to: string }
  /** Only people who are signed in can tell whether it is there. */
  | { is: 'private'; says: string }
  /** It may be there: a server that was slow or busy is no news of a page. */
  | { is: 'unknown'; says: string };

const GONE: Readonly<Record<number, string>> = { 404: 'is not found there', 410: 'was taken away there' };
/** Asks for a sign-in, or lets nobody in without; 407 is of a proxy on the way, and says nothing. */
const CLOSED: ReadonlySet<number> = new Set([401, 403]);
const MOVED_FOR_GOOD: ReadonlySet<number> = new Set([301, 308]);
/** Names of no host; what may be one tomorrow, as EAI_AGAIN says, is not among them. */
const NO_HOST: ReadonlySet<string> = new Set(['ENOTFOUND', 'ENODATA']);

const FAILURES: Readonly<Record<string, string>> = {
  slow: 'did not answer in time',
  'private-network': 'lies in a private network, which is not asked',
  'too-many-hops': 'leads on and on',
};

/** Where providers and companies have people sign in. */
const SIGN_IN_HOST =
  /^(?:accounts\.google\.com|login\.(?:microsoftonline|live|windows)\.\w+|(?:login|signin|sso|auth|id|accounts?)\..+|.+\.(?:okta|auth0|onelogin)\.com)$/;
const SIGN_IN_PATH = /\/(?:log-?in|sign-?in|sso|saml2?|oauth2?|auth|authorize|servicelogin)(?:[/.]|$)/i;

function isSignIn(url: string): boolean {
  const { hostname, pathname } = new URL(url);
  return SIGN_IN_HOST.test(hostname) || SIGN_IN_PATH.test(pathname);
}

/** The same place for a reader: with or without TLS, `www.` and a slash at its end. */
const placeOf = (url: string): string => {
  const { hostname, pathname, search } = new URL(url);
  return hostname.replace(/^www\./, '') + pathname.replace(/\/$/, '') + search;
};

/** The last address of a way on which each step is for good; undefined where the first is not. */
function movedTo({ hops }: LinkTrail): string | undefined {
  const steps = hops.findIndex(({ status }) => !MOVED_FOR_GOOD.has(status));
  return steps < 1 ? undefined : hops[steps]?.url;
}

/** @param isAskedElsewhere the provider was asked about the address, and its own refusals are meant */
export function judgeLink(trail: LinkTrail, isAskedElsewhere = false): LinkState {
  const { hops, failure } = trail;
  const [first, last] = [hops[0], hops.at(-1)];
  const isElsewhere =
    hops.length > 1 && last !== undefined && isSignIn(last.url) && !isSignIn(first?.url ?? last.url);
  if (isElsewhere) return { is: 'private', says: `asks for a sign-in at ${new URL(last.url).hostname}` };
  if (failure !== undefined) {
    if (NO_HOST.has(failure)) return { is: 'dead', says: 'names a host that there is not' };
    return { is: 'unknown', says: FAILURES[failure] ?? `could not be reached (${failure})` };
  }
  if (last === undefined) return { is: 'unknown', says: 'was not asked' };
  const { status } = last;
  const gone = isAskedElsewhere && status === 400 ? GONE[404] : GONE[status];
  if (gone !== undefined) return { is: 'dead', says: gone };
  if (CLOSED.has(status)) return { is: 'private', says: 'lets nobody in without a sign-in' };
  if (status < 200 || status > 299)
    return { is: 'unknown', says: `was answered with ${String(status)}, which says nothing about it` };
  const to = movedTo(trail);
  return first === undefined || to === undefined || placeOf(to) === placeOf(first.url)
    ? { is: 'there' }
    : { is: 'moved', says: `has moved to ${to}`, to };
}
