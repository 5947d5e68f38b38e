import { teamsOf } from '../privacy/team-groups.ts';
import { ALL_TEAMS } from './all-teams.ts';
import { carriedIntoCalls } from './carried-into-calls.ts';
import type { LibraryIndex } from './library-facts.ts';
import { deriveQuestion } from './question.ts';

/** The seats of the teams that are counted together; null where nobody knows. */
function seatsOf(team: string, { teams, heads }: LibraryIndex): number | null {
  if (team === ALL_TEAMS) return heads === 0 ? null : heads;
  const own = teamsOf(team).map((id) => teams.find((each) => each.id === id)?.reps);
  return own.some((reps) => reps === undefined)
    ? null
    : own.reduce<number>((sum, reps) => sum + (reps ?? 0), 0);
}

/** Each product beside each team, so that a gap in the grid is seen at once. */
export const productsByTeam = deriveQuestion(carriedIntoCalls, {
  id: 'products-by-team',
  title: 'Product by team',
  asks: (span) => `What share of each team used something about each product in the ${span}?`,
  span: { weeks: 4 },
  row: {
    product: { role: 'key', type: 'product', label: 'Product' },
    team: { role: 'key', type: 'team', label: 'Team' },
    reps: { role: 'people', type: 'people', label: 'Reps', from: 'used', small: 'number' },
    seats: { role: 'fact', type: 'number', label: 'Seats' },
    share: { role: 'share', type: 'share', label: 'Share of the team', part: 'reps', whole: 'seats' },
  },
  chart: 'drawn',
  needs: carriedIntoCalls.needs,
  nothing: ['No product was used by ten reps.', 'What ten reps or more of a team used appears here.'],
  answer: (rows, library) =>
    rows
      .map(({ product, team, used }) => ({ product, team, reps: used, seats: seatsOf(team, library) }))
      .sort((a, b) => b.reps - a.reps || (a.product + a.team < b.product + b.team ? -1 : 1)),
});
