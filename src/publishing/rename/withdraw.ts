import type { Asset } from '../../library/asset.ts';
import type { Day } from '../../library/dates.ts';
import { UserError } from '../../library/user-error.ts';

const KEY = /^withdraw:.*$/m;

/**
 * The text of a page that stays, with the mark that nothing of what it said before is told any more. The mark stands in
 * the page itself: history is cut at the first version that lacks it, so that it holds whatever day it is merged on, and
 * also where somebody changed other words of the page meanwhile. A page that goes altogether has no place for a mark, and
 * its words must not be in the head of the repository: of it the record `moves.yaml` says that it was withdrawn, and why.
 */
export function addWithdrawMark(text: string, { path }: Pick<Asset, 'path'>, today: Day): string {
  const line = `withdraw: ${today}`;
  const front = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)^---[ \t]*$/m.exec(text);
  if (front === null)
    throw new UserError(
      `${path} has no front matter that could be marked.`,
      `Write ${line} into it by hand. Nothing was changed.`,
    );
  const [whole, keys = ''] = front;
  const end = keys.includes('\r\n') ? '\r\n' : '\n';
  const marked = KEY.test(keys) ? keys.replace(KEY, line) : `${keys}${line}${end}`;
  return (
    text.slice(0, front.index) + whole.replace(keys, () => marked) + text.slice(front.index + whole.length)
  );
}
