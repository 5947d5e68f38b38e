import type { Random } from '../../src/usage/demo/demo-random.ts';

/** What an expression gives, as far as the grammar needs to know. */
export type Gives = 'text' | 'number' | 'integer' | 'datetime' | 'date' | 'flag' | 'texts' | 'numbers';

/** An expression of the dialect as text. */
export interface Expression {
  text: string;
  gives: Gives;
}

/** What a template gives, and its text. */
type Template = readonly [Gives, string];

/**
 * Every function of the dialect as templates: `$text` and its like are replaced by expressions that give it, `#word`
 * and its like by something written out. Divisors, lengths and other arguments that ClickHouse wants constant, or
 * refuses when they are zero, are written out.
 */
export const functionTemplates: Readonly<Record<string, readonly Template[]>> = {
  if: [
    ['text', 'if($flag, $text, $text)'],
    ['number', 'if($flag, $number, #int)'],
    ['datetime', 'if($flag, $datetime, $datetime)'],
  ],
  multiIf: [
    ['text', 'multiIf($flag, $text, $flag, #word, $text)'],
    ['integer', 'multiIf($flag, #int, $flag, #int, #int)'],
  ],
  ifNull: [
    ['text', 'ifNull($text, #word)'],
    ['number', 'ifNull($number, #int)'],
  ],
  coalesce: [
    ['text', 'coalesce($text, $text, #word)'],
    ['date', 'coalesce($date, today())'],
    ['text', 'coalesce(NULL, $text)'],
  ],
  nullIf: [
    ['text', 'nullIf($text, #word)'],
    ['number', 'nullIf($number, #int)'],
  ],
  isNull: [
    ['flag', 'isNull($text)'],
    ['flag', 'isNull($number)'],
  ],
  isNotNull: [
    ['flag', 'isNotNull($text)'],
    ['flag', 'isNotNull($datetime)'],
  ],
  not: [['flag', 'not($flag)']],

  toString: [
    ['text', 'toString($number)'],
    ['text', 'toString($datetime)'],
    ['text', 'toString($date)'],
    ['text', 'toString($flag)'],
    ['text', 'toString($text)'],
    ['text', 'toString(uuid)'],
  ] satisfies Template[],
  toFloat: [
    ['number', 'toFloat($text)'],
    ['number', 'toFloat($number)'],
    ['number', 'toFloat($flag)'],
  ],
  toInt: [
    ['integer', 'toInt($text)'],
    ['integer', 'toInt($number)'],
    ['integer', 'toInt($flag)'],
  ],
  toDate: [
    ['date', 'toDate($datetime)'],
    ['date', 'toDate(properties.when)'],
    ['date', 'toDate(#day)'],
  ],
  toDateTime: [
    ['datetime', 'toDateTime($datetime)'],
    ['datetime', 'toDateTime(toDate(timestamp))'],
    ['datetime', 'toDateTime(properties.when)'],
    ['datetime', 'toDateTime(#moment)'],
    ['datetime', 'toDateTime(1790000000)'],
  ],

  empty: [
    ['flag', 'empty($text)'],
    ['flag', 'empty($texts)'],
  ],
  notEmpty: [
    ['flag', 'notEmpty($text)'],
    ['flag', 'notEmpty($texts)'],
  ],
  lower: [['text', 'lower($text)']],
  upper: [['text', 'upper($text)']],
  trim: [['text', 'trim($text)']],
  trimLeft: [['text', 'trimLeft($text)']],
  trimRight: [['text', 'trimRight($text)']],
  length: [
    ['integer', 'length($text)'],
    ['integer', 'length($texts)'],
  ],
  lengthUTF8: [['integer', 'lengthUTF8($text)']],
  concat: [
    ['text', 'concat($text, #word, $number)'],
    ['text', 'concat($text, $flag)'],
    ['text', 'concat($date, $text)'],
  ],
  substring: [
    ['text', 'substring(event, #digit, #digit)'],
    ['text', 'substring(distinct_id, #digit, 2)'],
    ['text', `substring(concat('aé', $text), 2, 2)`],
  ],
  replaceAll: [['text', 'replaceAll($text, #letter, #word)']],
  startsWith: [['flag', 'startsWith($text, #letter)']],
  endsWith: [['flag', 'endsWith($text, #letter)']],
  position: [['integer', 'position($text, #letter)']],
  match: [['flag', 'match($text, #regex)']],
  splitByChar: [['texts', `splitByChar('/', coalesce($text, 'a/b'))`]],

  toMonday: [['date', 'toMonday($time)']],
  toStartOfWeek: [
    ['date', 'toStartOfWeek($time)'],
    ['date', 'toStartOfWeek($time, #mode)'],
  ],
  toStartOfMonth: [['date', 'toStartOfMonth($time)']],
  toStartOfQuarter: [['date', 'toStartOfQuarter($time)']],
  toStartOfYear: [['date', 'toStartOfYear($time)']],
  toStartOfDay: [['datetime', 'toStartOfDay($time)']],
  toStartOfHour: [['datetime', 'toStartOfHour($datetime)']],
  toStartOfMinute: [['datetime', 'toStartOfMinute($datetime)']],
  toYear: [['integer', 'toYear($time)']],
  toQuarter: [['integer', 'toQuarter($time)']],
  toMonth: [['integer', 'toMonth($time)']],
  toDayOfMonth: [['integer', 'toDayOfMonth($time)']],
  toDayOfWeek: [['integer', 'toDayOfWeek($time)']],
  toHour: [['integer', 'toHour($datetime)']],
  toUnixTimestamp: [['integer', 'toUnixTimestamp($time)']],
  dateDiff: [['integer', 'dateDiff(#unit, $time, $time)']],
  addDays: [
    ['date', 'addDays($date, #int)'],
    ['datetime', 'addDays($datetime, #int)'],
  ],
  subtractDays: [
    ['date', 'subtractDays($date, #int)'],
    ['datetime', 'subtractDays($datetime, #int)'],
  ],
  toIntervalSecond: [['datetime', '$datetime + toIntervalSecond(#int)']],
  toIntervalMinute: [['datetime', '$datetime - toIntervalMinute(#int)']],
  toIntervalHour: [
    ['datetime', '$datetime + toIntervalHour(#int)'],
    ['datetime', '$date + toIntervalHour(#int)'],
  ],
  toIntervalDay: [
    ['date', '$date - toIntervalDay(#int)'],
    ['datetime', '$datetime - INTERVAL 3 DAY'],
  ],
  toIntervalWeek: [
    ['date', '$date + toIntervalWeek(#int)'],
    ['datetime', '$datetime + toIntervalWeek(#int)'],
  ],
  toIntervalMonth: [
    ['date', '$date + toIntervalMonth(#int)'],
    ['datetime', '$datetime - toIntervalMonth(1)'],
  ],
  toIntervalQuarter: [['date', '$date - toIntervalQuarter(#int)']],
  toIntervalYear: [
    ['date', '$date - toIntervalYear(1)'],
    ['datetime', '$datetime + toIntervalYear(2)'],
  ],

  dateTrunc: [
    ['date', `dateTrunc('week', $time)`],
    ['date', `dateTrunc(#long, $datetime)`],
    ['datetime', 'dateTrunc(#short, $datetime)'],
    ['datetime', `dateTrunc('day', $date)`],
    ['date', `dateTrunc('month', $datetime, #zone)`],
  ],
  date_trunc: [['date', `date_trunc(#long, $time)`]],
  toStartOfInterval: [
    ['datetime', 'toStartOfInterval($datetime, INTERVAL 15 MINUTE)'],
    ['datetime', 'toStartOfInterval($datetime, INTERVAL 7 SECOND)'],
    ['datetime', 'toStartOfInterval($datetime, toIntervalHour(5))'],
    ['datetime', 'toStartOfInterval($time, INTERVAL 3 DAY)'],
    ['date', 'toStartOfInterval($time, INTERVAL 2 WEEK)'],
    ['date', 'toStartOfInterval($time, INTERVAL 5 MONTH)'],
    ['date', 'toStartOfInterval($time, INTERVAL 3 QUARTER)'],
    ['date', 'toStartOfInterval($time, INTERVAL 7 YEAR)'],
    ['text', 'toString(toStartOfInterval(toTimeZone($datetime, #zone), INTERVAL 6 HOUR))'],
  ],
  toStartOfFiveMinutes: [['datetime', 'toStartOfFiveMinutes($datetime)']],
  toStartOfTenMinutes: [['datetime', 'toStartOfTenMinutes($datetime)']],
  toStartOfFifteenMinutes: [['datetime', 'toStartOfFifteenMinutes($datetime)']],
  toLastDayOfMonth: [['date', 'toLastDayOfMonth($time)']],
  toDayOfYear: [['integer', 'toDayOfYear($time)']],
  toISOWeek: [['integer', 'toISOWeek($time)']],
  toMinute: [['integer', 'toMinute($datetime)']],
  toSecond: [['integer', 'toSecond($datetime)']],
  toYYYYMM: [['integer', 'toYYYYMM($time)']],
  toYYYYMMDD: [['integer', 'toYYYYMMDD($time)']],
  fromUnixTimestamp: [['datetime', 'fromUnixTimestamp(toUnixTimestamp($datetime))']],
  monthName: [['text', 'monthName($time)']],
  formatDateTime: [
    ['text', 'formatDateTime($datetime, #format)'],
    ['text', 'formatDateTime($date, #format)'],
    ['text', 'formatDateTime(timestamp, #format, #zone)'],
  ],
  toTimeZone: [
    ['text', 'toString(toTimeZone($datetime, #zone))'],
    ['integer', 'toHour(toTimeZone($datetime, #zone))'],
    ['date', 'toDate(toTimeZone($datetime, #zone))'],
    ['date', 'toStartOfWeek(toTimeZone($datetime, #zone), #mode)'],
    ['text', 'toString(toStartOfDay($datetime, #zone))'],
    ['text', 'toString(toTimeZone($datetime, #zone) + INTERVAL 1 MONTH)'],
    ['integer', `dateDiff('day', toTimeZone($datetime, #zone), toTimeZone(timestamp, #zone))`],
  ],
  date_diff: [['integer', 'date_diff(#unit, $time, $time)']],
  dateAdd: [
    ['datetime', 'dateAdd($datetime, INTERVAL 3 HOUR)'],
    ['date', `dateAdd('day', #int, $date)`],
  ],
  dateSub: [
    ['date', 'dateSub($date, INTERVAL 2 WEEK)'],
    ['datetime', `dateSub('month', 1, $datetime)`],
  ],
  ...Object.fromEntries(
    ['Second', 'Minute', 'Hour', 'Week', 'Month', 'Quarter', 'Year'].flatMap((unit) =>
      ['add', 'subtract'].map((verb): [string, readonly Template[]] => [
        `${verb}${unit}s`,
        [
          ['datetime', `${verb}${unit}s($datetime, #int)`],
          ...(/Second|Minute|Hour/.test(unit)
            ? []
            : ([['date', `${verb}${unit}s($date, #digit)`]] satisfies Template[])),
        ],
      ]),
    ),
  ),

  JSONExtractString: [
    ['text', `JSONExtractString(properties, 'data', #key)`],
    ['text', `JSONExtractString(properties, 'list', #place)`],
    ['text', 'JSONExtractString(properties, #field)'],
    ['text', `JSONExtractString('{"a": {"b": "c"}}', 'a')`],
  ],
  JSONExtractInt: [
    ['integer', `JSONExtractInt(properties, 'data', #key)`],
    ['integer', `JSONExtractInt(properties, 'num')`],
  ],
  JSONExtractFloat: [
    ['number', `JSONExtractFloat(properties, 'data', #key)`],
    ['number', `JSONExtractFloat(properties, 'position')`],
  ],
  JSONExtractBool: [
    ['flag', `JSONExtractBool(properties, 'flag')`],
    ['flag', `JSONExtractBool(properties, 'data', #key)`],
  ],
  JSONExtractRaw: [
    ['text', `JSONExtractRaw(properties, 'data', #key)`],
    ['text', `JSONExtractRaw(properties, 'list')`],
  ],
  JSONExtractArrayRaw: [
    ['texts', `JSONExtractArrayRaw(properties, 'list')`],
    ['texts', `JSONExtractArrayRaw(properties, 'data')`],
  ],
  JSONExtractKeys: [['texts', `JSONExtractKeys(properties, 'data')`]],
  JSONExtract: [
    ['texts', `JSONExtract(properties, 'list', 'Array(String)')`],
    ['text', `JSONExtract(properties, 'data', #key, 'Nullable(String)')`],
    ['text', `JSONExtract(properties, 'data', #key, 'String')`],
    ['integer', `JSONExtract(properties, 'data', #key, 'Int64')`],
  ],
  JSONHas: [
    ['flag', `JSONHas(properties, 'data', #key)`],
    ['flag', 'JSONHas(properties, #field)'],
  ],
  JSONLength: [
    ['integer', `JSONLength(properties, 'data')`],
    ['integer', `JSONLength(properties, 'list')`],
  ],

  splitByString: [['texts', `splitByString(', ', concat($text, ', a'))`]],
  replaceOne: [['text', 'replaceOne($text, #letter, #word)']],
  replaceRegexpAll: [
    ['text', `replaceRegexpAll($text, #regex, '<>')`],
    ['text', `replaceRegexpAll($text, '([a-z])', '<\\\\1>')`],
  ],
  replaceRegexpOne: [['text', `replaceRegexpOne($text, #regex, '-')`]],
  extract: [
    ['text', `extract($text, 'x(.*)')`],
    ['text', `extract(ifNull(properties.$current_url, ''), 'utm_source=([a-z]+)')`],
    ['text', `extract($text, '[a-z]+')`],
  ],
  path: [['text', `path(properties.$current_url)`]],
  domain: [['text', `domain(properties.$current_url)`]],
  log10: [['number', 'log10($number)']],
  isNaN: [['flag', 'isNaN(ifNull(log(toFloat(properties.num)), 0))']],

  arrayReverseSort: [
    ['texts', 'arrayReverseSort($texts)'],
    ['numbers', 'arrayReverseSort($numbers)'],
  ],
  arrayReverse: [['texts', 'arrayReverse($texts)']],
  arraySlice: [
    ['texts', 'arraySlice($texts, #digit, 2)'],
    ['numbers', 'arraySlice($numbers, 2)'],
  ],
  arrayConcat: [['texts', `arrayConcat($texts, ['z'])`]],
  arraySum: [['number', 'arraySum(arrayMap(x -> length(x), $texts))']],
  arrayAvg: [['number', 'arrayAvg(arrayMap(x -> length(x), $texts))']],
  arrayMax: [['number', 'arrayMax(arrayMap(x -> length(x), $texts))']],
  arrayMin: [['text', 'arrayMin($texts)']],
  arrayUniq: [['integer', 'arrayUniq($texts)']],
  arrayStringConcat: [
    ['text', `arrayStringConcat($texts, '-')`],
    ['text', 'arrayStringConcat(arrayMap(x -> upper(x), $texts))'],
  ],
  indexOf: [['integer', 'indexOf($texts, #letter)']],
  hasAny: [['flag', `hasAny($texts, ['a', 'x'])`]],
  hasAll: [['flag', `hasAll($texts, ['a', 'b'])`]],
  range: [
    ['integer', 'length(range(toInt(#digit) + 2))'],
    ['number', 'range(1, 9, #digit)[2]'],
  ],

  abs: [['number', 'abs($number)']],
  ceil: [['number', 'ceil($number)']],
  floor: [['number', 'floor($number)']],
  round: [
    ['number', 'round($number)'],
    ['number', 'round($number, 1)'],
    ['number', 'round(toFloat($number), -2)'],
  ],
  sqrt: [['number', 'sqrt($number)']],
  exp: [['number', 'exp($number / 100)']],
  log: [['number', 'log($number)']],
  pow: [['number', 'pow($number, #digit)']],
  least: [
    ['number', 'least(toFloat($number), toFloat($number))'],
    ['text', 'least($text, $text)'],
  ],
  greatest: [
    ['number', 'greatest($number, #int)'],
    ['date', 'greatest($date, $date)'],
  ],
  intDiv: [['integer', 'intDiv($integer, #digit)']],
  arrayElement: [
    ['text', 'arrayElement($texts, #digit)'],
    ['number', 'arrayElement($numbers, -1)'],
  ],
  arraySort: [
    ['texts', 'arraySort($texts)'],
    ['numbers', 'arraySort($numbers)'],
  ],
  arrayDistinct: [
    ['texts', 'arrayDistinct($texts)'],
    ['numbers', 'arrayDistinct($numbers)'],
  ],
  has: [
    ['flag', `has($texts, #letter)`],
    ['flag', 'has($numbers, #int)'],
  ],
};

