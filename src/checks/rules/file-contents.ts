import { headingOfPart } from '../../files/part-places.ts';
import type { FileTrouble, LeftPart } from '../../files/file-text.ts';
import { FILES_FOLDER } from '../../library/content-tree.ts';
import { isCrmExport } from '../../library/crm/headings.ts';
import type { RuleFacts } from '../../library/finding.ts';
import type { Library } from '../../library/library.ts';
import { renderList } from '../../library/render-list.ts';
import { libraryRule } from '../rule.ts';

/** A file that nobody can open is no collateral; one whose words nobody can read is found by its page alone. */
const facts = {
  'file-unreadable': {
    severity: 'error',
    says: 'A file that cannot be opened: locked, encrypted by a label, cut off, not what its name says, or a bomb.',
  },
  'file-of-deals': {
    severity: 'error',
    says: 'A sheet with a row for each deal or lead of a CRM, which git would hold for good.',
  },
  'file-not-searched': {
    severity: 'warning',
    says: 'A file of pictures alone or of old Office, or a part of one, that no search finds.',
  },
} as const satisfies Record<string, RuleFacts>;

const fileContents = libraryRule(facts, ({ library }, found) =>
  [...attachedFiles(library)].flatMap(([file, read]) => {
    const at = { path: `${FILES_FOLDER}${file}`, line: 1 };
    if ('trouble' in read) {
      const { rule, ...told } = troubles[read.trouble](read.detail);
      return [found(rule, { ...at, ...told })];
    }
    if (read.text.parts.some(({ rows = [] }) => isCrmExport(rows)))
      return [
        found('file-of-deals', {
          ...at,
          message:
            'A sheet of this file is an export of a CRM: it holds names and amounts of single deals or leads, and git keeps them for good.',
          hint: 'Take it out, and where it was pushed also out of the history of git. npm run pipeline writes what everybody may see.',
        }),
      ];
    return read.text.left.length === 0
      ? []
      : [found('file-not-searched', { ...at, ...partly(read.text.left) })];
  }),
);

interface Told {
  rule: keyof typeof facts;
  message: string;
  hint: string;
}

const troubles: Readonly<Record<FileTrouble, (detail: string) => Told>> = {
  mislabelled: (detail) => ({
    rule: 'file-unreadable',
    message: `By its name this is something else: it is ${detail}, and programs refuse to open it.`,
    hint: 'Give it the ending of what it is, or export it again in the format that its name says.',
  }),
  old: () => ({
    rule: 'file-not-searched',
    message: 'This is a file of Office before 2007, so no search finds the words in it.',
    hint: 'Open it and save it as PPTX, DOCX or XLSX.',
  }),
  password: () => ({
    rule: 'file-unreadable',
    message: 'This file opens with a password alone, so reps cannot open it and no search finds its words.',
    hint: 'Save a copy without a password: whoever may open the hub may open it.',
  }),
  label: (detail) => ({
    rule: 'file-unreadable',
    message: `A sensitivity label encrypts this file${detail === '' ? '' : ` (label ${detail})`}: nobody outside your company can open it, and no search finds its words.`,
    hint: 'In Office choose a label without encryption under Sensitivity and save it again, or offer a PDF.',
  }),
  broken: () => ({
    rule: 'file-unreadable',
    message: 'This file cannot be opened: it was cut off on its way, or is damaged.',
    hint: 'Upload it once more; where the original does not open either, ask whoever made it for another.',
  }),
  unpacks: () => ({
    rule: 'file-unreadable',
    message:
      'This file is small and unpacks to more than anybody would make, as files do that are meant to harm.',
    hint: 'Find out where it comes from. If it is yours, open it and save it again under another name.',
  }),
  stopped: () => ({
    rule: 'file-not-searched',
    message:
      'Reading this file took too long or too much memory and was stopped, so no search finds its words.',
    hint: 'Split it, or save it again without what is embedded in it. The file itself is offered as it is.',
  }),
  wordless: () => ({
    rule: 'file-not-searched',
    message: 'This file holds pictures and no words, so no search finds what is in it.',
    hint: 'Export it from where it was written instead of scanning it, or say on its page what it holds.',
  }),
  unread: () => ({
    rule: 'file-unreadable',
    message: 'This file may not be read.',
    hint: 'Give yourself the right to read it, or upload it once more.',
  }),
};

/** What a file's trouble is and what to do about it. */
export function troubleText(trouble: FileTrouble, detail: string): Pick<Told, 'message' | 'hint'> {
  return troubles[trouble](detail);
}

/** Names of parts that a sentence holds; of more it says how many. */
const MAX_NAMED = 3;

function partly(left: readonly LeftPart[]): Pick<Told, 'message' | 'hint'> {
  const broken = left.filter(({ why }) => why === 'broken');
  const [some, isBroken] = broken.length > 0 ? [broken, true] : [left, false];
  const names = some.slice(0, MAX_NAMED).map((part) => headingOfPart('', part));
  const more = some.length - names.length;
  const named = renderList(more > 0 ? [...names, `${String(more)} more`] : names);
  return isBroken
    ? {
        message: `${named} cannot be read, so no search finds what is there; all else of the file is found.`,
        hint: 'Open the file, make what is named anew (copy its text to a new slide), and upload it again.',
      }
    : {
        message: `${named} ${some.length === 1 ? 'is' : 'are'} too long to be searched to the end; the file itself is offered whole.`,
        hint: 'Put what reps look for at its beginning, or into a file of its own.',
      };
}

function attachedFiles({ assets }: Library) {
  return new Map(
    assets.flatMap(({ attachments }) => attachments.map(({ file, read }) => [file, read] as const)),
  );
}

export const fileContentRules = [fileContents] as const;
