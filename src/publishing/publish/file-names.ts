import { UserError } from '../../library/user-error.ts';

/** A path in the content folder, and what was given for it. */
interface NamedFile {
  path: string;
  from: string | undefined;
}

/** Signs that Windows takes in no name, that end a line, or that show letters in another order than they stand in. */
const UNFIT_SIGN = /[\p{Cc}\\:*?"<>|\u200B\u202A-\u202E\u2066-\u2069\uFEFF]/u;
/** What begins like a flag or a hidden file, ends in what Windows drops, or is a device there, or git's own folder. */
const UNFIT_NAME = /^[-. ]|[. ](?:\.[^.]*)?$|^(?:con|prn|aux|nul|com\d|lpt\d|git~\d)(?:\.|$)/i;
/** Of a name, in UTF-8: Linux takes no longer one. */
const MAX_NAME_BYTES = 255;

const isUnfit = (part: string): boolean =>
  UNFIT_SIGN.test(part) ||
  UNFIT_NAME.test(part) ||
  part.includes('..') ||
  new TextEncoder().encode(part).length > MAX_NAME_BYTES;

/** Throws a UserError: a file that one reader cannot check out keeps all others of a clone from them. */
export function refuseNames(placed: readonly NamedFile[]): void {
  const unfit = placed.find(({ path }) => path.split('/').some(isUnfit));
  if (unfit === undefined) return;
  throw new UserError(
    `${JSON.stringify(unfit.path)} is a name that not every system takes, so others could not get the repository any more.`,
    `Give it a shorter name of letters, digits and hyphens. Nothing was sent.`,
  );
}

/** Throws a UserError where two files would be one. */
export function refuseTwins(placed: readonly NamedFile[]): void {
  const taken = new Map<string, NamedFile>();
  for (const file of placed) {
    // Windows and macOS know no difference between A and a.
    const twin = taken.get(file.path.toLowerCase());
    if (twin !== undefined)
      throw new UserError(
        `${twin.from ?? 'The new page'} and ${file.from ?? 'the new page'} would both be ${file.path}.`,
        `Give one of them another name. Nothing was sent.`,
      );
    taken.set(file.path.toLowerCase(), file);
  }
}