/** The same for what takes a lambda or stands for an operator: functions that the printer has in lists of their own. */
export const callTemplates: Readonly<Record<string, readonly Template[]>> = {
  arrayMap: [
    ['texts', `arrayMap(x -> concat(x, '!'), $texts)`],
    ['texts', `arrayMap(x -> if(x = 'a', event, x), $texts)`],
  ],
  arrayFilter: [
    ['texts', `arrayFilter(x -> x > 'a', $texts)`],
    ['numbers', 'arrayFilter(x -> x > 1, $numbers)'],
  ],
  arrayExists: [['flag', 'arrayExists(x -> x = #letter, $texts)']],
  arrayAll: [['flag', 'arrayAll(x -> notEmpty(x), $texts)']],
  arrayCount: [['integer', `arrayCount(x -> x != 'b', $texts)`]],
  equals: [['flag', 'equals($text, $text)']],
  notEquals: [['flag', 'notEquals($text, #word)']],
  less: [['flag', 'less($number, #int)']],
  lessOrEquals: [['flag', 'lessOrEquals($number, #int)']],
  greater: [['flag', 'greater($number, #int)']],
  greaterOrEquals: [['flag', 'greaterOrEquals($date, #day)']],
  like: [['flag', 'like($text, #pattern)']],
  ilike: [['flag', 'ilike($text, #pattern)']],
  notLike: [['flag', 'notLike($text, #pattern)']],
  notILike: [['flag', 'notILike($text, #pattern)']],
  plus: [['number', 'plus($number, #int)']],
  minus: [['number', 'minus($number, #int)']],
  multiply: [['number', 'multiply($number, #int)']],
  divide: [['number', 'divide($number, #digit)']],
  modulo: [['integer', 'modulo($integer, #digit)']],
  and: [['flag', 'and($flag, $flag)']],
  or: [['flag', 'or($flag, $flag, $flag)']],
  tuple: [['text', 'tuple(event, $text).2']],
};

