/** The page on which a new piece is written: fields, the check beside them, the preview, and the way to GitHub. */
import type { Draft } from '../../library/draft-text.ts';
import type { Hub } from '../../library/hub.ts';
import { kindNames, kinds, type Kind } from '../../library/kinds/kinds.ts';
import type { Forms } from '../../publishing/draft/form.ts';
import type { LibraryOutline } from '../../publishing/draft/library-outline.ts';
import { createButton, element } from '../elements.ts';
import { openDraftChecker } from './new-check.ts';
import { forgetDraft, keepDraft, readDraft } from './new-draft.ts';
import { createForm, type DraftForm } from './new-form.ts';
import type { Words } from './new-inputs.ts';
import { createPreview } from './new-preview.ts';
import { createPublishing } from './new-publish.ts';
import { readToday } from '../today.ts';

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
  if (found === null) throw new Error(`The page of new pieces has no place for ${name}.`);
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
});

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
  const checked = await checker.check(ofKindAlone(draft), readToday());
  if (mine !== asked) return;
  if (checked === undefined) return publishing.failed();
  form.show(checked.findings);
  isSettled = true;
  preview.show(draft, checked);
  publishing.show(checked);
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
  publishing.changed(keepDraft(draft));
  clearTimeout(timer);
  timer = setTimeout(() => void look(), CHECK_AFTER_MS);
}

function blank(kind: Kind): Draft {
  const today = readToday();
  return { kind, values: { published: today, reviewed: today }, body: '' };
}

function open(draft: Draft): void {
  form = createForm(draft.kind, kinds[draft.kind].label, data.forms, words);
  form.write(draft);
  place('form').replaceChildren(form.node);
  for (const radio of radios) radio.checked = radio.value === draft.kind;
  void look();
}

const radios = [...document.querySelectorAll<HTMLInputElement>('[name="kind"]')];
for (const radio of radios) {
  radio.addEventListener('change', () => {
    const kind = kindNames.find((name) => name === radio.value);
    if (kind === undefined || !radio.checked) return;
    open({ ...form.read(), kind });
    changed();
  });
}
place('form').addEventListener('input', changed);
// Nothing is sent anywhere by pressing Enter.
place('form')
  .closest('form')
  ?.addEventListener('submit', (event) => event.preventDefault());
place('clear').addEventListener('click', () => {
  const thrown = form.read();
  forgetDraft();
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

const kept = readDraft();
const wanted = new URLSearchParams(location.search).get('kind');
const kind = kindNames.find((name) => name === wanted) ?? kept?.kind ?? 'answer';
open(kept === undefined ? blank(kind) : { ...kept, kind });
publishing.opened(kept !== undefined);
