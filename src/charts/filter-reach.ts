import type { WeekSpan } from './compared.ts';
import type { Column } from '../usage/questions/columns.ts';
import { isOneBlock, type SpanWeeks } from '../usage/questions/periods.ts';
import type { Question } from '../usage/questions/question.ts';

/** What a reader chose; undefined is all. */
export interface Filter {
  product: string | undefined;
  team: string | undefined;
  weeks: SpanWeeks | undefined;
  /** Whole weeks of the reader's own choice, in place of `weeks`. */
  between?: WeekSpan | undefined;
}

/** How one part of a filter works on a question: it picks rows, takes rows that were counted so, or cannot: a sentence. */
export interface Reach {
  product: { asset: string } | { product: string } | 'weeks-of-product' | { why: string };
  team: 'slice' | { team: string } | { why: string };
  weeks: 'slice' | { week: string } | { day: string } | { why: string };
}

/** Whether a part of a filter can be followed. */
export function isFollowed<How extends Reach[keyof Reach]>(how: How): how is Exclude<How, { why: string }> {
  return !(typeof how === 'object' && 'why' in how);
}

/** What a filter can do to a question, by the columns of its row and by what it is split by. */
export function reachOf(question: Question): Reach {
  const { row, span, pickedBy, withoutProduct } = question;
  const keyOf = (type: Column['type']) =>
    Object.entries(row).find(([, column]) => column.role === 'key' && column.type === type)?.[0];
  const [asset, product, team, week] = [keyOf('asset'), keyOf('product'), keyOf('team'), keyOf('week')];
  return {
    product:
      asset !== undefined
        ? { asset }
        : product !== undefined
          ? { product }
          : (withoutProduct ?? { why: 'Counted over all products.' }),
    team:
      team !== undefined
        ? { team }
        : keyOf('department') === undefined
          ? 'slice'
          : { why: 'Counted by department, in which all who sell are one.' },
    weeks: isOneBlock(span)
      ? 'slice'
      : week !== undefined
        ? { week }
        : pickedBy !== undefined
          ? { day: pickedBy }
          : { why: 'Looks at all weeks that were counted.' },
  };
}
