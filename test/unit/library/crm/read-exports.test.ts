import { describe, expect, it } from 'vitest';
import { readCsvExport } from '../../../../src/library/crm/export-table.ts';
import { renderProblem } from '../../../../src/library/crm/problem.ts';
import { readExports } from '../../../../src/library/crm/read-exports.ts';
import { parseHub } from '../../../../src/library/parse-hub.ts';

const hubText = (crm = '') => `
company: { name: Larkmoor }
products:
  - { id: routes, name: Larkmoor Routes, aliases: [LR-100] }
  - { id: cold, name: Larkmoor Cold }
stages:
  - { id: discovery, name: Discovery, aliases: [qualifiedtobuy, Erstgespräch, Découverte, 初回商談] }
  - { id: negotiation, name: Negotiation, aliases: [Proposal] }
calendar: { quarter_ends: [2026-06-30, 2026-09-30, 2026-12-31] }
crm: { steps: { GBP: 20000, EUR: 20000, JPY: 1000000 }${crm} }
`;
const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string) => new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'));
/** Windows-1252, of which these tests need no sign between 0x80 and 0x9f but the euro's. */
const cp1252 = (text: string) => new Uint8Array(Buffer.from(text.replaceAll('€', '\u0080'), 'latin1'));

function read(bytes: Uint8Array | string, crm = '', file = 'deals.csv') {
  const table = readCsvExport(file, typeof bytes === 'string' ? utf8(bytes) : bytes);
  return readExports(
    ['why' in table ? { file, why: table.why } : table],
    parseHub(hubText(crm)),
    '2026-11-30',
  );
}
const short = (read_: ReturnType<typeof read>) =>
  (read_.deals ?? []).map(({ product = '-', stage, quarter, currency, amount }) =>
    [product, stage, quarter, currency, amount].join(' '),
  );
const problems = (found: ReturnType<typeof read>) => found.problems.map(renderProblem);

describe('an export', () => {
  it('of Salesforce is read with its title, groups, footer, converted amounts and products', () => {
    const found = read(
      [
        '"Q4 pipeline","","","","","","",""',
        '"As of 2026-11-30","","","","","","",""',
        '',
        '"Opportunity Owner","Opportunity Name","Account Name","Stage","Amount Currency","Amount","Amount (converted) Currency","Amount (converted)","Close Date","Product Name","Opportunity ID"',
        '"A. Rep","Total Foods","Total Foods Ltd","Proposal","EUR","12,000.00","GBP","10,400.00","13/12/2026","Larkmoor Routes","0061"',
        '"A. Rep","Line\nbreak","Beta","Closed Won","GBP","1,200","GBP","1,200.00","01/09/2026","LR-100","0062"',
        '"Subtotal","","","","","","GBP","11,600.00","","",""',
        '"Grand Totals (2 records)"',
        '',
        '"Confidential Information - Do Not Distribute"',
        '"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."',
      ].join('\n'),
    );
    expect(problems(found)).toEqual([]);
    expect(short(found)).toEqual([
      'routes negotiation 2026-12-31 GBP 10400',
      'routes won 2026-09-30 GBP 1200',
    ]);
  });

  it.each([
    [
      'HubSpot in English with internal names',
      utf8(
        'dealname,dealstage,amount,closedate,hubspot_owner_id,Currency,Record ID\nLarkmoor Cold for Ann,qualifiedtobuy,125000,2026-12-01 00:00,77,GBP,1\n',
      ),
      ['cold discovery 2026-12-31 GBP 125000'],
    ],
    [
      'HubSpot in German, saved by Excel',
      cp1252(
        'sep=;\r\nDatensatz-ID;Deal-Name;Deal-Phase;Betrag;Abschlussdatum;Währung\r\n1;Müller Cold;Erstgespräch (Vertriebspipeline);"12.500,50 €";31.12.2026;EUR\r\n',
      ),
      ['- discovery 2026-12-31 EUR 12500.5'],
    ],
    [
      'HubSpot in French as Unicode text',
      utf16(
        "ID de l'enregistrement\tNom de la transaction\tPhase de la transaction\tMontant\tDate de fermeture\tDevise\r\n1\tÉlan\tDécouverte\t1 234,50\t1 sept. 2026\tEUR\r\n",
      ),
      ['- discovery 2026-09-30 EUR 1234.5'],
    ],
    [
      'HubSpot in Spanish',
      utf8(
        '\uFEFFID de registro;Nombre del negocio;Etapa del negocio;Importe;Fecha de cierre;Moneda\n1;Año nuevo;Cierre ganado;1.234,00;30 de septiembre de 2026;EUR\n',
      ),
      ['- won 2026-09-30 EUR 1234'],
    ],
    [
      'HubSpot in Japanese',
      utf8(
        'レコードID,取引名,取引ステージ,金額,クローズ日,通貨\n1,案件,初回商談,"¥1,234,567",2026年12月1日,JPY\n2,案件二,成約,１２０００００,2026/09/30,JPY\n',
      ),
      ['- discovery 2026-12-31 JPY 1234567', '- won 2026-09-30 JPY 1200000'],
    ],
    [
      'Pipedrive, where the status ends a deal',
      utf8(
        'Deal - ID,Deal - Title,Deal - Value,Deal - Currency,Deal - Stage,Deal - Status,Deal - Expected close date,Deal - Won time,Organization - Name\n1,Van,45k,GBP,Discovery,Open,2026-12-05,,X\n2,Van,9000,GBP,Discovery,Won,,2026-09-29 10:22:00,X\n3,Van,9000,GBP,Discovery,Lost,2026-12-05,,X\n',
      ),
      ['- discovery 2026-12-31 GBP 45000', '- won 2026-09-30 GBP 9000', '- lost 2026-12-31 GBP 9000'],
    ],
    [
      'Dynamics, with hidden columns and serial numbers',
      utf8(
        '(Do Not Modify) Opportunity,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Topic,Potential Customer,Est. Close Date,Est. Revenue,Status,Sales Stage,Owner,Currency\n{A-1},x,46300,Larkmoor Cold,Ann,46357,"£12,000.00",Open,Proposal,Bob,Pound Sterling\n',
      ),
      ['cold negotiation 2026-12-31 GBP 12000'],
    ],
    [
      'Zoho, which mixes forms of dates that tell by themselves',
      utf8(
        'Record Id,Deal Name,Account Name,Stage,Closing Date,Amount,Lead Source,Currency\nzcrm_4876876000000333001,A,B,Discovery,2026-11-15,"42,000",Web,GBP\nzcrm_4876876000000333002,A,B,Discovery,10/31/2026,"£12,400.00",Web,GBP\n',
      ),
      ['- discovery 2026-12-31 GBP 42000', '- discovery 2026-12-31 GBP 12400'],
    ],
  ])('of %s is read', (_name, bytes, expected) => {
    const found = read(bytes);
    expect(problems(found)).toEqual([]);
    expect(short(found)).toEqual(expected);
  });
});

