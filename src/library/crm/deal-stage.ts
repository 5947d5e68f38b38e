import { LOST, WON } from './crm-words.ts';
import { LEFT_OUT, OPEN, type DealWords } from './deal-words.ts';
import type { ExportLine } from './export-table.ts';
import type { FileReader } from './read-file.ts';

/** Why a line cannot be counted, and what decides it. */
export interface Refusal {
  message: string;
  hint: string;
}

/** Where a deal is, of the columns that say so; they may not contradict each other. */
export function stageOf(line: ExportLine, reader: FileReader, words: DealWords): { is: string } | Refusal {
  const [stageText, statusText] = [reader.textOf(line, 'stage'), reader.textOf(line, 'status')];
  const status = statusText === '' ? undefined : words.status(statusText);
  if (statusText !== '' && status === undefined)
    return {
      message: `Nobody knows what the status “${statusText}” means.`,
      hint: 'Write it under crm: won, lost, open or leave_out in hub.yaml.',
    };
  const stage = stageText === '' ? undefined : words.stage(stageText);
  const isWon = words.yes(reader.textOf(line, 'is_won'));
  const isLost = words.yes(reader.textOf(line, 'is_lost'));
  const isClosed = words.yes(reader.textOf(line, 'is_closed'));
  const flag =
    isWon === true ? WON : isLost === true || (isClosed === true && isWon === false) ? LOST : undefined;
  const ends = new Set([status, stage, flag].filter((each) => each === WON || each === LOST));
  if (ends.size > 1 || (status === OPEN && ends.size > 0))
    return {
      message: 'The columns of stage and status say different things of one deal.',
      hint: 'Put that right in the CRM and export it again.',
    };
  const [end] = ends;
  if (status === LEFT_OUT || stage === LEFT_OUT) return { is: LEFT_OUT };
  if (end !== undefined) return { is: end };
  if (stage !== undefined) return { is: stage };
  if (stageText === '')
    return {
      message: 'An open deal has no stage.',
      hint: 'Add the column of the stage to the export, or fill it in there.',
    };
  return {
    message: `Nobody knows what the stage “${stageText}” is.`,
    hint: 'Write it under aliases of a stage in hub.yaml, or under crm: won, lost or leave_out.',
  };
}
