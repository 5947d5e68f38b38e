import { describe, expect, test } from 'vitest';
import { briefUrl, parseBriefChoice, type BriefTerms } from '../../../../src/reader/brief/brief-choice.ts';
import type { BriefCard, BriefLine, BriefAsset } from '../../../../src/reader/brief/brief-sources.ts';
import type { SectionId } from '../../../../src/reader/brief/brief-kinds.ts';
import { buildBrief, type Brief } from '../../../../src/reader/brief/brief.ts';

const today = '2026-11-22';
const terms: BriefTerms = {
  competitor: [
    { id: 'acme', name: 'Acme' },
    { id: 'rival', name: 'Rival & Sons' },
  ],
  stage: [
    { id: 'discovery', name: 'Discovery' },
    { id: 'pilot', name: 'Pilot' },
  ],
  persona: [{ id: 'buyer', name: 'Finance director' }],
  industry: [
    { id: 'dairy', name: 'Dairy' },
    { id: 'fish', name: 'Seafood' },
  ],
};

function asset(
  id: string,
  { fits = {}, ...rest }: Partial<Omit<BriefAsset, 'fits'>> & { fits?: Partial<BriefAsset['fits']> } = {},
): BriefAsset {
  return {
    id,
    kind: 'play',
    title: `Title of ${id}`,
    revision: 'r1',
    product: '',
    reviewed: '2026-11-01',
    reviewBy: '2027-05-01',
    says: 'What it says.',
    regions: [],
    ...rest,
    fits: { competitor: [], stage: [], persona: [], industry: [], ...fits },
  };
}

const card = (lines: BriefLine[], rest: Partial<BriefCard> = {}): BriefCard => ({
  id: 'battlecards/acme',
  kind: 'battlecard',
  title: 'Acme',
  revision: 'c1',
  product: 'routes',
  competitor: 'acme',
  reviewed: '2026-11-01',
  reviewBy: '2027-02-01',
  lines,
  ...rest,
});

const claim = (says: string, rest: Partial<BriefLine> = {}): BriefLine => ({
  part: 'win',
  says,
  source: 'Acme docs',
  seen: '2026-11-10',
  until: '2027-03-01',
  ...rest,
});

const sectionOf = (brief: Brief, id: SectionId) => brief.sections.find((section) => section.id === id);
const saidIn = (brief: Brief, id: SectionId) => sectionOf(brief, id)?.items.map(({ says }) => says) ?? [];
const idsIn = (brief: Brief, id: SectionId) =>
  sectionOf(brief, id)?.items.map(({ source }) => source.id) ?? [];

const playsFrom = (assets: BriefAsset[], choice = {}) =>
  idsIn(buildBrief({ competitor: 'acme', ...choice }, { cards: [], assets }, terms, today), 'play');