/** The same for operators; the key is what a text must hold to use it. */
export const operatorTemplates: Readonly<Record<string, readonly Template[]>> = {
  ' = ': [
    ['flag', '$text = $text'],
    ['flag', '$number = #int'],
    ['flag', '$date = #day'],
    ['flag', '$text = NULL'],
  ],
  ' != ': [
    ['flag', '$text != $text'],
    ['flag', '$number != $number'],
    ['flag', '$text != NULL'],
  ],
  ' < ': [['flag', '$number < $number']],
  ' <= ': [
    ['flag', '$text <= #letter'],
    ['flag', '$number <= #int'],
  ],
  ' > ': [
    ['flag', '$number > #int'],
    ['flag', 'timestamp > #moment'],
  ],
  ' >= ': [
    ['flag', '$date >= $date'],
    ['flag', 'timestamp >= toDateTime(#moment)'],
  ],
  ' LIKE ': [
    ['flag', '$text LIKE #pattern'],
    ['flag', '$text LIKE $text'],
  ],
  ' NOT LIKE ': [
    ['flag', '$text NOT LIKE #pattern'],
    ['flag', '$text NOT LIKE properties.other'],
  ],
  ' ILIKE ': [['flag', '$text ILIKE #pattern']],
  ' NOT ILIKE ': [['flag', '$text NOT ILIKE #pattern']],
  ' =~ ': [['flag', '$text =~ #regex']],
  ' !~ ': [['flag', '$text !~ #regex']],
  ' =~* ': [['flag', '$text =~* #regex']],
  ' !~* ': [['flag', '$text !~* #regex']],
  ' IN ': [
    ['flag', '$text IN (#word, #word)'],
    ['flag', '$text IN (#word, NULL)'],
    ['flag', '$number IN (#int, #int, #int)'],
    ['flag', `$text IN (SELECT properties.other FROM events WHERE event = 'awkward')`],
  ],
  ' NOT IN ': [
    ['flag', '$text NOT IN (#word, #word)'],
    ['flag', '$text NOT IN (NULL, #word)'],
    ['flag', `$text NOT IN (SELECT properties.word FROM events WHERE event = 'awkward')`],
  ],
  ' BETWEEN ': [['flag', '$number BETWEEN #int AND #int']],
  ' NOT BETWEEN ': [['flag', '$number NOT BETWEEN #int AND #int']],
  ' IS NULL': [['flag', '$text IS NULL']],
  ' IS NOT NULL': [['flag', '$number IS NOT NULL']],
  ' AND ': [['flag', '$flag AND $flag']],
  ' OR ': [['flag', '$flag OR $flag']],
  '(NOT ': [['flag', 'NOT $flag']],
  ' + ': [
    ['number', '$number + $number'],
    ['date', '$date + #int'],
    ['number', '$flag + $flag'],
  ],
  ' - ': [
    ['number', '$number - #int'],
    ['date', '$date - #int'],
  ],
  ' * ': [['number', '$number * #int']],
  ' / ': [
    ['number', '$number / #digit'],
    ['number', '$number / nullIf($number, 0)'],
  ],
  ' % ': [['integer', '$integer % #digit']],
  'CASE ': [
    ['text', 'CASE WHEN $flag THEN $text ELSE #word END'],
    ['number', 'CASE WHEN $flag THEN #int WHEN $flag THEN $number ELSE NULL END'],
  ],
  'CASE event WHEN': [
    ['text', `CASE event WHEN 'x' THEN #word WHEN 'awkward' THEN $text ELSE 'none' END`],
    ['text', `CASE event WHEN $text THEN 'one' ELSE 'other' END`],
  ],
  'IS DISTINCT FROM': [['flag', '$text IS DISTINCT FROM $text']],
  'IS NOT DISTINCT FROM': [['flag', '$text IS NOT DISTINCT FROM #word']],
  'properties.flag': [
    ['flag', '(properties.flag = true)'],
    ['flag', '(properties.flag != false)'],
    ['text', `if(properties.flag, 'yes', 'no')`],
    ['flag', '(NOT ifNull(properties.flag, false))'],
  ],
  '(SELECT max(': [
    ['number', `(SELECT max(toFloat(properties.num)) FROM events WHERE event = 'awkward')`],
    ['datetime', `(SELECT max(timestamp) FROM events)`],
  ],
  'CAST(': [
    ['number', 'CAST($text AS Float)'],
    ['integer', 'CAST($number AS Int)'],
    ['text', 'CAST($number AS String)'],
  ],
  '::': [
    ['number', '(properties.num)::Float'],
    ['date', '(properties.when)::Date'],
  ],
  '[': [
    ['text', '$texts[#digit]'],
    ['text', `properties['word']`],
    ['text', `properties['deep']['er']`],
  ],
};

