import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Asset } from '../../library/asset.ts';
import type { Hub } from '../../library/hub.ts';
import type { Content } from '../../library/content.ts';
import type { PlacedFile, PlannedFile } from './files.ts';
import type { LocalFile, PublishSpec } from './spec.ts';
import { renderPullBody, renderPullTitle } from './pull-text.ts';

/** All that is sent to GitHub, worked out beforehand. */
export interface PublishPlan {
  files: PlannedFile[];
  /** The branch that is published, into which the pull request goes. */
  base: string;
  /** Always the same for the same files, so that a second run finds what the first one made. */
  branch: string;
  /** Of the commit; its last line holds `inputs`. */
  message: string;
  /** The line that names what was given: files and words, without the day. */
  inputs: string;
  title: string;
  body: string;
  labels: string[];
  /** Names on GitHub, without `@`, of the owners of what changes. */
  reviewers: string[];
  /** Whether files that somebody else changed meanwhile may be replaced. */
  replace: boolean;
}

/** Where the content folder lies in the repository; the links to GitHub's editor lead there too. */
const FOLDER = 'content/';
/** Longest label that GitHub takes, and the largest text that goes into a tree. */
const MAX_LABEL_CHARACTERS = 50;
const MAX_INLINE_BYTES = 512 * 1024;

/** Everything about the pull request. */
export function buildPublishPlan(
  placed: readonly PlacedFile[],
  assets: readonly Asset[],
  { localFiles, spec, before }: { localFiles: readonly LocalFile[]; spec: PublishSpec; before: Content },
): PublishPlan {
  const { hub } = before.library;
  const files = placed.map(({ path, from, bytes }) => ({
    path: `${FOLDER}${path.normalize('NFC')}`,
    from,
    bytes,
    text: textOf(bytes),
  }));
  const pages = assets.map((asset) => ({ asset, isNew: !before.library.byId.has(asset.id) }));
  const title = renderPullTitle(pages, files);
  const inputs = `Publish-Inputs: ${hashInputs(localFiles, spec)}`;
  const owners = pages.flatMap(({ asset }) => [asset, before.library.byId.get(asset.id)]);
  return {
    files,
    base: hub.company.branch,
    branch: branchFor(files, pages[0]?.asset.id),
    message: `${title}\n\n${inputs}`,
    inputs,
    title,
    body: renderPullBody(pages, files, hub),
    labels: labelsOf(assets),
    reviewers: githubNames(owners, hub),
    replace: spec.replace,
  };
}

/** `publish/acme-deck-1a2b3c4d`: readable, and one for each set of paths. */
function branchFor(files: readonly PlannedFile[], id: string | undefined): string {
  const name = (id ?? files[0]?.path ?? '').split('/').at(-1) ?? '';
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\.[^.]*$/, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '');
  const paths = files.map(({ path }) => path).sort();
  return `publish/${plain === '' ? '' : `${plain}-`}${shortHash(paths.join('\n'))}`;
}

function shortHash(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text))).slice(0, 8);
}

/** Of what a person gave, and not of the day: tomorrow the same command means the same. */
function hashInputs(localFiles: readonly LocalFile[], { kind, values, name, replace }: PublishSpec): string {
  const files = localFiles.map((file) => [file.name, file.place ?? '', bytesToHex(sha256(file.bytes))]);
  const said = Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
  const text = JSON.stringify([files.sort(), kind ?? '', said, name ?? '', replace]);
  return bytesToHex(sha256(utf8ToBytes(text))).slice(0, 32);
}

function labelsOf(assets: readonly Asset[]): string[] {
  const kinds = assets.map(({ kind }) => `kind: ${kind}`);
  const products = assets.flatMap(({ data }) => data.products.map((id) => `product: ${id}`));
  return ['content', ...new Set([...kinds, ...products])].filter(
    (label) => label.length <= MAX_LABEL_CHARACTERS,
  );
}

function githubNames(assets: readonly (Asset | undefined)[], { people }: Hub): string[] {
  const owners = new Set(assets.map((asset) => asset?.data.owner));
  return [
    ...new Set(people.flatMap(({ id, github }) => (owners.has(id) && github !== undefined ? [github] : []))),
  ];
}

/** The text of a file that comes out of UTF-8 and back to the byte. */
function textOf(bytes: Uint8Array): string | undefined {
  if (bytes.length > MAX_INLINE_BYTES) return undefined;
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}
