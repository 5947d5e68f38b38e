import { urlOf } from '../../library/addresses.ts';
import { UserError } from '../../library/user-error.ts';
import type { PullRequest } from './pull-request-event.ts';

/** Where a comment stands, and what else is known there. */
export interface CommentPlace {
  pull: PullRequest;
  /** Where the change can be looked at. */
  preview?: string | undefined;
}

/**
 * GitHub's editor for a file of the change, at a line; saving leads back to the pull request. Undefined when the branch
 * is gone.
 */
export function editLineUrl(pull: PullRequest, path: string, line: number): string | undefined {
  if (pull.headUrl === undefined) return undefined;
  const page = `${new URL(pull.url).pathname}/pull/${String(pull.number)}`;
  const back = encodeURIComponent(page);
  return `${pull.headUrl}/edit/${encodePath(pull.headBranch)}/${encodePath(path)}?pr=${back}#L${String(line)}`;
}

/** `encodeURIComponent` leaves brackets as they are, and they would end a link in Markdown. */
function encodePath(path: string): string {
  return path
    .split('/')
    .map((part) =>
      encodeURIComponent(part.toWellFormed()).replace(
        /[!'()*]/g,
        (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
      ),
    )
    .join('/');
}

/**
 * Where the change can be looked at: the address of the setting, such as `https://pr-{number}.example.com`, with
 * `{number}`, `{branch}` and `{sha}` filled in. Undefined where nothing is set; throws a UserError when it is no
 * address.
 */
export function previewUrl(setting: string | undefined, pull: PullRequest): string | undefined {
  const given = (setting ?? '').trim();
  if (given === '') return undefined;
  const filled = given
    .replaceAll('{number}', String(pull.number))
    .replaceAll('{sha}', pull.headSha)
    // As hosts name previews: small letters, digits and hyphens.
    .replaceAll(
      '{branch}',
      pull.headBranch
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-|-$/g, ''),
    );
  const url = URL.canParse(filled) ? new URL(filled) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol)) return url.href.replace(/[()]/g, escape);
  throw new UserError(
    'HUB_PREVIEW_URL is not the address of a web page.',
    'Write it like https://preview-{number}.hub.example.com, or leave it out.',
  );
}

const escape = (sign: string) => (sign === '(' ? '%28' : '%29');

/** The page of the asset `asset`, an id, in a preview. */
export function previewPageUrl(preview: string, asset: string): string {
  return preview.replace(/\/$/, '') + urlOf(encodePath(asset));
}
