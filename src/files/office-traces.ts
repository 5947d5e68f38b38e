/** What those who worked on a file of Office left in it, and where. */
import { relationsOf, type DeckSlide } from './deck-order.ts';
import type { FileTrace, PlacedPart } from './file-text.ts';
import { labelOf, orphansOf, type OfficePackage } from './office-package.ts';

/** A picture of which a side is cut off. */
const CROP = /<a:srcRect\b[^>]*\s[ltrb]="0*[1-9]\d*%?"/;

/** What any file of Office may hold: a label, and parts that nothing leads to any more. */
export function packageTraces(pack: OfficePackage): FileTrace[] {
  const label = labelOf(pack);
  const orphans = orphansOf(pack);
  const slides = orphans.filter((name) => /^ppt\/slides\/[^/]+\.xml$/.test(name)).length;
  const detail = slides > 0 ? counted(slides, 'deleted slide') : counted(orphans.length, 'deleted part');
  return [
    ...(label === undefined ? [] : [{ is: 'label', parts: [], detail: label } as const]),
    ...(orphans.length === 0 ? [] : [{ is: 'orphans', parts: [], detail } as const]),
  ];
}

const counted = (count: number, noun: string): string => `${String(count)} ${noun}${count === 1 ? '' : 's'}`;

/** The traces of the slides of a deck. */
export function slideTraces(
  slides: readonly DeckSlide[],
  titleOf: (slide: DeckSlide) => string,
  textOf: OfficePackage['textOf'],
): FileTrace[] {
  const looks: [FileTrace['is'], (slide: DeckSlide, types: readonly string[]) => boolean][] = [
    ['comments', (_, types) => types.some((type) => type.endsWith('/comments'))],
    ['workbooks', ({ path }) => chartsOf(path, textOf).some((chart) => workbookOf(chart, textOf))],
    ['embedded', (_, types) => types.some((type) => /\/(?:package|oleObject)$/.test(type))],
    ['crops', ({ path }) => CROP.test(textOf(path) ?? '')],
  ];
  const placed = slides.map((slide) => ({
    slide,
    types: [...relationsOf(slide.path, textOf).values()].map(({ type }) => type),
    part: (): PlacedPart => ({ is: 'slide', number: slide.number, title: titleOf(slide) }),
  }));
  return looks.flatMap(([is, look]): FileTrace[] => {
    const found = placed.filter(({ slide, types }) => look(slide, types));
    return found.length === 0 ? [] : [{ is, parts: found.map(({ part }) => part()), detail: '' }];
  });
}

/** The traces of a file whose parts cannot be told apart here: a document, a workbook. */
export function wholeTraces({ names, textOf }: OfficePackage): FileTrace[] {
  const reached = names.filter((name) => textOf(name) !== undefined && !name.endsWith('.rels'));
  const charts = reached.flatMap((name) => chartsOf(name, textOf));
  const has: [FileTrace['is'], boolean][] = [
    ['workbooks', charts.some((chart) => workbookOf(chart, textOf))],
    ['embedded', names.some((name) => /^(?:word|xl)\/embeddings\/oleObject/.test(name))],
    ['crops', reached.some((name) => CROP.test(textOf(name) ?? ''))],
  ];
  return has.flatMap(([is, isThere]) => (isThere ? [{ is, parts: [], detail: '' }] : []));
}

const chartsOf = (path: string, textOf: OfficePackage['textOf']): string[] =>
  [...relationsOf(path, textOf).values()].flatMap(({ type, path: chart }) =>
    /\/chart(?:Ex)?$/.test(type) ? [chart] : [],
  );

/** Whether all figures behind a chart lie in the file, not only those that it shows. */
const workbookOf = (chart: string, textOf: OfficePackage['textOf']): boolean =>
  [...relationsOf(chart, textOf).values()].some(({ type }) => type.endsWith('/package'));
