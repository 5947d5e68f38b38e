/** npm run agents -- issue NAME: keys with which agents ask a running hub. */
import { issueAgentKey, readAgentKeys, revokeAgentKey } from '../src/adapters/agent-keys-file.ts';
import { dataFolder } from '../src/adapters/data-folder.ts';
import { AGENTS_PATH } from '../src/library/addresses.ts';
import { UserError } from '../src/library/user-error.ts';
import { runCommand } from './run-command.ts';
import { dayOf } from './today.ts';

const DEFAULT_LIMIT = 60;

function limitOf(given: string | undefined): number {
  const limit = given === undefined ? DEFAULT_LIMIT : Number(given);
  if (Number.isInteger(limit) && limit > 0) return limit;
  throw new UserError(
    `"${String(given)}" is no number of questions a minute.`,
    'Give --limit a whole number such as 60. Nothing was changed.',
  );
}

function nameOf(name: string | undefined, what: string): string {
  if (name !== undefined) return name;
  throw new UserError(
    `${what} needs the name of a key.`,
    `Such as: npm run agents -- ${what} crm-assistant. Nothing was changed.`,
  );
}

async function list(folder: string): Promise<void> {
  const keys = await readAgentKeys(folder);
  if (keys.length === 0) console.log('No key was issued yet.');
  for (const { name, issued, limit, revoked } of keys) {
    const state = revoked === undefined ? `${String(limit)} questions a minute` : `revoked ${revoked}`;
    console.log(`${name}  issued ${issued}, ${state}`);
  }
}

runCommand(
  {
    name: 'agents',
    about:
      'Keys with which agents ask a running hub over HTTP. issue NAME: makes one and shows it once. list: says which there are. revoke NAME: ends one with its next question. No restart is needed.',
    rest: 'issue NAME, list or revoke NAME',
    flags: {
      limit: {
        type: 'string',
        value: 'NUMBER',
        says: `issue: how many questions a minute (${String(DEFAULT_LIMIT)}).`,
      },
    },
    notes: ['Keys lie hashed in HUB_DATA. Exit code: 0 done, 2 nothing was changed.'],
  },
  async ({ flags, words: [what, name] }) => {
    const folder = dataFolder(process.env);
    const today = dayOf(undefined);
    if (what === 'list') await list(folder);
    else if (what === 'issue') {
      const limit = limitOf(flags.limit);
      const key = await issueAgentKey(folder, { name: nameOf(name, what), limit, today });
      console.log(
        `${key}\nThis key is shown once. Agents send it as "Authorization: Bearer …" to ${AGENTS_PATH}.`,
      );
    } else if (what === 'revoke') {
      await revokeAgentKey(folder, nameOf(name, what), today);
      console.log(`The key "${String(name)}" is revoked: the next question with it is refused.`);
    } else {
      throw new UserError(
        `agents does not know "${String(what)}".`,
        'Nothing was changed. `npm run agents -- --help` lists what it takes.',
      );
    }
    return 0;
  },
);
