/** What the page and the worker that checks drafts say to each other. */
import type { Day } from '../../library/dates.ts';
import type { Draft } from '../../library/draft-text.ts';
import type { Hub } from '../../library/hub.ts';
import type { CheckedDraft } from '../../publishing/draft/check.ts';
import type { LibraryOutline } from '../../publishing/draft/library-outline.ts';

/** First about what hub, then one draft after another, each with a number of its own. */
export type ToChecker = { hub: Hub; outlineUrl: string } | { id: number; draft: Draft; today: Day };
/** What stands in the hub, once it is there; then one answer to each draft. */
export type FromChecker =
  { outline: LibraryOutline } | { id: number; checked: CheckedDraft } | { id: number; failed: true };
