import { checkRequest } from './github-rules.ts';

/**
 * A fetch for `openGithub` that holds every request to GitHub's own description before it leaves, for receivers that do
 * not do so themselves (`startFakeGithub` does). What is not allowed is an error, and not one of the network.
 */
export function checkedFetch(apiUrl: string): typeof globalThis.fetch {
  return (input, init) => {
    const request = new Request(input, init);
    const path = request.url.slice(apiUrl.length);
    const body = typeof init?.body === 'string' ? init.body : undefined;
    const faults = checkRequest({
      method: request.method,
      path,
      headers: Object.fromEntries(request.headers),
      body,
    });
    if (faults.length > 0) throw new Error(`GitHub's description does not allow:\n${faults.join('\n')}`);
    return fetch(input, init);
  };
}