const leaves: Readonly<Record<Gives, readonly string[]>> = {
  text: [
    'event',
    'distinct_id',
    'properties.word',
    'properties.word',
    'properties.other',
    'properties.deep.er',
    'properties.team',
    'properties.asset_id',
    'properties.nothing',
    'properties.`odd/key`',
    'properties.$session_id',
    '$session_id',
    'person.properties.team',
    'person.properties.word',
    `'Größe'`,
  ],
  number: [
    'toFloat(properties.num)',
    'toFloat(properties.num)',
    'properties.results',
    'toInt(properties.num)',
    'properties.position',
    '2.5',
    '7',
    '-3',
  ],
  integer: ['toInt(properties.num)', '7', '-3', 'length(event)', 'toInt(properties.results)'],
  datetime: ['timestamp', 'timestamp', 'toDateTime(properties.when)', 'now()', 'created_at'],
  date: ['toDate(timestamp)', 'toDate(timestamp)', 'today()', 'yesterday()', 'toDate(properties.when)'],
  flag: [
    `(properties.word = 'x')`,
    `(properties.team != 'uk')`,
    'notEmpty(properties.other)',
    '(toFloat(properties.num) > 2)',
  ],
  texts: [`['b', 'a', 'b']`, `splitByChar('/', coalesce(properties.word, 'b/a/b'))`],
  numbers: ['[3, 1, 3, 2]', '[toInt(properties.num), 2, 2]'],
};

