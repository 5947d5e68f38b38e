import type { Github } from './api.ts';
import { readOwnLogin } from './pulls.ts';

/** Who wrote something on GitHub, as its answers say. */
interface Author {
  login: string;
  type?: string | undefined;
}

/**
 * Whether something was written by the account of this token. GitHub does not tell the token of a workflow or an App which
 * account it is; such a one takes what any App wrote for its own, and nothing that a person wrote.
 */
export async function readIsOwn(github: Github): Promise<(author: Author | null | undefined) => boolean> {
  const own = (await readOwnLogin(github))?.toLowerCase();
  return (author) =>
    author != null && (own === undefined ? author.type === 'Bot' : author.login.toLowerCase() === own);
}
