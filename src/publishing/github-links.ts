import type { Hub } from '../library/hub.ts';

/** GitHub's editor for a file of the content folder; undefined where hub.yaml names no repository. */
export function editUrl(hub: Hub, path: string): string | undefined {
  return onContent(hub, 'edit', path);
}

/**
 * GitHub's page that takes files from the computer into a folder of the content folder; undefined without a repository.
 */
export function uploadUrl(hub: Hub, folder: string): string | undefined {
  return onContent(hub, 'upload', folder);
}

/** GitHub's history of a file of the content folder; undefined without a repository. */
export function historyUrl(hub: Hub, path: string): string | undefined {
  return onContent(hub, 'commits', path);
}

/** A pull request on GitHub; undefined without a repository. */
export function pullUrl({ company }: Hub, number: number): string | undefined {
  const { repository } = company;
  return repository === undefined ? undefined : `${repository.replace(/\/+$/, '')}/pull/${String(number)}`;
}

/** GitHub's form for what is missing, made by `.github/ISSUE_TEMPLATE/request.yml`; `&title=` may be added. */
export function issuesUrl(hub: Hub): string | undefined {
  return issueForm(hub, 'request.yml', {});
}

/** GitHub's form for what excites somebody about customers, made by `.github/ISSUE_TEMPLATE/voice.yml`; undefined without a repository. */
export function voiceUrl(hub: Hub): string | undefined {
  return issueForm(hub, 'voice.yml', {});
}

/**
 * GitHub's form for a page that is no longer right, with the page filled in; undefined without a repository. Only inputs
 * and text areas of a form can be filled in by an address: their ids are the keys here.
 */
export function outOfDateUrl(hub: Hub, asset: { path: string; title: string }): string | undefined {
  return issueForm(hub, 'out-of-date.yml', {
    title: `Out of date: ${asset.title}`,
    file: `content/${asset.path}`,
  });
}

/** Longest address that GitHub takes; beyond that it answers 414 (github/docs#5136). */
export const MAX_URL_BYTES = 8191;

/** GitHub's editor for a new file, and how much of the file its address can carry. */
export interface NewFileLink {
  url: string;
  /**
   * `whole`: the text is in the address, also when GitHub asks to sign in first and repeats the address inside another.
   * `signed-in`: it fits, but not through a sign-in. `paste`: it does not fit, the editor opens empty.
   */
  carries: 'whole' | 'signed-in' | 'paste';
}

/** GitHub's editor opened on a new file at a path of the content folder; undefined without a repository. */
export function newFileLink(hub: Hub, path: string, text: string): NewFileLink | undefined {
  const page = onBranch(hub, 'new');
  if (page === undefined) return undefined;
  const empty = `${page}?filename=${encodeQuery(`content/${path}`)}`;
  const full = `${empty}&value=${encodeQuery(text)}`;
  if (byteLength(full) > MAX_URL_BYTES) return { url: empty, carries: 'paste' };
  const throughSignIn = `${new URL(page).origin}/login?return_to=${encodeURIComponent(full)}`;
  return { url: full, carries: byteLength(throughSignIn) > MAX_URL_BYTES ? 'signed-in' : 'whole' };
}

function issueForm(hub: Hub, template: string, fields: Record<string, string>): string | undefined {
  const { repository } = hub.company;
  if (repository === undefined) return undefined;
  const filled = Object.entries({ template, ...fields }).map(([id, text]) => `${id}=${encodeQuery(text)}`);
  return `${trim(repository)}/issues/new?${filled.join('&')}`;
}

function onBranch(hub: Hub, page: string): string | undefined {
  const { repository, branch } = hub.company;
  return repository === undefined ? undefined : `${trim(repository)}/${page}/${encodePath(branch)}`;
}

function onContent(hub: Hub, page: string, path: string): string | undefined {
  const there = onBranch(hub, page);
  return there === undefined ? undefined : `${there}/content/${encodePath(path)}`;
}

function trim(url: string): string {
  return url.replace(/\/+$/, '').replace(/\.git$/, '');
}

function encodePath(path: string): string {
  return path.split('/').map(encodeQuery).join('/');
}

/** `encodeURIComponent` throws on half a letter, which a text cut in the middle of an emoji ends with. */
function encodeQuery(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

/** Everything in an address is ASCII once it is encoded; a repository's own name may not be. */
function byteLength(url: string): number {
  return new URL(url).href.length;
}
