/** Files that a new page is to offer: dropped here, kept in this tab, and packed with the page for GitHub's upload page. */
import { idOfPath } from '../../library/asset.ts';
import type { Draft } from '../../library/draft-text.ts';

/** GitHub's upload page takes no larger file (docs.github.com, "Adding a file to a repository"). */
const MAX_FILE_BYTES = 25 * 1024 * 1024;
const ENDINGS = /\.(?:pptx|docx|xlsx|pdf|csv|mp4|zip)$/i;
const MAX_LABEL_CHARACTERS = 80;

export interface NewFiles {
  /** Of the files that a draft offers those that were dropped, by their names below `content/files`. */
  offeredBy(draft: Draft): ReadonlyMap<string, File>;
}

interface Wiring {
  /** Holds a file input, and places for what was `said`. */
  node: HTMLElement;
  /** Given the draft with the files: a page is made of them where there is none yet. */
  add(change: (draft: Draft) => Draft): void;
}

export function createNewFiles({ node, add }: Wiring): NewFiles {
  const kept = new Map<string, File>();
  const input = node.querySelector('input');
  const said = node.querySelector('[data-said]');

  function take(list: Iterable<File>): void {
    const files = [...list];
    const refused = files.flatMap((file) => whyRefused(file) ?? []);
    const taken = files.filter((file) => whyRefused(file) === undefined);
    for (const file of taken) kept.set(nameOf(file), file);
    if (taken.length > 0) add((draft) => withFiles(draft, taken));
    const names = taken.map(({ name }) => name).join(', ');
    if (said !== null)
      said.textContent = [...(names === '' ? [] : [`${names}: named below.`]), ...refused].join(' ');
  }

  input?.addEventListener('change', () => {
    take(input.files ?? []);
    input.value = '';
  });
  for (const event of ['dragenter', 'dragover'])
    node.addEventListener(event, (dragged) => {
      dragged.preventDefault();
      node.classList.add('over');
    });
  node.addEventListener('dragleave', () => node.classList.remove('over'));
  node.addEventListener('drop', (dropped) => {
    dropped.preventDefault();
    node.classList.remove('over');
    take(dropped.dataTransfer?.files ?? []);
  });
  return {
    offeredBy(draft) {
      const names = new Set(downloadsOf(draft).map(({ file }) => file));
      return new Map([...kept].filter(([name]) => names.has(name)));
    },
  };
}

function whyRefused({ name, size }: File): string | undefined {
  if (!ENDINGS.test(name))
    return `${name} is no file that the hub offers: save it as PPTX, DOCX, XLSX or PDF.`;
  if (size === 0) return `${name} is empty.`;
  return size > MAX_FILE_BYTES
    ? `${name} is larger than the 25 MB that GitHub’s page takes: make its pictures smaller, or ask whoever looks after the hub to publish it.`
    : undefined;
}

/** A name that can stand in an address: `first-meeting-v2.pptx`. */
function nameOf({ name }: File): string {
  const [, stem = '', ending = ''] = /^(.*?)(\.[^.]+)$/.exec(name) ?? [];
  return `${idOfPath(stem)}${ending.toLowerCase()}`;
}

function downloadsOf({ values }: Draft): { label?: string; file?: string }[] {
  const list = values['downloads'];
  return Array.isArray(list) ? (list as { label?: string; file?: string }[]) : [];
}

/** The draft with files to download; where nothing was written yet, a page about the first of them. */
function withFiles(draft: Draft, files: readonly File[]): Draft {
  const there = downloadsOf(draft);
  const added = files
    .filter((file) => !there.some((one) => one.file === nameOf(file)))
    .map((file) => ({ label: labelOf(file), file: nameOf(file) }));
  const isBlank = (draft.values['title'] ?? '') === '' && draft.body.trim() === '';
  const [first] = files;
  return {
    kind: isBlank ? 'collateral' : draft.kind,
    values: {
      ...draft.values,
      ...(isBlank && first !== undefined ? { title: titleOf(first) } : {}),
      downloads: [...there, ...added],
    },
    body: isBlank ? 'The file is above, and what stands in it below.' : draft.body,
  };
}

/** The name of a file as people would write it: `First meeting`. */
function titleOf({ name }: File): string {
  const words = name
    .replace(/\.[^.]+$/, '')
    .replaceAll(/[_-]+/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function labelOf(file: File): string {
  const sort = ` (${file.name.slice(file.name.lastIndexOf('.') + 1).toUpperCase()})`;
  return titleOf(file).slice(0, MAX_LABEL_CHARACTERS - sort.length) + sort;
}

/** Page and files in the folders that they lie in, in one zip. Rejects where a file cannot be read any more. */
export async function packForUpload(
  page: { path: string; text: string },
  files: ReadonlyMap<string, File>,
): Promise<Blob> {
  const { zipSync, strToU8 } = await import('fflate');
  const packed: Record<string, Uint8Array> = { [page.path]: strToU8(page.text) };
  for (const [name, file] of files) packed[`files/${name}`] = new Uint8Array(await file.arrayBuffer());
  return new Blob([zipSync(packed, { level: 0 }) as Uint8Array<ArrayBuffer>], { type: 'application/zip' });
}
