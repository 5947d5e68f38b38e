import { UserError } from '../../library/user-error.ts';

/** Which repository on which GitHub, and with what right. */
export interface GithubSettings {
  /** Base of the REST API: `https://api.github.com`, `https://github.example.com/api/v3`; no slash at the end. */
  apiUrl: string;
  owner: string;
  repo: string;
  /** A secret. It is sent as a header and stands in no address, log or sentence. */
  token: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const NOTHING = 'Nothing was sent.';

/**
 * Reads `GITHUB_TOKEN` (or `GH_TOKEN`), `GITHUB_REPOSITORY` and `GITHUB_API_URL`, the last two as GitHub sets them in a
 * workflow. `repository` of hub.yaml stands in for what is not set. Throws a UserError that says what is missing.
 */
export function readGithubSettings(env: Environment, repository: string | undefined): GithubSettings {
  const place = readRepository((env['GITHUB_REPOSITORY'] ?? '').trim(), repository);
  const apiUrl = readApiUrl((env['GITHUB_API_URL'] ?? '').trim() || place.apiUrl);
  return { apiUrl, owner: place.owner, repo: place.repo, token: readToken(env) };
}

function readRepository(given: string, repository: string | undefined) {
  const url = repository !== undefined && URL.canParse(repository) ? new URL(repository) : undefined;
  const path = given === '' ? (url?.pathname ?? '') : given;
  const [, owner, repo] = /^\/?([\w.-]+)\/([\w.-]+?)(?:\.git)?\/?$/.exec(path) ?? [];
  if (owner === undefined || repo === undefined)
    throw new UserError(
      given === ''
        ? 'The hub does not know its repository on GitHub.'
        : `GITHUB_REPOSITORY says "${given.slice(0, 80)}", which is not the name of a repository.`,
      given === ''
        ? `Write its address under company in hub.yaml, like repository: https://github.com/your-company/hub. ${NOTHING}`
        : `Write it like your-company/hub. ${NOTHING}`,
    );
  return { owner, repo, apiUrl: apiOf(url) };
}

/** Where the API of a GitHub is: docs.github.com, "Getting started with the REST API" of each edition. */
function apiOf(site: URL | undefined): string {
  if (site === undefined || /^(?:www\.)?github\.com$/i.test(site.hostname)) return 'https://api.github.com';
  if (site.hostname.endsWith('.ghe.com')) return `https://api.${site.host}`;
  return `${site.protocol}//${site.host}/api/v3`;
}

function readApiUrl(given: string): string {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  const isNear = url !== undefined && /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isNear);
  const isBare =
    url !== undefined && [url.username, url.password, url.search, url.hash].every((part) => part === '');
  if (url !== undefined && isSafe && isBare) return url.href.replace(/\/+$/, '');
  throw new UserError(
    'GITHUB_API_URL is not the address of an API that a token may be sent to.',
    `Leave it out for github.com, or write it like https://github.example.com/api/v3. ${NOTHING}`,
  );
}

function readToken(env: Environment): string {
  const token = (env['GITHUB_TOKEN'] ?? '').trim() || (env['GH_TOKEN'] ?? '').trim();
  if (token === '')
    throw new UserError(
      'There is no token for GitHub.',
      `On GitHub, under Settings → Developer settings → Fine-grained tokens, make one for this repository with write access to Contents, Pull requests and Issues, and set GITHUB_TOKEN to it. ${NOTHING}`,
    );
  // Anything else could not be sent in a header, and the error would repeat the token.
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  throw new UserError(
    'GITHUB_TOKEN holds blanks or letters that no token has.',
    `Copy the token again. ${NOTHING}`,
  );
}
