/**
 * What of an asset that may be sent is for us alone all the same: parts of its data, what its text says is not to be said, and
 * callouts, which speak to who sells. The page says so, paper and copies for a customer are without it.
 */
import type { Root } from 'hast';
import type { Asset } from './asset.ts';
import { sayableSections } from './asset-sentences.ts';
import { buildDataEntries, sayOfClaim } from './kinds/asset-data.ts';
import { readBlocks } from './markdown/blocks.ts';
import { hasCallout } from './markdown/callouts.ts';
import type { Section } from './markdown/sections.ts';
import { unsaidCells } from './markdown/table-rows.ts';
import { sayableOf } from './unsayable.ts';

/** Whether there is any such part. */
export function holdsBack(asset: Asset): boolean {
  const { sections } = asset;
  const sayable = new Set(sayableSections(sections));
  return (
    buildDataEntries(asset).some(
      (part) =>
        ((part.isInternal || part.isForReps) && part.entries.length > 0) ||
        part.claims.some((claim) => sayOfClaim(part, claim) === 'internal'),
    ) ||
    sections.some(
      (section) =>
        !sayable.has(section) ||
        unsaidIn(section).size > 0 ||
        section.passages.some(({ said }) => said !== undefined),
    ) ||
    hasCallout(asset.body)
  );
}

/** The places of the passages that may not be said, in a section that may. */
function unsaidIn({ passages }: Section): Set<number> {
  const said = new Set(sayableOf(passages.map((passage, at) => ({ ...passage, at }))).map(({ at }) => at));
  return new Set(passages.keys().filter((at) => !said.has(at)));
}

/**
 * Marks it in a page for the paper that goes to a customer: whole blocks, headings and cells.
 *
 * @param sections of the same text, in its order
 */
export function markHeldBack(page: Root, sections: readonly Section[]): void {
  const sayable = new Set(sayableSections(sections));
  const blocks = readBlocks(page).values();
  const markNext = (isHeldBack: boolean): void => {
    const element = blocks.next().value?.element;
    if (isHeldBack && element !== undefined) element.properties['dataHeldBack'] = '';
  };
  for (const section of sections) {
    const isSayable = sayable.has(section);
    const unsaid = unsaidIn(section);
    if (section.depth > 0) markNext(!isSayable);
    for (const at of section.passages.keys()) markNext(!isSayable || unsaid.has(at));
  }
  for (const { cell, verdict } of unsaidCells(page))
    cell.properties['dataHeldBack'] = verdict === 'empty' ? 'empty' : '';
}
