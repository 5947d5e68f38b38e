import { weeklyActiveRepsByProduct } from '../usage/questions/weekly-active-reps-by-product.ts';
import { renderNumber } from './cell.ts';
import { figureFor } from './figure.ts';
import { renderWeekPanels } from './week-panels.ts';
import { buildProductWeeks, type WeekLine, type WeeklySeries } from './weekly-series.ts';

/** One small chart a product, each as high as the number of reps who could sell it. */
export const productPanels = figureFor(weeklyActiveRepsByProduct, {
  finding: ({ rows, context, today }) => {
    const [first, ...others] = lastFullWeek(buildProductWeeks(rows, context, today));
    if (first === undefined) return undefined;
    const rest = others.map(({ name, people }) => `${name} ${renderNumber(people)}`);
    return `In the last full week ${first.name} was used by the most reps, ${renderNumber(first.people)}${rest.length === 0 ? '' : `; ${rest.join(', ')}`}.`;
  },
  headline: ({ rows, context, today }) => {
    const [first] = lastFullWeek(buildProductWeeks(rows, context, today));
    return first === undefined ? undefined : `${first.name}: ${renderNumber(first.people)} reps last week`;
  },
  render: ({ rows, context, today }) =>
    renderWeekPanels([buildProductWeeks(rows, context, today)], context, {
      line: 'reps who used something about this product',
      others: 'the other products',
      notes: 'of-product',
    }),
});

/** Products of the last full week, most used first. */
function lastFullWeek({ lines, fullWeeks }: WeeklySeries): { name: string; people: number }[] {
  return lines
    .flatMap(({ name, values }: WeekLine) => {
      const people = values[fullWeeks - 1];
      return people === undefined ? [] : [{ name, people }];
    })
    .sort((a, b) => b.people - a.people);
}
