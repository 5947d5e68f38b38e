import type { Day } from '../dates.ts';
import type { Hub } from '../hub.ts';
import { readDeals, type Deal } from './deals.ts';
import type { LeftOut } from './deal-lines.ts';
import type { ExportTable } from './export-table.ts';
import { mapHeadings } from './headings.ts';
import { joinDeals } from './join-deals.ts';
import { isOfLeads, joinLeads, readLeads, type Lead } from './leads.ts';
import type { ExportProblem } from './problem.ts';

/** What several exports came to. Where there is a problem, nothing of it may be counted. */
export interface ReadExports {
  /** Undefined where no file is about deals. */
  deals: readonly Deal[] | undefined;
  leads: readonly Lead[] | undefined;
  files: { file: string; is: 'deals' | 'leads'; lines: number; trouble?: string | undefined }[];
  leftOut: LeftOut[];
  problems: ExportProblem[];
}

/** The deals and leads of several exports, each once. `tables` holds why a file is none, too. */
export function readExports(
  tables: readonly (ExportTable | { file: string; why: string })[],
  hub: Hub,
  today: Day,
): ReadExports {
  const read: ReadExports = { deals: undefined, leads: undefined, files: [], leftOut: [], problems: [] };
  const deals: Deal[] = [];
  const leads: Lead[] = [];
  for (const table of tables) {
    const { file } = table;
    if ('why' in table) {
      const [message = '', ...rest] = table.why.split(/(?<=[.:])\s/);
      read.problems.push({ file, lines: [], message, hint: rest.join(' ') });
      continue;
    }
    const mapped = mapHeadings(table, hub.crm.columns);
    if ('message' in mapped) {
      read.problems.push(mapped);
      continue;
    }
    const isLeads = isOfLeads(mapped);
    const found = isLeads ? readLeads(mapped, hub, today) : readDeals(mapped, hub);
    const lines = 'leads' in found ? found.leads.length : found.deals.length;
    // Written, it would take away what was counted before.
    if (lines === 0 && found.problems.length === 0)
      found.problems.push({
        file,
        lines: [],
        message: 'No line of it is about a deal or lead that can be counted.',
        hint:
          found.leftOut.length === 0
            ? 'Look at the filter of the export.'
            : `Left out: ${found.leftOut.map(({ why }) => why).join('; ')}.`,
      });
    read.leftOut.push(...found.leftOut);
    read.problems.push(...found.problems);
    if ('leads' in found) leads.push(...found.leads);
    else deals.push(...found.deals);
    read.files.push({
      file,
      is: isLeads ? 'leads' : 'deals',
      lines,
      trouble: table.trouble,
    });
  }
  const [oneDeals, oneLeads] = [joinDeals(deals), joinLeads(leads)];
  read.problems.push(...oneDeals.problems, ...oneLeads.problems);
  if (read.files.some(({ is }) => is === 'deals')) read.deals = oneDeals.deals;
  if (read.files.some(({ is }) => is === 'leads')) read.leads = oneLeads.leads;
  return read;
}