const written: Readonly<Record<string, readonly string[]>> = {
  word: [`'x'`, `''`, `'uk'`, `'null'`, `'Größe'`, `'it''s'`, `'say "hi"'`],
  letter: [`'x'`, `'a'`, `'é'`, `'X'`, `' '`, `'/'`],
  int: ['0', '1', '2', '5', '-4', '10'],
  digit: ['1', '2', '3'],
  mode: ['0', '1', '2', '3', '4', '5', '9'],
  day: [`'2026-10-15'`, `'2026-11-01'`, `'2024-02-29'`],
  moment: [`'2026-10-15'`, `'2026-10-20 10:30:00'`, `'2026-10-20T10:30:00Z'`, `'2026-10-20 10:30:00.25'`],
  unit: [`'second'`, `'minute'`, `'hour'`, `'day'`, `'week'`, `'month'`, `'quarter'`, `'year'`],
  long: [`'week'`, `'month'`, `'quarter'`, `'year'`],
  short: [`'second'`, `'minute'`, `'hour'`, `'day'`],
  zone: [`'Europe/Berlin'`, `'America/New_York'`, `'Asia/Tokyo'`, `'Australia/Sydney'`, `'UTC'`],
  format: [
    `'%Y-%m-%d'`,
    `'%H:%i:%S'`,
    `'%d %b %y'`,
    `'%M|%W %a'`,
    `'%F %T'`,
    `'%V/%G %u'`,
    `'%I %p %j'`,
    `'it''s %D, %R'`,
  ],
  key: [`'n'`, `'s'`, `'a'`, `'b'`],
  place: ['1', '2', '-1'],
  field: [`'word'`, `'other'`, `'num'`, `'nothing'`, `'flag'`],
  pattern: [
    `'x%'`,
    `'%e%'`,
    `'_'`,
    `'50\\\\% off\\\\_now'`,
    `'gr%'`,
    `'%É%'`,
    `'two%'`,
    `''`,
    `'back\\\\\\\\%'`,
    `'%\\\\q%'`,
  ],
  regex: [`'^x'`, `'[0-9]+'`, `'two.lines'`, `'é|ö'`, `'^$'`, `'x$'`],
};

