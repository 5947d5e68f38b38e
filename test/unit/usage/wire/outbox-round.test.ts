import { expect, test } from 'vitest';
import { sendRound, type RoundEnd } from '../../../../src/usage/wire/outbox-round.ts';
import type { OutboxKey, Verdict } from '../../../../src/usage/wire/outbox.ts';

type Receiver = (uuids: readonly string[]) => Verdict;

interface Round extends RoundEnd {
  /** What was asked of the receiver, one list of uuids a request. */
  requests: string[][];
  forgotten: string[];
}

function waiting(count: number): OutboxKey[] {
  return Array.from({ length: count }, (_, at) => [at, `e${String(at)}`, 2000]);
}

function uuids(batch: readonly OutboxKey[]): string[] {
  return batch.map(([, uuid]) => uuid);
}

async function send(keys: readonly OutboxKey[], receiver: Receiver): Promise<Round> {
  const requests: string[][] = [];
  const forgotten: string[] = [];
  const end = await sendRound(keys, {
    send: async (batch) => {
      requests.push(uuids(batch));
      return receiver(uuids(batch));
    },
    forget: async (batch) => void forgotten.push(...uuids(batch)),
  });
  return { ...end, requests, forgotten };
}

const takeAll: Receiver = () => ({ kind: 'taken' });
const refuse =
  (...poison: string[]): Receiver =>
  (uuids) => ({ kind: uuids.some((uuid) => poison.includes(uuid)) ? 'refused' : 'taken' });

test('everything goes in requests of a few, oldest first, and is forgotten once it is taken', async () => {
  const round = await send(waiting(60), takeAll);
  expect(round.requests.map(({ length }) => length)).toEqual([25, 25, 10]);
  expect(round.forgotten).toEqual(waiting(60).map(([, uuid]) => uuid));
  expect(round).toMatchObject({ hopeless: [], isUnfinished: false });
});

test('nothing is forgotten that was not taken, and the receiver is asked no more', async () => {
  const round = await send(waiting(250), (uuids) =>
    uuids.includes('e0') ? { kind: 'taken' } : { kind: 'later', waitMs: 5000 },
  );
  expect(round.requests).toHaveLength(2);
  expect(round.forgotten).toHaveLength(25);
  expect(round).toMatchObject({ hopeless: [], isUnfinished: true, waitMs: 5000 });
});

test.each([0, 1, 57, 149])('one refused event among many (the one at %i) holds up no other', async (at) => {
  const round = await send(waiting(150), refuse(`e${String(at)}`));
  expect(round.hopeless.map(([, uuid]) => uuid)).toEqual([`e${String(at)}`]);
  expect(new Set(round.forgotten).size).toBe(149);
  expect(round.forgotten).toHaveLength(149);
  expect(round.isUnfinished).toBe(false);
  expect(round.requests.length).toBeLessThan(30);
});

test('several refused events hold up no other', async () => {
  const poison = ['e0', 'e1', 'e2', 'e40', 'e99', 'e100'];
  const round = await send(waiting(120), refuse(...poison));
  expect(round.hopeless.map(([, uuid]) => uuid).sort()).toEqual(poison.sort());
  expect(round.forgotten).toHaveLength(114);
});

test('a receiver that refuses everything loses us nothing, and is asked few times', async () => {
  const round = await send(waiting(1000), () => ({ kind: 'refused' }));
  expect(round).toMatchObject({ hopeless: [], isUnfinished: true, forgotten: [] });
  expect(round.requests.length).toBeLessThan(12);
});

test('a refused event that is alone is kept until the receiver has taken another', async () => {
  expect(await send(waiting(1), refuse('e0'))).toMatchObject({ hopeless: [], isUnfinished: true });
  expect(await send(waiting(2), refuse('e0'))).toMatchObject({
    hopeless: [[0, 'e0', 2000]],
    isUnfinished: false,
    forgotten: ['e1'],
  });
});

test('what is too large together goes in halves', async () => {
  const round = await send(waiting(100), (uuids) => ({ kind: uuids.length > 6 ? 'refused' : 'taken' }));
  expect(round.forgotten).toHaveLength(100);
  expect(round.hopeless).toEqual([]);
});
