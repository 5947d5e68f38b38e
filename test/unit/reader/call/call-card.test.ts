import { describe, expect, test } from 'vitest';
import { renderCrmNote } from '../../../../src/reader/copy/crm-note.ts';
import { MAX_LEAD_WORDS, cutLeadSentences } from '../../../../src/reader/call/lead-sentences.ts';

const onOneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

describe('an answer that is read aloud', () => {
  test('begins with whole sentences of few words', () => {
    const { lead, rest } = cutLeadSentences(
      "You're right, and at twelve pounds it's a good list of stops. What it cannot do is decide. Your planner still does that by hand, every morning.",
    );
    expect(lead).toBe(
      "You're right, and at twelve pounds it's a good list of stops. What it cannot do is decide.",
    );
    expect(rest).toBe('Your planner still does that by hand, every morning.');
  });

  test('stays whole when it is cut', () => {
    for (const answer of ['Yes.', 'No full stop', '£34.96 is less. “Is it?” It is!', 'Two  blanks.\nA line.'])
      expect(onOneLine(Object.values(cutLeadSentences(answer)).join(' '))).toBe(onOneLine(answer));
  });

  test('is not cut inside a number', () => {
    expect(cutLeadSentences('8% off brings £38 to £34.96. It never wins.').rest).toBe('');
  });

  test('keeps the lines of a list, and is not cut behind their numbers', () => {
    const { lead, rest } = cutLeadSentences('Three things:\n1. Send us two lists.\n2. Check them.');
    expect(`${lead}${rest}`).toBe('Three things:\n1. Send us two lists.\n2. Check them.');
  });

  test('begins with its first sentence however long that is', () => {
    const long = `${'word '.repeat(MAX_LEAD_WORDS + 6).trim()}.`;
    expect(cutLeadSentences(`${long} More.`)).toEqual({ lead: long, rest: 'More.' });
  });

  test('of nothing is nothing', () => {
    expect(cutLeadSentences('  ')).toEqual({ lead: '', rest: '' });
  });
});

test('a note for the CRM is one line of what, when and where, with the revision and nothing else of the address', () => {
  const note = {
    title: 'Vantello & <co>',
    about: '“You are\ndear.”',
    url: 'https://hub.example.com/battlecards/vantello/?q=secret#objections',
    revision: 'abc123def456',
    today: '2026-11-22',
  };
  expect(renderCrmNote(note)).toMatchInlineSnapshot(`
    {
      "html": "<p>Vantello &amp; &lt;co&gt; · “You are dear.” · used 22 Nov 2026 · <a href="https://hub.example.com/battlecards/vantello/?rev=abc123def456#objections">link</a></p>",
      "plain": "Vantello & <co> · “You are dear.” · used 22 Nov 2026 · https://hub.example.com/battlecards/vantello/?rev=abc123def456#objections",
    }
  `);
});
