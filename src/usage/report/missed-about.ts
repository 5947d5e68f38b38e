import { foldWords } from '../../library/fold.ts';
import type { ReportWords } from './report.ts';

/**
 * Which product searched words are about: the one whose id, name or page titles hold most of them, among words that only one
 * product has. Undefined where no word tells, or two products have as many: nothing is guessed.
 */
export function openMissedAbout({ assets, products }: ReportWords): (words: string) => string | undefined {
  const holders = new Map<string, Set<string>>();
  const hold = (product: string, text: string): void => {
    for (const word of foldWords(text).split(' '))
      holders.set(word, (holders.get(word) ?? new Set<string>()).add(product));
  };
  const known = new Set(products.map(({ id }) => id));
  for (const { id, name } of products) for (const text of [id, name]) hold(id, text);
  for (const {
    products: [product],
    title,
  } of assets.values())
    if (product !== undefined && known.has(product)) hold(product, title);
  return (words) => {
    const hits = new Map<string, number>();
    for (const word of new Set(foldWords(words).split(' '))) {
      const [only, ...others] = holders.get(word) ?? [];
      if (word.length > 2 && only !== undefined && others.length === 0)
        hits.set(only, (hits.get(only) ?? 0) + 1);
    }
    const [first, second] = [...hits].sort(([, a], [, b]) => b - a);
    return first === undefined || first[1] === second?.[1] ? undefined : first[0];
  };
}
