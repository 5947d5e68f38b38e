/** Takes comments out of a workbook. */
import type { CleanSort } from './clean-sorts.ts';
import { pathsTo, targetsOf, type PackageEdit } from './package-edit.ts';

export const cleanWorkbook: readonly (readonly [CleanSort, (pack: PackageEdit) => void])[] = [
  ['comments', takeComments],
];

function takeComments(pack: PackageEdit): void {
  const comments = /\/(?:comments|threadedComment)$/;
  const sheets = pack.names.filter((name) => pathsTo(pack, name, comments).length > 0);
  for (const sheet of sheets)
    for (const drawing of pathsTo(pack, sheet, /\/vmlDrawing$/)) takeNotes(pack, drawing);
  for (const path of targetsOf(pack, /\/(?:comments|threadedComment|person)$/)) pack.remove(path);
}

/** The little windows of comments are drawn in an older form, in which buttons and lists are drawn, too. */
function takeNotes(pack: PackageEdit, drawing: string): void {
  const kinds = [...(pack.textOf(drawing) ?? '').matchAll(/\sObjectType="(\w+)"/g)].map(([, kind]) => kind);
  if (kinds.every((kind) => kind === 'Note')) pack.remove(drawing);
  else
    pack.refuse(
      'Buttons or lists are drawn beside its comments: delete the comments in Excel (Review, Delete).',
    );
}
