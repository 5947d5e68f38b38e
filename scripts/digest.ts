/** npm run digest: what a week brought, as a mail file and for a chat. */
import { join, resolve } from 'node:path';
import { contentFolder, readPages } from '../src/adapters/content-folder.ts';
import { readHistory } from '../src/adapters/git/history.ts';
import { readSnapshot, snapshotPath } from '../src/adapters/snapshot-file.ts';
import { writeWholeFile } from '../src/adapters/write-file.ts';
import { UserError } from '../src/library/user-error.ts';
import { buildDigest } from '../src/publishing/digest/digest.ts';
import { renderDigestMail } from '../src/publishing/digest/digest-mail.ts';
import { renderDigestSlack, type SlackPost } from '../src/publishing/digest/digest-slack.ts';
import { renderDigestText } from '../src/publishing/digest/digest-text.ts';
import { runCommand } from './run-command.ts';
import { dayOf } from './today.ts';

const SEND_WITHIN_MS = 15_000;

/** Mail addresses as they may stand in a header. */
function addressesOf(given: string | undefined): string[] {
  return (given ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean)
    .map((each) => {
      if (/^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/.test(each)) return each;
      throw new UserError(
        `"${each}" is no mail address.`,
        'Write addresses like sales@example.com, with commas between them. Nothing was written or sent.',
      );
    });
}

async function send(address: string, post: SlackPost): Promise<void> {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(post),
    redirect: 'error',
    signal: AbortSignal.timeout(SEND_WITHIN_MS),
  }).catch(() => undefined);
  if (response?.ok === true) return;
  // The address is a secret: whoever has it can write into the channel.
  throw new UserError(
    `The chat did not take the digest${response === undefined ? ': nothing answered' : `: it answered ${String(response.status)}`}.`,
    'Look whether HUB_DIGEST_WEBHOOK is the address that the chat shows for the channel, and run this again. The files are written.',
  );
}

runCommand(
  {
    name: 'digest',
    about:
      'What the last seven days brought, for people who did not open the hub: what changed, what was asked and not found, what is due. It is printed; --out also writes digest.eml and digest.json, and HUB_DIGEST_WEBHOOK sends it into a channel of Slack.',
    flags: {
      out: { type: 'string', value: 'FOLDER', says: 'Write digest.eml and digest.json there.' },
      today: { type: 'string', value: 'DAY', says: 'The last day of the week, such as 2027-01-31.' },
    },
    notes: [
      'Settings: HUB_DIGEST_WEBHOOK (an incoming webhook, https), HUB_DIGEST_FROM and HUB_DIGEST_TO (mail addresses), HUB_CONTENT, HUB_DATA (numbers). Each part is turned off under digest in hub.yaml.',
      'Exit code: 0 done, 2 it could not go on.',
    ],
  },
  async ({ flags }) => {
    const folder = contentFolder(process.env);
    const content = await readPages(folder);
    const { hub } = content.library;
    const history = await readHistory(folder, process.env, { zone: hub.company.time_zone });
    const snapshot = await readSnapshot(snapshotPath(process.env));
    const digest = buildDigest({ content, snapshot, history, today: dayOf(flags.today, hub) });
    if (digest.parts.length === 0) {
      console.log('All parts of the digest are turned off in hub.yaml: nothing was written or sent.');
      return 0;
    }
    const [from = 'hub@example.invalid'] = addressesOf(process.env['HUB_DIGEST_FROM']);
    const mail = renderDigestMail(digest, { from, to: addressesOf(process.env['HUB_DIGEST_TO']) });
    const webhook = process.env['HUB_DIGEST_WEBHOOK']?.trim() ?? '';
    if (webhook !== '' && !/^https:\/\/\S+$/.test(webhook))
      throw new UserError(
        'HUB_DIGEST_WEBHOOK is no https address.',
        'Copy it again from the chat. Nothing was written or sent.',
      );
    const post = renderDigestSlack(digest);
    console.log(renderDigestText(digest));
    if (flags.out !== undefined) {
      const out = resolve(flags.out);
      await writeWholeFile(join(out, 'digest.eml'), mail);
      await writeWholeFile(join(out, 'digest.json'), `${JSON.stringify(post, null, 2)}\n`);
    }
    if (webhook !== '') await send(webhook, post);
    return 0;
  },
);
