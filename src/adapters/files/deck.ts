import { strFromU8, strToU8, unzipSync, zipSync, type Zippable } from 'fflate';
import { listSlides, relationsOf, type DeckSlide } from '../../files/deck-order.ts';
import { PROPERTY_PARTS, propertiesOf } from '../../files/office-package.ts';
import { packageTraces, slideTraces } from '../../files/office-traces.ts';
import { readZipDirectory } from '../../files/zip-directory.ts';
import { troubled, withAbout, type FilePart, type LeftPart, type ReadWords } from '../../files/file-text.ts';
import { parseOffice, type ParsedOffice } from './parse-office.ts';
import { markHidden, partHidden, type MarkedPart } from './mark-hidden.ts';
import { inOneLine, wordsOf } from './office-words.ts';

/** What of a deck holds words; pictures, films and what is embedded in charts are never unpacked. */
const WORDS = /^ppt\/(?:presentation\.xml|(?:slides|notesSlides|charts|diagrams)\/[^/]+\.xml)$|\.rels$/;

/**
 * The slides of a deck in its order. The library is handed a deck of these alone, made anew: what was deleted and still lies in
 * the zip is not in it, and a slide that it cannot read is taken out by itself.
 */
export const readDeck: ReadWords = async (bytes) => {
  const parts = unzipSync(bytes, { filter: ({ name }) => WORDS.test(name) || PROPERTY_PARTS.test(name) });
  const decoder = new TextDecoder();
  const textOf = (path: string) => {
    const part = Object.hasOwn(parts, path) ? parts[path] : undefined;
    return part && decoder.decode(part);
  };
  const slides = listSlides(textOf);
  if (slides.length === 0)
    return troubled(textOf('ppt/presentation.xml') === undefined ? 'broken' : 'wordless');

  const read: FilePart[] = [];
  const left: LeftPart[] = [];
  const whole = await parseOffice(packDeck(slides, parts, textOf), 'pptx').catch(() => undefined);
  for (const [at, slide] of slides.entries()) {
    const parsed =
      whole ?? (await parseOffice(packDeck([slide], parts, textOf), 'pptx').catch(() => undefined));
    const place = whole === undefined ? 1 : at + 1;
    if (parsed === undefined) left.push({ is: 'slide', number: slide.number, title: '', why: 'broken' });
    else read.push(partOf(slide, place, parsed));
  }
  if (read.length === 0) return troubled('broken');
  const told = read.filter(
    ({ title, texts, notes, hidden }) => title !== '' || texts.length + notes.length + hidden.length > 0,
  );
  if (told.length === 0 && left.length === 0) return troubled('wordless');
  const traces = [
    ...slideTraces(slides, ({ number }) => read.find((part) => part.number === number)?.title ?? '', textOf),
    ...packageTraces({ names: readZipDirectory(bytes)?.names ?? [], textOf }),
  ];
  return { text: withAbout({ sort: 'pptx', parts: told, left, traces }, propertiesOf({ textOf })) };
};

/** @param place of the slide in the deck that was parsed */
function partOf({ number, isHidden }: DeckSlide, place: number, { content, charts }: ParsedOffice): FilePart {
  const slide = content.find(
    ({ type, metadata }) =>
      type === 'slide' && (metadata as { slideNumber?: number } | undefined)?.slideNumber === place,
  );
  const nodes = slide?.children ?? [];
  const heading = nodes.find(({ type, text = '' }) => type === 'heading' && inOneLine(text) !== '');
  const head = partHidden([inOneLine(heading?.text ?? '')]);
  const others = nodes.filter((node) => node !== heading);
  const body = partHidden(wordsOf(others, charts));
  const notes = partHidden(wordsOf(slide?.notes ?? []));
  return {
    is: 'slide',
    number,
    title: head.shown.join(''),
    texts: body.shown,
    notes: notes.shown,
    hidden: [...head.hidden, ...body.hidden, ...notes.hidden],
    isHidden,
  };
}

/** A deck of some slides: named by their places, with their notes, charts and diagrams, and without all else. */
function packDeck(
  slides: readonly DeckSlide[],
  parts: Readonly<Record<string, Uint8Array>>,
  textOf: (path: string) => string | undefined,
): Uint8Array {
  const packed: Zippable = {
    '[Content_Types].xml': strToU8(CONTENT_TYPES),
    'ppt/presentation.xml': strToU8(presentation(slides.length)),
    'ppt/_rels/presentation.xml.rels': strToU8(
      relations(slides.map((_, at) => ['slide', `slides/slide${String(at + 1)}.xml`])),
    ),
  };
  slides.forEach(({ path, notes }, at) => {
    const name = `slide${String(at + 1)}.xml`;
    const slide = wordsOnly(textOf(path));
    packed[`ppt/slides/${name}`] = strToU8(slide.xml);
    const own = [...relationsOf(path, textOf)].filter(([, { type }]) =>
      /\/(?:chart|diagram\w+|image)$/.test(type),
    );
    for (const [id, { path: target }] of own) {
      const part = Object.hasOwn(parts, target) ? parts[target] : undefined;
      if (part === undefined) continue;
      packed[target] = slide.hides.has(id)
        ? strToU8(markHidden(strFromU8(part), { isWhole: true }).xml)
        : part;
    }
    const others = own.map(([id, { type, path: target }]) => relation(id, type, `/${target}`));
    const notesName = `notesSlide${String(at + 1)}.xml`;
    if (notes !== undefined && Object.hasOwn(parts, notes)) {
      packed[`ppt/notesSlides/${notesName}`] = strToU8(wordsOnly(textOf(notes)).xml);
      packed[`ppt/notesSlides/_rels/${notesName}.rels`] = strToU8(
        relations([['slide', `../slides/${name}`]]),
      );
      others.push(relation('notes', `${RELATIONS}/notesSlide`, `../notesSlides/${notesName}`));
    }
    packed[`ppt/slides/_rels/${name}.rels`] = strToU8(wrapRelations(others));
  });
  return zipSync(packed, { level: 0 });
}

/** Numbers of slides and days of printing are words of nobody; what is hidden is marked. */
const wordsOnly = (xml = ''): MarkedPart =>
  markHidden(xml.replaceAll(/<a:fld\b[^>]*\stype="(?:slidenum|datetime)[^>]*>.*?<\/a:fld>/gs, ''));

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const CONTENT_TYPES =
  '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/ppt/presentation.xml" ContentType="application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"/></Types>';

const presentation = (slides: number): string =>
  `<p:presentation xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:r="${RELATIONS}"><p:sldIdLst>${Array.from({ length: slides }, (_, at) => `<p:sldId id="${String(256 + at)}" r:id="rId${String(at + 1)}"/>`).join('')}</p:sldIdLst></p:presentation>`;

const relations = (targets: readonly (readonly [type: string, target: string])[]): string =>
  wrapRelations(
    targets.map(([type, target], at) => relation(`rId${String(at + 1)}`, `${RELATIONS}/${type}`, target)),
  );

const relation = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`;

const wrapRelations = (entries: readonly string[]): string =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${entries.join('')}</Relationships>`;
