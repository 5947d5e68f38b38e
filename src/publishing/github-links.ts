import type { Hub } from '../library/hub.ts';

/**
 * Addresses of GitHub's own pages, which let a person change a file with no tool. Undefined where hub.yaml names no
 * repository. Only `title` and `body` are prefilled, since other fields of an issue need rights.
 */
export function editUrl(hub: Hub, path: string): string | undefined {
  const { repository, branch } = hub.company;
  if (repository === undefined) return undefined;
  return `${trim(repository)}/edit/${encodePath(branch)}/content/${encodePath(path)}`;
}

/** GitHub's page for a new issue with title and text filled in. */
export function requestUrl(hub: Hub, title: string, body: string): string | undefined {
  const { repository } = hub.company;
  if (repository === undefined) return undefined;
  return `${trim(repository)}/issues/new?title=${encodeURIComponent(title)}&body=${encodeURIComponent(body)}`;
}

function trim(url: string): string {
  return url.replace(/\/+$/, '').replace(/\.git$/, '');
}

function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
