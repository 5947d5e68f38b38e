import { describe, expect, test } from 'vitest';
import {
  briefUrl,
  findCompetitorIn,
  parseBriefChoice,
  type BriefTerms,
} from '../../../../src/reader/brief/brief-choice.ts';

const terms: BriefTerms = {
  competitor: [
    { id: 'acme', name: 'Acme', aliases: ['Acme Holding A/S'] },
    { id: 'borealis', name: 'Borealis Suite' },
    { id: 'status-quo', name: 'No change', aliases: ['—'] },
  ],
  stage: [
    { id: 'demo', name: 'Demo', aliases: ['Value Proposition'] },
    { id: 'negotiation', name: 'Negotiation', aliases: ['4 - Negotiation/Review', 'Verhandlung & Prüfung'] },
  ],
  persona: [],
  industry: [],
};
const read = (query: string) => parseBriefChoice(new URLSearchParams(query), terms);

describe('the words of a CRM in an address', () => {
  test.each([
    ['stage=Value+Proposition', { stage: 'demo' }],
    ['stage=value%20proposition', { stage: 'demo' }],
    ['stage=4+-+Negotiation%2FReview', { stage: 'negotiation' }],
    ['stage=verhandlung+%26+pr%C3%BCfung', { stage: 'negotiation' }],
    ['stage=Verhandlung+Pru%CC%88fung', { stage: 'negotiation' }],
    ['competitor=acme+holding+a%2Fs&stage=Demo', { competitor: 'acme', stage: 'demo' }],
    ['competitor=Borealis-Suite', { competitor: 'borealis' }],
    ['competitor=Nobody;Acme;Borealis+Suite', { competitor: 'acme' }],
    ['competitor=+&stage=', {}],
  ])('%s', (query, choice) => {
    expect(read(query)).toEqual({ choice, unknown: [] });
  });

  test('that the hub does not have are named as they came, a field that was not filled in too', () => {
    expect(read('stage=Value+Propositon&competitor={!Opportunity.Main_Competitor__c}').unknown).toEqual([
      { facet: 'competitor', typed: '{!Opportunity.Main_Competitor__c}', meant: undefined },
      { facet: 'stage', typed: 'Value Propositon', meant: 'demo' },
    ]);
  });

  test('lead to the same address as its own words', () => {
    const { choice } = read('stage=Value+Proposition&competitor=ACME');
    expect(briefUrl(choice, '/panel/')).toBe('/panel/?competitor=acme&stage=demo');
  });
});

test.each([
  ['https://www.acme.example/pricing', 'acme'],
  ['https://borealis-suite.example/', 'borealis'],
  ['https://crm.example/deals?name=Dairy+%E2%80%93+ACME+holding+a%2Fs', 'acme'],
  ['https://acmeology.example/', undefined],
  ['https://demo.example/no-changes', undefined],
  ['https://crm.example/%E0%A4%A', undefined],
  ['chrome://newtab/', undefined],
])('the competitor that %s names', (address, id) => {
  expect(findCompetitorIn(address, terms)).toBe(id);
});
