/** The page's side of the worker that checks drafts. */
import type { Day } from '../../library/dates.ts';
import type { Draft } from '../../library/draft-text.ts';
import type { Hub } from '../../library/hub.ts';
import type { CheckedDraft } from '../../publishing/draft/check.ts';
import type { LibraryOutline } from '../../publishing/draft/library-outline.ts';
import type { FromChecker, ToChecker } from './new-check-messages.ts';

export interface DraftChecker {
  /** Undefined when the rules, or what stands in the hub, could not be fetched; the next draft asks for them again. */
  check(draft: Draft, today: Day): Promise<CheckedDraft | undefined>;
}

/** @param known told what stands in the hub, once it is there */
export function openDraftChecker(
  hub: Hub,
  outlineUrl: string,
  known: (outline: LibraryOutline) => void,
): DraftChecker {
  const waiting = new Map<number, (checked: CheckedDraft | undefined) => void>();
  let worker: Worker | undefined;
  let last = 0;

  function start(): Worker {
    const started = new Worker(new URL('./new-check-worker.ts', import.meta.url), { type: 'module' });
    started.addEventListener('message', ({ data }: MessageEvent<FromChecker>) => {
      if ('outline' in data) return known(data.outline);
      waiting.get(data.id)?.('failed' in data ? undefined : data.checked);
      waiting.delete(data.id);
    });
    started.addEventListener('error', () => {
      worker = undefined;
      for (const answer of waiting.values()) answer(undefined);
      waiting.clear();
    });
    started.postMessage({ hub, outlineUrl } satisfies ToChecker);
    return started;
  }

  return {
    check(draft, today) {
      worker ??= start();
      const id = ++last;
      worker.postMessage({ id, draft, today } satisfies ToChecker);
      return new Promise((answer) => waiting.set(id, answer));
    },
  };
}
