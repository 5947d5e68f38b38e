/** npm run pipeline -- FILE… : exports of a CRM → what may be shown of deals and leads, in the content folder. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contentFolder, readHub } from '../src/adapters/content-folder.ts';
import { readCrmExport } from '../src/adapters/crm-export.ts';
import { dataFolder } from '../src/adapters/data-folder.ts';
import { openSecret } from '../src/adapters/frozen-file.ts';
import { codeOf, writeWholeFile } from '../src/adapters/write-file.ts';
import { readExports } from '../src/library/crm/read-exports.ts';
import { renderProblem } from '../src/library/crm/problem.ts';
import { daysBetween, renderDay, type Day } from '../src/library/dates.ts';
import type { Hub } from '../src/library/hub.ts';
import { FOLLOW_UP_PATH, leadFollowUp } from '../src/library/records/lead-follow-up.ts';
import { pipeline, PIPELINE_PATH } from '../src/library/records/pipeline.ts';
import { renderRecord } from '../src/library/records/record-text.ts';
import { UserError } from '../src/library/user-error.ts';
import { countDeals, countLeads } from '../src/publishing/pipeline/count-deals.ts';
import { renderExportReport } from '../src/publishing/pipeline/export-report.ts';
import { runCommand } from './run-command.ts';
import { dayOf } from './today.ts';

/** Numbers that follow each other by less would tell what single deals did. */
const LEAST_DAYS_BETWEEN = 7;
const ABOUT =
  'Written by npm run pipeline from exports of the CRM, rounded so that no number tells of a single deal; do not change it by hand.';

runCommand(
  {
    name: 'pipeline',
    about:
      'Reads exports of a CRM (Salesforce, HubSpot, Pipedrive, Dynamics, Zoho; CSV or XLSX) and writes into the content folder how many deals there are by product, stage and quarter, and how soon leads were followed up: rounded, and nothing of single ones. The exports are read where they lie and are never copied.',
    rest: 'FILE',
    flags: {
      'dry-run': { type: 'boolean', says: 'Says all of it and writes nothing.' },
      today: {
        type: 'string',
        value: 'DAY',
        says: 'The day the exports were made, such as 2027-01-31; else today.',
      },
    },
    notes: [
      'Give all files of the quarters that you want at once: each run writes the whole anew, and git keeps what was.',
      'How your CRM calls stages, products and columns stands in hub.yaml, under aliases and under crm.',
      'What is open to two answers is said with its lines, and nothing is written until hub.yaml or the export decides it.',
      'Numbers are rounded by the secret in HUB_DATA, or HUB_ROUNDING_SECRET: use the same one each time, once a week at most.',
      'Exit code: 0 written, 1 something has to be decided first, 2 it could not go on.',
    ],
  },
  async ({ flags, words }) => {
    const content = contentFolder(process.env);
    const hub = await readHub(content);
    const on = dayOf(flags.today, hub);
    const tables = [];
    for (const file of new Set(words)) tables.push({ file, ...(await readCrmExport(file, content)) });
    const read = readExports(tables, hub, on);
    if (read.problems.length > 0) {
      console.error(read.problems.map(renderProblem).join('\n'));
      console.error('Nothing was written.');
      return 1;
    }
    const secret = await openSecret(dataFolder(process.env), process.env);
    const counted = read.deals && countDeals(read.deals, { secret, hub, on });
    const followed = read.leads && countLeads(read.leads, { secret, hub, on });
    const { deals = [], leads = [] } = read;
    console.log(
      renderExportReport({
        ...read,
        withoutProduct: deals.filter(({ product }) => product === undefined).length,
        withoutAmount: deals.filter(({ amount }) => amount <= 0).length,
        above: deals.filter(({ amount, currency }) => amount > (hub.crm.steps[currency] ?? 0)).length,
        deals: deals.length,
        leads: leads.length,
        cells: counted?.cells.length ?? 0,
        shownDeals: counted?.cells.reduce((sum, cell) => sum + cell.deals, 0) ?? 0,
      }),
    );
    const parts = [
      ...(counted === undefined
        ? []
        : [{ path: PIPELINE_PATH, list: 'pipeline', record: pipeline, entry: counted }]),
      ...(followed === undefined
        ? []
        : [{ path: FOLLOW_UP_PATH, list: 'leads', record: leadFollowUp, entry: followed }]),
    ];
    for (const { path, record, entry } of parts)
      await refuseTooSoon(join(content, path), path, record, entry, hub);
    if (flags['dry-run'] === true) {
      console.log('Nothing was written.');
      return 0;
    }
    for (const { path, list, entry } of parts) {
      await writeWholeFile(join(content, path), renderRecord(list, entry, ABOUT)).catch((error: unknown) => {
        throw new UserError(
          `${path} could not be written (${codeOf(error)}).`,
          'Look whether this user may write there. What was there before is unchanged.',
        );
      });
      console.log(`${path} holds what may be shown. Look at the change and commit it.`);
    }
    return 0;
  },
);

/** Stops where what is written now would tell single deals from what was written before. */
async function refuseTooSoon(
  file: string,
  path: string,
  record: { parse: (text: string, hub: Hub) => { entries: { on: Day; secret: string }[] } },
  { on, secret, ...fresh }: { on: Day; secret: string },
  hub: Hub,
): Promise<void> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return '';
    throw new UserError(
      `${path} cannot be read (${codeOf(error)}).`,
      'Look whether this user may read it. Nothing was written.',
    );
  });
  const [before] = record.parse(text, hub).entries;
  if (before === undefined) return;
  if (before.secret !== secret)
    throw new UserError(
      `${path} was rounded by another secret (${before.secret}), and this machine has ${secret}: both together would tell of single deals.`,
      'Run it where it ran before, or set HUB_ROUNDING_SECRET to the secret of that machine. If that is lost, take the file out of the content folder and write in the pull request that the numbers begin anew. Nothing was written.',
    );
  const days = daysBetween(before.on, on);
  const { on: _on, secret: _secret, ...old } = before;
  if (days >= LEAST_DAYS_BETWEEN || JSON.stringify(old) === JSON.stringify(fresh)) return;
  throw new UserError(
    days < 0
      ? `${path} was counted on ${renderDay(before.on)}, which is after ${renderDay(on)}.`
      : `${path} was counted on ${renderDay(before.on)}, and numbers of the same week would tell what single deals did since.`,
    `Run it from ${String(LEAST_DAYS_BETWEEN)} days after that on. If those numbers are not merged yet, put the file back as it was (git restore) and run it again. Nothing was written.`,
  );
}
