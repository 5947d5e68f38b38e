import { expect, test } from 'vitest';
import { buildCallLists } from '../../../../src/reader/call/call-card.ts';
import { goodText, readAsset } from '../../../support/small-hub.ts';

test('in a call a reason why we lose is for the rep alone, whatever it says of itself', () => {
  const card = readAsset(
    'battlecards/acme.md',
    goodText(`competitor: acme
why_we_win:
  - { claim: We answer at night., source: test, seen_on: 2026-09-01 }
why_we_lose:
  - { claim: They are nearer., source: map, seen_on: 2026-09-01 }
  - { claim: Their deposit is half., source: calls, seen_on: 2026-09-01, say: internal }
`),
  );
  const claims = card.kind === 'battlecard' ? buildCallLists(card)[1]?.items : [];
  expect(claims?.map(({ heard, internal }) => [heard, internal])).toEqual([
    ['We answer at night.', false],
    ['They are nearer.', true],
    ['Their deposit is half.', true],
  ]);
});
