import type { Hub } from '../hub.ts';
import { currenciesOf } from './amounts.ts';
import type { Column } from './crm-words.ts';
import type { Refusal } from './deal-stage.ts';
import type { ExportLine } from './export-table.ts';
import type { FileReader } from './read-file.ts';

/** The amount of a deal in its currency: a column of its own says which, else the sign of the amount, else `hub.yaml`. */
export function moneyOf(
  line: ExportLine,
  column: Column,
  reader: FileReader,
  hub: Hub,
): { currency: string; amount: number } | Refusal {
  const beside: Column | undefined =
    column === 'converted_amount'
      ? 'converted_currency'
      : column === 'company_amount'
        ? undefined
        : 'currency';
  const text = beside === undefined ? '' : reader.textOf(line, beside);
  const told = text === '' ? [] : currenciesOf(text);
  if (text !== '' && told.length === 0)
    return {
      message: `Nobody knows the currency “${text}”.`,
      hint: 'Export it with the codes of currencies, such as EUR.',
    };
  const sign = reader.signOf(line, column);
  const both =
    told.length > 0 && sign.length > 0 ? told.filter((code) => sign.includes(code)) : [...told, ...sign];
  if (told.length + sign.length > 0 && both.length === 0)
    return {
      message: 'The column of the currency and the sign of the amount name two currencies.',
      hint: 'Export it as plain numbers, with the currency in a column of its own.',
    };
  const { steps, currency: own } = hub.crm;
  const currency = both.length > 0 ? pickCurrency(both, hub) : own;
  if (currency === undefined)
    return {
      message:
        both.length > 0
          ? `The sign of the amounts may mean ${both.join(', ')}, and hub.yaml has a step for ${both.some((code) => code in steps) ? 'several' : 'none'} of them.`
          : 'Nothing says in which currency the amounts are.',
      hint:
        both.length > 0
          ? 'Add the column of the currency to the export, or write the step of the one that it is under crm: steps in hub.yaml.'
          : 'Add the column of the currency to the export, or write crm: currency in hub.yaml.',
    };
  if (!(currency in steps))
    return {
      message: `Amounts are in ${currency}, and hub.yaml has no step for it.`,
      hint: `Write ${currency}: with a number that nine of ten deals are below, under crm: steps in hub.yaml.`,
    };
  return { currency, amount: reader.numberOf(line, column) ?? 0 };
}

/** The code of a currency by what stands for it and what the hub sells in; undefined where that is none or several. */
function pickCurrency(candidates: readonly string[], { crm }: Pick<Hub, 'crm'>): string | undefined {
  const [only, ...others] =
    candidates.length === 1 ? candidates : candidates.filter((code) => code in crm.steps);
  return others.length === 0 ? only : undefined;
}
