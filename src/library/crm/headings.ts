import { COLUMNS, MAX_LINES_ABOVE, type Column } from './crm-words.ts';
import type { ExportLine, ExportTable } from './export-table.ts';
import type { ExportProblem } from './problem.ts';

/**
 * What CRMs call the columns that are read, in the languages that they export in, without blanks. What a company calls otherwise stands under `crm: columns` in hub.yaml.
 */
const HEADINGS = {
  // Of a deal.
  id: 'opportunityid dealid recordid id pipedrivesystemid donotmodifyopportunity opportunity datensatzid opportunityid18 hsobjectid iddelenregistrement idderegistro identifiantdelenregistrement レコードid',
  name: 'opportunityname dealname topic title opportunitytitle nomdelatransaction nombredelnegocio opportunityname1 dealtitel 取引名 商談名 opportunityt thema nomdelopportunite nombredelaoportunidad nomedonegocio',
  account:
    'accountname account potentialcustomer organization organisation associatedcompany company unternehmen accountid kundenname entreprise empresa 取引先名 会社名 nomducompte nombredelacuenta zugehorigesunternehmen',
  stage:
    'stage dealstage stagename opportunitystage salesstage pipelinephase dealphase phase verkaufsphase vertriebsphase etape etapedelatransaction phasedelatransaction etapa etapadelnegocio fasedelnegocio 取引ステージ フェーズ ステージ',
  status: 'status statecode dealstatus',
  is_won: 'iswon won isclosedwon',
  is_lost: 'isclosedlost lost',
  is_closed: 'isclosed closed',
  amount:
    'amount value estrevenue estimatedrevenue dealvalue betrag montant montantdelatransaction importe monto cantidad valor 金額 wert auftragswert',
  currency:
    'currency currencycode amountcurrency currencyofvalue currencyisocode transactioncurrency wahrung devise moneda divisa 通貨',
  converted_amount: 'amountconverted betragkonvertiert montantconverti importeconvertido 金額換算',
  converted_currency: 'amountconvertedcurrency currencyamountconverted betragkonvertiertwahrung',
  company_amount:
    'amountincompanycurrency betraginunternehmenswahrung montantdansladevisedelentreprise importeenlamonedadelaempresa 会社の通貨での金額',
  closes:
    'closedate closingdate expectedclosedate estclosedate estimatedclosedate abschlussdatum schlusstermin datedecloture datedefermeture fechadecierre fechacierre クローズ日 完了予定日',
  won_on: 'wontime wondate',
  lost_on: 'losttime lostdate',
  product:
    'productname product products associatedproduct produkt produktname produit nomduproduit producto nombredelproducto 商品 商品名 製品',
  product_family: 'productfamily produktfamilie familledeproduits familiadeproductos 商品ファミリ',
  product_amount: 'totalprice gesamtpreis prixtotal preciototal 合計金額',
  // Of a lead.
  lead_id: 'leadid contactid',
  created:
    'createdate createddate createdon createdtime creationdate leadcreateddate erstelltam erstellungsdatum datedecreation fechadecreacion 作成日',
  touched:
    'firstactivitydate firstactivity firstresponsedate firstresponse dateoffirstengagement firstcontacteddate firstcontacted firsttouch firsttouchdate firstcalldate ersteaktivitat premiereactivite primeraactividad 最初の活動日',
  is_converted: 'converted isconverted konvertiert converti convertido 取引の開始済み',
  converted_on:
    'converteddate convertedtime dateconverted conversiondate becameanopportunitydate konvertiertam datedeconversion fechadeconversion 取引開始日',
} as const satisfies Record<Column, string>;

const known = new Map(
  COLUMNS.flatMap((column) => HEADINGS[column].split(' ').map((one) => [plainHeading(one), column] as const)),
);

