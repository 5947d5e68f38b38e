import { expect, test } from 'vitest';
import { isMerge, readMergeSubject } from '../../../../src/usage/verdict/merge.ts';
import { dashboardText } from '../../../../src/usage/dashboards/dashboard-text.ts';
import {
  planProvision,
  buildAnnotation,
  buildDashboard,
  buildInsight,
  type ExistingItem,
} from '../../../../src/usage/dashboards/provision.ts';
import { coverageOfEligibleReps } from '../../../../src/usage/questions/coverage-of-eligible-reps.ts';
import { questions } from '../../../../src/usage/questions/questions.ts';
import { weeklyActiveRepsByTeam } from '../../../../src/usage/questions/weekly-active-reps-by-team.ts';

const merge = {
  commit: '0123456789abcdef0123',
  mergedAt: '2026-11-20T09:00:00.000Z',
  mergedOn: '2026-11-20',
  subject: 'New prices (#12)',
};
const desired = buildInsight(coverageOfEligibleReps);

function found(fields: Record<string, unknown>, id = 7): ExistingItem {
  return { kind: 'insight', id, fields };
}

test('the text of a dashboard is that of the question, with days that move', () => {
  expect(dashboardText(coverageOfEligibleReps)).toContain(
    'timestamp >= toDateTime(toMonday(today()) - toIntervalDay(91)) AND timestamp < toDateTime(toMonday(today()))',
  );
  expect(dashboardText(weeklyActiveRepsByTeam)).toContain(
    'timestamp >= toDateTime(toMonday(today()) - toIntervalDay(364))',
  );
});

test.each(questions.map((question) => [question.id, question] as const))(
  '%s has no placeholder left on a dashboard',
  (_, question) => expect(dashboardText(question)).not.toMatch(/[{}]/),
);

test('what is there as it is desired is left, whatever PostHog added', () => {
  const query = { ...(desired.fields['query'] as object), version: 2 };
  expect(planProvision([desired], [found({ ...desired.fields, query, short_id: 'x' })])).toEqual([
    { desired, does: 'leave', id: 7 },
  ]);
});

test('only what differs is changed, and tags of people stay', () => {
  const there = found({ ...desired.fields, name: 'By hand', tags: ['ours'] });
  expect(planProvision([desired], [there])).toEqual([
    {
      desired,
      does: 'update',
      id: 7,
      changes: { name: desired.name, tags: ['ours', 'sales-hub:insight:coverage-of-eligible-reps'] },
    },
  ]);
});

test('where a plan has no tags the mark alone tells what is ours', () => {
  expect(planProvision([desired], [found({ ...desired.fields, tags: [] })])).toMatchObject([
    { does: 'leave' },
  ]);
});

test('where somebody rewrote the description the tag alone tells what is ours', () => {
  expect(planProvision([desired], [found({ ...desired.fields, description: 'By hand' })])).toMatchObject([
    { does: 'update', changes: { description: desired.fields['description'] } },
  ]);
});

test.each<[string, ExistingItem[]]>([
  ['nothing is there', []],
  ['only something of the same name is there', [found({ ...desired.fields, description: '', tags: [] })]],
  ['ours was deleted', [found({ ...desired.fields, deleted: true })]],
  ['something else has the mark', [{ ...found(desired.fields), kind: 'dashboard' }]],
])('it is made where %s', (_, there) => {
  expect(planProvision([desired], there)).toEqual([{ desired, does: 'make' }]);
});

test('of copies with the same mark the oldest is ours', () => {
  const there = [found(desired.fields, 9), found(desired.fields, 3)];
  expect(planProvision([desired], there)).toMatchObject([{ does: 'leave', id: 3 }]);
});

test('a tile that was taken off comes back, and other dashboards keep theirs', () => {
  const tile = { ...desired, fields: { ...desired.fields, dashboards: [5] } };
  const there = found({ ...desired.fields, dashboards: [8] });
  expect(planProvision([tile], [there])).toMatchObject([{ does: 'update', changes: { dashboards: [8, 5] } }]);
});

test('an annotation is short enough for PostHog and keeps its mark', () => {
  const { fields } = buildAnnotation({ ...merge, subject: 'x'.repeat(900) });
  expect(String(fields['content'])).toHaveLength(400);
  expect(fields['content']).toMatch(/ \[sales-hub:merge:0123456789ab\]$/);
});

test('the same moment in other letters is no change', () => {
  const annotation = buildAnnotation(merge);
  const there: ExistingItem = {
    kind: 'annotation',
    id: 1,
    fields: { ...annotation.fields, date_marker: '2026-11-20T09:00:00Z' },
  };
  expect(planProvision([annotation], [there])).toMatchObject([{ does: 'leave' }]);
});

test('the dashboard says that its numbers are exact', () => {
  expect(buildDashboard('Larkmoor').fields['description']).toContain('These numbers are exact');
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
