import { NO_TEAM, teamsOf } from '../privacy/team-groups.ts';
import { assetColumns } from './activity.ts';
import { ALL_TEAMS } from './all-teams.ts';
import { countPeople } from './count-people.ts';
import { did } from './people-group.ts';
import { defineQuestion } from './question.ts';

export const trainingByTeam = defineQuestion({
  id: 'training-by-team',
  title: 'Training by team',
  asks: (span) => `How many reps of each team began and finished a training in the ${span}?`,
  span: { weeks: 13 },
  hogql: countPeople({
    keys: { asset: 'properties.asset_id' },
    people: { began: true, finished: 'toInt(properties.left) = 0' },
    events: ['training_step_passed'],
    condition: 'notEmpty(properties.asset_id)',
  }),
  selects: { asset: 'text', team: 'team', began: 'people', finished: 'people' },
  row: {
    asset: assetColumns.asset,
    team: { role: 'key', type: 'team', label: 'Team' },
    began: { role: 'people', type: 'people', label: 'Reps who began', from: 'began', small: 'number' },
    finished: {
      role: 'people',
      type: 'people',
      label: 'Reps who finished',
      from: 'finished',
      small: 'number',
    },
    reps: { role: 'fact', type: 'number', label: 'Reps in the team' },
    share: { role: 'share', type: 'share', label: 'Coverage', part: 'finished', whole: 'reps' },
  },
  people: {
    began: ({ asset }, library) => did.beginTraining(asset, library),
    finished: ({ asset }, library) => did.finishTraining(asset, library),
  },
  chart: 'drawn',
  // Nobody began, where pages were opened, means that nobody was trained.
  needs: ['training_step_passed', 'asset_viewed'],
  nothing: [
    'No training to show.',
    'What ten reps or more of a team began appears here. Progress itself stays in the browser of whoever learns.',
  ],
  answer(rows, { teams }) {
    const seats = new Map(teams.map(({ id, reps }) => [id, reps]));
    return rows
      .filter(({ team }) => team !== ALL_TEAMS)
      .flatMap(({ asset, team, began, finished }) => {
        if (team === NO_TEAM && began === 0) return [];
        const reps = team === NO_TEAM ? 0 : teamsOf(team).reduce((sum, id) => sum + (seats.get(id) ?? 0), 0);
        return [{ asset, team, began, finished, reps: reps === 0 ? null : reps }];
      })
      .sort(
        (a, b) =>
          b.finished - a.finished || b.began - a.began || (a.asset + a.team < b.asset + b.team ? -1 : 1),
      );
  },
});
