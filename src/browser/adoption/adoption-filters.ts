/**
 * Filters of the adoption page. What is chosen stands in the address, so that a link, a reload and the back button
 * mean the same; what draws is fetched with the first choice.
 */
import { addDays, renderDay } from '../../library/dates.ts';
import { lastPeriods, SERIES_WEEKS } from '../../usage/questions/periods.ts';
import { readToday } from '../today.ts';
import type { Drawing } from './adoption-drawing.ts';

const NAMES = ['product', 'team', 'weeks', 'from', 'until'] as const;
const NOTHING: Choice = { product: '', team: '', weeks: '', from: '', until: '' };
/** Stands for weeks of the reader's own choice, which the address names. */
const OWN_WEEKS = 'own';
type Choice = Record<(typeof NAMES)[number], string>;

const COPIED_MS = 1500;

const form = document.querySelector<HTMLFormElement>('[data-adoption-filters]');
const status = document.querySelector<HTMLElement>('[data-adoption-status]');
let drawing: Promise<Drawing> | undefined;
let shown = '';

if (form !== null && status !== null) {
  offerWeeks(form);
  form.hidden = false;
  form.addEventListener('change', () => choose(readForm(form)));
  form.addEventListener('reset', () => choose(NOTHING));
  form.addEventListener('submit', (event) => event.preventDefault());
  addEventListener('popstate', () => void show(form, status));
  document.addEventListener('click', (event) => {
    const link = (event.target as Element).closest<HTMLElement>(
      '[data-chart-link], [data-csv], [data-picture]',
    );
    if (link === null) return;
    const { chartLink, csv, picture } = link.dataset;
    if (chartLink !== undefined) void copyChartLink(event, link, chartLink, status);
    if (picture === 'png' || picture === 'svg') void saveChart(event, link, picture, status);
    if (csv !== undefined && shown !== '') void downloadCsv(event, csv);
  });
  void show(form, status);
}

/** Weeks that are over by now, from their first days and until their last: a page may be older than they are. */
function offerWeeks(form: HTMLFormElement): void {
  for (const { from, to } of lastPeriods(1, SERIES_WEEKS, readToday())) {
    selectOf(form, 'from')?.append(new Option(renderDay(from), from));
    const last = addDays(to, -1);
    selectOf(form, 'until')?.append(new Option(renderDay(last), last));
  }
}

/** What the address says, without what the page does not offer. */
function readAddress(form: HTMLFormElement): Choice {
  const asked = new URLSearchParams(location.search);
  const valueOf = (name: string) => {
    const wanted = asked.get(name) ?? '';
    const options = selectOf(form, name)?.options ?? [];
    return [...options].some(({ value }) => value === wanted) ? wanted : '';
  };
  const choice = { ...readChoice(valueOf), weeks: valueOf('weeks') };
  const isOwn = choice.from !== '' && choice.until !== '';
  return isOwn ? { ...choice, weeks: OWN_WEEKS } : { ...choice, from: '', until: '' };
}

function readForm(form: HTMLFormElement): Choice {
  const choice = readChoice((name) => selectOf(form, name)?.value ?? '');
  if (choice.weeks !== OWN_WEEKS) return { ...choice, from: '', until: '' };
  // Chosen the wrong way round they are the same weeks.
  const days = [...(selectOf(form, 'from')?.options ?? [])].map(({ value }) => value);
  const ends = [...(selectOf(form, 'until')?.options ?? [])].map(({ value }) => value);
  const [one, other] = [days.indexOf(choice.from), ends.indexOf(choice.until)];
  return { ...choice, from: days[Math.min(one, other)] ?? '', until: ends[Math.max(one, other)] ?? '' };
}

function readChoice(valueOf: (name: string) => string): Choice {
  return {
    product: valueOf('product'),
    team: valueOf('team'),
    weeks: valueOf('weeks'),
    from: valueOf('from'),
    until: valueOf('until'),
  };
}

function selectOf(form: HTMLFormElement, name: string): HTMLSelectElement | null {
  return form.querySelector<HTMLSelectElement>(`select[name=${name}]`);
}

