/** What a door in front of a hub answers in place of it when a session has ended, and what else may come. */
import { gzipSync } from 'node:zlib';

const SIGN_IN = '<!doctype html><title>Sign in</title><h1>Sign in</h1><form></form>';
const HTML = { 'content-type': 'text/html; charset=utf-8' };

/** The address of the sign-in page; itself it is let through by nobody. */
const DOOR = '/door/sign-in';

const typeOf = (path: string): string => {
  const ending = /\.(\w+)$/.exec(path)?.[1] ?? 'html';
  const types: Record<string, string> = {
    js: 'text/javascript',
    css: 'text/css',
    json: 'application/json',
    svg: 'image/svg+xml',
    txt: 'text/plain',
    woff2: 'font/woff2',
    html: HTML['content-type'],
  };
  return types[ending] ?? 'application/octet-stream';
};

/** Answers in place of the hub, by the path that is asked for; of its own files by the bytes that they have. */
export type DoorMood = (path: string, bytes: Buffer | undefined) => Response | undefined;

const behindDoor =
  (mood: (path: string, bytes: Buffer) => Response): DoorMood =>
  (path, bytes) => {
    if (path === DOOR) return new Response(SIGN_IN, { headers: HTML });
    return mood(path, bytes ?? Buffer.from(''));
  };

/** By what a person at the keyboard would call them. */
export const doorMoods: Readonly<Record<string, DoorMood>> = {
  'a sign-in page with status 200': behindDoor(() => new Response(SIGN_IN, { headers: HTML })),
  'a sign-in page that hosts may keep for a year': behindDoor(
    () =>
      new Response(SIGN_IN, { headers: { ...HTML, 'cache-control': 'public, max-age=31536000, immutable' } }),
  ),
  'a redirect to a sign-in page': behindDoor(
    () => new Response(null, { status: 302, headers: { location: DOOR } }),
  ),
  'a redirect to another origin': behindDoor(
    () => new Response(null, { status: 302, headers: { location: 'http://localhost:9/sign-in' } }),
  ),
  'a redirect of files that are no pages, to home': behindDoor((path) =>
    path.endsWith('/')
      ? new Response(SIGN_IN, { headers: HTML })
      : new Response(null, { status: 307, headers: { location: '/' } }),
  ),
  'a packed sign-in page under the type of what was asked for': behindDoor(
    (path) =>
      new Response(new Uint8Array(gzipSync(SIGN_IN)), {
        headers: { 'content-type': typeOf(path), 'content-encoding': 'gzip' },
      }),
  ),
  '401 with a page': behindDoor(() => new Response(SIGN_IN, { status: 401, headers: HTML })),
  '403 with a page': behindDoor(() => new Response(SIGN_IN, { status: 403, headers: HTML })),
  '503 with a page': behindDoor(() => new Response(SIGN_IN, { status: 503, headers: HTML })),
  'a sign-in page under the type of what was asked for': behindDoor(
    (path) => new Response(SIGN_IN, { headers: { 'content-type': typeOf(path) } }),
  ),
  'nothing, with status 200': behindDoor(
    (path) => new Response('', { headers: { 'content-type': typeOf(path) } }),
  ),
  'status 204': behindDoor(() => new Response(null, { status: 204 })),
  'half of the bytes': behindDoor(
    (path, bytes) =>
      new Response(new Uint8Array(bytes.subarray(0, bytes.length / 2)), {
        headers: { 'content-type': typeOf(path) },
      }),
  ),
  'bytes of another build': behindDoor(
    (path, bytes) =>
      new Response(new Uint8Array(Buffer.concat([bytes, Buffer.from('\n')])), {
        headers: { 'content-type': typeOf(path) },
      }),
  ),
  'the right bytes as a page': behindDoor(
    (_, bytes) => new Response(new Uint8Array(bytes), { headers: HTML }),
  ),
};
