import { describe, expect, it } from 'vitest';
import { parseImportedMarkdown } from '../../../../src/library/import/imported-markdown.ts';

describe('a foreign file', () => {
  it.each([
    ['YAML', '---\ntitle: A\ntags: [x]\n---\nBody\n', { title: 'A', tags: ['x'] }, 'Body\n'],
    ['YAML with carriage returns', '---\r\ntitle: A\r\n---\r\nBody\r\n', { title: 'A' }, 'Body\r\n'],
    ['TOML', '+++\ntitle = "A"\ntags = ["x", "y"]\n+++\nBody', { title: 'A', tags: ['x', 'y'] }, 'Body'],
    [
      'TOML over several lines',
      '+++\ntitle = "A \\"B\\""\ndraft = true # not yet\nlead = """\nTwo\nlines"""\ntags = [\n  "x", # one\n  \'y\',\n]\n[params]\nowner = "Ann"\n[build]\nrender = "never"\n[[cascade]]\ntitle = "no"\n+++\nBody',
      {
        title: 'A "B"',
        draft: true,
        lead: 'Two\nlines',
        tags: ['x', 'y'],
        owner: 'Ann',
        build: { render: 'never' },
      },
      'Body',
    ],
    [
      'JSON',
      '{\n  "title": "A",\n  "params": {\n    "x": 1\n  }\n}\nBody\n',
      { title: 'A', params: { x: 1 } },
      'Body\n',
    ],
    ['a brace that is no JSON', '{ "a" }\nBody\n', {}, '{ "a" }\nBody\n'],
    ['dots at the end of YAML', '---\ntitle: A\n...\n\nBody\n', { title: 'A' }, '\nBody\n'],
    ['dots in a text between rules', '---\nWords\n...\n', {}, '---\nWords\n...\n'],
    ['no front matter', '# A\n', {}, '# A\n'],
    ['empty front matter', '---\n---\nBody', {}, 'Body'],
    ['nothing', '', {}, ''],
    ['a byte order mark', '\uFEFF# A', {}, '# A'],
    ['a rule at the top', '---\n\n# A\n\nText\n', {}, '---\n\n# A\n\nText\n'],
    ['text between two rules', '---\nJust words\n---\nmore', {}, '---\nJust words\n---\nmore'],
    ['a rule of four', '----\nText\n----\n', {}, '----\nText\n----\n'],
    ['a rule with words', '--- Draft ---\nText', {}, '--- Draft ---\nText'],
    ['only a fence', '---', {}, '---'],
    ['a broken rule', '--- ---\nText', {}, '--- ---\nText'],
  ])('with %s keeps its body', (_, text, data, body) => {
    expect(parseImportedMarkdown('a.md', text)).toEqual({ data, body });
  });

  it('with broken YAML gives what can be read of it, the text below, and a word about it', () => {
    const text = '---\ntitle: Deals: the long road\ndescription: >\n  x\nkeywords: [a, "b"]\n---\nBody\n';
    expect(parseImportedMarkdown('a.md', text)).toMatchInlineSnapshot(`
      {
        "body": "Body
      ",
        "data": {
          "keywords": [
            "a",
            "b",
          ],
          "title": "Deals: the long road",
        },
        "trouble": "Line 2, in its front matter, is not valid YAML; what could be read of it and the text below it were taken.",
      }
    `);
  });

  it('says that a comment swallows half of a title', () => {
    expect(parseImportedMarkdown('a.md', '---\ntitle: Why we win # again\n---\nBody\n')).toEqual({
      data: { title: 'Why we win' },
      body: 'Body\n',
      trouble:
        'Its title is only "Why we win", because "# again" behind it is a comment in its front matter.',
    });
  });

  it('with code for front matter gives the text below and runs nothing', () => {
    const text = '---js\n{ title: (globalThis.executed = true) }\n---\nBody\n';
    expect(parseImportedMarkdown('a.md', text)).toMatchInlineSnapshot(`
      {
        "body": "Body
      ",
        "data": {},
        "trouble": "Its front matter is written in js, which is not read here; the text below it was taken.",
      }
    `);
    expect(globalThis).not.toHaveProperty('executed');
  });
});
