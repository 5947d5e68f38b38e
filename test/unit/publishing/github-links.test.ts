import { describe, expect, test } from 'vitest';
import { parseHub } from '../../../src/library/parse-hub.ts';
import {
  editUrl,
  historyUrl,
  issuesUrl,
  MAX_URL_BYTES,
  newFileLink,
  outOfDateUrl,
  uploadUrl,
} from '../../../src/publishing/github-links.ts';

const hub = parseHub(
  'company: { name: Northwind, repository: "https://github.com/northwind/hub.git", branch: release/live }',
);
const without = parseHub('company: { name: Northwind }');

const ENGLISH = 'Routes plans the delivery day and replans it while the vans are out. ';
const GERMAN = 'Für größere Großhändler übernehmen wir die Prüfung der Kühlkette. ';
const JAPANESE = '冷蔵車の温度記録は検査員に受け入れられます。';

/** As much of a text, said again and again, as is this many letters. */
const letters = (text: string, count: number): string =>
  text.repeat(Math.ceil(count / text.length)).slice(0, count);

function carriedLetters(text: string): { whole: number; signedIn: number } {
  const most = (carries: readonly string[]): number => {
    let low = 0;
    let high = 20_000;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      const link = newFileLink(hub, 'answers/a.md', letters(text, middle));
      if (carries.includes(link?.carries ?? '')) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  return { whole: most(['whole']), signedIn: most(['whole', 'signed-in']) };
}

describe('links into GitHub', () => {
  test('lead to the file on the branch that is published, with every sign of its name in place', () => {
    expect(editUrl(hub, 'answers/50% off?.md')).toBe(
      'https://github.com/northwind/hub/edit/release/live/content/answers/50%25%20off%3F.md',
    );
    expect(historyUrl(hub, 'answers/価格.md')).toBe(
      'https://github.com/northwind/hub/commits/release/live/content/answers/%E4%BE%A1%E6%A0%BC.md',
    );
    expect(uploadUrl(hub, 'files')).toBe(
      'https://github.com/northwind/hub/upload/release/live/content/files',
    );
  });

  test('are not there where the hub names no repository', () => {
    const links = [
      editUrl(without, 'a.md'),
      historyUrl(without, 'a.md'),
      uploadUrl(without, 'files'),
      issuesUrl(without),
      outOfDateUrl(without, { path: 'a.md', title: 'A' }),
      newFileLink(without, 'a.md', 'A'),
    ];
    expect(links).toEqual(links.map(() => undefined));
  });

  test('open a form for what is missing, and one for what is out of date with the page filled in', () => {
    expect(issuesUrl(hub)).toBe('https://github.com/northwind/hub/issues/new?template=request.yml');
    const form = new URL(outOfDateUrl(hub, { path: 'answers/cost.md', title: 'R&D = "free"?' }) ?? '');
    expect(Object.fromEntries(form.searchParams)).toEqual({
      template: 'out-of-date.yml',
      title: 'Out of date: R&D = "free"?',
      file: 'content/answers/cost.md',
    });
  });
});

describe('the link to GitHub’s editor for a new file', () => {
  test('carries the name and the text of the file, to the letter', () => {
    const text = '---\ntitle: "50% & more: <b>ß</b> 価格"\n---\n\nA+B #1\n';
    const link = newFileLink(hub, 'answers/価格.md', text);
    const url = new URL(link?.url ?? '');
    expect(link?.carries).toBe('whole');
    expect(url.origin + url.pathname).toBe('https://github.com/northwind/hub/new/release/live');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      filename: 'content/answers/価格.md',
      value: text,
    });
  });

  test.each([
    ['English', ENGLISH],
    ['German', GERMAN],
    ['Japanese', JAPANESE],
  ])(
    'never is longer than GitHub takes, also through a sign-in, whatever the length of a text in %s',
    (_, text) => {
      for (let count = 0; count < 9000; count += 37) {
        const { url = '', carries } = newFileLink(hub, 'answers/a.md', letters(text, count)) ?? {};
        const through = `https://github.com/login?return_to=${encodeURIComponent(url)}`;
        const fitsThrough = through.length <= MAX_URL_BYTES;
        expect(url.length).toBeLessThanOrEqual(MAX_URL_BYTES);
        expect(carries).toBe(!url.includes('&value=') ? 'paste' : fitsThrough ? 'whole' : 'signed-in');
      }
    },
  );

  test('carries some thousand letters of English and some hundred of Japanese', () => {
    expect({
      English: carriedLetters(ENGLISH),
      German: carriedLetters(GERMAN),
      Japanese: carriedLetters(JAPANESE),
    }).toMatchInlineSnapshot(`
      {
        "English": {
          "signedIn": 5885,
          "whole": 4586,
        },
        "German": {
          "signedIn": 4307,
          "whole": 3043,
        },
        "Japanese": {
          "signedIn": 900,
          "whole": 535,
        },
      }
    `);
  });

  test('takes a text that ends in half a letter', () => {
    expect(newFileLink(hub, 'answers/a.md', 'smile \uD83D')?.url).toContain('smile%20%EF%BF%BD');
  });
});
