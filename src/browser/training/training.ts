/** A training: answers are told right or wrong, and how far its reader is stays in this browser. */
import { renderDay } from '../../library/dates.ts';
import {
  parseProgress,
  passStep,
  sayStanding,
  standingOf,
  type StepNow,
} from '../../reader/training-progress.ts';
import style from '../../styles/training.css?inline';
import { mineKeys, onOtherTab } from '../mine/mine-store.ts';
import { readStoredJson, writeStored } from '../storage.ts';
import { readToday } from '../today.ts';
import { report, type ReportedEvent } from '../tracking/hub-event.ts';

type AssetFacts = Omit<
  Extract<ReportedEvent, { event: 'training_step_passed' }>['properties'],
  'left' | 'surface'
>;

const NOT_KEPT =
  ' This browser keeps nothing for the hub, or has no room left: your answers are gone when you leave this page.';
const SAYS = { open: '', done: 'Done', changed: 'Changed since: read it again' } as const;

const readKept = () => parseProgress(readStoredJson(mineKeys.training));
/** What this page knows, for a browser that keeps nothing. */
let known = readKept();

function openTraining(training: HTMLElement): void {
  const article = training.closest<HTMLElement>('[data-asset]');
  const asset = JSON.parse(article?.dataset['asset'] ?? '{}') as AssetFacts;
  const id = asset.asset_id;
  const items = [...training.querySelectorAll<HTMLDetailsElement>('[data-step]')];
  const steps = items.map(({ dataset }): StepNow => ({
    key: dataset['step'] ?? '',
    mark: dataset['mark'] ?? '',
  }));
  const sum = training.querySelector<HTMLElement>('[data-sum]');
  const bar = training.querySelector('progress');
  const paper = training.querySelector<HTMLElement>('[data-certificate]');
  let note = '';

  function show(): void {
    const standing = standingOf(known, id, steps);
    items.forEach((item, at) => {
      const state = standing.states[at] ?? 'open';
      item.dataset['state'] = state;
      const says = item.querySelector('[data-state-says]');
      if (says !== null) says.textContent = SAYS[state];
    });
    if (sum !== null) sum.textContent = sayStanding(standing) + note;
    if (bar !== null) bar.value = standing.done;
    const { finishedOn } = standing;
    if (paper !== null) paper.hidden = finishedOn === undefined;
    article?.toggleAttribute('data-certified', finishedOn !== undefined);
    const day = paper?.querySelector('[data-day]');
    if (day && finishedOn !== undefined) day.textContent = renderDay(finishedOn);
  }

  function answer(button: HTMLElement, item: HTMLDetailsElement): void {
    const says = item.querySelector('[role=status]');
    if (button.dataset['choice'] !== 'right') {
      button.ariaPressed = 'true';
      if (says !== null) says.textContent = 'Not quite. Look at the place where it stands, then try again.';
      return;
    }
    const at = items.indexOf(item);
    const step = steps[at];
    if (step === undefined) return;
    item.querySelectorAll('[data-choice]').forEach((each) => (each.ariaPressed = String(each === button)));
    if (says !== null) says.textContent = 'Right.';
    const wasDone = standingOf(known, id, steps).states[at] === 'done';
    // Another tab may have passed others.
    known = passStep({ ...known, ...readKept() }, id, step, readToday());
    note = writeStored(mineKeys.training, JSON.stringify(known)) ? '' : NOT_KEPT;
    show();
    const { states, done, finishedOn } = standingOf(known, id, steps);
    if (!wasDone)
      report({
        event: 'training_step_passed',
        properties: { ...asset, surface: 'page', left: steps.length - done },
      });
    const next = items[states.findIndex((state) => state !== 'done')];
    if (next !== undefined) {
      next.open = true;
      next.querySelector('summary')?.focus();
    } else if (finishedOn !== undefined) {
      paper?.scrollIntoView({ block: 'nearest' });
      paper?.querySelector('h2')?.focus();
    }
  }

  training.addEventListener('click', ({ target }) => {
    const button = (target as Element).closest<HTMLElement>('[data-choice]');
    const item = button?.closest<HTMLDetailsElement>('[data-step]');
    if (button && item) answer(button, item);
  });
  // Another tab may have passed some, and "Forget it" takes them all.
  onOtherTab(() => {
    known = readKept();
    show();
  });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  document.adoptedStyleSheets.push(sheet);
  show();
  const first = standingOf(known, id, steps).states.findIndex((state) => state !== 'done');
  items.forEach((item, at) => (item.open = at === first));
}

const training = document.querySelector<HTMLElement>('[data-training]');
if (training !== null) openTraining(training);
