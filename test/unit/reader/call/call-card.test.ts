import { describe, expect, test } from 'vitest';
import { renderCopied, renderNote } from '../../../../src/reader/copied-text.ts';
import { MAX_LEAD_WORDS, cutLeadSentences } from '../../../../src/reader/call/lead-sentences.ts';

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
      expect(Object.values(cutLeadSentences(answer)).join(' ').trim()).toBe(answer.replace(/\s+/g, ' '));
  });

  test('is not cut inside a number', () => {
    expect(cutLeadSentences('8% off brings £38 to £34.96. It never wins.').rest).toBe('');
  });

  test('begins with its first sentence however long that is', () => {
    const long = `${'word '.repeat(MAX_LEAD_WORDS + 6).trim()}.`;
    expect(cutLeadSentences(`${long} More.`)).toEqual({ lead: long, rest: 'More.' });
  });

  test('of nothing is nothing', () => {
    expect(cutLeadSentences('  ')).toEqual({ lead: '', rest: '' });
  });
});

describe('what is copied', () => {
  const from = {
    title: 'Vantello & <co>',
    about: '“You are dear.”',
    url: 'https://hub.example.com/battlecards/vantello/?q=secret#objections',
    revision: 'abc123def456',
    today: '2026-11-22',
  };

  test('has a note of what, when and where, with the revision and nothing else of the address', () => {
    expect(renderNote(from)).toMatchInlineSnapshot(
      `"Vantello & <co> · “You are dear.” · used 22 Nov 2026 · https://hub.example.com/battlecards/vantello/?rev=abc123def456#objections"`,
    );
  });

  test('is the same text twice, and a link where there can be one', () => {
    expect(renderCopied('First.\nSecond <b>.\n\nThird.', from)).toMatchInlineSnapshot(`
      {
        "html": "<p>First.<br>Second &lt;b&gt;.</p><p>Third.</p><p>Vantello &amp; &lt;co&gt; · “You are dear.” · used 22 Nov 2026 · <a href="https://hub.example.com/battlecards/vantello/?rev=abc123def456#objections">link</a></p>",
        "plain": "First.
      Second <b>.

      Third.

      Vantello & <co> · “You are dear.” · used 22 Nov 2026 · https://hub.example.com/battlecards/vantello/?rev=abc123def456#objections",
      }
    `);
  });

  test('has no note where none is wanted', () => {
    expect(renderCopied('A & B')).toEqual({ plain: 'A & B', html: '<p>A &amp; B</p>' });
  });
});
