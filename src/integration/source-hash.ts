import { hash } from 'node:crypto';

const hashes = new Map<string, `sha256-${string}`>();

/** The name by which a Content-Security-Policy lets a script or a style sheet in that stands in the page itself. */
export function sourceHash(code: string): `sha256-${string}` {
  let name = hashes.get(code);
  if (name === undefined) {
    name = `sha256-${hash('sha256', code, 'base64')}`;
    hashes.set(code, name);
  }
  return name;
}