const choose = <T>(random: Random, items: readonly T[]): T => items[random.below(items.length)] as T;

/** Fills the holes of a template; `depth` is how many more functions may stand inside one another. */
export function fill(random: Random, template: string, depth: number): string {
  return template.replace(/([$#])([a-z]+)/g, (hole, sign: string, kind: string) => {
    if (sign === '#') return choose(random, written[kind] ?? [hole]);
    if (kind === 'time') return makeExpression(random, random.happens(0.5) ? 'date' : 'datetime', depth).text;
    return kind in leaves ? makeExpression(random, kind as Gives, depth).text : hole;
  });
}

const everyTemplate = [
  ...Object.values(functionTemplates).flat(),
  ...Object.values(callTemplates).flat(),
  ...Object.values(operatorTemplates)
    .flat()
    .map(([gives, text]): Template => [gives, `(${text})`]),
];

/** An expression that gives what is asked for. */
export function makeExpression(random: Random, gives: Gives, depth: number): Expression {
  if (depth <= 0 || random.happens(0.35)) return { text: choose(random, leaves[gives]), gives };
  const templates = everyTemplate.filter(([given]) => given === gives);
  return { text: fill(random, choose(random, templates)[1], depth - 1), gives };
}

/** One of the templates under a name, filled. An operator is put in brackets. */
export function useTemplate(random: Random, name: string): Expression {
  const calls = { ...functionTemplates, ...callTemplates };
  const isFunction = Object.hasOwn(calls, name);
  const [gives, text] = choose(random, (isFunction ? calls : operatorTemplates)[name] ?? []);
  const filled = fill(random, text, 1);
  return { gives, text: isFunction ? filled : `(${filled})` };
}