describe('pieces', () => {
  test('what fits best comes first, then what is checked, then what is used most, then the id', () => {
    const naming = { competitor: ['acme'] };
    const assets = [
      asset('d', { fits: naming, people: 6 }),
      asset('c', { fits: naming, people: 6 }),
      asset('b', { fits: naming, people: 40, reviewBy: '2026-11-01' }),
      asset('a', { fits: { ...naming, stage: ['pilot'] } }),
    ];
    const order = ['a', 'c', 'd', 'b'];
    expect(playsFrom(assets, { stage: 'pilot' })).toEqual(order);
    expect(playsFrom(assets.toReversed(), { stage: 'pilot' })).toEqual(order);
  });

  test('what is about other rivals, or made for another situation, is left out', () => {
    expect(
      playsFrom(
        [
          asset('other-rival', { fits: { competitor: ['rival'], stage: ['pilot'] } }),
          asset('other-situation', { fits: { stage: ['discovery'], industry: ['dairy'] } }),
          asset('fits', { fits: { stage: ['pilot'] } }),
        ],
        { stage: 'pilot', industry: 'fish' },
      ),
    ).toEqual(['fits']);
  });

  test('a piece that has expired leaves the brief on the day after its last, an overdue one goes down', () => {
    const assets = [
      asset('a', { fits: { competitor: ['acme'] }, expires: '2026-11-22' }),
      asset('b', { fits: { competitor: ['acme'] }, reviewBy: '2026-11-21' }),
      asset('c', { fits: { competitor: ['acme'] } }),
    ];
    expect(playsFrom(assets)).toEqual(['a', 'c', 'b']);
    expect(
      idsIn(buildBrief({ competitor: 'acme' }, { cards: [], assets }, terms, '2026-11-23'), 'play'),
    ).toEqual(['c', 'b']);
  });

  test('a piece that two files hold stands there once', () => {
    const twice = asset('a', { fits: { competitor: ['acme'] } });
    expect(playsFrom([twice, { ...twice }])).toEqual(['a']);
  });

  test('an answer needs no situation: the one that was asked most comes first where nobody counted its use', () => {
    const brief = buildBrief(
      { competitor: 'acme' },
      {
        cards: [],
        assets: [
          asset('answers/a', { kind: 'answer', asked: 3 }),
          asset('answers/b', { kind: 'answer', asked: 14 }),
          asset('plays/c'),
        ],
      },
      terms,
      today,
    );
    expect(idsIn(brief, 'answer')).toEqual(['answers/b', 'answers/a']);
    expect(idsIn(brief, 'play')).toEqual([]);
  });

  test('each says why it is there, what all share is said once, and a number that is not known is no reason', () => {
    const brief = buildBrief(
      { competitor: 'acme', stage: 'pilot', persona: 'buyer' },
      {
        cards: [],
        assets: [
          asset('a', {
            fits: { competitor: ['acme'], stage: ['pilot'], persona: ['buyer'] },
            people: 14,
            regions: ['Nordics', 'Austria'],
          }),
          asset('b', { fits: { competitor: ['acme'] }, reviewed: undefined, reviewBy: undefined }),
          asset('c', { fits: { competitor: ['acme'] }, reviewBy: '2026-11-02' }),
        ],
      },
      terms,
      today,
    );
    expect(sectionOf(brief, 'play')?.fits).toEqual(['because you face Acme']);
    expect(sectionOf(brief, 'play')?.items.map(({ fits, why }) => [...fits, ...why].join(' · ')))
      .toMatchInlineSnapshot(`
        [
          "fits Pilot and Finance director · for Nordics and Austria only · used by about 14 reps in 4 weeks · checked 3 weeks ago",
          "not checked yet",
          "review was due 2 Nov 2026",
        ]
      `);
  });
});

const objection = (heard: string, reps?: number): BriefLine => ({
  part: 'objection',
  heard,
  says: 'A.',
  reps,
});

