/**
 * The slides of a deck as its presentation lists them. Names of parts tell nothing: slides are moved, and those that were
 * deleted may still lie in the zip.
 */

/** A slide and what belongs to it, by paths in the zip. */
export interface DeckSlide {
  /** Place in the deck, from 1; hidden slides count, as in PowerPoint. */
  number: number;
  path: string;
  notes: string | undefined;
  isHidden: boolean;
}

const PRESENTATION = 'ppt/presentation.xml';

/** @param textOf the text of a part; undefined of one that is not there */
export function listSlides(textOf: (path: string) => string | undefined): DeckSlide[] {
  const targets = relationsOf(PRESENTATION, textOf);
  const list = /<(?:\w+:)?sldIdLst\b[^>]*>([\s\S]*?)<\/(?:\w+:)?sldIdLst>/.exec(textOf(PRESENTATION) ?? '');
  const entries = list?.[1]?.match(/<(?:\w+:)?sldId\b[^>]*>/g) ?? [];
  return entries.flatMap((entry, at): DeckSlide[] => {
    const path = targets.get(/\s\w+:id\s*=\s*["']([^"']+)["']/.exec(entry)?.[1] ?? '')?.path;
    const slide = path === undefined ? undefined : textOf(path);
    if (path === undefined || slide === undefined) return [];
    const notes = [...relationsOf(path, textOf).values()].find(({ type }) => type.endsWith('/notesSlide'));
    return [{ number: at + 1, path, notes: notes?.path, isHidden: isHidden(slide) }];
  });
}

/** The first element says it; what stands in the slide says nothing of the slide. */
const isHidden = (slide: string): boolean =>
  /^[^<]*(?:<[?!][^>]*>[^<]*)*<(?:\w+:)?sld\b[^>]*\sshow\s*=\s*["'](?:0|false)["']/.test(
    slide.slice(0, 4096),
  );

interface Relation {
  type: string;
  path: string;
}

/** Where the relations of a part stand; those of the file itself for ''. */
export function relationsPart(path: string): string {
  const name = path.lastIndexOf('/') + 1;
  return `${path.slice(0, name)}_rels/${path.slice(name)}.rels`;
}

/** Where a part leads inside the zip, by the names of its relations; the file itself for ''. */
export function relationsOf(
  path: string,
  textOf: (path: string) => string | undefined,
): Map<string, Relation> {
  const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  const text = textOf(relationsPart(path)) ?? '';
  const relations = new Map<string, Relation>();
  for (const entry of text.match(/<(?:\w+:)?Relationship\b[^>]*>/g) ?? []) {
    const value = (name: string) => new RegExp(`\\s${name}\\s*=\\s*["']([^"']*)["']`).exec(entry)?.[1] ?? '';
    if (value('TargetMode') === 'External') continue;
    relations.set(value('Id'), { type: value('Type'), path: resolvePart(folder, value('Target')) });
  }
  return relations;
}

function resolvePart(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of target.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}
