import { hash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { compileMarkdown } from '../adapters/markdown.ts';
import {
  assetList,
  buildAssetList,
  buildAssetRow,
  type AssetList,
  type AssetRow,
} from '../agents/files/asset-list.ts';
import { buildClaimList } from '../agents/files/claim-list.ts';
import { renderLlms, renderLlmsFull } from '../agents/files/llms.ts';
import { buildSkills, renderSkill, renderSkillList } from '../agents/files/skills.ts';
import { TEXTS_PER_FILE, textsUrl } from '../agents/files/text-files.ts';
import type { Piece } from '../agents/text/piece.ts';
import { buildPieces, renderTwin } from '../agents/text/twin.ts';
import {
  ASSET_LIST_FILE,
  ASSET_LIST_SCHEMA_FILE,
  CLAIMS_FILE,
  LLMS_FILE,
  LLMS_FULL_FILE,
  SHAREABLE_LLMS_FILE,
  SHAREABLE_LLMS_FULL_FILE,
  SKILL_LIST_FILE,
  twinUrl,
} from '../library/addresses.ts';
import { selectForAudience } from '../library/audience.ts';
import type { Day } from '../library/dates.ts';
import type { Library } from '../library/library.ts';
import type { EarlierBuild } from './earlier-build.ts';
import type { RenderedFile } from './rendered-files.ts';
import { pathOfUrl, siteFile } from './site-files.ts';

/**
 * Writes into a site what agents and programs read in place of pages. The texts of assets whose pages are the same as in
 * the build before are left as they lie there: the key of a page names all that its text shows.
 */
export function writeAgentFiles(
  site: string,
  library: Library,
  {
    today,
    rendered,
    earlier,
  }: { today: Day; rendered: readonly RenderedFile[]; earlier?: EarlierBuild | undefined },
): RenderedFile[] {
  const list = buildAssetList(library, { audience: 'internal', today, schema: ASSET_LIST_SCHEMA_FILE });
  makeFolders(site, list.assets);
  const keys = new Map(rendered.map(({ url, key }) => [url, key]));
  const groups = Array.from({ length: Math.ceil(list.assets.length / TEXTS_PER_FILE) }, (_, at) =>
    list.assets.slice(at * TEXTS_PER_FILE, (at + 1) * TEXTS_PER_FILE),
  );
  const texts = groups.flatMap((rows, at) => {
    const url = textsUrl(at * TEXTS_PER_FILE);
    const key = keyOf(rows, keys);
    return findSame(url, rows, key, earlier) ?? writeTexts(site, url, rows, { library, today, key });
  });
  return [...texts, ...writeLists(site, library, list)];
}

function makeFolders(site: string, assets: readonly AssetRow[]): void {
  const urls = [...assets.map(({ markdown }) => markdown), textsUrl(0), SHAREABLE_LLMS_FILE, SKILL_LIST_FILE];
  const folders = new Set(urls.map((url) => dirname(pathOfUrl(site, url))));
  for (const folder of folders) mkdirSync(folder, { recursive: true });
}

/** Names the texts of some assets; undefined where nobody says what their pages are made from. */
function keyOf(rows: readonly AssetRow[], keys: ReadonlyMap<string, string | undefined>): string | undefined {
  const own = rows.map(({ url }) => keys.get(url));
  return own.includes(undefined) ? undefined : hash('sha256', own.join(' ')).slice(0, 32);
}

function findSame(
  url: string,
  rows: readonly AssetRow[],
  key: string | undefined,
  earlier: EarlierBuild | undefined,
): RenderedFile[] | undefined {
  const found = [url, ...rows.map(({ markdown }) => markdown)].map((each) => earlier?.find(each));
  return found.every((file) => file?.key !== undefined && file.key === key)
    ? found.filter((file) => file !== undefined)
    : undefined;
}

/** The text at the address of an asset as Markdown, made at once; undefined where no asset has that. */
export function renderTwinAt(address: string, library: Library, today: Day): string | undefined {
  const asset = library.assets.find(({ id }) => twinUrl(id) === address);
  if (asset === undefined) return undefined;
  const pieces = buildPieces(asset, library, compileMarkdown);
  return renderTwin(buildAssetRow(asset, library.hub), pieces, { today, forCustomer: false });
}

function writeTexts(
  site: string,
  url: string,
  rows: readonly AssetRow[],
  { library, today, key }: { library: Library; today: Day; key: string | undefined },
): RenderedFile[] {
  const pieces: Record<string, Piece[]> = {};
  const twins = rows.map((row) => {
    const asset = library.byId.get(row.id);
    const own = asset === undefined ? [] : buildPieces(asset, library, compileMarkdown);
    pieces[row.id] = own;
    return writeText(site, row.markdown, renderTwin(row, own, { today, forCustomer: false }));
  });
  return [...twins, writeText(site, url, JSON.stringify(pieces))].map((file) => ({ ...file, key }));
}

function writeLists(site: string, library: Library, list: AssetList): RenderedFile[] {
  const { as_of: today } = list;
  const shareable = buildAssetList(selectForAudience(library, 'shareable'), {
    audience: 'shareable',
    today,
    schema: ASSET_LIST_SCHEMA_FILE,
  });
  const place = new Map(list.assets.map(({ id }, at) => [id, at]));
  let open: { url: string; pieces: Record<string, Piece[]> } | undefined;
  // They come in the order of the files, so that each is read once.
  const readText =
    (forCustomer: boolean) =>
    (row: AssetRow): string => {
      const url = textsUrl(place.get(row.id) ?? 0);
      if (open?.url !== url) open = { url, pieces: readPieces(pathOfUrl(site, url)) };
      return renderTwin(row, open.pieces[row.id] ?? [], { today, forCustomer });
    };
  const skills = buildSkills(list.assets, library.byId);
  const files: [url: string, text: string][] = [
    [ASSET_LIST_FILE, JSON.stringify(list)],
    [ASSET_LIST_SCHEMA_FILE, JSON.stringify(z.toJSONSchema(assetList), null, 2)],
    [CLAIMS_FILE, JSON.stringify({ as_of: today, claims: buildClaimList(library.assets) })],
    [LLMS_FILE, renderLlms(list, false)],
    [LLMS_FULL_FILE, renderLlmsFull(list, false, readText(false))],
    [SHAREABLE_LLMS_FILE, renderLlms(shareable, true)],
    [SHAREABLE_LLMS_FULL_FILE, renderLlmsFull(shareable, true, readText(true))],
    [SKILL_LIST_FILE, renderSkillList(skills)],
    ...skills.map((skill): [string, string] => [
      skill.url,
      renderSkill(skill, readText(false)(skill.row), list.site ?? ''),
    ]),
  ];
  for (const { url } of skills) mkdirSync(dirname(pathOfUrl(site, url)), { recursive: true });
  return files.map(([url, text]) => writeText(site, url, text));
}

const readPieces = (path: string): Record<string, Piece[]> =>
  JSON.parse(readFileSync(path, 'utf8')) as Record<string, Piece[]>;

function writeText(site: string, url: string, text: string): RenderedFile {
  const path = pathOfUrl(site, url);
  const bytes = new TextEncoder().encode(text);
  writeFileSync(path, bytes);
  return siteFile(url, bytes);
}
