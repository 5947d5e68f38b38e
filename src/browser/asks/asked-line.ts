/** The line on the home page that says what is asked of reps, by the reader's own week. */
import { sayAsked } from '../../library/records/rep-burden.ts';
import { mondayOf } from '../../library/dates.ts';
import { onNewDay } from '../new-day.ts';
import { readToday } from '../today.ts';

const line = document.querySelector<HTMLElement>('[data-asked]');
if (line !== null) {
  const { cap, weeks } = JSON.parse(line.dataset['asked'] ?? '') as {
    cap: number;
    weeks: Record<string, number>;
  };
  const show = (): void => {
    line.textContent = sayAsked(weeks[mondayOf(readToday())] ?? 0, cap, 'this week');
  };
  show();
  onNewDay(show);
}