/** The choice as it stands behind the address; '' where all is shown. */
function searchOf(choice: Choice): string {
  const search = new URLSearchParams(
    NAMES.flatMap((name) => (['', OWN_WEEKS].includes(choice[name]) ? [] : [[name, choice[name]]])),
  );
  return search.size === 0 ? '' : `?${search.toString()}`;
}

function choose(choice: Choice): void {
  history.pushState(null, '', `${location.pathname}${searchOf(choice)}`);
  if (form !== null && status !== null) void show(form, status);
}

/** Draws what the address says. A newer choice wins over one that is still being fetched. */
async function show(form: HTMLFormElement, status: HTMLElement): Promise<void> {
  const choice = readAddress(form);
  for (const name of NAMES) {
    const select = selectOf(form, name);
    if (select === null) continue;
    select.value = choice[name];
    // Weeks begin with the last four when they are first asked for.
    if (name === 'from' && choice.from === '') select.selectedIndex = Math.max(0, select.options.length - 4);
    if (name === 'until' && choice.until === '') select.selectedIndex = select.options.length - 1;
  }
  for (const label of form.querySelectorAll<HTMLElement>('[data-own-weeks]'))
    label.hidden = choice.weeks !== OWN_WEEKS;
  const search = searchOf(choice);
  form.toggleAttribute('data-filtered', search !== '');
  if (search === shown) return;
  shown = search;
  const isFirst = drawing === undefined;
  drawing ??= import('./adoption-drawing.ts').then(({ openDrawing }) => openDrawing());
  try {
    const { draw } = await drawing;
    if (search !== shown) return;
    status.textContent = draw({
      product: choice.product === '' ? undefined : choice.product,
      team: choice.team === '' ? undefined : choice.team,
      weeks: choice.weeks === '' ? undefined : choice.weeks,
      between: choice.from === '' ? undefined : { from: choice.from, until: choice.until },
    });
    if (isFirst) document.getElementById(location.hash.slice(1))?.scrollIntoView();
  } catch {
    drawing = undefined;
    shown = '';
    status.textContent =
      'The numbers behind the filters could not be fetched, so all charts show everything. Try again in a minute.';
  }
}

/** Copies the address of one chart with what is chosen. Where the browser refuses the link also goes there, as links do. */
async function copyChartLink(
  event: Event,
  link: HTMLElement,
  id: string,
  status: HTMLElement,
): Promise<void> {
  event.preventDefault();
  history.replaceState(null, '', `${location.pathname}${location.search}#${id}`);
  const copied = (sentence: string): void => {
    link.classList.add('done');
    status.textContent = sentence;
    setTimeout(() => link.classList.remove('done'), COPIED_MS);
  };
  const refused = (sentence: string): void => {
    document.getElementById(id)?.scrollIntoView();
    status.textContent = sentence;
  };
  const { copyLink } = await import('../copy/copy.ts');
  await copyLink(location.href, { copied, refused }, 'The link to this chart is copied.');
}

/** A picture of one chart as it is shown, with where it is from. */
async function saveChart(
  event: Event,
  link: HTMLElement,
  format: 'png' | 'svg',
  status: HTMLElement,
): Promise<void> {
  event.preventDefault();
  const section = link.closest<HTMLElement>('section.chart');
  if (section === null) return;
  const asOf = document.querySelector('.adoption-as-of')?.textContent.trim() ?? '';
  const name = nameFile(section.id);
  try {
    const { savePicture } = await import('./chart-picture.ts');
    const from = `${location.origin}${location.pathname}${location.search}#${section.id}`;
    status.textContent = await savePicture(section, format, name, `${asOf} ${from}`);
  } catch {
    status.textContent =
      'The picture could not be made, and nothing was saved. Try again in a minute, or take the CSV of the chart.';
  }
}

/** What was chosen stands in the name of a file. */
const nameFile = (id: string): string => [id, ...new URLSearchParams(location.search).values()].join('.');

/** The rows as they are shown: the file behind the link holds all. */
async function downloadCsv(event: Event, id: string): Promise<void> {
  event.preventDefault();
  const drawn = await drawing;
  const text = drawn?.renderCsv(id);
  if (text === undefined) return;
  const file = document.createElement('a');
  file.href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  file.download = `${nameFile(id)}.csv`;
  file.click();
  URL.revokeObjectURL(file.href);
}
