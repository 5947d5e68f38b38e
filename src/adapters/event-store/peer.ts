import { UserError } from '../../library/user-error.ts';
import { StoreError, type StoreErrorKind } from '../../usage/event-store.ts';

/** An error on its way to the other process. */
interface SentError {
  message: string;
  kind?: StoreErrorKind;
  hint?: string;
}

type Message =
  | { id: number; name: string; args: unknown[] }
  | { re: number; value: unknown }
  | { re: number; error: SentError };

/** What one process lets the other one call. */
export type Calls = Record<string, (...args: never[]) => unknown>;

/** The other process is there no more. */
export class PeerGone extends Error {}

/** One end of two processes that call each other. */
export interface Peer<Theirs extends Calls> {
  call: <Name extends keyof Theirs & string>(
    name: Name,
    ...args: Parameters<Theirs[Name]>
  ) => Promise<Awaited<ReturnType<Theirs[Name]>>>;
  /** A message came from the other one. */
  receive: (message: unknown) => void;
  /** It is there no more: whoever waits for it is told. */
  end: () => void;
  /** How many answers are waited for. */
  waiting: () => number;
}

function toSent(error: unknown): SentError {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof StoreError) return { message, kind: error.kind, hint: error.hint };
  return error instanceof UserError ? { message, hint: error.hint } : { message };
}

function toError({ message, kind, hint }: SentError): Error {
  if (kind !== undefined) return new StoreError(kind, message, hint ?? '');
  return hint === undefined ? new Error(message) : new UserError(message, hint);
}

/** Opens one end. `send` brings a message to the other. */
export function createPeer<Theirs extends Calls>(
  send: (message: unknown) => void,
  ours: Calls,
): Peer<Theirs> {
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  let last = 0;
  let isGone = false;

  async function answer(id: number, name: string, args: unknown[]): Promise<void> {
    let reply: Message;
    try {
      reply = { re: id, value: await ours[name]?.(...(args as never[])) };
    } catch (error) {
      reply = { re: id, error: toSent(error) };
    }
    if (!isGone) send(reply);
  }

  return {
    call: (name, ...args) =>
      new Promise((resolve, reject) => {
        if (isGone) return reject(new PeerGone());
        last += 1;
        waiting.set(last, { resolve, reject });
        send({ id: last, name, args });
      }),
    receive(given) {
      const message = given as Message;
      if ('name' in message) return void answer(message.id, message.name, message.args);
      const one = waiting.get(message.re);
      waiting.delete(message.re);
      if ('error' in message) one?.reject(toError(message.error));
      else one?.resolve(message.value as never);
    },
    end() {
      isGone = true;
      for (const { reject } of waiting.values()) reject(new PeerGone());
      waiting.clear();
    },
    waiting: () => waiting.size,
  };
}
