import type { KnownBlock } from '@slack/types';
import { describe, expect, test } from 'vitest';
import type { Content } from '../../../src/library/content.ts';
import { renderDigestMail } from '../../../src/publishing/digest/digest-mail.ts';
import { renderDigestSlack } from '../../../src/publishing/digest/digest-slack.ts';
import { renderDigestText } from '../../../src/publishing/digest/digest-text.ts';
import { buildDigest, type DigestSources } from '../../../src/publishing/digest/digest.ts';
import type { ContentHistory, Version } from '../../../src/publishing/history/history.ts';
import { goodText, readFiles } from '../../support/small-hub.ts';
import { sampleSnapshot } from '../charts/sample-snapshot.ts';

const TODAY = '2026-11-22';
const MEAN = '<!channel> Größe & <https://bad.example|free>';

const version = (path: string, day: string, by = 'Ines Varga'): Version => ({
  commit: day,
  place: 0,
  path,
  at: `${day}T10:00:00.000Z`,
  day,
  by: [by],
  subject: 'never shown',
});

const { library } = readFiles({
  'answers/mean.md': goodText('', 'Never shown.\n').replace('A title', `'${MEAN}'`),
  'answers/new.md': goodText('', 'Never shown.\n').replace('A title', 'A new answer'),
  'answers/old.md': goodText('expires: 2026-11-01').replace('A title', 'An old answer'),
  'answers/draft.md': goodText('draft: true').replace('A title', 'A secret draft'),
});
const history: ContentHistory = {
  isWhole: true,
  gone: new Map(),
  byPath: new Map([
    ['answers/mean.md', [version('answers/mean.md', '2026-11-20'), version('answers/mean.md', '2026-01-01')]],
    ['answers/new.md', [version('answers/new.md', '2026-11-21', 'Tobias Reck')]],
    ['answers/old.md', [version('answers/old.md', '2026-11-15')]],
    ['answers/draft.md', [version('answers/draft.md', '2026-11-21')]],
  ]),
};

function sources(off: Partial<Content['library']['hub']['digest']> = {}): DigestSources {
  const company = { ...library.hub.company, name: 'Kältewerk „Nord“', site: 'https://hub.example.com' };
  const hub = { ...library.hub, company, digest: { ...library.hub.digest, ...off } };
  const content = { library: { ...library, hub }, records: {} } as unknown as Content;
  return { content, snapshot: sampleSnapshot(), history, today: TODAY };
}

test('says what changed in seven days, what ten reps or more did not find, and what is due', () => {
  const text = renderDigestText(buildDigest(sources()));
  expect(text).toMatchInlineSnapshot(`
    "Kältewerk „Nord“: the week up to 22 Nov 2026

    WHAT CHANGED
    - A new answer (new 21 Nov 2026, Tobias Reck)
      https://hub.example.com/answers/new/
    - <!channel> Größe & <https://bad.example|free> (changed 20 Nov 2026, Ines Varga)
      https://hub.example.com/answers/mean/

    ASKED AND NOT FOUND
    - “tacho integration” (about 25 reps found nothing)
    - “danish price list” (about 20 reps found nothing)

    DUE FOR A LOOK
    - An old answer (Expired 1 Nov 2026, Ines Varga)
      https://hub.example.com/answers/old/

    Numbers are rounded to fives; what fewer than ten people typed is never shown.
    https://hub.example.com
    Each part can be turned off under digest in content/hub.yaml.
    "
  `);
  expect(text).not.toMatch(/Never shown|secret draft|my own name/);
});

const headings = (off: Parameters<typeof sources>[0]) =>
  buildDigest(sources(off)).parts.map(({ heading }) => heading);

test('each part has a switch, and none of them leaves nothing', () => {
  expect(headings({ changed: false })).toEqual(['Asked and not found', 'Due for a look']);
  expect(headings({ missed: false })).toEqual(['What changed', 'Due for a look']);
  expect(headings({ due: false })).toEqual(['What changed', 'Asked and not found']);
  expect(headings({ changed: false, missed: false, due: false })).toEqual([]);
});

test('what is not known is said, and is not nothing', () => {
  const { parts } = buildDigest({ ...sources(), snapshot: undefined, history: undefined });
  expect(parts.slice(0, 2).map(({ none }) => none)).toEqual([
    'There is no history here to read it from.',
    'There are no numbers of these days, so it is not known.',
  ]);
});

describe('the mail', () => {
  const ends = { from: 'hub@example.com', to: ['a@example.com', 'b@example.com'] };
  const mail = renderDigestMail(buildDigest(sources()), ends);
  const [head = '', ...rest] = mail.split('\r\n\r\n');

  test('is the same bytes for the same week', () => {
    expect(renderDigestMail(buildDigest(sources()), ends)).toBe(mail);
  });

  test('has lines as RFC 5322 wants them, in ASCII', () => {
    expect(mail).toMatch(/^[\x20-\x7e\r\n]*$/);
    expect(mail.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(Math.max(...mail.split('\r\n').map(({ length }) => length))).toBeLessThanOrEqual(76);
    expect(head).toContain('Date: Sun, 22 Nov 2026 06:00:00 +0000');
    expect(head).toContain('Message-ID: <digest-2026-11-22@example.com>');
    expect(head).toContain('To: <a@example.com>,\r\n <b@example.com>');
  });

  test('has a subject and a text that come back whole', () => {
    const subject = /^Subject: ((?:.|\r\n )*)$/m.exec(head)?.[1] ?? '';
    const words = subject.split(/\r\n /);
    expect(words.every((word) => word.length <= 75)).toBe(true);
    const read = words.map((word) =>
      Buffer.from(/^=\?UTF-8\?B\?(.*)\?=$/.exec(word)?.[1] ?? '', 'base64').toString(),
    );
    expect(read.join('')).toBe('Kältewerk „Nord“: the week up to 22 Nov 2026');
    expect(Buffer.from(rest.join(''), 'base64').toString().replaceAll('\r\n', '\n')).toBe(
      renderDigestText(buildDigest(sources())),
    );
  });

  test('no name of a company begins another header', () => {
    const digest = {
      ...buildDigest(sources()),
      company: 'A\r\nBcc: x@bad.example',
      title: 'B\nTo: y@bad.example',
    };
    const [first = ''] = renderDigestMail(digest, ends).split('\r\n\r\n');
    expect(first).not.toContain('bad.example');
    expect(first.match(/^[A-Z][\w-]*:/gm)).toHaveLength(9);
  });
});

test('the message to a channel is one that Slack takes, and calls nobody', () => {
  const { text, blocks } = renderDigestSlack(buildDigest(sources()));
  const typed: KnownBlock[] = blocks;
  expect(typed.length).toBeLessThanOrEqual(50);
  expect(text).not.toContain('<');
  const links = blocks.flatMap((block) =>
    block.type === 'section' && block.text.type === 'mrkdwn' ? [block.text.text] : [],
  );
  expect(links).toHaveLength(3);
  for (const link of links) expect(link).toMatch(/^<https:\/\/hub\.example\.com\/[^<>|]*\|[^<>]*>$/);
  expect(JSON.stringify(blocks)).toContain('&lt;!channel&gt;');
});
