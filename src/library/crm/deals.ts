import type { Day } from '../dates.ts';
import type { Hub } from '../hub.ts';
import { companyQuarterOf } from '../quarters.ts';
import { LOST, WON, type Column } from './crm-words.ts';
import { dealLines, type LeftOut } from './deal-lines.ts';
import { moneyOf } from './deal-money.ts';
import { stageOf } from './deal-stage.ts';
import { dealWords, LEFT_OUT, type DealWords } from './deal-words.ts';
import type { ExportLine } from './export-table.ts';
import { plainHeading, quoteSome, type MappedTable } from './headings.ts';
import { linesBy, type ExportProblem } from './problem.ts';
import { openFile, type FileReader } from './read-file.ts';

/** A deal, or the part of one that is about one product, as it is counted: nothing in it leaves the command. */
export interface Deal {
  file: string;
  line: number;
  /** Tells whether two lines are about one deal: its id, else its name and account. */
  deal: string;
  hasId: boolean;
  /** Its name, to be held against another line of the same id. */
  name: string;
  /** Undefined where it names none of the hub, or several. */
  product?: string;
  /** Id of a stage, `won` or `lost`. */
  stage: string;
  /** Last day of the quarter in which it closes or closed. */
  quarter: Day;
  currency: string;
  /** In that currency; 0 where none is written. */
  amount: number;
  /** Whether the amount is that of the product alone. */
  isOfProduct: boolean;
}

/** What an export of deals came to. */
export interface ReadDeals {
  deals: Deal[];
  leftOut: LeftOut[];
  problems: ExportProblem[];
}

const NEEDED = [
  'stage',
  'status',
  'is_won',
  'closes',
  'won_on',
  'lost_on',
] as const satisfies readonly Column[];

/** The deals of a table; what is open to two answers is a problem, and its deals are then not to be counted. */
export function readDeals(table: MappedTable, hub: Hub): ReadDeals {
  const { file } = table;
  const lacks = missingColumns(table);
  if (lacks.length > 0) return { deals: [], leftOut: [], problems: lacks };
  const needed = NEEDED.filter((column) => table.columns.has(column));
  const { lines, leftOut, problems } = dealLines(table, needed);
  const amountColumn = amountOf(table);
  const reader = openFile(table, lines, hub, {
    days: ['closes', 'won_on', 'lost_on'],
    amounts: table.columns.has('product_amount') ? [amountColumn, 'product_amount'] : [amountColumn],
  });
  problems.push(...reader.problems);
  const words = dealWords(hub);
  const refused: { line: number; message: string; hint: string }[] = [];
  const skipped: { line: number; why: string }[] = [];
  const deals: Deal[] = [];
  for (const line of lines) {
    const at = line.line;
    const stage = stageOf(line, reader, words);
    if ('message' in stage) {
      refused.push({ line: at, ...stage });
      continue;
    }
    if (stage.is === LEFT_OUT) {
      skipped.push({ line: at, why: 'in a stage that hub.yaml leaves out' });
      continue;
    }
    const closes =
      (stage.is === WON
        ? reader.dayOf(line, 'won_on')
        : stage.is === LOST
          ? reader.dayOf(line, 'lost_on')
          : undefined) ?? reader.dayOf(line, 'closes');
    if (closes === undefined) {
      skipped.push({ line: at, why: 'no close date' });
      continue;
    }
    const quarter = companyQuarterOf(hub, closes);
    if (quarter?.from === undefined) {
      skipped.push({
        line: at,
        why: 'outside the quarters that calendar: quarter_ends in hub.yaml knows',
      });
      continue;
    }
    const isOfProduct = reader.textOf(line, 'product_amount') !== '';
    const money = moneyOf(line, isOfProduct ? 'product_amount' : amountColumn, reader, hub);
    if ('message' in money) {
      refused.push({ line: at, ...money });
      continue;
    }
    const id = reader.textOf(line, 'id');
    if (/^\d+(?:[.,]\d+)?E\+?\d+$/i.test(id)) {
      refused.push({ line: at, ...SHORT_ID });
      continue;
    }
    const name = plainHeading(reader.textOf(line, 'name'));
    const product = productOf(line, reader, words);
    deals.push({
      file,
      line: at,
      deal: id === '' ? `${name}|${plainHeading(reader.textOf(line, 'account'))}` : id,
      hasId: id !== '',
      name,
      ...(product !== undefined && { product }),
      stage: stage.is,
      quarter: quarter.until,
      ...money,
      isOfProduct,
    });
  }
  const bySentence = linesBy(
    refused,
    ({ message, hint }) => JSON.stringify([message, hint]),
    ({ line }) => line,
  );
  for (const [sentence, of] of bySentence) {
    const [message = '', hint = ''] = JSON.parse(sentence) as string[];
    problems.push({ file, lines: of, message, hint });
  }
  for (const [why, of] of linesBy(
    skipped,
    (each) => each.why,
    ({ line }) => line,
  ))
    leftOut.push({ file, why, lines: of });
  return { deals, leftOut, problems };
}

const SHORT_ID = {
  message: 'The id of the deal was shortened by a spreadsheet, so nobody can tell one deal from another.',
  hint: 'Export it again, and do not save it in a spreadsheet in between.',
};

function missingColumns({ file, columns, headings }: MappedTable): ExportProblem[] {
  const lacks = (what: string, of: string): ExportProblem => ({
    file,
    lines: [],
    message: `No column says ${what}; there are ${quoteSome(headings)}.`,
    hint: `Add it to the export, or write what you call it as ${of}: under crm: columns in hub.yaml.`,
  });
  const has = (...of: readonly Column[]) => of.some((column) => columns.has(column));
  return [
    ...(has('stage', 'status', 'is_won') ? [] : [lacks('the stage of a deal', 'stage')]),
    ...(has('closes') ? [] : [lacks('when a deal closes', 'closes')]),
    ...(has('amount', 'converted_amount', 'company_amount') ? [] : [lacks('the amount of a deal', 'amount')]),
    ...(has('id', 'name') ? [] : [lacks('which deal a line is about', 'id')]),
  ];
}

function amountOf({ columns }: MappedTable): Column {
  return columns.has('converted_amount')
    ? 'converted_amount'
    : columns.has('company_amount')
      ? 'company_amount'
      : 'amount';
}

function productOf(line: ExportLine, reader: FileReader, words: DealWords): string | undefined {
  for (const column of ['product', 'product_family', 'name'] as const) {
    const text = reader.textOf(line, column);
    if (text === '') continue;
    const found = words.products(text, column === 'name');
    if (found.length === 1) return found[0];
    if (found.length > 1) return undefined;
  }
  return undefined;
}
