/** The page of asks by the reader's own day: a page that was built last week shows this week. */
import type { AsksInput } from '../../charts/asks.ts';
import { onNewDay } from '../new-day.ts';
import { readToday } from '../today.ts';

const box = document.querySelector<HTMLElement>('[data-asks]');
if (box !== null) {
  const show = (): void => {
    const today = readToday();
    // On the day of the build it stands there already, and nothing has to be fetched.
    if (box.dataset['asOf'] === today) return;
    void import('../../charts/asks.ts').then(({ renderAsks }) => {
      box.innerHTML = renderAsks(JSON.parse(box.dataset['asks'] ?? '') as AsksInput, today).text;
      box.dataset['asOf'] = today;
    });
  };
  show();
  onNewDay(show);
}
