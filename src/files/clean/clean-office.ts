/** A copy of a file of Office without some of what is inside. */
import type { FileSort } from '../file-text.ts';
import { orphansOf } from '../office-package.ts';
import { attributeOf, replaceElements } from '../xml.ts';
import { cleanDeck } from './clean-deck.ts';
import { cleanDocument } from './clean-document.ts';
import type { CleanSort } from './clean-sorts.ts';
import { cleanWorkbook } from './clean-workbook.ts';
import {
  editPackage,
  pathsTo,
  takeOut,
  targetsOf,
  type EditedPackage,
  type PackageEdit,
} from './package-edit.ts';

type OfficeSort = Exclude<FileSort, 'pdf'>;
type Cleaning = readonly [CleanSort, (pack: PackageEdit) => void];

/** What any file of Office may hold. */
const shared: readonly Cleaning[] = [
  ['workbooks', takeWorkbooks],
  ['properties', takeProperties],
  ['orphans', (pack) => orphansOf(pack).forEach((path) => pack.remove(path))],
];

const own: Readonly<Record<OfficeSort, readonly Cleaning[]>> = {
  pptx: cleanDeck,
  docx: cleanDocument,
  xlsx: cleanWorkbook,
};

/**
 * @param parts of the zip, in its order
 * @param without what is to be taken out; each is a sort that `canClean`
 */
export function cleanOffice(
  parts: ReadonlyMap<string, Uint8Array>,
  sort: OfficeSort,
  without: ReadonlySet<CleanSort>,
): EditedPackage {
  const refused = whyUntouchable([...parts.keys()]);
  if (refused.length > 0) return { refused };
  return editPackage(parts, (pack) => {
    for (const [is, clean] of [...own[sort], ...shared]) if (without.has(is)) clean(pack);
  });
}

function whyUntouchable(names: readonly string[]): string[] {
  return [
    ...(names.some((name) => name.startsWith('_xmlsignatures/'))
      ? ['It is signed, and any change would break the signature: ask whoever signed it for a clean one.']
      : []),
    ...(names.some((name) => /vbaProject\.bin$/i.test(name))
      ? ['It holds macros, which may count on what would be gone: save it in Office without macros first.']
      : []),
  ];
}

/** A chart keeps what it shows; only its table can no longer be opened. */
function takeWorkbooks(pack: PackageEdit): void {
  for (const chart of targetsOf(pack, /\/chart(?:Ex)?$/))
    for (const workbook of pathsTo(pack, chart, /\/package$/)) pack.remove(workbook);
}

function takeProperties(pack: PackageEdit): void {
  takeOut(pack, 'docProps/core.xml', ['dc:creator', 'cp:lastModifiedBy']);
  takeOut(pack, 'docProps/app.xml', ['Company', 'Manager', 'HyperlinkBase']);
  // A label stays what it is.
  pack.change('docProps/custom.xml', (root) =>
    replaceElements(root, (each) =>
      each.name === 'property' && !(attributeOf(each, 'name') ?? '').startsWith('MSIP_Label_')
        ? []
        : undefined,
    ),
  );
}
