/** Words that sound like a benefit and name none. */
export interface JargonTerm {
  /**
   * Words in a row, found in all their forms (`leverage`, `leveraging`), with blanks or hyphens between them. `=` stands
   * before a word that means something in its other forms, `|` between words of which one must be there; a place that
   * ends in `?` may be left out.
   */
  words: readonly string[];
  /** Plain words that can stand in their place. */
  say?: string;
  /** What to tell instead, where no word would do. */
  tell?: string;
}

/** What promises everything and can be checked by nobody. */
const DOES = 'drive|unlock|maximise|unleash|catalyse';
const GAIN = 'value|outcome|excellence|innovation|efficiency|productivity|growth|engagement|impact|potential';
const WHOSE = 'their|your|our|the|full|true|real|more|new|better|business|customer|measurable?';

/**
 * The jargon of sales that the hub knows by itself, chosen so that hardly any of it ever means something: what has an
 * exact meaning in some trade (solution, stakeholder, end-to-end, scalable, pipeline) is not here.
 */
export const JARGON: readonly JargonTerm[] = [
  { words: ['leverage', 'utilise'], say: 'use' },
  { words: ['synergy', 'synergistic', 'synergise'], tell: 'what the two do together' },
  { words: ['empower'], say: 'let' },
  { words: ['facilitate'], say: 'help' },
  { words: ['streamline'], tell: 'which step falls away' },
  { words: ['incentivise'], say: 'reward' },
  { words: ['operationalise'], say: 'put to work' },
  { words: ['ideate', 'ideation'], say: 'think of' },
  { words: ['=solutioning'], say: 'finding an answer' },
  {
    words: ['supercharge', 'turbocharge', 'revolutionise'],
    tell: 'what gets faster or cheaper, and by how much',
  },
  { words: ['harness the power of', 'unleash the power of'], say: 'use' },
  { words: ['paradigm', 'paradigm shift'], tell: 'what changes' },
  { words: ['game changer', 'game changing', 'gamechanger', 'gamechanging'], tell: 'what changes' },
  { words: ['move the needle'], tell: 'which number changes' },
  {
    words: ['best in class', 'best of breed', 'world class', 'industry|market|class =leading'],
    tell: 'what it does better than others',
  },
  {
    words: ['cutting|bleeding edge', 'state of the art', 'next gen', 'next generation', 'groundbreaking'],
    tell: 'what it can do that others cannot',
  },
  { words: ['enterprise|carrier grade'], tell: 'what it stands up to' },
  { words: ['holistic', 'holistically'], say: 'whole' },
  {
    words: ['seamless', 'seamlessly', 'frictionless', 'frictionlessly'],
    tell: 'what nobody has to do any more',
  },
  { words: ['robust'], tell: 'what it stands up to' },
  { words: ['turnkey', 'turn key'], say: 'ready to use' },
  { words: ['impactful'], tell: 'what it changes' },
  { words: ['actionable'], tell: 'what one can do with it' },
  { words: ['value add'], tell: 'what the customer gets' },
  { words: ['win win'], tell: 'what each side gets' },
  { words: ['mission critical', 'business critical'], tell: 'what stops when it fails' },
  { words: ['thought leadership', 'thought leader'], tell: 'what the reader learns' },
  { words: ['core competency', 'core competence'], say: 'what we do best' },
  { words: ['low hanging fruit'], say: 'the easy part first' },
  { words: ['one stop shop'], say: 'one place' },
  { words: ['single pane of glass'], say: 'one screen' },
  { words: ['360 degree view', '360 view'], tell: 'what one can see' },
  { words: ['circle back', 'touch base'], say: 'talk again' },
  { words: ['boil the ocean'], say: 'do everything at once' },
  { words: ['think outside the box'], say: 'think again' },
  { words: ['to the next level'], tell: 'what gets better, and by how much' },
  { words: ['future proof'], tell: 'what will still work, and until when' },
  { words: ['going forward'], say: 'from now on' },
  { words: ['customer centric', 'customer centricity'], tell: 'what the customer gets' },
  { words: ['=learnings'], say: 'what we learned' },
  { words: [`${DOES} ${WHOSE} ${WHOSE} ${GAIN}`], tell: 'what gets better, and by how much' },
];

/** Longer words that hold some of the above and mean something. */
export const NO_JARGON: readonly string[] = [
  'leveraged buyout',
  'leverage in|over|with|on|against|when',
  'your|our|their|the|more|some|no|any|of|for|have|give|gain|get|lose|keep|buying|price|operating|financial leverage',
  'value added tax|reseller',
  'facilitate a|an|the|your? workshop|session|meeting|discussion|call',
  'next generation of',
];
