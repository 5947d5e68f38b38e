import { ownerFileRules } from '../../checks/outside-rules.ts';
import type { Finding } from '../../library/finding.ts';
import { downloadsOf } from '../../library/kinds/asset-data.ts';
import type { Library } from '../../library/library.ts';
import { renderCount } from '../count.ts';

/** Path of the file beside the content folder. */
export const CODEOWNERS_PATH = '.github/CODEOWNERS';

const BEGIN =
  '# Owners of content, written by npm run review -- --codeowners from front matter and hub.yaml.';
const END = '# End of owners of content.';
/** A person or a team as GitHub names them. */
const LOGIN = /^@?([a-z\d][\w-]*(?:\/[\w.-]+)?)$/i;

/** What decides about all pages: the words of the hub, its code, and what the check of a change runs by. */
const KEPT_BY_KEEPERS = [
  '/.github/',
  '/astro.config.mjs',
  '/content/hub.yaml',
  '/package-lock.json',
  '/package.json',
  '/public/',
  '/scripts/',
  '/src/',
];

/** Who owns pages and has no name on GitHub that could be asked. */
export interface OwnerWithoutGithub {
  person: string;
  pages: number;
}

/**
 * The lines for what the keepers of the hub look at, for all pages with an owner, and for the files that they offer. A part of the file that people write besides
 * is above it: of several lines that match a path GitHub takes the last.
 */
export function renderCodeowners({ assets, hub }: Library): {
  block: string;
  /** Whether anybody is asked about the words and the code of the hub. */
  hasKeeper: boolean;
  unasked: OwnerWithoutGithub[];
} {
  const logins = new Map(
    hub.people.flatMap(({ id, github }) => {
      const login = LOGIN.exec(github ?? '')?.[1];
      return login === undefined ? [] : [[id, `@${login}`] as const];
    }),
  );
  const owners = new Map<string, Set<string>>();
  const pages = new Map<string, number>();
  for (const asset of assets) {
    const { owner } = asset.data;
    if (owner === undefined) continue;
    const login = logins.get(owner);
    if (login === undefined) {
      pages.set(owner, (pages.get(owner) ?? 0) + 1);
      continue;
    }
    const files = downloadsOf(asset).map(({ file }) => `files/${file}`);
    for (const path of [asset.path, ...files]) owners.set(path, (owners.get(path) ?? new Set()).add(login));
  }
  const lines = [...owners].map(([path, who]) => ({
    pattern: renderPattern(`/content/${path}`),
    who: [...who].sort().join(' '),
  }));
  // What a pattern may match beyond its own file has fewer such signs, and its line is further down: the last one counts.
  lines.sort((a, b) => loose(b.pattern) - loose(a.pattern) || (a.pattern < b.pattern ? -1 : 1));
  const keepers = hub.people.flatMap(({ id, keeper }) => (keeper === true ? (logins.get(id) ?? []) : []));
  const kept = keepers.length === 0 ? [] : KEPT_BY_KEEPERS.map((path) => `${path} ${keepers.join(' ')}`);
  return {
    block: [BEGIN, ...kept, ...lines.map(({ pattern, who }) => `${pattern} ${who}`), END, ''].join('\n'),
    hasKeeper: keepers.length > 0,
    unasked: [...pages]
      .map(([person, count]) => ({ person, pages: count }))
      .sort((a, b) => (a.person < b.person ? -1 : 1)),
  };
}

const loose = (pattern: string) => pattern.split('?').length;

/**
 * A path as CODEOWNERS wants it: blanks after a backslash, and in the place of signs that mean something there and cannot
 * be written otherwise (`[ ]`, `*`, `#`, …) one that stands for any letter (docs.github.com, "About code owners").
 */
function renderPattern(path: string): string {
  return path.replace(/[[\]*?\\#!\p{Cc}]/gu, '?').replace(/\s/g, '\\ ');
}

/** The file with this block in the place of an older one, at the end where there is none. */
export function placeBlock(text: string | undefined, block: string): string {
  if (text === undefined || text.trim() === '') return block;
  const at = findBlock(text);
  if (at === undefined) return `${text.trimEnd()}\n\n${block}`;
  return text.slice(0, at.from) + block + text.slice(at.to);
}

function findBlock(text: string): { from: number; to: number } | undefined {
  const from = text.indexOf(BEGIN);
  if (from === -1) return undefined;
  const end = text.indexOf(END, from);
  const to = end === -1 ? text.length : end + END.length;
  return { from, to: to + (/^\r?\n/.exec(text.slice(to))?.[0].length ?? 0) };
}

/**
 * What is wrong with the file. Nothing where there is none, or none with such a block: whoever wants it has it written
 * once. Paths are those of a finding, inside the content folder.
 */
export function checkCodeowners(library: Library, text: string | undefined): Finding[] {
  const { hub } = library;
  const at = text === undefined ? undefined : findBlock(text);
  if (text === undefined || at === undefined || hub.company.repository === undefined) return [];
  const { block, hasKeeper, unasked } = renderCodeowners(library);
  const written = text.slice(at.from, at.to).replaceAll('\r\n', '\n');
  const path = `../${CODEOWNERS_PATH}`;
  const asked = hub.people.find(({ github }) => LOGIN.test(github ?? ''));
  const findings = unasked.map(({ person, pages }) =>
    ownerFileRules.found('owner-without-login', {
      path,
      line: 1,
      message: `"${person}" owns ${renderCount(pages, 'page')} and has no name on GitHub, so nobody is asked when ${pages === 1 ? 'it changes' : 'they change'}.`,
      hint: `Write it beside the name in hub.yaml, like github: ${person}.`,
    }),
  );
  if (!hasKeeper)
    findings.push(
      ownerFileRules.found('keeper-missing', {
        path,
        line: 1,
        message:
          'Nobody is asked when hub.yaml, the code of the hub or the check itself changes, and any of them decides about all pages.',
        hint: `Write keeper: true beside ${asked === undefined ? 'somebody and their name on GitHub (github: NAME)' : `whoever looks after the hub, such as ${asked.id},`} under people in hub.yaml, then run npm run review -- --codeowners, which writes this file anew.`,
      }),
    );
  if (written.trim() === block.trim()) return findings;
  const [has, wants] = [written, block].map((part) => part.split('\n'));
  const differs = (wants ?? []).findIndex((line, number) => line !== has?.[number]);
  const before = text.slice(0, at.from).split('\n').length;
  return [
    ownerFileRules.found('codeowners-outdated', {
      path,
      line: before + Math.max(0, Math.min(differs, (has?.length ?? 1) - 1)),
      message: 'The owners of content are others in front matter and hub.yaml than in this file.',
      hint: 'Have it written anew with npm run review -- --codeowners, or ask whoever keeps the repository to do it.',
    }),
    ...findings,
  ];
}
