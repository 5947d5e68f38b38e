import { daysBetween, type Day } from '../dates.ts';
import type { Hub } from '../hub.ts';
import { companyQuarterOf } from '../quarters.ts';
import type { Column } from './crm-words.ts';
import { dealLines, type LeftOut } from './deal-lines.ts';
import { dealWords } from './deal-words.ts';
import { quoteSome, type MappedTable } from './headings.ts';
import { linesBy, type ExportProblem } from './problem.ts';
import { openFile } from './read-file.ts';

/** A lead as it is counted. */
export interface Lead {
  file: string;
  line: number;
  /** Its id; undefined where the export has none. */
  id?: string;
  /** Last day of the quarter in which it came. */
  quarter: Day;
  /** Whether somebody touched it within `follow_up_days`. */
  isInTime: boolean;
  isConverted: boolean;
}

export interface ReadLeads {
  leads: Lead[];
  leftOut: LeftOut[];
  problems: ExportProblem[];
}

/** Whether a table is about leads: they have no stage and no amount. */
export function isOfLeads({ columns }: MappedTable): boolean {
  const has = (...of: readonly Column[]) => of.some((column) => columns.has(column));
  return has('touched', 'is_converted', 'converted_on', 'lead_id') && !has('stage', 'closes');
}

/** The leads of a table that are old enough to say whether they were followed up in time, on the day `today`. */
export function readLeads(table: MappedTable, hub: Hub, today: Day): ReadLeads {
  const { file, columns, headings } = table;
  const lacks = (what: string, of: Column): ExportProblem => ({
    file,
    lines: [],
    message: `No column says ${what}; there are ${quoteSome(headings)}.`,
    hint: `Add it to the export, or write what you call it as ${of}: under crm: columns in hub.yaml.`,
  });
  const missing = [
    ...(columns.has('created') ? [] : [lacks('when a lead came', 'created')]),
    ...(columns.has('touched') ? [] : [lacks('when somebody first touched a lead', 'touched')]),
    ...(columns.has('is_converted') || columns.has('converted_on')
      ? []
      : [lacks('whether a lead was converted', 'is_converted')]),
  ];
  if (missing.length > 0) return { leads: [], leftOut: [], problems: missing };
  const { lines, leftOut, problems } = dealLines(table, ['created']);
  const reader = openFile(table, lines, hub, { days: ['created', 'touched', 'converted_on'], amounts: [] });
  problems.push(...reader.problems);
  const { yes } = dealWords(hub);
  const unknown: { line: number; text: string }[] = [];
  const early: number[] = [];
  const skipped: { line: number; why: string }[] = [];
  const leads = lines.flatMap((line): Lead[] => {
    const at = line.line;
    const created = reader.dayOf(line, 'created');
    const quarter = created === undefined ? undefined : companyQuarterOf(hub, created);
    if (created === undefined || quarter?.from === undefined) {
      skipped.push({
        line: at,
        why: 'outside the quarters that calendar: quarter_ends in hub.yaml knows',
      });
      return [];
    }
    const days = hub.crm.follow_up_days;
    if (daysBetween(created, today) <= days) {
      skipped.push({ line: at, why: 'too new for anybody to be late with them' });
      return [];
    }
    const text = reader.textOf(line, 'is_converted');
    const answer = text === '' ? undefined : yes(text);
    if (text !== '' && answer === undefined) unknown.push({ line: at, text });
    const touched = reader.dayOf(line, 'touched');
    if (touched !== undefined && touched < created) early.push(at);
    const id = reader.textOf(line, 'lead_id') || reader.textOf(line, 'id');
    return [
      {
        file,
        line: at,
        ...(id !== '' && { id }),
        quarter: quarter.until,
        isInTime: touched !== undefined && daysBetween(created, touched) <= days,
        isConverted: answer ?? reader.dayOf(line, 'converted_on') !== undefined,
      },
    ];
  });
  for (const [text, of] of linesBy(
    unknown,
    (each) => each.text,
    ({ line }) => line,
  ))
    problems.push({
      file,
      lines: of,
      message: `The column of conversion says “${text}”, which is neither yes nor no.`,
      hint: 'Export it as true and false, or export the day of the conversion.',
    });
  if (early.length > 0)
    problems.push({
      file,
      lines: early,
      message: 'Leads were touched before they came.',
      hint: 'Choose the columns of the day a lead came and of its first activity.',
    });
  for (const [why, of] of linesBy(
    skipped,
    (each) => each.why,
    ({ line }) => line,
  ))
    leftOut.push({ file, why, lines: of });
  return { leads, leftOut, problems };
}

/** Each lead once: the same id on two lines is one lead, which two files may hold. */
export function joinLeads(lines: readonly Lead[]): { leads: Lead[]; problems: ExportProblem[] } {
  const leads = new Map<string, Lead>();
  const twice = new Map<string, number[]>();
  for (const [at, lead] of lines.entries()) {
    const key = lead.id ?? `line ${String(at)}`;
    const known = leads.get(key);
    if (known === undefined) leads.set(key, lead);
    else if (
      known.quarter !== lead.quarter ||
      known.isInTime !== lead.isInTime ||
      known.isConverted !== lead.isConverted
    )
      twice.set(lead.file, [...(twice.get(lead.file) ?? []), lead.line]);
  }
  const problems = [...twice].map(([file, of]) => ({
    file,
    lines: of,
    message: 'Lines with one id differ in what became of the lead.',
    hint: 'Export one line a lead.',
  }));
  return { leads: [...leads.values()], problems };
}
