/** The language of a page, and whether it is that of the words around it. Tags are BCP 47. */
import type { Asset } from './asset.ts';
import type { Hub } from './hub.ts';

/** What the hub itself says is English. */
const INTERFACE = /^en\b/i;

export const languageOf = ({ data }: Pick<Asset, 'data'>, { company }: Hub): string =>
  data.language ?? company.language;

/** For `lang`: a tag where it is not the language of the interface, else undefined. */
export const otherLanguage = (tag: string): string | undefined => (INTERFACE.test(tag) ? undefined : tag);
