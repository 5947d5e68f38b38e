/**
 * What a first search may weigh: all that a page fetches from the first sign of intent to ten results, as a host sends
 * it.
 */

export interface Weight {
  name: string;
  /** Packed, as it is sent. */
  bytes: number;
}

/** What was fetched for one search, with the words that were typed. */
export interface WeighedSearch {
  typed: string;
  files: Weight[];
}

const smallLibrary = { assets: 1000, bytes: 40_000 };
const largeLibrary = { assets: 10_000, bytes: 45_000 };

/**
 * Packed bytes that a first search of so many assets may weigh: between a small and a large library by the logarithm of
 * the size.
 */
export function firstResultBudget(assets: number): number {
  const size = Math.min(Math.max(assets, smallLibrary.assets), largeLibrary.assets);
  const share = Math.log(size / smallLibrary.assets) / Math.log(largeLibrary.assets / smallLibrary.assets);
  return Math.round(smallLibrary.bytes + share * (largeLibrary.bytes - smallLibrary.bytes));
}

const PROBES = 5;
const WORDS_TYPED = 3;

/** What a search is weighed with: the first words of some titles from all over the library. */
export function probesOf(titles: readonly string[]): string[] {
  const count = Math.min(PROBES, titles.length);
  const chosen = Array.from(
    { length: count },
    (_, at) => titles[Math.floor(((at + 0.5) * titles.length) / count)] ?? '',
  );
  return chosen.map((title) => title.trim().toLowerCase().split(/\s+/).slice(0, WORDS_TYPED).join(' '));
}

/** In packed bytes. */
export const sumOf = (weights: readonly Weight[]): number =>
  weights.reduce((sum, { bytes }) => sum + bytes, 0);

/** The search in the middle of all by weight: one long title must not stop a build. */
export function usualSearch(searches: readonly WeighedSearch[]): WeighedSearch {
  const byWeight = [...searches].sort((a, b) => sumOf(a.files) - sumOf(b.files));
  return byWeight[Math.floor(byWeight.length / 2)] ?? { typed: '', files: [] };
}

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;

/** Heaviest first, one a line. */
export function renderWeights(code: readonly Weight[], { typed, files }: WeighedSearch): string {
  const lines = (weights: readonly Weight[]): string[] =>
    [...weights]
      .sort((a, b) => b.bytes - a.bytes)
      .map(({ name, bytes }) => `  ${kilobytes(bytes).padStart(8)}  ${name}`);
  return [
    `Code, ${kilobytes(sumOf(code))}:`,
    ...lines(code),
    `Index up to ten results for “${typed}”, ${kilobytes(sumOf(files))}:`,
    ...lines(files),
  ].join('\n');
}
