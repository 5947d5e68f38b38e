import { uuidAt, type Random } from './demo-random.ts';
import type { DemoSearch } from './demo-visit.ts';

/** Keys of made-up agents. */
const AGENTS = 16;
/** How often an agent asks on a normal day. */
const ASKED_A_DAY = 0.6;

/** What agents ask on a day: what reps search for, the same over and over. */
export function askAsAgents(
  { teams, searches }: { teams: readonly unknown[]; searches: readonly DemoSearch[] },
  random: Random,
  midnight: number,
  mood: number,
) {
  // Somebody must have given them their keys.
  if (teams.length === 0) return [];
  const weights = searches.map((_, place) => 1 / (place + 3));
  return Array.from({ length: AGENTS }, (_, place) => place).flatMap((place) => {
    const search = random.happens(Math.min(0.95, ASKED_A_DAY * mood))
      ? random.pick(searches, weights)
      : undefined;
    if (search === undefined) return [];
    const ms = midnight + 8 * 3_600_000 + random.below(9 * 3_600_000);
    const { query, results } = search;
    return [
      {
        uuid: uuidAt(ms, random),
        distinct_id: `demo-agent-${String(place + 1).padStart(2, '0')}`,
        timestamp: new Date(ms).toISOString(),
        event: 'question_asked' as const,
        properties: { tool: 'search', query, results, surface: 'agent' as const },
      },
    ];
  });
}
