import { expect, test } from 'vitest';
import { isMerge, readMergeSubject } from '../../../../src/usage/verdict/merge.ts';
import { dashboardText } from '../../../../src/usage/dashboards/dashboard-text.ts';
import {
  planProvision,
  wantAnnotation,
  wantDashboard,
  wantInsight,
  type Found,
} from '../../../../src/usage/dashboards/provision.ts';
import { coverageOfEligibleReps } from '../../../../src/usage/questions/coverage-of-eligible-reps.ts';
import { questions } from '../../../../src/usage/questions/questions.ts';
import { weeklyActiveRepsByTeam } from '../../../../src/usage/questions/weekly-active-reps-by-team.ts';

const merge = {
  commit: '0123456789abcdef0123',
  mergedAt: '2026-11-20T09:00:00.000Z',
  subject: 'New prices (#12)',
};
const wanted = wantInsight(coverageOfEligibleReps);

function found(fields: Record<string, unknown>, id = 7): Found {
  return { kind: 'insight', id, fields };
}

test('the text of a dashboard is that of the question, with days that move', () => {
  expect(dashboardText(coverageOfEligibleReps)).toContain(
    'timestamp >= toDateTime(today() - toIntervalDay(89)) AND timestamp < toDateTime(today() + toIntervalDay(1))',
  );
  expect(dashboardText(weeklyActiveRepsByTeam)).toContain(
    'timestamp >= toDateTime(toMonday(today()) - toIntervalDay(357))',
  );
});

test.each(questions.map((question) => [question.id, question] as const))(
  '%s has no placeholder left on a dashboard',
  (_, question) => expect(dashboardText(question)).not.toMatch(/[{}]/),
);

test('what is there as it is wanted is left, whatever PostHog added', () => {
  const query = { ...(wanted.fields['query'] as object), version: 2 };
  expect(planProvision([wanted], [found({ ...wanted.fields, query, short_id: 'x' })])).toEqual([
    { wanted, does: 'leave', id: 7 },
  ]);
});

test('only what differs is changed, and tags of people stay', () => {
  const there = found({ ...wanted.fields, name: 'By hand', tags: ['ours'] });
  expect(planProvision([wanted], [there])).toEqual([
    {
      wanted,
      does: 'update',
      id: 7,
      changes: { name: wanted.name, tags: ['ours', 'sales-hub:insight:coverage-of-eligible-reps'] },
    },
  ]);
});

test('where a plan has no tags the mark alone tells what is ours', () => {
  expect(planProvision([wanted], [found({ ...wanted.fields, tags: [] })])).toMatchObject([{ does: 'leave' }]);
});

test('where somebody rewrote the description the tag alone tells what is ours', () => {
  expect(planProvision([wanted], [found({ ...wanted.fields, description: 'By hand' })])).toMatchObject([
    { does: 'update', changes: { description: wanted.fields['description'] } },
  ]);
});

test.each<[string, Found[]]>([
  ['nothing is there', []],
  ['only something of the same name is there', [found({ ...wanted.fields, description: '', tags: [] })]],
  ['ours was deleted', [found({ ...wanted.fields, deleted: true })]],
  ['something else has the mark', [{ ...found(wanted.fields), kind: 'dashboard' }]],
])('it is made where %s', (_, there) => {
  expect(planProvision([wanted], there)).toEqual([{ wanted, does: 'make' }]);
});

test('of copies with the same mark the oldest is ours', () => {
  const there = [found(wanted.fields, 9), found(wanted.fields, 3)];
  expect(planProvision([wanted], there)).toMatchObject([{ does: 'leave', id: 3 }]);
});

test('a tile that was taken off comes back, and other dashboards keep theirs', () => {
  const tile = { ...wanted, fields: { ...wanted.fields, dashboards: [5] } };
  const there = found({ ...wanted.fields, dashboards: [8] });
  expect(planProvision([tile], [there])).toMatchObject([{ does: 'update', changes: { dashboards: [8, 5] } }]);
});

test('an annotation is short enough for PostHog and keeps its mark', () => {
  const { fields } = wantAnnotation({ ...merge, subject: 'x'.repeat(900) });
  expect(String(fields['content'])).toHaveLength(400);
  expect(fields['content']).toMatch(/ \[sales-hub:merge:0123456789ab\]$/);
});

test('the same moment in other letters is no change', () => {
  const annotation = wantAnnotation(merge);
  const there: Found = {
    kind: 'annotation',
    id: 1,
    fields: { ...annotation.fields, date_marker: '2026-11-20T09:00:00Z' },
  };
  expect(planProvision([annotation], [there])).toMatchObject([{ does: 'leave' }]);
});

test('the dashboard says that PostHog holds back no small group', () => {
  expect(wantDashboard('Larkmoor').fields['description']).toContain('no group under five people');
});

test.each([
  ['Merge pull request #12 from ines/prices\n\nNew prices for 2027\n\nMore.', 'New prices for 2027 (#12)'],
  ['Merge pull request #12 from ines/prices', 'Merge pull request #12 from ines/prices'],
  ['New prices (#12)\n\n* first try', 'New prices (#12)'],
])('the subject of a merge is the title of its pull request', (message, subject) => {
  expect(readMergeSubject(message)).toBe(subject);
});

test('a commit is a merge by its parents, or by the number GitHub gave its title', () => {
  expect([isMerge(2, 'Any'), isMerge(1, 'New prices (#12)'), isMerge(1, 'Fix a typo')]).toEqual([
    true,
    true,
    false,
  ]);
});
