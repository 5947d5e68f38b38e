/** What `npm run clean` is told and says. */
import { troubleText } from '../../checks/rules/file-contents.ts';
import { canClean, cleanSorts, whyKept, type CleanSort } from '../../files/clean/clean-sorts.ts';
import type { FileProperties, FileText, ReadFile } from '../../files/file-text.ts';
import { insideOf } from '../../files/inside.ts';
import { nearest } from '../../library/nearest.ts';
import { renderList } from '../../library/render-list.ts';
import { sayInside } from '../../library/say-inside.ts';
import { UserError } from '../../library/user-error.ts';
import { renderCount } from '../count.ts';

const NOTHING = 'Nothing was written.';

/** Why a file is not opened, with the way out. */
export function whyUnread({ trouble, detail }: Extract<ReadFile, { trouble: unknown }>): string {
  const { message, hint } = troubleText(trouble, detail);
  return `${message} ${hint}`;
}

/**
 * What a copy is to be without. Throws a UserError for a word that it does not know, and for what is not taken out of such a
 * file, with the way out for that.
 */
export function parseCleanSorts(given: string, text: FileText): Set<CleanSort> {
  const { sort } = text;
  const words = given.split(',').flatMap((each) => each.trim().toLowerCase() || []);
  const inside = insideOf(text);
  const all = [...new Set(inside.map(({ is }) => is))].filter((is) => canClean(sort, is));
  const wanted = words.flatMap((word) => (word === 'all' ? [...all, 'properties'] : [word]));
  const known: readonly string[] = [...cleanSorts(sort), ...inside.map(({ is }) => is)];
  const unknown = wanted.find((word) => !known.includes(word));
  if (unknown !== undefined) {
    const meant = nearest(unknown, known);
    throw new UserError(
      `--without says "${unknown}", which is not taken out of a file like this.`,
      `${meant === undefined ? '' : `Did you mean ${meant}? `}There are ${renderList(cleanSorts(sort))}, and all. ${NOTHING}`,
    );
  }
  const kept = inside.find(({ is }) => wanted.includes(is) && !canClean(sort, is));
  if (kept !== undefined)
    throw new UserError(
      `A copy without ${sayInside(kept)} cannot be made here.`,
      `${whyKept(sort, kept.is)} ${NOTHING}`,
    );
  const found = wanted.filter((word) => canClean(sort, word));
  if (found.length === 0)
    throw new UserError('Nothing is in it that could be taken out.', `It may go out as it is. ${NOTHING}`);
  return new Set(found.filter((word) => canClean(sort, word)));
}

/** What is inside, one line each, with the word for `--without`, and what to do about the rest. */
export function renderInside(from: string, text: FileText): string {
  const inside = insideOf(text);
  const people = sayProperties(text.about);
  const lines = [
    ...inside.map((each) => [
      canClean(text.sort, each.is) ? each.is : '-',
      `${sayInside(each)}${canClean(text.sort, each.is) ? '' : `. ${whyKept(text.sort, each.is)}`}`,
    ]),
    ...(people === '' ? [] : [['properties', people]]),
  ];
  if (lines.length === 0) return `${from} holds nothing that is not shown.`;
  const can = lines.flatMap(([word]) => (word === undefined || word === '-' ? [] : [word]));
  return [
    `${from} also holds:`,
    ...lines.map(([word = '', says = '']) => `  ${word.padEnd(10)}  ${says}`),
    can.length === 0
      ? 'None of it can be taken out here.'
      : `A copy without it: npm run clean -- ${JSON.stringify(from)} --without ${can.join(',')}`,
  ].join('\n');
}

function sayProperties(about: FileProperties | undefined): string {
  if (about === undefined) return '';
  const names = [...new Set([about.author, about.editor])].filter((name) => name !== '');
  return [
    ...(names.length === 0 ? [] : [`made by ${renderList(names)}`]),
    ...(about.company === '' ? [] : [`of ${about.company}`]),
  ].join(', ');
}

const units = { pptx: 'slide', docx: 'section', xlsx: 'sheet', pdf: 'page' } as const;

/** What became of it. */
export function renderCleaned(
  from: string,
  into: string,
  before: FileText,
  after: FileText,
  without: ReadonlySet<CleanSort>,
): string {
  const gone = insideOf(before).filter(({ is }) => (without as ReadonlySet<string>).has(is));
  const words = [
    ...gone.map(sayInside),
    ...(without.has('properties') ? ['the names of people and companies'] : []),
  ];
  const still = insideOf(after);
  return [
    `${into} is ${from} without ${renderList(words)}.`,
    `It was read again: ${renderCount(after.parts.length, units[after.sort])} with every word that is shown. ${from} is as it was.`,
    ...still.map(
      (each) =>
        `It still has ${sayInside(each)}. ${canClean(after.sort, each.is) ? `Take it out with --without ${each.is}.` : whyKept(after.sort, each.is)}`,
    ),
  ].join('\n');
}
