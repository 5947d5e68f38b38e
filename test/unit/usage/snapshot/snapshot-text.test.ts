import { expect, test } from 'vitest';
import type { Snapshot } from '../../../../src/usage/snapshot/snapshot.ts';
import { renderSnapshot } from '../../../../src/usage/snapshot/snapshot-text.ts';
import { sampleSnapshot } from '../../charts/sample-snapshot.ts';

const slices: Snapshot['slices'] = [
  { question: 'top-searches', team: 'dach', weeks: 13, rows: [['say "hi"\n', 9, null]] },
  { question: 'top-searches', team: 'uk-mid', weeks: 13, rows: [] },
];

test('what is read back is the same, with parts by team and span and without', () => {
  const snapshot = sampleSnapshot();
  expect(JSON.parse(renderSnapshot(snapshot))).toEqual(snapshot);
  expect(JSON.parse(renderSnapshot({ ...snapshot, slices }))).toEqual({ ...snapshot, slices });
  expect(JSON.parse(renderSnapshot({ ...snapshot, slices: [] }))).toEqual({ ...snapshot, slices: [] });
});

test('each row is a line of its own', () => {
  const lines = renderSnapshot({ ...sampleSnapshot(), slices }).split('\n');
  expect(lines).toContain('["say \\"hi\\"\\n",9,null]');
  expect(lines.filter((line) => line.startsWith('["2026-11-09","dach",'))).toHaveLength(1);
});
