/** The page of asks by the reader's own day: a page that was built last week shows this week. */
import type { AsksInput } from '../../charts/asks.ts';
import { readToday } from '../today.ts';

const box = document.querySelector<HTMLElement>('[data-asks]');
const today = readToday();
// On the day of the build it stands there already, and nothing has to be fetched.
if (box !== null && box.dataset['asOf'] !== today)
  void import('../../charts/asks.ts').then(({ renderAsks }) => {
    box.innerHTML = renderAsks(JSON.parse(box.dataset['asks'] ?? '') as AsksInput, today).text;
  });
