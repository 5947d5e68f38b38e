import type { Day } from '../library/dates.ts';
import type { Question, RowOf } from '../usage/questions/question.ts';
import { rowsOf } from '../usage/questions/rows-of.ts';
import type { Answer } from '../usage/snapshot/snapshot.ts';
import type { ChartContext } from './context.ts';
import type { Markup } from './markup.ts';

/** An answer with what it is told in. `today` is the day the answer was made on. */
interface AnswerInput {
  answer: Answer;
  context: ChartContext;
  today: Day;
}

/** All that a figure is drawn from: the rows as the question declares them. */
interface FigureInput<Row> extends AnswerInput {
  rows: readonly Row[];
}

/** One way to draw an answer. It is only asked when there is at least one row. */
interface Drawn<Input> {
  /** One sentence that the rows bear out. It may say what moved, never why. */
  finding: (input: Input) => string | undefined;
  /** A few words for the list of questions at the top of the page. */
  headline: (input: Input) => string | undefined;
  render: (input: Input) => Markup;
}

/** A drawing of rows of this form. */
export type RowFigure<Row> = Drawn<FigureInput<Row>>;

/** A drawing of the answers to one question. */
export type Figure = Drawn<AnswerInput>;

/** Draws the answers to a question from its rows. */
export function figureFor<Of extends Question>(question: Of, figure: RowFigure<RowOf<Of>>): Figure {
  const withRows = (input: AnswerInput) => ({ ...input, rows: rowsOf(question, input.answer) });
  return {
    finding: (input) => figure.finding(withRows(input)),
    headline: (input) => figure.headline(withRows(input)),
    render: (input) => figure.render(withRows(input)),
  };
}
