import { queryError } from '../hogql-error.ts';
import { asLocal, type Sql } from '../sql.ts';
import { argument, anyNullable, type HogqlFunction } from './hogql-function.ts';
import { inZone } from './zones.ts';

/** ClickHouse's signs of formatDateTime, each as DuckDB's strftime writes the same. */
const SIGNS: Readonly<Record<string, string>> = {
  '%': '%%',
  a: '%a',
  b: '%b',
  d: '%d',
  D: '%m/%d/%y',
  F: '%Y-%m-%d',
  G: '%G',
  H: '%H',
  h: '%I',
  i: '%M',
  I: '%I',
  j: '%j',
  m: '%m',
  M: '%B',
  n: '\n',
  p: '%p',
  r: '%I:%M %p',
  R: '%H:%M',
  s: '%S',
  S: '%S',
  t: '\t',
  T: '%H:%M:%S',
  u: '%u',
  V: '%V',
  W: '%A',
  y: '%y',
  Y: '%Y',
};

function strftimeFormat(format: Sql | undefined): string {
  if (format === undefined || !format.sql.startsWith("'"))
    throw queryError("The format of formatDateTime is written out, as in '%Y-%m-%d'.");
  return format.sql.replaceAll(/%(.?)/gs, (_, sign: string) => {
    const found = Object.hasOwn(SIGNS, sign) ? SIGNS[sign] : undefined;
    if (found !== undefined) return found;
    throw queryError(
      `formatDateTime does not know %${sign} here. It knows %${Object.keys(SIGNS).join(', %')}.`,
    );
  });
}

export const formatDateTime: HogqlFunction = {
  min: 2,
  max: 3,
  print: (args) => {
    const time = argument(args, 0);
    if (!['date', 'datetime', 'unknown', 'null'].includes(time.type))
      throw queryError('formatDateTime takes a day or a time. Cast text with toDateTime(…).');
    const local = asLocal(inZone(time, args[2]));
    return {
      sql: `strftime(${local}, ${strftimeFormat(args[1])})`,
      type: 'text',
      nullable: anyNullable(args),
    };
  },
};
