import { hash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { UserError } from '../library/user-error.ts';
import { writeWholeFile } from './write-file.ts';

const agentKey = z.object({
  name: z.string(),
  /** SHA-256 of the key, in hex; the key itself is kept nowhere. */
  hash: z.string(),
  issued: z.iso.date(),
  /** Questions a minute. */
  limit: z.int().positive(),
  revoked: z.iso.date().optional(),
});

/** A key with which an agent may ask. */
export type AgentKey = z.infer<typeof agentKey>;

const KEYS_FILE = 'agent-keys.json';

const pathOf = (folder: string): string => join(folder, KEYS_FILE);

/** 256 bits of chance need no salt and no slow hash: nobody tries them all. */
export const hashKey = (key: string): string => hash('sha256', key);

/** The keys that were issued, in their order. Rejects with a UserError when the file says something else. */
export async function readAgentKeys(folder: string): Promise<AgentKey[]> {
  const text = await readFile(pathOf(folder), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '[]';
    throw error;
  });
  try {
    return z.array(agentKey).parse(JSON.parse(text));
  } catch {
    throw new UserError(
      `The keys of agents in ${pathOf(folder)} cannot be read.`,
      'Put the file back as it was, or delete it and issue new keys. Until then no agent is answered over the network; nothing was changed.',
    );
  }
}

/** Issues a key under a name that no other has, and gives it: it is shown once and stored nowhere. Rejects with a UserError. */
export async function issueAgentKey(
  folder: string,
  { name, limit, today }: { name: string; limit: number; today: string },
): Promise<string> {
  const keys = await readAgentKeys(folder);
  if (keys.some((key) => key.name === name)) {
    throw new UserError(
      `There is a key "${name}" already.`,
      'Choose another name; a revoked key keeps its own, so that old numbers stay told apart. Nothing was changed.',
    );
  }
  const key = `hub_${randomBytes(32).toString('base64url')}`;
  await writeAgentKeys(folder, [...keys, { name, hash: hashKey(key), issued: today, limit }]);
  return key;
}

/** Ends a key: the next question with it is refused. Rejects with a UserError where there is none to end. */
export async function revokeAgentKey(folder: string, name: string, today: string): Promise<void> {
  const keys = await readAgentKeys(folder);
  const key = keys.find((each) => each.name === name);
  if (key === undefined || key.revoked !== undefined) {
    throw new UserError(
      key === undefined
        ? `There is no key "${name}".`
        : `The key "${name}" was revoked on ${String(key.revoked)}.`,
      '`npm run agents -- list` says which keys there are. Nothing was changed.',
    );
  }
  await writeAgentKeys(
    folder,
    keys.map((each) => (each === key ? { ...each, revoked: today } : each)),
  );
}

const writeAgentKeys = (folder: string, keys: readonly AgentKey[]): Promise<void> =>
  writeWholeFile(pathOf(folder), `${JSON.stringify(keys, null, 2)}\n`);
