import { hash } from 'node:crypto';

/** The name that git gives to bytes, as it stands in a tree: of SHA-1, as nearly all repositories are (git-scm.com, "Git Internals"). */
export const blobName = (bytes: Uint8Array): string =>
  hash('sha1', Buffer.concat([Buffer.from(`blob ${String(bytes.length)}\0`), bytes]));
