import { linksWithBlanks, templateAddresses, wikiLinks } from './link-forms.ts';
import { headingIds, looseAttributes, namedPlaces } from './attributes.ts';
import type { MarkupStep, SourcePage } from './source.ts';

/** Each sort of markup that other tools add to Markdown, in the order in which it is translated. */
const STEPS: readonly MarkupStep[] = [
  headingIds,
  namedPlaces,
  looseAttributes,
  templateAddresses,
  wikiLinks,
  linksWithBlanks,
];

/** The body of a page with the markup of other tools translated; all else stays as it is. */
export function translateMarkup(page: SourcePage & { body: string }): string {
  return STEPS.reduce((text, step) => step(text, page), page.body);
}