describe('lines of a battlecard', () => {
  const lines: BriefLine[] = [
    claim('First.'),
    claim('Dairies stay.', { source: 'Dairy customer', strength: 'customer-said', seen: '2026-09-20' }),
    claim('Last day.', { until: '2026-11-22' }),
    claim('Yesterday.', { until: '2026-11-21' }),
    claim('Secret.', { internal: true }),
    { part: 'pricing', says: 'Give 8%.', internal: true },
    claim('Their maps.', { part: 'lose' }),
    { part: 'objection', heard: 'Too dear.', says: 'It may be.', ask: 'What does it cost today?' },
    { part: 'question', says: 'How many?' },
    { part: 'question', says: 'What does your finance director say?' },
  ];
  const build = (choice = {}, day = today) =>
    buildBrief({ competitor: 'acme', ...choice }, { cards: [card(lines)], assets: [] }, terms, day);

  test('claims come as their author had them, expired ones never', () => {
    expect(saidIn(build(), 'say')).toEqual(['First.', 'Dairies stay.', 'Last day.']);
    expect(saidIn(build({}, '2026-11-23'), 'say')).toEqual(['First.', 'Dairies stay.']);
    expect(build().claims).toEqual({ live: 5, all: 6 });
  });

  test('what speaks of the situation comes first, and says so', () => {
    expect(saidIn(build({ industry: 'dairy' }), 'say')).toEqual(['Dairies stay.', 'First.', 'Last day.']);
    const brief = build({ persona: 'buyer' });
    expect(saidIn(brief, 'ask')).toEqual(['What does your finance director say?', 'How many?']);
    expect(sectionOf(brief, 'ask')?.items[0]?.fits).toEqual(['speaks of Finance director']);
  });

  test('what is internal comes last, marked, and is never copied', () => {
    const alone = sectionOf(build(), 'alone');
    expect(build().sections.at(-1)?.id).toBe('alone');
    expect(alone?.items.map(({ says, internal, copies }) => [says, internal, copies])).toEqual([
      ['Secret.', true, undefined],
      ['Give 8%.', true, undefined],
      ['Their maps.', false, undefined],
    ]);
    const said = build().sections.filter(({ id }) => id !== 'alone');
    expect(said.flatMap(({ items }) => items).every(({ internal }) => !internal)).toBe(true);
  });

  test('a claim says where it is from, when it was seen and how sure it is', () => {
    expect(sectionOf(build(), 'say')?.items.map(({ why }) => why.join(' · '))).toEqual([
      'Acme docs · seen 12 days ago',
      'Dairy customer · seen 2 months ago · a customer said so',
      'Acme docs · seen 12 days ago',
    ]);
  });

  test('an objection has its answer and the question after it', () => {
    expect(sectionOf(build(), 'expect')?.items[0]).toMatchObject({
      copies: 'objection',
      head: 'Too dear.',
      says: 'It may be.',
      next: 'What does it cost today?',
    });
  });

  test('the objection that most reps heard comes first, and says how many; where nobody counted, nothing is said', () => {
    const cards = [card([objection('First.'), objection('Second.', 6), objection('Third.', 14)])];
    const brief = buildBrief({ competitor: 'acme' }, { cards, assets: [] }, terms, today);
    expect(sectionOf(brief, 'expect')?.items.map(({ head, why }) => [head, why])).toEqual([
      ['Third.', ['heard by about 14 reps in 13 weeks']],
      ['Second.', ['heard by about 6 reps in 13 weeks']],
      ['First.', []],
    ]);
  });

  test('an expired card is not in the brief, and cards of others never', () => {
    const cards = [card(lines, { expires: '2026-11-21' }), card(lines, { id: 'x', competitor: 'rival' })];
    expect(buildBrief({ competitor: 'acme' }, { cards, assets: [] }, terms, today)).toEqual({
      sections: [],
      cards: [],
      claims: { live: 0, all: 0 },
    });
  });

  test('the card says its use and how far it is checked', () => {
    const cards = [card(lines, { people: 31 })];
    expect(buildBrief({ competitor: 'acme' }, { cards, assets: [] }, terms, today).cards[0]?.why).toEqual([
      'used by about 31 reps in 4 weeks',
      'checked 3 weeks ago',
    ]);
  });
});

const long = (part: BriefLine['part'], count: number): BriefLine[] =>
  Array.from({ length: count }, (_, at) => ({ part, says: `${String(at)} ${'words '.repeat(70)}` }));

test('no brief is longer than a page: of every section something stays, in the order of the section', () => {
  const cards = [card([...long('win', 9), ...long('question', 9), ...long('trap', 9), ...long('proof', 9)])];
  const brief = buildBrief({ competitor: 'acme' }, { cards, assets: [] }, terms, today);
  expect(brief.sections.map(({ id, items }) => [id, items.length])).toEqual([
    ['ask', 3],
    ['trap', 2],
    ['say', 3],
    ['prove', 3],
  ]);
  for (const id of ['ask', 'trap', 'say', 'prove'] as const) {
    expect(saidIn(brief, id).map((says) => says.slice(0, 2))).toEqual(
      saidIn(brief, id).map((_, at) => `${String(at)} `),
    );
  }
});

const parse = (query: string) => parseBriefChoice(new URLSearchParams(query), terms);

describe('an address', () => {
  test('says the choice, and the same choice has the same address', () => {
    const { choice, unknown } = parse('industry=fish&competitor=acme&persona=&stage=pilot');
    expect(unknown).toEqual([]);
    expect(briefUrl(choice)).toBe('/brief/?competitor=acme&stage=pilot&industry=fish');
    expect(briefUrl({})).toBe('/brief/');
  });

  test('knows names as well as ids, in capitals and small letters', () => {
    expect(parse('competitor=ACME&persona=finance%20director').choice).toEqual({
      competitor: 'acme',
      persona: 'buyer',
    });
  });

  test('with a word that the hub does not have says which, and what was probably meant', () => {
    expect(parse('competitor=acne&stage=pilot&industry=mining')).toEqual({
      choice: { stage: 'pilot' },
      unknown: [
        { facet: 'competitor', typed: 'acne', meant: 'acme' },
        { facet: 'industry', typed: 'mining', meant: undefined },
      ],
    });
  });
});
