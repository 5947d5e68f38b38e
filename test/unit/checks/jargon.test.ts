import { describe, expect, it } from 'vitest';
import { createJargonFinder } from '../../../src/checks/jargon.ts';
import { JARGON, NO_JARGON } from '../../../src/checks/jargon-words.ts';
import { parseHub } from '../../../src/library/parse-hub.ts';
import { checkAnswer } from '../../support/small-hub.ts';

const hub = parseHub(`
company: { name: Seamless }
products: [{ id: robust, name: Robust }, { id: edge, name: Cutting Edge }]
`);
const jargonOf = (text: string, of = hub) => createJargonFinder(of)(text).map(({ words }) => words);

/** A pattern with the first of its words, without those that may be left out. */
const write = (pattern: string) =>
  pattern
    .replaceAll(/\S+\? /g, '')
    .replaceAll(/\|\S+/g, '')
    .replaceAll('=', '');

describe('jargon in a benefit', () => {
  it('is one finding at its line, with every word found and the way out in plain words', () => {
    expect(checkAnswer('summary: x\nbenefit: Leverage synergies with our best-in-class, robust platform.'))
      .toMatchInlineSnapshot(`
      [
        "6  warning  benefit says “Leverage”, “synergies”, “best-in-class” and “robust”: jargon that does not tell a rep what is in it for them. Say what the rep can do with it; instead of “Leverage” say “use”; instead of “synergies” say what the two do together; instead of “best-in-class” say what it does better than others; instead of “robust” say what it stands up to.  [benefit-jargon]",
      ]
    `);
    expect(checkAnswer('benefit: Drives measurable business outcomes.')).toMatchInlineSnapshot(`
      [
        "5  warning  benefit says “Drives measurable business outcomes”: jargon that does not tell a rep what is in it for them. Say what the rep can do with it; instead of “Drives measurable business outcomes” say what gets better, and by how much.  [benefit-jargon]",
      ]
    `);
  });

  it('is no finding anywhere else', () => {
    expect(checkAnswer('summary: Leverage synergies.', 'A robust, seamless paradigm.')).toEqual([]);
  });
});

describe('what is taken for jargon', () => {
  it('is found in every form, both spellings and any case, with blanks or hyphens', () => {
    const forms = [
      'leverages, leveraged, LEVERAGING, leverage',
      'synergy, synergies, synergise, synergized',
      'utilise, utilizing, Utilized',
      'Low-hanging fruit, low hanging fruits, low\u2011hanging fruit',
      'game-changer, game changing, gamechangers',
      'moving the needle, moves the needle, moved the needle',
      'circling back, touches base, best of breed',
      'drive value, drives real value, unlock the potential, maximizing your efficiency',
    ];
    for (const text of forms) expect(jargonOf(text).join(', ')).toBe(text);
  });

  it('is never a part of a word, nor put together over the end of a thought', () => {
    expect(jargonOf('Robustness. Overleveraging, cleverage.')).toEqual([]);
    expect(
      jargonOf('They are the best. In class they win, win. Say less; proof is not future, proof is now.'),
    ).toEqual([]);
  });

  it('means something in longer words, and is left alone there', () => {
    const plain = [
      'You gain leverage in the price talk.',
      'Know your leverage before they ask.',
      'What a leveraged buyout does to the budget.',
      'With and without value added tax.',
      'Facilitate a workshop in an hour.',
      'The next generation of drivers asks for a phone.',
      'They learn what a solution is, and drive vans.',
      'Who leads the market, and what our market lead is worth.',
    ];
    expect(plain.flatMap((text) => jargonOf(text))).toEqual([]);
  });

  it('is no name of the company, and nothing that is quoted', () => {
    expect(jargonOf('Seamless sells Robust and cutting edge, and the buyer of Cutting Edge knows.')).toEqual(
      [],
    );
    expect(jargonOf('A robust answer to “we want a seamless one”, "best in class" and \'synergy\'.')).toEqual(
      ['robust'],
    );
    expect(jargonOf("The customers' synergy isn't theirs.")).toEqual(['synergy']);
  });

  it('is what the company says of its own words, in all forms too', () => {
    const own = parseHub(`
company: { name: N }
jargon:
  add:
    - { words: swivel chair, instead: copying by hand }
    - { words: robust, instead: lasts ten years }
  allow: [Streamlining, best in class, drive growth]
`);
    expect(createJargonFinder(own)('Ends swivel-chairing with a robust, best-in-class record.')).toEqual([
      { words: 'swivel-chairing', plain: '“copying by hand”' },
      { words: 'robust', plain: '“lasts ten years”' },
    ]);
    expect(jargonOf('Streamline, streamlined; drives growth.', own)).toEqual([]);
    expect(jargonOf('Drives value.', own)).toEqual(['Drives value']);
  });

  it('has one way out for each of its words, and each of them is found', () => {
    const nameless = parseHub('company: { name: N }');
    for (const { words, say, tell } of JARGON) {
      expect([say, tell].filter((one) => one !== undefined)).toHaveLength(1);
      for (const written of words.map(write)) expect(jargonOf(written, nameless)).toEqual([written]);
    }
    for (const pattern of NO_JARGON) expect(jargonOf(write(pattern), nameless)).toEqual([]);
  });
});
