import { describe, expect, it } from 'vitest';
import { parseFrontMatter } from '../../../src/library/front-matter.ts';

function findingOf(text: string): string {
  const { finding } = parseFrontMatter('a.md', text);
  return finding === undefined
    ? 'none'
    : `${String(finding.line)} [${finding.rule}] ${finding.message} ${finding.hint}`;
}

describe('front matter', () => {
  it('keeps dates as they are written', () => {
    expect(parseFrontMatter('a.md', '---\nreviewed: 2027-01-31\n---\n').frontMatter?.data).toEqual({
      reviewed: '2027-01-31',
    });
  });

  it('tells the line of a value at any depth, and of its nearest parent when there is none', () => {
    const text = '---\ntitle: A\nproof:\n  - claim: One\n    source: S\n  - claim: Two\n---\n';
    const lineOf = parseFrontMatter('a.md', text).frontMatter?.lineOf;
    expect(lineOf?.(['title'])).toBe(2);
    expect(lineOf?.(['proof', 1, 'claim'])).toBe(6);
    expect(lineOf?.(['proof', 1, 'source'])).toBe(6);
    expect(lineOf?.(['owner'])).toBe(1);
  });

  it.each([
    ['line feeds', '---\ntitle: A\n---\nBody\n', 'Body\n'],
    ['carriage returns', '---\r\ntitle: A\r\n---\r\nBody\r\nmore', 'Body\r\nmore'],
    ['a byte order mark', '\uFEFF---\ntitle: A\n---\nBody', 'Body'],
    ['a rule in the body', '---\ntitle: A\n---\n---\nBody\n---\n', '---\nBody\n---\n'],
    ['no front matter', '# Heading\n', '# Heading\n'],
    ['nothing at all', '', ''],
  ])('leaves the body of a file with %s as it is', (_, text, body) => {
    expect(parseFrontMatter('a.md', text).frontMatter?.body).toBe(body);
  });

  it('tells the line on which the body begins', () => {
    expect(parseFrontMatter('a.md', '---\r\ntitle: A\r\n---\r\nBody').frontMatter?.bodyLine).toBe(4);
    expect(parseFrontMatter('a.md', 'Body').frontMatter?.bodyLine).toBe(1);
  });

  it.each(['js', 'javascript', ' js', 'JS', 'coffee', 'json', 'toml', 'yaml foo'])(
    'refuses front matter in another language and never runs it: ---%s',
    (language) => {
      const text = `---${language}\n{ title: (globalThis.executed = true) }\n---\nBody`;
      expect(parseFrontMatter('a.md', text).finding?.rule).toBe('front-matter-language');
      expect(globalThis).not.toHaveProperty('executed');
    },
  );

  it('says what is wrong, where and how to mend it', () => {
    expect({
      language: findingOf('---js\n{}\n---\n'),
      open: findingOf('---\ntitle: A\n\nBody'),
      'open before a longer rule': findingOf('---\ntitle: A\n-----\nBody\n---\n'),
      colon: findingOf('---\ntitle: Acme: the card\n---\n'),
      twice: findingOf('---\ntitle: A\ntitle: B\n---\n'),
      tab: findingOf('---\nproducts:\n\t- routes\n---\n'),
      quote: findingOf('---\ntitle: "A\n---\n'),
      list: findingOf('---\n- A\n---\n'),
      alias: findingOf('---\ntitle: *nobody\n---\n'),
    }).toMatchInlineSnapshot(`
      {
        "alias": "2 [front-matter-yaml] The front matter cannot be read: it repeats a value with * that is not there, or far too often. Write the value out where it is wanted.",
        "colon": "2 [front-matter-yaml] The front matter cannot be read: a key has no colon, or a value has one too many. Put text that holds a colon or begins with a special sign in quotes, and indent lists by two spaces.",
        "language": "1 [front-matter-language] The front matter says it is written in "js", and only YAML is read here. Begin the file with a line of three hyphens and nothing after them.",
        "list": "2 [front-matter-yaml] The front matter cannot be read: it is not a list of keys and values. Write one key a line, like title: Five-minute demo.",
        "open": "1 [front-matter-open] The front matter begins with --- but no line of just three hyphens ends it. Add a line of three hyphens between the last key and the text.",
        "open before a longer rule": "3 [front-matter-open] The front matter begins with --- but no line of just three hyphens ends it. Add a line of three hyphens between the last key and the text.",
        "quote": "2 [front-matter-yaml] The front matter cannot be read: a quote, bracket or colon is missing. Put text that holds a colon or begins with a special sign in quotes, and indent lists by two spaces.",
        "tab": "3 [front-matter-yaml] The front matter cannot be read: the indentation does not fit. Put text that holds a colon or begins with a special sign in quotes, and indent lists by two spaces.",
        "twice": "3 [front-matter-yaml] The front matter cannot be read: a key stands there twice. Put text that holds a colon or begins with a special sign in quotes, and indent lists by two spaces.",
      }
    `);
  });

  it('refuses values that repeat each other until the memory is full', () => {
    const bomb = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name, index, names) => {
      const before = names[index - 1];
      return `${name}: &${name} [${Array(9)
        .fill(before === undefined ? 'ha' : `*${before}`)
        .join(', ')}]`;
    });
    expect(parseFrontMatter('a.md', `---\n${bomb.join('\n')}\n---\n`).finding?.rule).toBe(
      'front-matter-yaml',
    );
  });

  it('takes a key named __proto__ for a key like any other', () => {
    const { frontMatter } = parseFrontMatter('a.md', '---\n__proto__: { polluted: true }\n---\n');
    expect(Object.keys(frontMatter?.data ?? {})).toEqual(['__proto__']);
    expect({}).not.toHaveProperty('polluted');
  });

  it('never throws, whatever a file begins with', () => {
    const pieces = [
      '---',
      '\n',
      '\r\n',
      ' ',
      'a: b',
      '- ',
      '"',
      '{',
      '[',
      '*x',
      '&x',
      '!!js',
      '?',
      ':',
      '|',
      '>',
      '\t',
      'é',
      '%YAML',
      '...',
      '#',
      '\u2028',
      '\0',
    ];
    let seed = 7;
    const next = () => (seed = (seed * 1103515245 + 12345) % 2147483648);
    for (let round = 0; round < 4000; round++) {
      let text = round % 2 === 0 ? '---\n' : '';
      for (let count = next() % 14; count >= 0; count--) text += pieces[next() % pieces.length] ?? '';
      const { frontMatter, finding } = parseFrontMatter('a.md', text);
      const isOne = (frontMatter === undefined) !== (finding === undefined);
      const keepsBody = frontMatter === undefined || text.endsWith(frontMatter.body);
      expect({ text, isOne, keepsBody }).toEqual({ text, isOne: true, keepsBody: true });
    }
  });

  it('says of two versions that nobody has chosen between what they are', () => {
    const { finding } = parseFrontMatter(
      'a.md',
      '---\nowner: a\n<<<<<<< HEAD\ntitle: One\n=======\ntitle: Two\n>>>>>>> branch\n---\n',
    );
    expect(finding).toMatchObject({
      line: 3,
      message:
        'The front matter cannot be read: two versions of it stand here, between marks that git has left.',
      hint: 'Keep one of the two and take the marks out.',
    });
  });
});
