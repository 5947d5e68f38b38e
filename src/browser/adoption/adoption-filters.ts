/**
 * Filters of the adoption page. What is chosen stands in the address, so that a link, a reload and the back button
 * mean the same; what draws is fetched with the first choice.
 */
import type { Drawing } from './adoption-drawing.ts';

const NAMES = ['product', 'team', 'days'] as const;
type Choice = Record<(typeof NAMES)[number], string>;

const COPIED_MS = 1500;

const form = document.querySelector<HTMLFormElement>('[data-adoption-filters]');
const status = document.querySelector<HTMLElement>('[data-adoption-status]');
let drawing: Promise<Drawing> | undefined;
let shown = '';

if (form !== null && status !== null) {
  form.hidden = false;
  form.addEventListener('change', () => choose(readForm(form)));
  form.addEventListener('reset', () => choose({ product: '', team: '', days: '' }));
  form.addEventListener('submit', (event) => event.preventDefault());
  addEventListener('popstate', () => void show(form, status));
  document.addEventListener('click', (event) => {
    const link = (event.target as Element).closest<HTMLElement>('[data-chart-link], [data-csv]');
    if (link === null) return;
    const { chartLink, csv } = link.dataset;
    if (chartLink !== undefined) void copyLink(event, link, chartLink, status);
    if (csv !== undefined && shown !== '') void downloadCsv(event, csv);
  });
  void show(form, status);
}

/** What the address says, without what the page does not offer. */
function readAddress(form: HTMLFormElement): Choice {
  const asked = new URLSearchParams(location.search);
  const valueOf = (name: string) => {
    const wanted = asked.get(name) ?? '';
    const options = selectOf(form, name)?.options ?? [];
    return [...options].some(({ value }) => value === wanted) ? wanted : '';
  };
  return { product: valueOf('product'), team: valueOf('team'), days: valueOf('days') };
}

function readForm(form: HTMLFormElement): Choice {
  const valueOf = (name: string) => selectOf(form, name)?.value ?? '';
  return { product: valueOf('product'), team: valueOf('team'), days: valueOf('days') };
}

function selectOf(form: HTMLFormElement, name: string): HTMLSelectElement | null {
  return form.querySelector<HTMLSelectElement>(`select[name=${name}]`);
}

/** The choice as it stands behind the address; '' where all is shown. */
function searchOf(choice: Choice): string {
  const search = new URLSearchParams(
    NAMES.flatMap((name) => (choice[name] === '' ? [] : [[name, choice[name]]])),
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
    if (select !== null) select.value = choice[name];
  }
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
      days: choice.days === '' ? undefined : choice.days,
    });
    if (isFirst) document.getElementById(location.hash.slice(1))?.scrollIntoView();
  } catch {
    drawing = undefined;
    shown = '';
    status.textContent =
      'The numbers behind the filters could not be fetched, so all charts show everything. Try again in a minute.';
  }
}

/** Copies the address of one chart with what is chosen. Where nothing can be copied the link goes there, as links do. */
async function copyLink(event: Event, link: HTMLElement, id: string, status: HTMLElement): Promise<void> {
  event.preventDefault();
  history.replaceState(null, '', `${location.pathname}${location.search}#${id}`);
  try {
    await navigator.clipboard.writeText(location.href);
    link.classList.add('done');
    status.textContent = 'The link to this chart is copied.';
    setTimeout(() => link.classList.remove('done'), COPIED_MS);
  } catch {
    document.getElementById(id)?.scrollIntoView();
    status.textContent = 'The link could not be copied; it stands in the address bar.';
  }
}

/** The rows as they are shown: the file behind the link holds all. */
async function downloadCsv(event: Event, id: string): Promise<void> {
  event.preventDefault();
  const drawn = await drawing;
  const text = drawn?.renderCsv(id);
  if (text === undefined) return;
  const file = document.createElement('a');
  file.href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  file.download = [id, ...new URLSearchParams(location.search).values()].join('.').concat('.csv');
  file.click();
  URL.revokeObjectURL(file.href);
}
