import type { Hub } from '../library/hub.ts';

/** GitHub's editor for a file of the content folder; undefined where hub.yaml names no repository. */
export function editUrl(hub: Hub, path: string): string | undefined {
  const { repository, branch } = hub.company;
  if (repository === undefined) return undefined;
  return `${trim(repository)}/edit/${encodePath(branch)}/content/${encodePath(path)}`;
}

/** GitHub's page for a new issue; `?title=` may be added. */
export function issuesUrl(hub: Hub): string | undefined {
  const { repository } = hub.company;
  return repository === undefined ? undefined : `${trim(repository)}/issues/new`;
}

function trim(url: string): string {
  return url.replace(/\/+$/, '').replace(/\.git$/, '');
}

function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
