import { describe, expect, test } from 'vitest';
import { found, openSmallIndex } from './small-library.ts';

const library = [
  { title: 'Price objection', text: 'They say it is too expensive. Answer with the cost of doing nothing.' },
  {
    title: 'Acme',
    aliases: ['Acme Robotics'],
    text: 'Our rival in the north. Their price is lower and their support is slow.',
  },
  {
    title: 'Security questionnaire',
    text: 'We hold SOC2 and ISO 27001.',
    sections: [
      {
        slug: 'data-residency',
        heading: 'Data residency',
        text: 'Customer data stays in Frankfurt, in the European Union.',
      },
      { slug: 'penetration-test', heading: 'Penetration test', text: 'Once a year, by a third party.' },
    ],
  },
  { title: 'How it works', text: 'Probes measure, vans move, the record writes itself.' },
  {
    title: 'Discovery call',
    text: 'Questions for a first conversation about price, budget, timing and price again.',
  },
  {
    title: 'Implementation plan',
    text: 'Onboarding takes six weeks. Customers often ask for a plan before they sign.',
  },
  { title: 'Battlecard template', text: 'Copy this when you write about a competitor.' },
];

describe('finding', () => {
  test('goes by the words of title, alias, benefit, heading and text', async () => {
    const index = await openSmallIndex([...library, { title: 'Other', benefit: 'Wins the gatekeeper over' }]);
    expect(await found(index, 'questionnaire')).toEqual(['security-questionnaire']);
    expect(await found(index, 'robotics')).toEqual(['acme']);
    expect(await found(index, 'gatekeeper')).toEqual(['other']);
    expect(await found(index, 'residency')).toEqual(['security-questionnaire']);
    expect(await found(index, 'vans')).toEqual(['how-it-works']);
  });

  test('takes other forms of a word for the same', async () => {
    const index = await openSmallIndex(library);
    expect(await found(index, 'implementing plans')).toContain('implementation-plan');
  });

  test('names the section that answers, so that a hit can lead there', async () => {
    const index = await openSmallIndex(library);
    const { hits } = await index.search('where does customer data stay');
    expect(hits[0]?.id).toBe('security-questionnaire');
    expect(hits[0]?.section).toEqual({ slug: 'data-residency', heading: 'Data residency' });
  });

  test('gives one hit an asset, however many of its sections match', async () => {
    const index = await openSmallIndex(library);
    const ids = await found(index, 'customer data third party');
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('says why: which word of the asset answered which typed one', async () => {
    const index = await openSmallIndex(library);
    const { hits } = await index.search('price objecton ');
    expect(hits[0]?.why).toEqual([
      { typed: 'price', word: 'price', how: 'exact', inTitle: true },
      { typed: 'objecton', word: 'objection', how: 'corrected', inTitle: true },
    ]);
  });
});

describe('ranking', () => {
  test('puts the asset first whose title was typed, also when another has the words more often', async () => {
    const index = await openSmallIndex([
      ...library,
      { title: 'Price', text: 'Short.' },
      { title: 'Price price price list', text: 'price '.repeat(50) },
    ]);
    expect((await found(index, 'price'))[0]).toBe('price');
    expect((await found(index, 'Discovery call'))[0]).toBe('discovery-call');
  });

  test('finds a title that consists of stop words, and puts it first', async () => {
    const index = await openSmallIndex([
      ...library,
      { title: 'Who we are' },
      { title: 'What we do for who is new' },
    ]);
    expect((await found(index, 'who we are'))[0]).toBe('who-we-are');
    expect((await found(index, 'how it works'))[0]).toBe('how-it-works');
  });

  test('prefers the asset with more of the words over one that repeats a single one', async () => {
    const filler = 'other words about other things '.repeat(20);
    const index = await openSmallIndex([
      { title: 'One', text: `${filler} budget timing` },
      { title: 'Two', text: `${filler} ${'budget '.repeat(30)}` },
      ...['Three', 'Four', 'Five', 'Six'].map((title) => ({ title, text: filler })),
    ]);
    expect((await found(index, 'budget timing '))[0]).toBe('one');
  });

  test('does not let question words drown what is asked', async () => {
    const index = await openSmallIndex([
      ...library,
      {
        title: 'What do they say when they say it',
        text: 'what they say, when they say it, and why they do',
      },
    ]);
    expect((await found(index, "what do i say when they say it's too expensive"))[0]).toBe('price-objection');
  });

  test('prefers words that stand together in one section', async () => {
    const filler = {
      slug: 'filler',
      heading: 'Filler',
      text: 'other words about other things at some length',
    };
    const index = await openSmallIndex([
      {
        title: 'Apart',
        sections: [
          { slug: 'a', heading: 'A', text: 'renewal comes' },
          filler,
          { slug: 'b', heading: 'B', text: 'discount comes' },
        ],
      },
      {
        title: 'Together',
        sections: [
          { slug: 'a', heading: 'A', text: 'renewal discount' },
          filler,
          { slug: 'b', heading: 'B', text: 'comes comes' },
        ],
      },
    ]);
    expect((await found(index, 'renewal discount '))[0]).toBe('together');
  });
});

describe('typing letter by letter', () => {
  test.each([
    ['price objection', 'price-objection'],
    ['security questionnaire', 'security-questionnaire'],
    ['competetor', 'battlecard-template'],
    ['data residency eu', 'security-questionnaire'],
    ['how it works', 'how-it-works'],
    ["what do i say, it's too expensive", 'price-objection'],
    ['.net', 'platforms'],
    ['battle card', 'battlecard-template'],
  ])('never goes from hits to none on the way to %j', async (whole, id) => {
    const index = await openSmallIndex([
      ...library,
      { title: 'Platforms', text: 'Runs on .NET.' },
      { title: 'What it costs' },
    ]);
    const totals: number[] = [];
    for (let length = 1; length <= whole.length; length += 1) {
      totals.push((await index.search(whole.slice(0, length))).total);
    }
    const firstHit = totals.findIndex((total) => total > 0);
    expect(totals.slice(firstHit)).not.toContain(0);
    expect(await found(index, whole)).toContain(id);
  });

  test('takes the last word for a beginning, also where the stem is shorter than what was typed', async () => {
    const index = await openSmallIndex(library);
    expect(await found(index, 'implementat')).toEqual(['implementation-plan']);
    expect(await found(index, 'questionn')).toEqual(['security-questionnaire']);
    expect((await found(index, 'price obj'))[0]).toBe('price-objection');
  });

  test('takes a word with a blank behind it for whole', async () => {
    const index = await openSmallIndex([{ title: 'Planet' }, { title: 'Plan' }]);
    expect(await found(index, 'plan ')).toEqual(['plan']);
    expect((await found(index, 'plan')).toSorted()).toEqual(['plan', 'planet']);
  });

  test('completes one letter without reading the whole index', async () => {
    const many = Array.from({ length: 400 }, (_, number) => ({
      title: `Note ${number}`,
      text: Array.from(
        { length: 60 },
        (_, word) => `c${((number * 61 + word * 17) % 2000).toString(36)}word`,
      ).join(' '),
    }));
    const index = await openSmallIndex(many);
    const { total } = await index.search('c');
    expect(total).toBeGreaterThan(0);
    expect(index.filesRead.filter((name) => name.includes('terms-')).length).toBeLessThanOrEqual(3);
  });
});

describe('mistyped words', () => {
  test.each([
    ['questionaire', 'security-questionnaire'],
    ['objetcion', 'price-objection'],
    ['bsttlecard', 'battlecard-template'],
    ['xecurity', 'security-questionnaire'],
    ['implemantatoin', 'implementation-plan'],
    ['implemantat', 'implementation-plan'],
  ])('%s still finds %s', async (typed, id) => {
    expect((await found(await openSmallIndex(library), typed))[0]).toBe(id);
  });

  test('are reported with what was searched instead', async () => {
    const { corrected } = await (await openSmallIndex(library)).search('competetor');
    expect(corrected).toEqual([{ typed: 'competetor', word: 'competitor' }]);
  });

  test('are left alone when some asset has the word', async () => {
    const index = await openSmallIndex([{ title: 'Prise' }, { title: 'Price' }]);
    expect(await found(index, 'prise ')).toEqual(['prise']);
  });

  test('that are like nothing are named, with near words when nothing else was found', async () => {
    const index = await openSmallIndex(library);
    expect((await index.search('price zzzzqq')).missing).toEqual(['zzzzqq']);
    const nothing = await index.search('quxstion');
    expect(nothing.total + nothing.nearest.length).toBeGreaterThan(0);
  });
});

describe('other spellings', () => {
  test('two words for one and one for two', async () => {
    const index = await openSmallIndex(library);
    expect((await found(index, 'battle card'))[0]).toBe('battlecard-template');
    expect((await found(index, 'on boarding'))[0]).toBe('implementation-plan');
    expect((await found(index, 'iso27001'))[0]).toBe('security-questionnaire');
    expect((await found(index, 'soc 2'))[0]).toBe('security-questionnaire');
  });

  test('umlauts written out, and left out', async () => {
    const index = await openSmallIndex([{ title: 'Grüße aus Köln' }, { title: 'Straßenverkauf' }]);
    expect(await found(index, 'koeln')).toEqual(['grüße-aus-köln']);
    expect(await found(index, 'koln ')).toEqual(['grüße-aus-köln']);
    expect(await found(index, 'strassenverkauf')).toEqual(['straßenverkauf']);
  });

  test('words like code are found whole', async () => {
    const index = await openSmallIndex([
      { title: 'Languages', text: 'Written in C++ and C#, on .NET.' },
      { title: 'Grades', text: 'From C to A, a net gain.' },
      { title: 'Latency', text: 'The p99 is 40 ms at 99.9 per cent.' },
    ]);
    expect(await found(index, 'c++')).toEqual(['languages']);
    expect(await found(index, '.net ')).toEqual(['languages', 'grades']);
    expect(await found(index, 'p99')).toEqual(['latency']);
    expect(await found(index, '99.9%')).toEqual(['latency']);
  });

  test('other alphabets, without spaces and with', async () => {
    const index = await openSmallIndex([
      { id: 'ja', title: '価格交渉のヒント', text: '値引きを求められたとき' },
      { id: 'ar', title: 'دليل الأسعار', text: 'كيف نرد على السعر' },
      { id: 'ru', title: 'Цены и скидки' },
      { id: 'ko', title: '가격 협상' },
    ]);
    expect(await found(index, '価格')).toEqual(['ja']);
    expect(await found(index, '値引')).toEqual(['ja']);
    expect(await found(index, 'الاسعار')).toEqual(['ar']);
    expect(await found(index, 'скидк')).toEqual(['ru']);
    expect(await found(index, '협상')).toEqual(['ko']);
  });
});

describe('synonyms', () => {
  test("come from the company's list, both ways, one word or several", async () => {
    const index = await openSmallIndex(library, {
      synonyms: [
        ['rival', 'competitor'],
        ['rollout', 'implementation plan'],
      ],
    });
    expect(await found(index, 'competitor ')).toContain('acme');
    expect(await found(index, 'rival ')).toContain('battlecard-template');
    expect((await found(index, 'rollout '))[0]).toBe('implementation-plan');
  });

  test('rank below the word itself', async () => {
    const index = await openSmallIndex(library, { synonyms: [['rival', 'competitor']] });
    expect((await found(index, 'rival '))[0]).toBe('acme');
  });

  test('apply to what a mistyped word was meant to be', async () => {
    const index = await openSmallIndex(library, { synonyms: [['rival', 'competitor']] });
    expect(await found(index, 'competetor ')).toContain('acme');
  });

  test('are learnt from texts that explain an abbreviation', async () => {
    const index = await openSmallIndex([
      { title: 'Whom we sell to', text: 'Our Ideal Customer Profile (ICP) is a wholesaler.' },
      { title: 'Scoring', text: 'Score each lead against the ICP.' },
      { title: 'Personas', text: 'The ideal customer profile has three people in it.' },
    ]);
    expect((await found(index, 'icp ')).toSorted()).toEqual(['personas', 'scoring', 'whom-we-sell-to']);
    expect(await found(index, 'ideal customer profile ')).toContain('scoring');
  });
});

describe('quotes', () => {
  const texts = [
    { title: 'In order', text: 'ask for the total cost of ownership early' },
    { title: 'Out of order', text: 'the cost of total loss, and ownership of the risk' },
  ];
  test('ask for the words in that order', async () => {
    const index = await openSmallIndex(texts);
    expect(await found(index, '"total cost of ownership"')).toEqual(['in-order']);
    expect(await found(index, '“total cost”')).toEqual(['in-order']);
  });

  test('compare the small words between them, too', async () => {
    const index = await openSmallIndex([
      { title: 'Of', text: 'the state of the union' },
      { title: 'In', text: 'the state in the union' },
      { title: 'Bare', text: 'state union' },
      { title: 'More', text: 'state of all the union' },
    ]);
    expect(await found(index, '"state of the union"')).toEqual(['of']);
    expect(await found(index, '"state union"')).toEqual(['bare']);
  });

  test('around nothing but small words find them in titles', async () => {
    const index = await openSmallIndex([
      { title: 'Who else to ask' },
      { title: 'Else, who' },
      { title: 'Text', text: 'who else' },
    ]);
    expect(await found(index, '"who else"')).toEqual(['who-else-to-ask']);
    const { total, missing } = await index.search('"to be"');
    expect({ total, missing }).toEqual({ total: 1, missing: ['"to be"'] });
  });

  test('that are still open are left out of account', async () => {
    expect((await found(await openSmallIndex(texts), '"total cost')).toSorted()).toEqual([
      'in-order',
      'out-of-order',
    ]);
  });

  test('that hold what nobody wrote are reported, and the words searched without them', async () => {
    const { total, missing } = await (await openSmallIndex(texts)).search('"ownership total"');
    expect(total).toBe(2);
    expect(missing).toEqual(['"ownership total"']);
  });

  test('do not run from one section into the next', async () => {
    const index = await openSmallIndex([
      { title: 'Split', text: 'total', sections: [{ slug: 'cost', heading: 'Cost', text: 'much' }] },
      { title: 'Whole', text: 'total cost' },
    ]);
    expect(await found(index, '"total cost"')).toEqual(['whole']);
  });
});

describe('facets', () => {
  const documents = [
    { title: 'Acme card', kind: 'battlecard', facets: { product: ['routes'], stage: ['demo'] } },
    { title: 'Acme answer', kind: 'answer', facets: { product: ['routes', 'cold'] } },
    { title: 'Acme deck', kind: 'collateral', facets: { product: ['cold'] } },
    { title: 'Other deck', kind: 'collateral', facets: { product: ['cold'] } },
  ];

  test('narrow a search: any value of one facet, all facets together', async () => {
    const index = await openSmallIndex(documents);
    const ids = async (facets: object) =>
      (await index.search('acme', { facets })).hits.map(({ id }) => id).toSorted();
    expect(await ids({ product: ['cold'] })).toEqual(['acme-answer', 'acme-deck']);
    expect(await ids({ kind: ['battlecard', 'answer'] })).toEqual(['acme-answer', 'acme-card']);
    expect(await ids({ kind: ['battlecard'], product: ['cold'] })).toEqual([]);
    expect(await ids({ kind: [], region: ['mars'] })).toEqual([]);
  });

  test('are counted over what was found, each without its own choice', async () => {
    const index = await openSmallIndex(documents);
    const { counts } = await index.search('acme', {
      facets: { kind: ['answer'] },
      countFacets: ['kind', 'product'],
    });
    expect(counts).toEqual({
      kind: [
        { value: 'answer', name: 'answer', count: 1 },
        { value: 'battlecard', name: 'battlecard', count: 1 },
        { value: 'collateral', name: 'collateral', count: 1 },
      ],
      product: [
        { value: 'routes', name: 'routes', count: 1 },
        { value: 'cold', name: 'cold', count: 1 },
      ],
    });
  });

  test('have the names and the order of the vocabulary, and what it does not name comes last', async () => {
    const facetTerms = {
      product: [
        { id: 'ledger', name: 'Our Ledger' },
        { id: 'cold', name: 'Our Cold' },
      ],
    };
    const index = await openSmallIndex(documents, { synonyms: [], facetTerms });
    const { counts } = await index.search('acme', { countFacets: ['product'] });
    expect(counts.product).toEqual([
      { value: 'cold', name: 'Our Cold', count: 2 },
      { value: 'routes', name: 'routes', count: 2 },
    ]);
  });

  test('alone list what they leave; no words and no facets find nothing', async () => {
    const index = await openSmallIndex(documents);
    expect((await index.search(' ', { facets: { kind: ['collateral'] } })).total).toBe(2);
    expect((await index.search('what do i ')).isVague).toBe(true);
    expect(await index.search('', { countFacets: ['kind'] })).toMatchObject({
      total: 0,
      hits: [],
      counts: { kind: expect.arrayContaining([{ value: 'collateral', name: 'collateral', count: 2 }]) },
    });
  });
});

describe('anything may be typed', () => {
  test.each([
    '',
    ' ',
    '-',
    '"',
    '""',
    '“',
    '*',
    'title:price',
    'price^10 +must -not ~1',
    '\\',
    ':::',
    '__proto__ constructor toString',
    'price '.repeat(2000),
    'x'.repeat(100_000),
    '\ud83d',
    '\ud83d\ude00',
    '\u0000\u0007',
    '<img src=x onerror=alert(1)>',
    '%s %n ${price}',
    '.*?(',
    '\u202eprice',
    '𝓹𝓻𝓲𝓬𝓮',
  ])('and is no error: case %#', async (typed) => {
    const index = await openSmallIndex(library);
    const answer = await index.search(typed);
    expect(answer.total).toBeGreaterThanOrEqual(answer.hits.length);
  });

  test('and a library with nothing in it answers with nothing', async () => {
    const index = await openSmallIndex([]);
    expect((await index.search('price')).total).toBe(0);
  });
});
