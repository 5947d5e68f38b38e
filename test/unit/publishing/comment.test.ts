import { describe, expect, it } from 'vitest';
import {
  buildFeedback,
  renderFallback,
  buildStoppedFeedback,
} from '../../../src/publishing/change/feedback.ts';
import {
  MAX_REPORT_BYTES,
  parseChangeReport,
  renderChangeReport,
  type ChangeReport,
} from '../../../src/publishing/change/report.ts';
import { buildCheckRun } from '../../../src/publishing/change/check-run.ts';
import { escapeComment } from '../../../src/publishing/comment-escape.ts';
import { COMMENT_MARKER, renderComment } from '../../../src/publishing/change/comment.ts';
import { parsePullRequestEvent } from '../../../src/publishing/change/pull-request-event.ts';
import {
  editLineUrl,
  previewPageUrl,
  previewUrl,
} from '../../../src/publishing/change/pull-request-links.ts';
import { UserError } from '../../../src/library/user-error.ts';
import {
  changeReport,
  findings,
  realPullRequest,
  realPullRequestEvents,
} from '../../support/github/change-report.ts';

const pull = realPullRequest(12, 'ec26c3e57ca3a959ca5aad62de7213c562f8c821');
const page = { asset: 'answers/start', title: 'How long does it take?', path: 'content/answers/start.md' };

/** A change with something in every part. */
const full: ChangeReport = changeReport({
  findings: [
    ...findings(1),
    {
      ...(findings(1)[0] as ChangeReport['findings'][number]),
      line: 9,
      severity: 'warning',
      rule: 'expired',
    },
  ],
  elsewhere: 3,
  touched: [
    { path: 'content/answers/start.md', did: 'changed', page: { ...page, kind: 'Answer', reps: 31 } },
    {
      path: 'content/plays/new.md',
      did: 'added',
      page: { ...page, asset: 'plays/new', kind: 'Play', reps: null },
    },
    { path: 'content/hub.yaml', did: 'changed', page: null },
  ].map(({ page, ...rest }) => ({
    ...rest,
    did: rest.did as 'added',
    page: page && { asset: page.asset, title: page.title, kind: page.kind, reps: page.reps },
  })),
  ranks: [
    {
      question: 'go live',
      asset: 'answers/start',
      title: 'How long does it take?',
      within: 3,
      before: 1,
      now: 5,
      above: [{ asset: 'plays/plan', title: 'Go live plan' }],
      path: 'content/answers/start.md',
      line: 5,
    },
  ],
  unasked: [{ question: 'kick off', asset: 'answers/start' }],
  usedUntil: '2026-11-21',
  facts: [
    {
      id: 'cold-price',
      was: '€39 a van',
      now: '€42 a van',
      pages: 1,
      shown: [{ ...page, line: 7, claims: 2, reps: 31 }],
      kits: [{ ...page, title: 'Pilot kit', path: 'content/plays/pilot.md', line: 4, reps: null }],
      written: [{ ...page, title: 'Old email', path: 'content/collateral/email.md', line: 12 }],
    },
  ],
  quarter: {
    ends: '2026-12-31',
    from: '2026-12-18',
    holdDays: 14,
    isHeld: false,
    launches: [{ ...page, line: 3, anyway: null }],
    measured: { days: 21, pieces: 40 },
  },
  reviewers: [
    { person: 'ines-varga', name: 'Ines Varga', github: 'codertocat', owns: ['How long does it take?'] },
    { person: 'oona', name: 'Oona Lind', github: null, owns: ['the fact cold-price'] },
  ],
});

/** What the comment says about a launch in such a quarter. */
const launchIn = (changes: Partial<NonNullable<ChangeReport['quarter']>>) => {
  const report = changeReport({
    quarter: { ...(full.quarter as NonNullable<ChangeReport['quarter']>), ...changes },
  });
  return /### A major launch\n\n([\s\S]*?)\n\n?###/.exec(renderComment(report, { pull }))?.[1];
};

