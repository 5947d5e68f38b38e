/** What the hub's search is measured against. */
export interface Goals {
  firstKb: number;
  /** None is set for the largest collection. */
  typedKb?: number;
  keyMs: number;
}

export const FIRST_RESULT_MS = 600;
export const OPEN_MS = 5;
export const FRAME_MS = 50;

/** By the number of documents: what holds for a size holds up to the next. */
export function goalsFor(documents: number): Goals {
  if (documents > 10_000) return { firstKb: 45, keyMs: 16 };
  if (documents > 2000) return { firstKb: 45, typedKb: 90, keyMs: 16 };
  return { firstKb: 40, typedKb: 50, keyMs: 5 };
}

/** A goal as it stands beside the number: `31.2 (≤ 40)`, with a mark when it is missed. */
export function besideGoal(shown: string, value: number, goal: number | undefined): string {
  if (goal === undefined) return shown;
  return `${shown} (${value <= goal ? '≤' : 'OVER'} ${String(goal)})`;
}
