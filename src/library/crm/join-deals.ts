import type { Deal } from './deals.ts';
import type { ExportProblem } from './problem.ts';

/**
 * The deals of several files, each once for each of its products: reports that show products or contacts repeat a deal
 * line by line. Lines that could be one deal or two are a problem.
 */
export function joinDeals(lines: readonly Deal[]): { deals: Deal[]; problems: ExportProblem[] } {
  const byDeal = new Map<string, Deal[]>();
  for (const line of lines) byDeal.set(line.deal, [...(byDeal.get(line.deal) ?? []), line]);
  const problems = new Map<string, ExportProblem>();
  const refuse = (of: readonly Deal[], message: string, hint: string) => {
    const [{ file }] = of as [Deal];
    const known = problems.get(file + message);
    const numbers = of.filter((each) => each.file === file).map(({ line }) => line);
    problems.set(file + message, { file, message, hint, lines: [...(known?.lines ?? []), ...numbers] });
  };
  const deals = [...byDeal.values()].flatMap((of): Deal[] => {
    const [first] = of as [Deal, ...Deal[]];
    if (of.length === 1) return [first];
    if (!first.hasId) {
      refuse(
        of,
        'Lines have one name and account and no id, so they may be one deal or several.',
        'Add the column of the id to the export.',
      );
      return [];
    }
    if (
      of.some(
        (each) => each.name !== first.name || each.stage !== first.stage || each.quarter !== first.quarter,
      )
    ) {
      refuse(
        of,
        'Lines with one id differ in name, stage or quarter.',
        'Export it again, and do not save it in a spreadsheet in between: that shortens ids. Name each file once.',
      );
      return [];
    }
    if (of.some((each) => each.currency !== first.currency)) {
      refuse(of, 'Lines of one deal are in several currencies.', 'Export the converted amount.');
      return [];
    }
    const products = [...new Set(of.map(({ product }) => product))];
    if (of.every(({ isOfProduct }) => isOfProduct))
      return products.map((product) => {
        const own = of.filter((each) => each.product === product);
        return { ...(own[0] ?? first), amount: own.reduce((sum, { amount }) => sum + amount, 0) };
      });
    if (products.length > 1 || of.some(({ amount }) => amount !== first.amount)) {
      refuse(
        of,
        'Lines of one deal name several products or amounts, and nothing says which amount is whose.',
        'Add the column Total Price of each product to the export, or export one line a deal.',
      );
      return [];
    }
    return [first];
  });
  return { deals, problems: [...problems.values()] };
}
