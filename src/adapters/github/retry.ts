import { GithubRefusal } from './refusal.ts';

/** A request is sent so often where GitHub has a fault. */
const MAX_TRIES = 3;

/** Sends what leaves the same when it is sent twice, after a fault again. Rejects with the refusal of the last try. */
export function retry<T>(send: () => Promise<T>): Promise<T> {
  return createOnce(send, () => Promise.resolve(undefined));
}

/**
 * Sends what makes something new. After a fault GitHub may have made it all the same, so it is looked for before it is
 * sent again; `find` gives it, or undefined where it is not there. Rejects with the refusal of the last try.
 */
export async function createOnce<T>(make: () => Promise<T>, find: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await make();
    } catch (error) {
      if (!(error instanceof GithubRefusal) || !error.isUnsure) throw error;
      const found = await find();
      if (found !== undefined) return found;
      if (tries === MAX_TRIES) throw error;
    }
  }
}
