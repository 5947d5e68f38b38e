import type { Day } from '../library/dates.ts';
import type { Answer } from '../usage/snapshot/snapshot.ts';
import type { ChartContext } from './context.ts';
import type { Markup } from './markup.ts';

/** All that a figure is drawn from. `today` is the day the answer was made on. */
export interface FigureInput {
  answer: Answer;
  context: ChartContext;
  today: Day;
}

/** One way to draw the rows of an answer. It is only asked when there is at least one row. */
export interface Figure {
  /** One sentence that the rows bear out. It may say what moved, never why. */
  finding: (input: FigureInput) => string | undefined;
  /** A few words for the list of questions at the top of the page. */
  headline: (input: FigureInput) => string | undefined;
  render: (input: FigureInput) => Markup;
}
