import type { Asset } from '../../library/asset.ts';
import type { Day } from '../../library/dates.ts';
import type { Finding } from '../../library/finding.ts';
import type { Library } from '../../library/library.ts';

/** A rule looks at one asset among all others and says what is wrong on the day `today`. */
export type Rule = (asset: Asset, library: Library, today: Day) => Finding[];
