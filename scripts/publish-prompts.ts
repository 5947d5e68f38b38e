import { createInterface } from 'node:readline/promises';
import type { Hub, Term } from '../src/library/hub.ts';
import { kindNames } from '../src/library/kinds/kinds.ts';
import { UserError } from '../src/library/user-error.ts';
import type { SortedFiles } from '../src/publishing/publish/files.ts';
import { parsePublishFlags, type PublishFlags } from '../src/publishing/publish/spec.ts';

/** Asks a person one question; an empty answer is `''`. */
export type Prompt = (question: string) => Promise<string>;

/** Asks at the terminal, or undefined where nobody sits there. */
export function openTerminal(): { prompt: Prompt; close: () => void } | undefined {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return undefined;
  const line = createInterface({ input: process.stdin, output: process.stdout });
  // Ctrl-D and Ctrl-C leave a question without an answer for ever.
  const left = new Promise<never>((_, fail) => {
    line.once('close', () => fail(new UserError('You left before the last question.', 'Nothing was sent.')));
  });
  left.catch(() => undefined);
  return {
    prompt: async (question) => (await Promise.race([line.question(question), left])).trim(),
    close: () => line.close(),
  };
}

/** What a new page cannot do without, and what it should not: flag, question, the ids there are. */
function promptsFor(sorted: SortedFiles, flags: PublishFlags, hub: Hub) {
  const isPage = sorted.bare.length + sorted.downloads.length > 0;
  const needsKind =
    sorted.bare.length > 0 ||
    sorted.ready.some(({ name, place }) => place === undefined && /\.md$/i.test(name));
  const kinds = kindNames.map((id): Term => ({ id, name: id }));
  const all = [
    { flag: 'title', says: 'Title, as reps will read it', terms: [], isNeeded: isPage },
    { flag: 'kind', says: 'Kind of page', terms: kinds, isNeeded: needsKind },
    { flag: 'owner', says: 'Who answers for it', terms: hub.people, isNeeded: isPage },
    {
      flag: 'product',
      says: 'Products it is about, with commas between (Enter for none)',
      terms: hub.products,
      isNeeded: false,
    },
    {
      flag: 'benefit',
      says: "What's in it for the rep, in one sentence (Enter to leave out)",
      terms: [],
      isNeeded: false,
    },
  ] as const;
  return all.filter(
    (one) => flags[one.flag] === undefined && (one.isNeeded || (isPage && one.flag !== 'kind')),
  );
}

/** Fills in what nobody has said. Without a terminal, throws a UserError that names all flags that are needed. */
export async function promptForMissing(
  flags: PublishFlags,
  sorted: SortedFiles,
  hub: Hub,
  prompt: Prompt | undefined,
): Promise<PublishFlags> {
  const open = promptsFor(sorted, flags, hub);
  if (prompt === undefined) {
    const needed = open.filter(({ isNeeded }) => isNeeded).map(({ flag }) => `--${flag}`);
    if (needed.length === 0) return flags;
    throw new UserError(
      `publish needs ${needed.join(', ')}, and nobody is there to be asked.`,
      `Add ${needed.length === 1 ? 'it' : 'them'} to the command. Nothing was sent.`,
    );
  }
  const told = { ...flags };
  for (const { flag, says, terms, isNeeded } of open) {
    const ids = terms.length === 0 ? '' : ` (${terms.map(({ id }) => id).join(', ')})`;
    for (;;) {
      const answer = await prompt(`${says}${ids}: `);
      if (answer === '' && !isNeeded) break;
      try {
        if (answer === '') continue;
        parsePublishFlags({ [flag]: answer }, hub);
        told[flag] = answer;
        break;
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        console.error(`${error.message} ${error.hint.replace(/ Nothing was sent\.$/, '')}`);
      }
    }
  }
  return told;
}
