import { canClean, whyKept } from '../../files/clean/clean-sorts.ts';
import type { FileText } from '../../files/file-text.ts';
import { insideOf, type Inside } from '../../files/inside.ts';
import { isSomebody } from '../../files/made-by.ts';
import { findPersonalData } from '../../files/personal-data.ts';
import { FILES_FOLDER } from '../../library/content-tree.ts';
import type { Library } from '../../library/library.ts';
import { renderList } from '../../library/render-list.ts';
import { sayInside, sayPlaces } from '../../library/say-inside.ts';
import { libraryRule } from '../rule.ts';

/**
 * Pages tell what a file keeps from customers apart; the file itself goes to them whole. A change that brings one is stopped,
 * since what is in the history of git stays there; of one that was there before people are reminded, and of one for us alone told
 * with the change that brings it.
 */
const fileLeaks = libraryRule(
  {
    'file-to-clean': {
      severity: 'error',
      says: 'A file that comes with this change, that customers may be sent, and in it what is for us alone: notes, hidden and deleted parts, comments, tracked changes, figures behind charts.',
    },
    'file-tells-more': {
      severity: 'warning',
      says: 'The same of a file that was there before.',
    },
    'file-label': {
      severity: 'error',
      says: 'A file that customers may be sent, and its sensitivity label says that they may not have it.',
    },
    'file-names-people': {
      severity: 'warning',
      says: 'A file that customers may be sent, and who made it, a label that nobody here knows, or what looks like personal data.',
    },
    'file-carries': {
      severity: 'warning',
      says: 'A file for us alone that comes with this change, and what whoever gets it has too.',
    },
  },
  ({ library, base }, found) => {
    const before = base && offeredFiles(base);
    return [...offeredFiles(library)].flatMap(([file, { text, page, isShared }]) => {
      const at = { path: `${FILES_FOLDER}${file}`, line: 1 };
      const known = before?.get(file);
      const inside = insideOf(text).filter(({ is }) => is !== 'label');
      const isSame =
        known?.isShared === isShared &&
        JSON.stringify(insideOf(known.text)) === JSON.stringify(insideOf(text));
      if (!isShared) {
        const carried = inside.filter(({ is }) => !ours.has(is));
        return before === undefined || isSame || carried.length === 0
          ? []
          : [
              found('file-carries', {
                ...at,
                message: `Whoever gets this file of ${page} also gets ${said(carried)}.`,
                hint: `That is fine among us. ${wayOut(file, text, carried)}`,
              }),
            ];
      }
      const label = insideOf(text).find(({ is }) => is === 'label')?.detail;
      const people = sayPeople(text, label, library);
      return [
        ...(inside.length === 0
          ? []
          : [
              found(before === undefined || isSame ? 'file-tells-more' : 'file-to-clean', {
                ...at,
                message: `${page} may be shared, and whoever is sent this file of it also gets ${said(inside)}.`,
                hint: `${wayOut(file, text, inside)} Or offer it on a page for us alone.`,
              }),
            ]),
        ...(label === undefined || !KEPT_IN.test(label)
          ? []
          : [
              found('file-label', {
                ...at,
                message: `${page} may be shared, and this file of it carries the label “${label}”.`,
                hint: 'Choose another label in Office (Sensitivity) and upload it again, if customers may have it; else write audience: internal on that page.',
              }),
            ]),
        ...(people.length === 0
          ? []
          : [
              found('file-names-people', {
                ...at,
                message: `${page} may be shared, and this file of it has ${renderList(people)}.`,
                hint: `Look whether customers may know that. Name and company go with npm run clean -- content/${FILES_FOLDER}${file} --without properties, or in Office under File, Info, Inspect Document.`,
              }),
            ]),
      ];
    });
  },
);

/** What is meant for reps, who are to have it. */
const ours: ReadonlySet<Inside['is']> = new Set(['notes', 'hidden', 'concealed']);

/** Labels that keep a file inside of a company, in the languages of those that Microsoft proposes and companies usually write. */
const KEPT_IN =
  /confiden|secret|restricted|internal|sensitive|vertraulich|geheim|\bintern(?:e|es|o|a)?\b|interno|riserva|vertrouwelijk|fortrolig|konfidentiell|poufn/i;
/** Labels of what anybody may have. */
const FOR_ALL =
  /public|general|external|unrestricted|non-business|öffentlich|allgemein|extern|publi(?:c|que|co)|général/i;

const said = (inside: readonly Inside[]): string => renderList(inside.map(sayInside));

/** What of a file says who made it, and looks like personal data. */
function sayPeople(text: FileText, label: string | undefined, { hub }: Library): string[] {
  const { author = '', editor = '', company = '' } = text.about ?? {};
  const isOurs = (name: string) => name.toLowerCase().includes(hub.company.name.toLowerCase());
  const isTold = (name: string) => isSomebody(name) && !isOurs(name);
  const names = [...new Set([author, editor])].filter(isTold);
  return [
    ...(names.length === 0 ? [] : [`${renderList(names)} as who made it`]),
    ...(isTold(company) ? [`the company ${company}`] : []),
    ...(label === undefined || KEPT_IN.test(label) || FOR_ALL.test(label)
      ? []
      : [`the sensitivity label ${label || 'of somebody'}`]),
    ...findPersonalData(text.parts).map(({ words, parts }) => `${words} (${sayPlaces(parts)})`),
  ];
}

/** How a copy without it is made, and what to do about what no copy can be without. */
function wayOut(file: string, { sort }: FileText, inside: readonly Inside[]): string {
  const can = inside.filter(({ is }) => canClean(sort, is)).map(({ is }) => is);
  const kept = inside.filter(({ is }) => !canClean(sort, is)).map(({ is }) => whyKept(sort, is));
  const command = `npm run clean -- content/${FILES_FOLDER}${file} --without ${can.join(',')}`;
  const office =
    sort === 'pdf' ? 'by exporting it anew' : 'in Office: File, Info, Check for Issues, Inspect Document';
  return [
    ...(can.length === 0 ? [] : [`A copy without it is made by ${command}, or ${office}.`]),
    ...new Set(kept),
  ].join(' ');
}

/** The files that pages offer, by their paths, as those have them who may have most of it. */
function offeredFiles({ assets }: Library) {
  const files = new Map<string, { text: FileText; page: string; isShared: boolean }>();
  for (const { path, attachments, data } of assets) {
    const isShared = data.audience === 'shareable';
    for (const { file, read } of attachments)
      if ('text' in read && (isShared || !files.has(file)) && files.get(file)?.isShared !== true)
        files.set(file, { text: read.text, page: path, isShared });
  }
  return files;
}

export const fileLeakRules = [fileLeaks] as const;
