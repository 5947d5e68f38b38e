/** The page of the rhythm by the reader's own day: what was kept when the site was built may be late by now. */
import type { RhythmInput } from '../../charts/rhythm.ts';
import { onNewDay } from '../new-day.ts';
import { readToday } from '../today.ts';

const box = document.querySelector<HTMLElement>('[data-rhythm]');
if (box !== null) {
  const show = (): void => {
    const today = readToday();
    // On the day of the build it stands there already, and nothing has to be fetched.
    if (box.dataset['asOf'] === today) return;
    void import('../../charts/rhythm.ts').then(({ renderRhythm }) => {
      box.innerHTML = renderRhythm(JSON.parse(box.dataset['rhythm'] ?? '') as RhythmInput, today).text;
      box.dataset['asOf'] = today;
    });
  };
  show();
  onNewDay(show);
}
