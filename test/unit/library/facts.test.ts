import { describe, expect, it } from 'vitest';
import { compileMarkdown } from '../../../src/adapters/markdown.ts';
import { checkLibrary } from '../../../src/checks/check-library.ts';
import { buildLibrary } from '../../../src/library/library.ts';
import { parseHub } from '../../../src/library/parse-hub.ts';
import { renderFindingText } from '../../../src/publishing/check/findings-text.ts';
import { today } from '../../support/small-hub.ts';

const HUB = `company: { name: Northwind }
people: [{ id: ines-varga, name: Ines Varga }]
competitors: [{ id: acme, name: Acme }]
facts:
  - { id: cold-price, says: "€39 a van: all in" }
  - { id: cold-limit, says: 400 vans }
`;

function read(text: string, hub = HUB, path = 'answers/a.md') {
  const { library, findings } = buildLibrary(
    [{ path, bytes: Buffer.from(text) }],
    [],
    parseHub(hub),
    compileMarkdown,
  );
  return {
    asset: library.assets[0],
    findings: [...findings, ...checkLibrary({ library, today, base: undefined })].map(renderFindingText),
  };
}

const head = 'title: What does it cost?\nowner: ines-varga\nreviewed: 2026-11-01\n';

describe('a fact', () => {
  it.each(['{{Fact:cold-price}}', '{{ FACT : cold-price }}'])('is shown for %s too', (mark) => {
    const { asset, findings } = read(`---\n${head}---\n\nIt costs ${mark}.\n`);
    expect(findings).toEqual([]);
    expect(asset?.sections[0]?.text).toBe('It costs €39 a van: all in.');
  });

  it.each(['{{Fact:gold-price}}', '{{fact: cold price}}', '{{fact:}}'])(
    'that is not there is named: %s',
    (mark) => {
      expect(read(`---\n${head}---\n\nIt costs ${mark}.\n`).findings).toEqual([
        expect.stringContaining('[fact-unknown]'),
      ]);
    },
  );

  it('is shown wherever a page names it, in front matter and text, and not inside code or a comment', () => {
    const { asset, findings } = read(
      `---\n${head}summary: It is {{fact:cold-price}}.\n---\n\n# Up to {{ fact: cold-limit }}\n\nIt costs {{fact:cold-price}}.\n\n\`\`\`\n{{fact:cold-price}}\n\`\`\`\nHello {{first_name}}. <!-- {{fact:cold-price}} -->\n`,
    );
    expect(findings).toEqual([]);
    expect(asset?.data.summary).toBe('It is €39 a van: all in.');
    expect(asset?.sections.map(({ slug, text }) => [slug, text])).toEqual([
      ['up-to-400-vans', 'It costs €39 a van: all in. {{fact:cold-price}} Hello {{first_name}}.'],
    ]);
    expect(asset?.facts).toEqual([
      { fact: 'cold-price', line: 5, at: ['summary'] },
      { fact: 'cold-limit', line: 8, at: undefined },
      { fact: 'cold-price', line: 10, at: undefined },
    ]);
  });

  it('makes a new revision of every page that shows it when it changes', () => {
    const text = `---\n${head}---\nIt costs {{fact:cold-price}}.\n`;
    const later = HUB.replace('€39', '€42');
    expect(read(text).asset?.revision).not.toBe(read(text, later).asset?.revision);
    expect(read(text).asset?.revision).toBe(
      read(`---\n${head}---\nIt costs €39 a van: all in.\n`).asset?.revision,
    );
  });

  it('that is not there is a finding with the nearest one', () => {
    expect(read(`---\n${head}---\n\nIt costs {{fact:cold-prize}}.\nAnd {{fact:x}}.\n`).findings)
      .toMatchInlineSnapshot(`
      [
        "answers/a.md:7  error  The hub has no fact "cold-prize", so readers would see the braces. Did you mean "cold-price"?  [fact-unknown]",
        "answers/a.md:8  error  The hub has no fact "x", so readers would see the braces. Write it under facts in hub.yaml, or write the words here.  [fact-unknown]",
      ]
    `);
  });

  it('must say something on one line', () => {
    expect(() => parseHub(`${HUB}  - { id: long, says: "a\\nb" }\n`)).toThrow(/facts/);
  });
});