describe('the comment', () => {
  it('names first the pages that the change leaves none of, and counts those that do not fit', () => {
    const report = changeReport({
      missing: ['content/answers/a<b>.md', 'content/plays/c.md'],
      missingLeft: 2,
    });
    expect(/### These pages[\s\S]*?more pages\./.exec(renderComment(report, { pull }))?.[0])
      .toMatchInlineSnapshot(`
      "### These pages will be missing

      What is wrong in these files keeps the hub from making a page of them.

      - \`content/answers/a<b>.md\`
      - \`content/plays/c.md\`
      … and 2 more pages."
    `);
  });

  it('tells a marketer what to mend, what changes for reps, and who has to agree', () => {
    expect(renderComment(full, { pull, preview: 'https://preview-12.example.com/' })).toMatchInlineSnapshot(`
      "<!-- collateral-check:v1 -->
      ## 1 thing to mend, 1 to look at

      This change adds 1 file and changes 2 files.

      **[Look at the pages as they will be](https://preview-12.example.com/)**

      ### To mend before this is published

      - \`content/answers/start.md\`, line 1 – [mend it](https://github.com/Codertocat/Hello-World/edit/changes/content/answers/start.md?pr=%2FCodertocat%2FHello-World%2Fpull%2F12#L1)<br>The link leads nowhere. **Correct the link, or take it out.**

      ### To look at

      - \`content/answers/start.md\`, line 9 – [mend it](https://github.com/Codertocat/Hello-World/edit/changes/content/answers/start.md?pr=%2FCodertocat%2FHello-World%2Fpull%2F12#L9)<br>The link leads nowhere. **Correct the link, or take it out.**

      ### What reps will find in another place

      Of 4 questions that reps ask, 1 has the answer in another place than on main. 1 is the top of the list.

      | A rep types | and must find | place before | place now |
      | --- | --- | --- | --- |
      | go live | How long does it take?<br>below “Go live plan” | 1 | **5** |

      ### No longer asked of the search

      Nobody would notice when these stop finding their answer:

      - kick off → \`answers/start\`

      ### The fact \`cold-price\` changes

      “€39 a van” becomes “€42 a van”. 1 page shows it, most used first:

      - **How long does it take?** (\`content/answers/start.md\`, in 2 claims) – used by 31 reps
      - the kit **Pilot kit** (\`content/plays/pilot.md\`) hands one of these out – used by under 10 reps, or nobody

      ### Still says “€39 a van”

      These pages write the old words themselves:

      - **Old email** (\`content/collateral/email.md\`, line 12) – [mend it](https://github.com/Codertocat/Hello-World/edit/changes/content/collateral/email.md?pr=%2FCodertocat%2FHello-World%2Fpull%2F12#L12)

      ### A major launch

      Publish it before 18 Dec 2026: from then until the quarter ends on 31 Dec 2026 major launches wait.
      The hub's own numbers say 21 days: what came out later in a quarter was taken up clearly less (40 published pages). \`hold_days\` below \`calendar\` in \`hub.yaml\` sets it.

      - **How long does it take?** may go out now

      ### Pages of this change

      Use in the 4 weeks up to 21 Nov 2026, rounded to fives, most used first:

      - [How long does it take?](https://preview-12.example.com/answers/start/) (Answer, changed) – used by 31 reps
      - [How long does it take?](https://preview-12.example.com/plays/new/) (Play, new)

      ### Who has to agree

      - **Ines Varga** answers for “How long does it take?”, and wrote this change
      - **Oona Lind** answers for “the fact cold-price”

      <sub>Each “mend it” opens the editor at the line. Save there, and the check reads your change again. 3 older findings in pages that this change leaves alone: <code>npm run check</code> lists them. Words and dates judged on 22 Nov 2026.</sub>"
    `);
  });

  it('says plainly when there is nothing to mend', () => {
    expect(renderComment(changeReport(), { pull })).toMatchInlineSnapshot(`
      "<!-- collateral-check:v1 -->
      ## Nothing to mend

      This change adds 1 file.

      ### Pages of this change

      Nobody counted yet how much these are used.

      - **How long does it take?** (Answer, new)

      <sub>Words and dates judged on 22 Nov 2026.</sub>"
    `);
  });

  it('says that the check itself stopped, and not that something is wrong with the text', () => {
    const stopped = buildStoppedFeedback(new UserError('No findings @here.', 'Look there.'));
    expect(stopped.comment.body).toMatchInlineSnapshot(`
      "<!-- collateral-check:v1 -->
      ## The check could not run

      This says nothing about your words. No findings @&#8203;here. Look there.

      Whoever looks after the hub finds more under “Checks”. Running it again is safe."
    `);
    expect(stopped.check).toBeUndefined();
  });

  it('tells when a launch waits, goes out anyway, and when the numbers agree or say nothing', () => {
    expect([
      launchIn({ isHeld: true, measured: { days: 14, pieces: 40 } }),
      launchIn({ isHeld: true, launches: [{ ...page, line: 3, anyway: 'The law changes on 1 January.' }] }),
      launchIn({ measured: { days: null, pieces: 4 } }),
    ]).toMatchInlineSnapshot(`
      [
        "The quarter ends on 31 Dec 2026; in its last 14 days major launches wait.
      The hub's own numbers agree (40 published pages).

      - **How long does it take?** **waits for the new quarter**",
        "The quarter ends on 31 Dec 2026; in its last 14 days major launches wait.
      The hub's own numbers say 21 days: what came out later in a quarter was taken up clearly less (40 published pages). \`hold_days\` below \`calendar\` in \`hub.yaml\` sets it.

      - **How long does it take?** goes out anyway: The law changes on 1 January.",
        "Publish it before 18 Dec 2026: from then until the quarter ends on 31 Dec 2026 major launches wait.
      The hub's own numbers do not say yet how long that should be: 4 published pages show no clear difference.

      - **How long does it take?** may go out now",
      ]
    `);
  });
});

/** What somebody could write into a title, a question or a path to make the comment say or do something else. */
const seen = (text: string) => text.replaceAll('&#8203;', '\u200B');

const hostile =
  '@oona #12 GH-12 larkmoor/hub#3 --> <img src=x onerror=alert(1)> </sub> [x](javascript:alert) `a` **b** | c ' +
  'https://github.com/larkmoor/hub/issues/1 www.github.com ec26c3e57ca3a959ca5aad62de7213c562f8c821 &amp; ![p](//x/y.png)';

describe('words of content', () => {
  it('mean nothing to GitHub', () => {
    const shown = escapeComment(hostile);
    expect(shown).toMatchInlineSnapshot(
      `"@&#8203;oona #&#8203;12 GH-&#8203;12 larkmoor/hub#&#8203;3 --&gt; &lt;img src=x onerror=alert(1)&gt; &lt;/sub&gt; \\[x\\](javascript\\:alert) \\\`a\\\` \\*\\*b\\*\\* \\| c https\\://github.com/larkmoor/hub/issues/1 www&#8203;.github.com ec26&#8203;c3e57ca3a959ca5aad62de7213c562f8c821 &amp;amp; \\!\\[p\\](//x/y.png)"`,
    );
    expect(seen(shown)).not.toMatch(
      /@\w|#\d|GH-\d|<\w|-->|(?<!\\)\[|(?<!\\)`|(?<!\\)\*|(?<!\\)\||https:\/\/|www\.|[0-9a-f]{40}/,
    );
    expect(escapeComment('first\nsecond\u202E\u0000')).toBe('first second\uFFFD\uFFFD');
    expect(escapeComment('# Heading')).toBe('#&#8203; Heading');
    expect(escapeComment('- list')).toBe('&#8203;- list');
    expect(escapeComment('1. list')).toBe('&#8203;1. list');
  });

  it('are escaped wherever the comment repeats them', () => {
    const spoil = (value: unknown, key = ''): unknown => {
      if (Array.isArray(value)) return value.map((item) => spoil(item, key));
      if (typeof value === 'object' && value !== null)
        return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, spoil(inner, name)]));
      const keeps = ['severity', 'did', 'today', 'ends', 'from', 'usedUntil'];
      return typeof value === 'string' && !keeps.includes(key) ? hostile.slice(0, 280) : value;
    };
    const report = spoil(full) as ChangeReport;
    const body = renderComment(report, { pull, preview: 'https://preview.example.com/' });
    const [marker, ...rest] = body.split('\n');
    expect(marker).toBe(COMMENT_MARKER);
    // Inside code and addresses nothing of it means anything.
    const bare = rest
      .join('\n')
      .replace(/`[^`\n]*`/g, '')
      .replace(/\]\(https:\/\/[^\s()]+\)/g, '](link)');
    expect(seen(bare)).not.toMatch(
      /@\w|#\d|GH-\d|-->|<(?!\/?(?:br|sub|code)>)|https:\/\/|www\.|[0-9a-f]{40}/,
    );
    expect(bare).not.toMatch(/(?<!\\)\]\((?!link\))/);
  });

  it('do not reach workflow commands either', () => {
    const [command] = renderFallback(changeReport({ findings: findings(1, 'a\n::error::b%0A') }));
    expect(command).toBe(
      '::error file=content/answers/start.md,line=1,title=broken-link::a%0A::error::b%250A Correct the link, or take it out.',
    );
    expect(renderFallback(changeReport({ findings: findings(30) }))).toHaveLength(10);
  });
});

describe('the check run', () => {
  it('fails on what must be mended, and is neutral about what is only to be looked at', () => {
    const look = findings(1).map((one) => ({ ...one, severity: 'warning' as const }));
    const conclusions = [full, changeReport({ findings: look }), changeReport()].map(
      (report) => buildCheckRun(report, { pull }).conclusion,
    );
    expect(conclusions).toEqual(['failure', 'neutral', 'success']);
    expect(buildCheckRun(full, { pull }).annotations[1]).toMatchInlineSnapshot(`
      {
        "annotation_level": "warning",
        "end_line": 9,
        "message": "The link leads nowhere. Correct the link, or take it out.",
        "path": "content/answers/start.md",
        "start_line": 9,
        "title": "expired",
      }
    `);
  });

  it('counts what is beyond the longest list', () => {
    const report = changeReport({ findingsLeft: { errors: 7, warnings: 0 } });
    expect(buildCheckRun(report, { pull })).toMatchObject({
      conclusion: 'failure',
      title: '7 things to mend',
    });
    expect(buildFeedback(report, { pull }).hasErrors).toBe(true);
  });
});

describe('findings of another job', () => {
  const text = renderChangeReport(full);

  it('are read as they were written', () => {
    expect(parseChangeReport(text)).toEqual(full);
  });

  it.each([
    ['not JSON', '{'],
    ['another version', text.replace('"version": 1', '"version": 2')],
    ['a path that leads out', text.replaceAll('content/answers/start.md', '../../etc/passwd')],
    ['a day that is none', text.replace('2026-11-22', '2026-11-31')],
    ['a place that is no number', text.replace('"line": 1,', '"line": "1",')],
  ])('are refused when they are %s', (_, broken) => {
    expect(() => parseChangeReport(broken)).toThrow(UserError);
  });

  it.each(['a\nb.md', 'a\tb\u001b[2J.md', 'a\\b.md', '\u0000', ' ', '.git~', '…', '\u202Edm.a'])(
    'are read whatever sign Git takes in a name: %j',
    (name) => {
      const report = {
        ...full,
        missing: [name],
        touched: [{ path: name, did: 'added' as const, page: null }],
      };
      const read = parseChangeReport(renderChangeReport(report));
      expect(read.missing).toHaveLength(1);
      expect(read.touched[0]?.path).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
      expect(renderComment(read, { pull })).toContain('answers/start.md');
    },
  );

  it('are read with fields that a newer check has added', () => {
    const newer = text
      .replace('"today"', '"command": "rm", "today"')
      .replaceAll('"rule"', '"since": "2027", "rule"');
    expect(parseChangeReport(newer)).toEqual(full);
  });

  it('are cut to what is read, however long texts and lists are', () => {
    const long = changeReport({
      findings: findings(2500, 'x'.repeat(9000)),
      unasked: Array.from({ length: 4000 }, () => ({ question: 'q'.repeat(999), asset: 'a' })),
    });
    const read = parseChangeReport(renderChangeReport({ ...long, findings: long.findings.slice(0, 1500) }));
    expect(read.findings[0]?.message.length).toBe(4000);
    expect(read.unasked).toHaveLength(3000);
    expect(MAX_REPORT_BYTES).toBeGreaterThan(2000 * 1000);
  });
});

describe('events of GitHub', () => {
  it.each(['opened', 'synchronize', 'reopened', 'ready_for_review'])(
    'of a pull request that was %s are read',
    (action) => {
      const events = realPullRequestEvents(action);
      expect(events.length).toBeGreaterThan(0);
      for (const event of events)
        expect(parsePullRequestEvent(JSON.stringify(event))).toEqual({
          number: 2,
          headSha: 'ec26c3e57ca3a959ca5aad62de7213c562f8c821',
          headBranch: 'changes',
          headUrl: 'https://github.com/Codertocat/Hello-World',
          url: 'https://github.com/Codertocat/Hello-World',
          author: 'Codertocat',
          isFork: false,
          isQueued: false,
        });
    },
  );

  it('of a fork, and of one that is gone, are told apart', () => {
    const [event] = realPullRequestEvents('opened');
    const from = (repo: unknown) => {
      const pull_request = { ...event?.pull_request, head: { ...event?.pull_request.head, repo } };
      return parsePullRequestEvent(JSON.stringify({ ...event, pull_request }));
    };
    const fork = from({ full_name: 'oona/hub', html_url: 'https://github.com/oona/hub' });
    expect([fork.isFork, editLineUrl(fork, 'content/a b (1).md', 5)]).toEqual([
      true,
      'https://github.com/oona/hub/edit/changes/content/a%20b%20%281%29.md?pr=%2FCodertocat%2FHello-World%2Fpull%2F2#L5',
    ]);
    const gone = from(null);
    expect([gone.isFork, editLineUrl(gone, 'content/a.md', 5)]).toEqual([true, undefined]);
  });

  it('of a merge queue name the pull request that waits there', () => {
    const [event] = realPullRequestEvents('opened');
    const head_sha = 'ec26c3e57ca3a959ca5aad62de7213c562f8c821';
    const head_ref = `refs/heads/gh-readonly-queue/pr-7-x/main/pr-12-${head_sha}`;
    const { repo: repository } = (event?.pull_request.base ?? {}) as { repo?: unknown };
    expect(
      parsePullRequestEvent(
        JSON.stringify({ action: 'checks_requested', merge_group: { head_sha, head_ref }, repository }),
      ),
    ).toMatchObject({ number: 12, headSha: head_sha, headUrl: undefined, isQueued: true });
  });

  it('of anything else are refused', () => {
    for (const text of ['', '{}', '{"pull_request":{"number":1}}'])
      expect(() => parsePullRequestEvent(text)).toThrow(UserError);
  });
});

describe('the preview', () => {
  it('has the number, branch or commit of the change in its address', () => {
    const there = { ...pull, headBranch: 'Publish/Größe 2' };
    expect(previewUrl('https://p-{number}.example.com/{branch}/{sha}', there)).toBe(
      'https://p-12.example.com/publish-gr-e-2/ec26c3e57ca3a959ca5aad62de7213c562f8c821',
    );
    expect(previewUrl(' ', pull)).toBeUndefined();
    expect(() => previewUrl('javascript:alert(1)', pull)).toThrow(UserError);
    expect(previewPageUrl('https://example.com/pr-12/', '//evil.example/x')).toBe(
      'https://example.com/pr-12///evil.example/x/',
    );
  });
});
