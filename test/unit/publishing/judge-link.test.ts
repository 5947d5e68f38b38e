import { expect, test } from 'vitest';
import { judgeLink, type LinkTrail } from '../../../src/publishing/links/judge-link.ts';

const DECK = 'https://files.larkmoor.example/deck';

const trail = (...hops: [url: string, status: number][]): LinkTrail => ({
  hops: hops.map(([url, status]) => ({ url, status })),
});

test.each<[string, LinkTrail, string]>([
  ['a page that answers', trail([DECK, 200]), 'there'],
  ['one that only has a slash more now', trail([DECK, 301], [`${DECK}/`, 200]), 'there'],
  [
    'one that is led on for today',
    trail([DECK, 302], ['https://files.larkmoor.example/today', 200]),
    'there',
  ],
  ['one that moved', trail([DECK, 308], ['https://files.larkmoor.example/deck-2', 200]), 'moved'],
  ['one that moved and is gone', trail([DECK, 301], ['https://files.larkmoor.example/x', 404]), 'dead'],
  ['one that is not found', trail([DECK, 404]), 'dead'],
  ['one that was taken away', trail([DECK, 410]), 'dead'],
  ['a host that there is not', { hops: [], failure: 'ENOTFOUND' }, 'dead'],
  ['a name that nobody answers for just now', { hops: [], failure: 'EAI_AGAIN' }, 'unknown'],
  ['one that lets nobody in', trail([DECK, 403]), 'private'],
  ['one that asks who is there', trail([DECK, 401]), 'private'],
  [
    'one that leads to a sign-in',
    trail([DECK, 302], ['https://accounts.google.com/v3/signin', 200]),
    'private',
  ],
  [
    'one whose sign-in refuses programs',
    trail([DECK, 302], ['https://login.microsoftonline.com/x', 400]),
    'private',
  ],
  [
    'one with a sign-in of its own',
    trail([DECK, 302], ['https://files.larkmoor.example/login?to=deck', 200]),
    'private',
  ],
  ['one that is busy', trail([DECK, 503]), 'unknown'],
  ['one that was asked too often', trail([DECK, 429]), 'unknown'],
  ['one that is slow', { hops: [], failure: 'slow' }, 'unknown'],
  ['one with a certificate that ran out', { hops: [], failure: 'CERT_HAS_EXPIRED' }, 'unknown'],
])('%s', (_, asked, is) => {
  expect(judgeLink(asked).is).toBe(is);
});

test('what moved says where to, after all steps that are for good', () => {
  const asked = trail(
    [DECK, 301],
    ['https://a.larkmoor.example/', 308],
    ['https://b.larkmoor.example/deck', 302],
    ['https://b.larkmoor.example/deck/today', 200],
  );
  expect(judgeLink(asked)).toMatchObject({ to: 'https://b.larkmoor.example/deck' });
});

test('of an oEmbed address a bad request is an address that there is not', () => {
  expect(judgeLink(trail([DECK, 400]), true).is).toBe('dead');
  expect(judgeLink(trail([DECK, 400])).is).toBe('unknown');
});
