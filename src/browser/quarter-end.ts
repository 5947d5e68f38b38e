/** The last days of a quarter on the home page, decided anew on each new day; the page itself decides when it is drawn. */
import { onNewDay } from './new-day.ts';

onNewDay(() => document.querySelector('[data-quarter]')?.dispatchEvent(new Event('decide')));
