import { foldWords } from '../../library/fold.ts';

/** Words that reps look for in every company, whether or not their hub has an answer. */
const EVERYWHERE = [
  'pricing',
  'discount',
  'security questionnaire',
  'roi calculator',
  'reference customer',
  'api',
  'gdpr',
  'sso',
  'contract template',
  'migration',
  'sla',
  'iso 27001',
  'crm sync',
  'sap integration',
  'white label',
  'price list 2027',
  'on premise',
  'reseller margin',
  'procurement form',
  'rfp answers',
  'erp connector',
  'webinar',
  'commission',
  'meddic',
  'lead scoring',
  'dpa',
];

const FILLER = new Set(
  'a an and are as at be by can do does for from has have how i if in is it its not of on or our that the their to up we what when where who why with you your'.split(
    ' ',
  ),
);

function contentWords(text: string): string[] {
  return foldWords(text)
    .split(' ')
    .filter((word) => word.length > 2 && !FILLER.has(word));
}

/**
 * What reps of a company would type: names of competitors and products, two words of a title, half a word, and what
 * is asked everywhere. Most typed first.
 */
export function demoWords(titles: readonly string[], names: readonly string[]): string[] {
  const ofNames = names.flatMap((name) => contentWords(name).slice(0, 1));
  const ofTitles = titles.flatMap((title, index) => {
    const words = contentWords(title);
    const [first = '', second = ''] = words;
    return index % 3 === 0 ? [first.slice(0, 5)] : [`${first} ${second}`.trim()];
  });
  const mixed: string[] = [];
  for (let index = 0; index < Math.max(ofNames.length, EVERYWHERE.length, ofTitles.length); index += 1)
    mixed.push(ofNames[index] ?? '', EVERYWHERE[index] ?? '', ofTitles[index] ?? '');
  return [...new Set(mixed)].filter((words) => words.length > 2);
}