const HEAD = 'Opportunity ID,Opportunity Name,Stage,Amount,Currency,Close Date,Product\n';

describe('what is open to two answers', () => {
  it('is said with its column, its lines and what decides it, and is decided by hub.yaml', () => {
    const text = `${HEAD}1,A,Discovery,1.234,GBP,07/08/2026,LR-100\n2,B,Discovery,5.678,GBP,09/12/2026,LR-100\n`;
    expect(problems(read(text))).toMatchInlineSnapshot(`
      [
        "deals.csv, lines 2 and 3: Column “Close Date” holds dates such as “07/08/2026”, and nothing in the file says whether the day or the month comes first. Write date_order: day-first or month-first under crm: in hub.yaml, or export it with dates such as 2026-11-30.",
        "deals.csv, lines 2 and 3: Column “Amount” holds numbers such as “1.234”, and nothing in the file says whether that is a thousand or a decimal mark. Write decimal_mark: point or comma under crm: in hub.yaml, or export it as plain numbers.",
      ]
    `);
    const decided = read(text, ', date_order: month-first, decimal_mark: comma');
    expect(problems(decided)).toEqual([]);
    expect(short(decided)).toEqual([
      'routes discovery 2026-09-30 GBP 1234',
      'routes discovery 2026-09-30 GBP 5678',
    ]);
    const other = read(text, ', date_order: day-first, decimal_mark: point');
    expect(short(other)).toEqual([
      'routes discovery 2026-09-30 GBP 1.234',
      'routes discovery 2026-12-31 GBP 5.678',
    ]);
  });

  const cases: [string, string][] = [
    ['a currency nobody declared', `${HEAD}1,A,Discovery,100,CHF,2026-12-01,\n`],
    ['a sign that many countries write', `${HEAD}1,A,Discovery,$100,,2026-12-01,\n`],
    ['no currency at all', 'Opportunity ID,Stage,Amount,Close Date\n1,Discovery,100,2026-12-01\n'],
    [
      'a stage that hub.yaml does not know',
      `${HEAD}1,A,Vibes,100,GBP,2026-12-01,\n2,B,Vibes,100,GBP,2026-12-01,\n`,
    ],
    [
      'a status against a stage',
      'ID,Stage,Status,Amount,Currency,Close date\n1,Closed Won,Lost,1,GBP,2026-12-01\n',
    ],
    ['dates in two orders', `${HEAD}1,A,Discovery,1,GBP,31/12/2026,\n2,B,Discovery,1,GBP,12/31/2026,\n`],
    [
      'numbers in two ways',
      `${HEAD}1,A,Discovery,"1.234,50",GBP,2026-12-01,\n2,B,Discovery,"1,234.50",GBP,2026-12-01,\n`,
    ],
    [
      'two columns of the stage',
      'ID,Sales Stage,Pipeline Phase,Amount,Close date\n1,Discovery,Discovery,1,2026-12-01\n',
    ],
    ['a column that is missing', 'Deal ID,Deal Stage,Amount,Deal owner\n1,Discovery,1,Bob\n'],
    [
      'two lines without an id',
      'Deal Name,Deal Stage,Amount,Currency,Close date\nA,Discovery,1,GBP,2026-12-01\nA,Discovery,1,GBP,2026-12-01\n',
    ],
    ['an id that a spreadsheet shortened', `${HEAD}4.87688E+18,A,Discovery,1,GBP,2026-12-01,\n`],
    [
      'one deal with two products and one amount',
      `${HEAD}1,A,Discovery,9,GBP,2026-12-01,LR-100\n1,A,Discovery,9,GBP,2026-12-01,Larkmoor Cold\n`,
    ],
    [
      'a report that was cut off',
      `${HEAD}1,A,Discovery,9,GBP,2026-12-01,LR-100\nGrand Totals (57 records)\n`,
    ],
    ['an amount that is none', `${HEAD}1,A,Discovery,ask Jane,GBP,2026-12-01,\n`],
    ['an export of nothing', HEAD],
    ['a list of something else', 'Name,Phone\nAnn,123\n'],
    ['a web page with the ending xls', '<html><table><tr><td>Stage</td></tr></table></html>'],
  ];

  it('is never decided by a guess', () => {
    const said = cases.map(([name, text]) => `${name}: ${problems(read(text)).join('\n')}`);
    expect(said.join('\n\n')).toMatchInlineSnapshot(`
      "a currency nobody declared: deals.csv, line 2: Amounts are in CHF, and hub.yaml has no step for it. Write CHF: with a number that nine of ten deals are below, under crm: steps in hub.yaml.

      a sign that many countries write: deals.csv, line 2: The sign of the amounts may mean USD, AUD, CAD, NZD, SGD, HKD, MXN, CLP, COP, ARS, and hub.yaml has a step for none of them. Add the column of the currency to the export, or write the step of the one that it is under crm: steps in hub.yaml.

      no currency at all: deals.csv, line 2: Nothing says in which currency the amounts are. Add the column of the currency to the export, or write crm: currency in hub.yaml.

      a stage that hub.yaml does not know: deals.csv, lines 2 and 3: Nobody knows what the stage “Vibes” is. Write it under aliases of a stage in hub.yaml, or under crm: won, lost or leave_out.

      a status against a stage: deals.csv, line 2: The columns of stage and status say different things of one deal. Put that right in the CRM and export it again.

      dates in two orders: deals.csv, lines 2 and 3: The dates in “Close Date” are written in two orders: “31/12/2026”, “12/31/2026”. Export it with one form of dates, such as 2026-11-30.

      numbers in two ways: deals.csv, lines 2 and 3: Numbers in “Amount” are written in two ways: “1,234.50”, “1.234,50”. Export it with one form of numbers, such as 1234.50.

      two columns of the stage: deals.csv, line 1: Two columns may be the stage: “Sales Stage”, “Pipeline Phase”. Write the right one as stage: under crm: columns in hub.yaml, or export it with one of them.

      a column that is missing: deals.csv: No column says when a deal closes; there are “Deal ID”, “Deal Stage”, “Amount”, “Deal owner”. Add it to the export, or write what you call it as closes: under crm: columns in hub.yaml.

      two lines without an id: deals.csv, lines 2 and 3: Lines have one name and account and no id, so they may be one deal or several. Add the column of the id to the export.

      an id that a spreadsheet shortened: deals.csv, line 2: The id of the deal was shortened by a spreadsheet, so nobody can tell one deal from another. Export it again, and do not save it in a spreadsheet in between.

      one deal with two products and one amount: deals.csv, lines 2 and 3: Lines of one deal name several products or amounts, and nothing says which amount is whose. Add the column Total Price of each product to the export, or export one line a deal.

      a report that was cut off: deals.csv, line 3: The report says that it has 57 records, and 1 lines hold one. It was cut off or changed on its way, or its groups leave cells empty: export it again with “Details Only”.

      an amount that is none: deals.csv, line 2: Column “Amount” holds what is no amount, written like “xxx xxxx”. Export it as plain numbers, such as 1234.50, with the currency in a column of its own.

      an export of nothing: deals.csv: No line of it is about a deal or lead that can be counted. Look at the filter of the export.

      a list of something else: deals.csv: None of the first 30 lines holds headings of deals or leads; the widest says “Name”, “Phone”. Export deals with stage, amount and close date, or write what you call them under crm: columns in hub.yaml.

      a web page with the ending xls: deals.csv: It is a web page and no table of text. Save it as XLSX, or export it as CSV."
    `);
  });
});
