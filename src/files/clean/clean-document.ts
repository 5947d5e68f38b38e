/** Takes comments out of a document, and accepts its tracked changes. */
import { elementsOf, replaceElements, type XmlElement, type XmlNode } from '../xml.ts';
import type { CleanSort } from './clean-sorts.ts';
import { targetsOf, type PackageEdit } from './package-edit.ts';

export const cleanDocument: readonly (readonly [CleanSort, (pack: PackageEdit) => void])[] = [
  ['changes', acceptChanges],
  ['comments', takeComments],
];

/** Where people write. */
const TEXTS = /^word\/(?:document\d*|footnotes|endnotes|comments|header\d*|footer\d*)\.xml$/;

function changeTexts(pack: PackageEdit, how: (root: XmlElement) => void): void {
  for (const name of pack.names) if (TEXTS.test(name)) pack.change(name, how);
}

function takeComments(pack: PackageEdit): void {
  for (const path of targetsOf(pack, /\/(?:comments(?:Extended|Ids|Extensible)?|people)$/)) pack.remove(path);
  changeTexts(pack, (root) =>
    replaceElements(root, (each) => {
      if (/^w:comment(?:RangeStart|RangeEnd)$/.test(each.name)) return [];
      const isMark =
        each.name === 'w:r' && elementsOf(each).some(({ name }) => name === 'w:commentReference');
      return isMark ? [] : undefined;
    }),
  );
}

/** How something was formatted before, and where it stood. */
const FORMER =
  /^w:(?:(?:r|p|sect|tbl|tr|tc|tblPrEx|tblGrid)Pr(?:Ex)?Change|tblGridChange|numberingChange|move(?:From|To)Range(?:Start|End)|customXml(?:Ins|Del|MoveFrom|MoveTo)Range(?:Start|End))$/;

function acceptChanges(pack: PackageEdit): void {
  changeTexts(pack, (root) => {
    replaceElements(root, (each) => {
      if (/^w:cell(?:Ins|Del|Merge)$/.test(each.name))
        pack.refuse('Cells of a table were put in, taken out or joined: accept that in Word.');
      return each.name === 'w:tr' && isMarked(each, 'w:trPr', ['w:del']) ? [] : undefined;
    });
    joinParagraphs(root);
    replaceElements(root, (each) => {
      if (FORMER.test(each.name) || each.name === 'w:del' || each.name === 'w:moveFrom') return [];
      return each.name === 'w:ins' || each.name === 'w:moveTo' ? each.children : undefined;
    });
  });
}

/** Whether the properties of an element hold one of some marks. */
function isMarked(element: XmlElement, properties: string, marks: readonly string[]): boolean {
  const own = elementsOf(element).find(({ name }) => name === properties);
  return own !== undefined && elementsOf(own).some(({ name }) => marks.includes(name));
}

/** A paragraph whose end was taken out goes on in the next one, whose form it takes. */
function joinParagraphs(parent: XmlElement): void {
  let carried: XmlNode[] = [];
  parent.children = parent.children.flatMap((child, at): XmlNode[] => {
    if (typeof child === 'string') return [child];
    joinParagraphs(child);
    if (child.name !== 'w:p') return [child];
    const body = child.children.filter((each) => typeof each === 'string' || each.name !== 'w:pPr');
    const form = elementsOf(child).filter(({ name }) => name === 'w:pPr');
    const whole = [...carried, ...body];
    carried = [];
    const next = parent.children.slice(at + 1).find((each) => typeof each !== 'string');
    const isJoined =
      form.some((each) => isMarked(each, 'w:rPr', ['w:del', 'w:moveFrom'])) &&
      next !== undefined &&
      typeof next !== 'string' &&
      next.name === 'w:p';
    if (!isJoined) {
      if (whole.length > body.length) child.children = [...form, ...whole];
      return [child];
    }
    carried = whole;
    return [];
  });
}
