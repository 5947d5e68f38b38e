import { expect, test } from 'vitest';
import { figureOf } from '../../../src/charts/figures.ts';
import { renderRhythm, type RhythmInput } from '../../../src/charts/rhythm.ts';
import { context, sampleSnapshot } from './sample-snapshot.ts';

const session = { kind: 'build', by: 'devices', for: [], owner: 'marek-duda', line: 1 } as const;
const input: RhythmInput = {
  rituals: [
    {
      ritual: 'The price list is read',
      why: 'One price.',
      owner: 'marek-duda',
      everyDays: 91,
      held: ['2026-10-14'],
      line: 1,
    },
    {
      ritual: 'A department shows its work',
      why: 'You hear it.',
      owner: 'marek-duda',
      everyDays: 28,
      sessions: 'build',
      held: [],
      line: 1,
    },
  ],
  sessions: [
    {
      ...session,
      for: [],
      session: 'A probe <b>',
      on: '2026-10-07',
      attended: 52,
      recording: 'https://video.example/1',
    },
    { ...session, for: ['uk'], session: 'Winter', on: '2027-01-13', story: 'build-stories/probe' },
  ],
  people: [{ id: 'marek-duda', name: 'Marek Duda' }],
  teams: [{ id: 'uk', name: 'UK', reps: 9 }],
  departments: [{ id: 'devices', name: 'Devices' }],
  titles: { 'build-stories/probe': 'How a probe is made' },
};
const read = (html: string): string =>
  html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

test('what is late stands first with by how much, then sessions to come and held, with number and recording', () => {
  const { text } = renderRhythm(input, '2026-11-30');
  expect(read(text)).toMatchInlineSnapshot(
    `"What we do again and again 1 of 2 are kept, 1 is late. A department shows its work Late by 26 days You hear it. Every 28 days at most · last on 7 Oct 2026 · next on 13 Jan 2027 · 0 of 1 times in time · seen to by Marek Duda The price list is read Kept, due by 13 Jan 2027 One price. Every 91 days at most · last on 14 Oct 2026 · no next day is set · seen to by Marek Duda Sessions to come How we build what you sell Winter Devices for UK 13 Jan 2027 · prepared by Marek Duda How a probe is made Sessions held How we build what you sell A probe &lt;b&gt; Devices for everybody 7 Oct 2026 · 52 people came · prepared by Marek Duda Watch it"`,
  );
  expect(text).toContain('href="https://video.example/1"');
  expect(text).toContain('href="/build-stories/probe/"');
  expect(text).not.toContain('<b>');
});

test('a way that nobody treads names the next session that could change it', () => {
  const snapshot = sampleSnapshot();
  const answer = snapshot.answers.find(({ id }) => id === 'who-reads-whose-pages');
  const html = answer && figureOf(answer.id)?.render({ answer, context, today: snapshot.today }).text;
  expect(read(html ?? '')).toMatchInlineSnapshot(
    `"Who reads, and whose pages Sales Devices and firmware Customer support Sales own 25 none set Devices and firmware none set own none set Customer support none set 13 Jan own A number is of people, rounded. An empty cell is under 10, and shows the day of the next session that could fill it. 13 Jan 2027 The workshop in winter: Devices and firmware shows it, Customer support could come No session is planned that would show the work of Customer support and Sales to all who do not read it."`,
  );
});
