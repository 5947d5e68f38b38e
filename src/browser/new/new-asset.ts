/** The page on which a new piece is written: fields, the check beside them, the preview, and the way to GitHub. */
import type { Day } from '../../library/dates.ts';
import { hasDraft, parseDraftAddress } from '../../library/draft-address.ts';
import type { Draft } from '../../library/draft-text.ts';
import type { Hub } from '../../library/hub.ts';
import { dayIn } from '../../library/time-zone.ts';
import { kindNames, kinds, type Kind } from '../../library/kinds/kinds.ts';
import type { Forms } from '../../publishing/draft/form.ts';
import type { LibraryOutline } from '../../publishing/draft/library-outline.ts';
import { createButton, element } from '../elements.ts';
import { openDraftChecker } from './new-check.ts';
import { openKeptDraft } from './new-draft.ts';
import { createForm, type DraftForm } from './new-form.ts';
import type { Words } from './new-inputs.ts';
import { createPreview } from './new-preview.ts';
import { createNewFiles } from './new-files.ts';
import { createPublishing } from './new-publish.ts';
import { onNewDay } from '../new-day.ts';

/** What the page brings along for its script. */
interface PageData {
  hub: Hub;
  forms: Forms;
  outlineUrl: string;
}

const CHECK_AFTER_MS = 250;

const data = JSON.parse(document.querySelector('[data-new-page]')?.textContent ?? '{}') as PageData;
const place = (name: string): HTMLElement => {
  const found = document.querySelector<HTMLElement>(`[data-new="${name}"]`);
  if (found === null) throw new Error(`The page for a new page has no place for ${name}.`);
  return found;
};
const words: Words = {
  vocabulary: (name) => data.hub[name],
  lists: { assets: 'new-assets', files: 'new-files' },
};
const preview = createPreview(place('preview'), data.hub);
const publishing = createPublishing({
  node: place('publish'),
  hub: data.hub,
  isSettled: () => isSettled,
  settle: look,
  reveal: () => form.reveal(),
  files: () => files.offeredBy(form.read()),
});
const files = createNewFiles({
  node: place('drop'),
  add(change) {
    open(change(form.read()));
    changed();
  },
});

// Chosen while this code was on its way, or while other tabs are asked.
const kindChoice = place('kind') as HTMLSelectElement;
const brought = parseDraftAddress(location.hash);
const kept = await openKeptDraft(brought !== undefined);
const isChosen = kindChoice.selectedIndex > 0;

let timer: ReturnType<typeof setTimeout> | undefined;
let form: DraftForm;
let asked = 0;
let isSettled = false;

const checker = openDraftChecker(data.hub, data.outlineUrl, suggest);

const fill = (id: string, options: HTMLOptionElement[]): void =>
  document.getElementById(id)?.replaceChildren(...options);

function suggest(outline: LibraryOutline): void {
  fill(
    words.lists.assets,
    outline.assets.map(({ path, title }) => new Option(title, path.replace(/\.md$/i, ''))),
  );
  const below = 'files/';
  const files = outline.files.filter((path) => path.startsWith(below));
  fill(
    words.lists.files,
    files.map((path) => new Option(path, path.slice(below.length))),
  );
}

async function look(): Promise<void> {
  const mine = ++asked;
  clearTimeout(timer);
  const draft = form.read();
  const checked = await checker.check(ofKindAlone(draft), companyToday());
  if (mine !== asked) return;
  if (checked === undefined) return publishing.failed();
  // What was dropped here goes along.
  const dropped = files.offeredBy(draft);
  const downloads = (draft.values['downloads'] ?? []) as { file?: string }[];
  const findings = checked.findings.filter(
    ({ rule, at }) => rule !== 'missing-file' || !dropped.has(downloads[Number(at[1])]?.file ?? ''),
  );
  form.show(findings);
  isSettled = true;
  preview.show(draft, checked);
  publishing.show({ ...checked, findings });
}

/** Values for which the kind has no field are kept with the draft and are no part of the file. */
function ofKindAlone(draft: Draft): Draft {
  const keys = new Set([...data.forms.shared, ...data.forms.own[draft.kind]].map(({ key }) => key));
  const values = Object.entries(draft.values).filter(([key]) => keys.has(key));
  return { ...draft, values: Object.fromEntries(values) };
}

function changed(): void {
  isSettled = false;
  const draft = form.read();
  publishing.changed(kept.keep(draft));
  clearTimeout(timer);
  timer = setTimeout(() => void look(), CHECK_AFTER_MS);
}

/** A page carries days of the company: where a day begins earlier it would not be published yet. */
function companyToday(): Day {
  return dayIn(data.hub.company.time_zone, Date.now());
}

function blank(kind: Kind): Draft {
  const today = companyToday();
  return { kind, values: { published: today, reviewed: today }, body: '' };
}

function open(draft: Draft): void {
  form = createForm(draft.kind, kinds[draft.kind].label, data.forms, words);
  form.write(draft);
  place('form').replaceChildren(form.node);
  kindChoice.value = draft.kind;
  void look();
}

kindChoice.addEventListener('change', () => {
  open({ ...form.read(), kind: kindChoice.value as Kind });
  changed();
});
place('form').addEventListener('input', changed);
// What is late or over is judged by the day.
onNewDay(() => void look());
// Nothing is sent anywhere by pressing Enter.
place('form')
  .closest('form')
  ?.addEventListener('submit', (event) => event.preventDefault());
place('clear').addEventListener('click', () => {
  const thrown = form.read();
  kept.forget();
  open(blank(thrown.kind));
  const back = createButton('button', bringBack, 'Bring it back');
  function bringBack(): void {
    open(thrown);
    changed();
    place('cleared').replaceChildren();
  }
  place('cleared').replaceChildren(element('span', '', 'The draft is thrown away. '), back);
  back.focus();
});

const wanted = isChosen ? kindChoice.value : new URLSearchParams(location.search).get('kind');
const kind = kindNames.find((name) => name === wanted) ?? kept.draft?.kind ?? 'answer';
window.addEventListener('hashchange', () => {
  if (hasDraft(location.hash)) location.reload();
});
if (brought === undefined && hasDraft(location.hash))
  place('cleared').textContent =
    'The address of a draft did not come whole, so nothing of it is here. Ask whoever sent it for it again.';
if (brought === undefined) open(kept.draft === undefined ? blank(kind) : { ...kept.draft, kind });
else {
  open({ ...brought, values: { ...blank(brought.kind).values, ...brought.values } });
  changed();
  // From now on it is kept here as any other draft is: loaded anew, the page shows what was made of it.
  history.replaceState(null, '', location.pathname + location.search);
  place('cleared').textContent =
    'An assistant filled this in for you. Read every word; nothing is sent anywhere until you publish it.';
}
publishing.opened(kept.draft !== undefined);