/** A heading without what differs between exports: the object in front, capitals, accents, blanks and signs. */
export function plainHeading(written: string): string {
  return written
    .replace(/^\s*(?:deal|opportunity|lead|organization)\s*(?:-|:)\s*/i, '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .normalize('NFC');
}

/** A table of which the columns are known: each by its place. */
export interface MappedTable {
  file: string;
  columns: ReadonlyMap<Column, number>;
  /** Its headings, as they are written. */
  headings: readonly string[];
  lines: readonly ExportLine[];
}

/** Headings that a company has of its own, by column. */
export type OwnHeadings = Partial<Record<Column, string | undefined>>;

/** A row is the one of headings where it has so many that are known. */
const LEAST_KNOWN = 3;

function columnsOf(cells: readonly string[], own: ReadonlyMap<string, Column>): (Column | undefined)[] {
  return cells.map(plainHeading).map((heading) => own.get(heading) ?? known.get(heading));
}

/** Whether the beginning of a table is that of an export of deals or leads, with a row for each. */
export function isCrmExport(rows: readonly (readonly string[])[]): boolean {
  return rows.slice(0, MAX_LINES_ABOVE).some((cells) => {
    const columns = new Set(columnsOf(cells, new Map()));
    const deals = columns.has('stage') || columns.has('status') || columns.has('is_won');
    const isDeals = deals && columns.has('closes') && [...columns].filter(Boolean).length >= LEAST_KNOWN + 1;
    const isLeads = columns.has('created') && (columns.has('is_converted') || columns.has('converted_on'));
    return isDeals || isLeads;
  });
}

/** The headings of a table and what each means; a problem where there are none, or two mean the same. */
export function mapHeadings(table: ExportTable, own: OwnHeadings): MappedTable | ExportProblem {
  const { file, lines } = table;
  const ownByHeading = new Map(
    COLUMNS.flatMap((column) => {
      const heading = own[column];
      return heading === undefined ? [] : [[plainHeading(heading), column] as const];
    }),
  );
  const at = lines
    .slice(0, MAX_LINES_ABOVE)
    .findIndex(({ cells }) => new Set(columnsOf(cells, ownByHeading).filter(Boolean)).size >= LEAST_KNOWN);
  const head = lines[at];
  if (head === undefined) {
    const widest = lines
      .slice(0, MAX_LINES_ABOVE)
      .reduce(
        (most, { cells }) => (cells.filter(Boolean).length > most.filter(Boolean).length ? cells : most),
        [] as readonly string[],
      );
    return {
      file,
      lines: [],
      message: `None of the first ${String(MAX_LINES_ABOVE)} lines holds headings of deals or leads; the widest says ${quoteSome(widest)}.`,
      hint: 'Export deals with stage, amount and close date, or write what you call them under crm: columns in hub.yaml.',
    };
  }
  const columns = new Map<Column, number>();
  const found = columnsOf(head.cells, ownByHeading);
  for (const [place, column] of found.entries()) {
    if (column === undefined) continue;
    const before = columns.get(column);
    const isOwn = (heading = '') => ownByHeading.get(plainHeading(heading)) === column;
    if (before === undefined || (isOwn(head.cells[place]) && !isOwn(head.cells[before])))
      columns.set(column, place);
    else if (!isOwn(head.cells[before]) || isOwn(head.cells[place]))
      return {
        file,
        lines: [head.line],
        message: `Two columns may be the ${column}: ${quoteSome([head.cells[before] ?? '', head.cells[place] ?? ''])}.`,
        hint:
          plainHeading(head.cells[before] ?? '') === plainHeading(head.cells[place] ?? '')
            ? 'Export it again with one of them.'
            : `Write the right one as ${column}: under crm: columns in hub.yaml, or export it with one of them.`,
      };
  }
  return { file, columns, headings: head.cells, lines: lines.slice(at + 1) };
}

/** Some words in quotation marks, shortened: a row that is no heading may hold anything. */
export function quoteSome(words: readonly string[]): string {
  const some = words.filter(Boolean).slice(0, 8);
  return some.length === 0 ? 'nothing' : some.map((word) => `“${word.slice(0, 40)}”`).join(', ');
}
