/**
 * Files of a build, by the hash that the build gave each. A sign-in page, a captive portal, a file cut short and one of
 * another build all may come with status 200 under the address that was asked for: only the bytes tell.
 *
 * The other way was `integrity` of `fetch`: it wants the whole hash (44 letters a file in place of 20, which do not pack),
 * and neither a page that passes by nor one that lies here can be held against it. A host that changes what it serves
 * (adds a script, minifies) keeps nothing on devices with either.
 */
import { PAGE_DIGEST } from '../../library/page-digest.ts';
import { addressOf } from '../../reader/offline-address.ts';

/** What a host calls files of an ending. A page of its own it gives under any. */
const types: readonly (readonly [ending: RegExp, type: RegExp])[] = [
  [/(?:\/|\.html)$/, /^text\/html\b/],
  [/\.js$/, /\bjavascript\b/],
  [/\.css$/, /^text\/css\b/],
  [/$/, /^(?!text\/html)/],
];

/** Whether it came straight from the path, as what lies there. Nothing is said of its bytes. */
export function isAsAsked(response: Response, path: string): boolean {
  const type = response.headers.get('content-type') ?? '';
  const wanted = types.find(([ending]) => ending.test(path))?.[1];
  return response.status === 200 && !response.redirected && wanted?.test(type) === true;
}

/** Whether it is the file of the build at this path, byte by byte. */
export async function isFile(response: Response, path: string, hash: string): Promise<boolean> {
  return isAsAsked(response, path) && hash !== '' && (await digestOf(response)).startsWith(hash);
}

/** Whether it is what the running hub made at this path for this request, byte by byte. */
export async function isMadeAnew(response: Response, path: string): Promise<boolean> {
  const named = response.headers.get(PAGE_DIGEST);
  return named !== null && isAsAsked(response, path) && named === (await digestOf(response));
}

/** SHA-256 of the bytes, in hex. */
async function digestOf(response: Response): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await response.clone().arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Fetches a file of the build. Rejects without a network, and when what comes is anything else. */
export async function fetchFile(path: string, hash: string): Promise<Response> {
  // What the browser has of a visit does, if it is that; what went wrong once and may be kept for a year is asked for anew.
  for (const cache of ['default', 'reload'] as const) {
    const response = await fetch(addressOf(path), { cache, redirect: 'error' });
    if (await isFile(response, path, hash)) return response;
  }
  throw new Error(`What came for ${path} is not that file of the build.`);
}
