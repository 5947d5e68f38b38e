import type { Asset } from '../asset.ts';
import type { Day } from '../dates.ts';
import type { Finding } from '../finding.ts';
import type { Library } from '../library.ts';

/** A rule looks at one asset among all others and says what is wrong on the day `today`. */
export type Rule = (asset: Asset, library: Library, today: Day) => Finding[];
