/** The hit that fits better than all that a remembered scope has: named beside its hits, and an option below them. */
import type { ExplainedHit } from '../../search/query/explained.ts';
import { createButton, element } from '../elements.ts';
import type { OptionGroup } from './palette-list.ts';

export interface OutsideHit {
  /** Said beside how many the scope has. */
  sentence: string;
  button: HTMLButtonElement;
  group: OptionGroup;
}

/**
 * @param link the row of the hit; made by the palette, whose code would come in one file more if this here shared it
 * @param scopeNames what the search is narrowed to
 */
export function createOutside(
  hit: ExplainedHit,
  link: HTMLAnchorElement,
  scopeNames: readonly string[],
): OutsideHit {
  link.setAttribute('aria-selected', 'false');
  const key = element('kbd', '', '↑');
  key.ariaHidden = 'true';
  const scope = scopeNames.join(', ');
  return {
    sentence: `Better outside ${scope}: ${hit.title}, ${hit.kindLabel.toLowerCase()}.`,
    button: createButton('palette-link', () => link.click(), 'Open it ', key),
    group: { label: `Outside ${scope}`, options: [{ link, key: `outside ${hit.id}`, hit }] },
  };
}
