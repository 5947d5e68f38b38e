/**
 * Checks drafts beside the page, so that typing never waits: the rules, the schemas and what they stand on weigh more than
 * all the rest of the page.
 */
import type { Hub } from '../../library/hub.ts';
import { createDraftCheck } from '../../publishing/draft/check.ts';
import { compileMarkdown } from './compile-markdown.ts';
import type { LibraryOutline } from '../../publishing/draft/library-outline.ts';
import type { FromChecker, ToChecker } from './new-check-messages.ts';

// gray-matter keeps what it is given as a Buffer beside what it made of it. Browsers have none, and nobody asks for it.
globalThis.Buffer ??= { from: (text: string) => text } as unknown as typeof Buffer;

type Check = ReturnType<typeof createDraftCheck>;

const send = (message: FromChecker): void => self.postMessage(message);

let about: { hub: Hub; outlineUrl: string } | undefined;
let opened: Promise<Check> | undefined;

async function open(): Promise<Check> {
  if (about === undefined) throw new Error('The check was asked before it knew the hub.');
  const response = await fetch(about.outlineUrl);
  if (!response.ok) throw new Error(`The hub answered ${String(response.status)}.`);
  const outline = (await response.json()) as LibraryOutline;
  send({ outline });
  return createDraftCheck(about.hub, outline, compileMarkdown);
}

/** What could not be fetched is fetched again for the next draft. */
function openOnce(): Promise<Check> {
  opened ??= open().catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  return opened;
}

self.addEventListener('message', ({ data }: MessageEvent<ToChecker>) => {
  if ('hub' in data) {
    about = data;
    return;
  }
  const { id, draft, today } = data;
  openOnce().then(
    (check) => send({ id, checked: check(draft, today) }),
    () => send({ id, failed: true }),
  );
});
