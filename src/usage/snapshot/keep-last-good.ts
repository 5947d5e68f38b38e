import type { Answer, Snapshot } from './snapshot.ts';

/** When the rows of an answer were counted, ISO 8601; undefined where it never came through. */
function countedAt(answer: Answer, { madeAt }: Snapshot): string | undefined {
  return answer.state === 'ready' ? madeAt : answer.answeredAt;
}

/**
 * The snapshot with the last good rows of each question that failed, marked with the moment they are from. Nothing is
 * kept of another source, and nothing of a question that has since been asked in other words: its rows mean something
 * else. What is kept was withheld from when it was counted, so the minimum group holds.
 */
export function keepLastGood(fresh: Snapshot, before: Snapshot | undefined): Snapshot {
  if (before === undefined || before.source !== fresh.source) return fresh;
  const keep = (answer: Answer): Answer => {
    const last = before.answers.find(({ id }) => id === answer.id);
    if (answer.state !== 'failed' || last === undefined) return answer;
    const answeredAt = countedAt(last, before);
    const sameQuestion =
      last.hogql === answer.hogql && JSON.stringify(last.columns) === JSON.stringify(answer.columns);
    if (answeredAt === undefined || !sameQuestion) return answer;
    const { rows, withheld, withheldNote, missed } = last;
    const kept = { rows, withheld, withheldNote, answeredAt };
    return { ...answer, ...kept, ...(missed === undefined ? {} : { missed }) };
  };
  return { ...fresh, answers: fresh.answers.map(keep) };
}
