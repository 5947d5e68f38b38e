/** How fresh the pages of a list are, by the reader's own day; on the page of what is due also which of them stand there. */
import { freshnessOn, renderFreshnessOn, type Freshness } from '../library/freshness.ts';
import { onNewDay } from './new-day.ts';
import { readToday } from './today.ts';

const RANK: Record<Freshness, number> = { expired: 0, overdue: 1, due: 2, fresh: 3, unverified: 4 };

/** What a row says of its page: how fresh it was on the day it says so, and the days by which that goes. */
function readCare(note: HTMLElement): { said: string; days: { reviewBy?: string; expires?: string } } {
  const [said = '', reviewBy = '', expires = ''] = (note.dataset['care'] ?? '').split(' ');
  return { said, days: { ...(reviewBy && { reviewBy }), ...(expires && { expires }) } };
}

function showCare(): void {
  const today = readToday();
  document.querySelectorAll<HTMLElement>('[data-care]').forEach((note) => {
    const { said, days } = readCare(note);
    const now = freshnessOn(days, today);
    // Of one that is as it was, the build says more.
    if (now === said) return;
    note.classList.remove(said);
    note.classList.add(now);
    note.textContent = renderFreshnessOn(days, today);
    note.dataset['care'] = [now, days.reviewBy ?? '', days.expires ?? ''].join(' ');
  });
  document.querySelectorAll<HTMLElement>('[data-due]').forEach(showDue);
}

/** Pages of an owner that will be due soon stand in the page too, out of sight. */
function showDue(section: HTMLElement): void {
  const rows = [...section.querySelectorAll('li')].map((row) => {
    const note = row.querySelector<HTMLElement>('[data-care]');
    return { row, rank: RANK[(note === null ? 'fresh' : readCare(note).said) as Freshness] };
  });
  for (const { row, rank } of rows) row.hidden = rank >= RANK.fresh;
  const due = rows.filter(({ row }) => !row.hidden).sort((one, other) => one.rank - other.rank);
  due[0]?.row.parentElement?.prepend(...due.map(({ row }) => row));
  section.hidden = due.length === 0;
  const count = section.querySelector('[data-count]');
  if (count !== null) count.textContent = String(due.length);
  const isEmpty = document.querySelector('[data-due]:not([hidden])') === null;
  document.querySelector('[data-none-due]')?.toggleAttribute('hidden', !isEmpty);
}

showCare();
onNewDay(showCare);
