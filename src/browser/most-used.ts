/** What the reader's team uses most: the lists of all teams stand in the page, so that a choice needs no network. */
import { readStored } from './storage.ts';

const place = document.querySelector<HTMLElement>('[data-most-used]');

function showTeam(team: string): void {
  const lists = [...(place?.querySelectorAll<HTMLElement>('[data-of-team]') ?? [])];
  const own = lists.find((list) => list.dataset['ofTeam']?.split('+').includes(team));
  for (const list of lists) list.hidden = list !== (own ?? lists[0]);
  const tooFew = place?.querySelector<HTMLElement>('[data-too-few]');
  if (tooFew) tooFew.hidden = team === '' || own !== undefined;
  for (const choice of place?.querySelectorAll('select') ?? []) choice.value = team;
}

showTeam(readStored('hub:team') ?? '');
document.addEventListener('change', ({ target }) => {
  if (target instanceof HTMLSelectElement && 'team' in target.dataset) showTeam(target.value);
});
