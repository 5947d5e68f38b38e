import { CALL_SURFACES, type carriedIntoCalls } from '../questions/carried-into-calls.ts';
import type { RowOf } from '../questions/question.ts';
import { UNDER_TEN } from '../snapshot/answer.ts';

/** What a way into a call is called in a sentence. */
const WAYS: Readonly<Record<(typeof CALL_SURFACES)[number], string>> = {
  call: 'in call mode',
  brief: 'on a brief',
  crm: 'beside the CRM',
  agent: 'through an agent',
};

/** How a product gets into calls, such as `45 in call mode, under 10 beside the CRM`; what nobody is known to do is left out. */
export function sayWays(row: Pick<RowOf<typeof carriedIntoCalls>, (typeof CALL_SURFACES)[number]>): string {
  const known = CALL_SURFACES.flatMap((way) => {
    const reps = row[way];
    return reps === null ? [] : [`${String(reps)} ${WAYS[way]}`];
  });
  const rest = CALL_SURFACES.filter((way) => row[way] === null).map((way) => WAYS[way]);
  return [...known, ...(rest.length === 0 ? [] : [`${UNDER_TEN} ${rest.join(' or ')}`])].join(', ');
}
