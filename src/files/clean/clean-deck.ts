/** Takes out of a deck what no customer is to have. */
import { listSlides } from '../deck-order.ts';
import { attributeOf, elementsOf, findElements, replaceElements, type XmlElement } from '../xml.ts';
import type { CleanSort } from './clean-sorts.ts';
import { takeOut, targetsOf, type PackageEdit } from './package-edit.ts';

type Clean = (pack: PackageEdit) => void;

/** Each in the order in which they are done: what belongs to a slide that goes, goes with it. */
export const cleanDeck: readonly (readonly [CleanSort, Clean])[] = [
  ['hidden', takeHiddenSlides],
  ['notes', (pack) => removeAll(pack, /\/notesSlide$/)],
  ['comments', (pack) => removeAll(pack, /\/(?:comments|commentAuthors|authors)$/)],
  ['concealed', takeHiddenShapes],
];

function removeAll(pack: PackageEdit, types: RegExp): void {
  for (const path of targetsOf(pack, types)) pack.remove(path);
}

const PRESENTATION = 'ppt/presentation.xml';

function takeHiddenSlides(pack: PackageEdit): void {
  const slides = listSlides(pack.textOf);
  const hidden = slides.filter(({ isHidden }) => isHidden);
  if (hidden.length === slides.length)
    return pack.refuse('All of its slides are hidden, so none would be left.');
  for (const { path } of hidden) pack.remove(path);
  const gone = new Set(hidden.map(({ number }) => number));
  const ids = new Set<string>();
  pack.change(PRESENTATION, (root) => {
    const [list] = findElements(root, new Set(['p:sldIdLst']));
    elementsOf(list ?? root).forEach((slide, at) => {
      if (list !== undefined && gone.has(at + 1)) ids.add(attributeOf(slide, 'id') ?? '');
    });
    // Sections name slides by those ids.
    replaceElements(root, (each) =>
      each.name === 'p14:sldId' && ids.has(attributeOf(each, 'id') ?? '') ? [] : undefined,
    );
  });
  // The titles of all slides, and a picture of the first, stand there too.
  takeOut(pack, 'docProps/app.xml', ['TitlesOfParts', 'HeadingPairs']);
  removeAll(pack, /\/thumbnail$/);
}

const SHAPES = new Set(['p:sp', 'p:pic', 'p:grpSp', 'p:cxnSp', 'p:graphicFrame']);

function takeHiddenShapes(pack: PackageEdit): void {
  for (const { path } of listSlides(pack.textOf))
    pack.change(path, (root) =>
      replaceElements(root, (each) => (SHAPES.has(each.name) && isHidden(each) ? [] : undefined)),
    );
}

/** What a shape says of itself stands in its first element: `p:nvSpPr` with `p:cNvPr` inside. */
function isHidden(shape: XmlElement): boolean {
  const [properties] = elementsOf(shape);
  const own = properties && elementsOf(properties).find(({ name }) => name === 'p:cNvPr');
  return own !== undefined && /^(?:1|true)$/.test(attributeOf(own, 'hidden') ?? '');
}
