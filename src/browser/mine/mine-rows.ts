/** Rows and sections of the page of what somebody keeps. */
import type { Mine, Outcome, SavedAsset } from '../../reader/collections/collection.ts';
import { kindOfPath } from '../../library/kinds/kinds.ts';
import { createButton, element, icon, type Child } from '../elements.ts';
import { urlOf } from '../../library/addresses.ts';

/** How parts of the page make changes and speak. */
export interface PageActions {
  /** What to say of an asset beside its title; '' for nothing. */
  noteOf: (asset: SavedAsset) => string;
  /** Makes a change, shows it and says so; a loss can be undone. */
  change: (make: (mine: Mine) => Outcome, done: string, isLoss?: boolean) => void;
  say: (sentence: string) => void;
}

/** A small button at the end of a row. */
export interface RowAction {
  icon: string;
  /** Its name for who does not see it; no two on the page have the same. */
  says: string;
  pressed: () => void;
}

export function section(heading: string, ...children: Child[]): HTMLElement {
  return element('section', 'section', element('h2', '', heading), ...children);
}

export function renderAssetRow(
  asset: SavedAsset,
  { noteOf }: PageActions,
  ...actions: RowAction[]
): HTMLElement {
  const note = noteOf(asset);
  const link = element(
    'a',
    'row',
    icon(kindOfPath(asset.id) ?? 'library'),
    element('strong', '', asset.title),
    element('span', `side-note${note === '' ? '' : ' due'}`, note),
  );
  link.href = encodeURI(urlOf(asset.id));
  return element('li', 'mine-row', link, ...actions.map(renderAction));
}

function renderAction({ icon: picture, says, pressed }: RowAction): HTMLElement {
  const made = createButton('icon-button', pressed, icon(picture));
  made.ariaLabel = says;
  made.title = says;
  return made;
}
