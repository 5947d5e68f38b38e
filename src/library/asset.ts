import { renderList } from './render-list.ts';
import { shorten } from './shorten.ts';
import type { Root } from 'hast';
import type { z } from 'zod';
import type { Attachment } from '../files/file-text.ts';
import type { Finding } from './finding.ts';
import { createFactFiller, type FactUse } from './facts.ts';
import { commentBehindWords, parseFrontMatter, type FrontMatter } from './front-matter.ts';
import { buildDataEntries, buildDataSections } from './kinds/asset-data.ts';
import { kindNames, kindOfPath, kinds, type Kind } from './kinds/kinds.ts';
import { nearest } from './nearest.ts';
import { pageRules, unreadable } from './reading-rules.ts';
import { revisionOf, type OfferedFile } from './revision.ts';
import type { FrontMatterOf, Schemas } from './kinds/schema.ts';
import { didYouMean, renderIssue, type Issue, type Misfit } from './schema-findings.ts';
import { bodyAnchors } from './markdown/body-anchors.ts';
import { bodyLinks, type BodyLink } from './markdown/body-links.ts';
import type { CompileMarkdown } from './markdown/compile.ts';
import { readShown } from './markdown/shown.ts';
import { buildSections, type Section } from './markdown/sections.ts';
import { sentenceSlug } from './sentence.ts';
import { decodeUtf8 } from './decode-utf8.ts';

/** One file of the content folder as it was read. */
export interface SourceFile {
  /** Inside the content folder, with forward slashes, such as `battlecards/acme.md`. */
  path: string;
  /** Undefined when the file is there and cannot be read. */
  bytes: Uint8Array | undefined;
}

interface AssetOf<K extends Kind> {
  /** Permanent name: the path without its ending, made fit for an address, such as `battlecards/acme`. */
  id: string;
  kind: K;
  /** Path of the file inside the content folder. */
  path: string;
  data: FrontMatterOf<K>;
  body: string;
  /** 1-based line of the file on which the body begins. */
  bodyLine: number;
  sections: Section[];
  links: BodyLink[];
  /**
   * Every place of its page that a link can name behind `#`: its headings, those of its data, and what the body names
   * itself.
   */
  anchors: string[];
  /** Twelve hex digits that change only when the meaning does, see `revision.ts`. */
  revision: string;
  /** The files that it offers, as far as they were looked at; none before anybody did (`attachments.ts`). */
  files: readonly OfferedFile[];
  /** The files that it offers and whose words were read; none before anybody opened them (`attachments.ts`). */
  attachments: readonly Attachment[];
  /** Where it shows facts of `hub.yaml`. Data, body and sections hold their words already. */
  facts: FactUse[];
  /** 1-based line of the value at a key path of the front matter. */
  lineOf: FrontMatter['lineOf'];
}

/** One file of content with a page of its own. `kind` tells which front matter it has. */
export type Asset = { [K in Kind]: AssetOf<K> }[Kind];
export type AssetOfKind<K extends Kind> = Extract<Asset, { kind: K }>;
/** Some properties of an asset, with `kind` still telling which front matter it has. */
export type AssetPart<Keys extends keyof AssetOf<Kind>> = { [K in Kind]: Pick<AssetOf<K>, Keys> }[Kind];

/**
 * The id for a file's path: its folders and name in small letters, digits and hyphens of any alphabet.
 *
 * @example idOfPath('battlecards/Acme & Söhne.md') // 'battlecards/acme-söhne'
 */
export function idOfPath(path: string): string {
  return path
    .replace(/\.md$/i, '')
    .split('/')
    .map(
      (part) =>
        part
          .normalize('NFC')
          .toLowerCase()
          .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
          .replace(/^-+|-+$/g, '') || 'untitled',
    )
    .join('/');
}

/** What reads one content file: `parseAsset`, or what knows already what that would give. */
export type ParseAsset = typeof parseAsset;

/**
 * Reads one content file. Either an asset comes back, or at least one finding that says why not;
 * an unknown key is a finding that leaves the asset usable.
 */
export function parseAsset(
  file: SourceFile,
  schemas: Schemas,
  compile: CompileMarkdown,
): { asset?: Asset; findings: Finding[] } {
  const { path } = file;
  const kind = kindOfPath(path);
  if (kind === undefined) return { findings: [unknownFolder(path)] };
  if (file.bytes === undefined) return { findings: [unreadable(path)] };
  const decoded = decodeUtf8(file.bytes);
  if ('fault' in decoded)
    return { findings: [pageRules.found(decoded.fault.rule, { path, ...decoded.fault })] };
  const { text } = decoded;
  const { frontMatter, finding } = parseFrontMatter(path, text);
  if (frontMatter === undefined) return { findings: finding === undefined ? [] : [finding] };

  const schema: z.ZodType = schemas[kind];
  const { facts } = schemas;
  const filler = createFactFiller(facts, frontMatter, compile);
  const data = filler.fillData(frontMatter.data);
  const body = filler.fillBody(frontMatter.body);
  let parsed = schema.safeParse(data);
  const misfit: Misfit = {
    path: file.path,
    data,
    lineOf: frontMatter.lineOf,
    schema,
    unknownKey: (key, near) => ({
      message: `Files in ${kinds[kind].folder} have no key "${key}".`,
      hint: didYouMean(near) ?? hintForKey(key, schemas),
    }),
  };
  const bare = frontMatter.bodyLine === 1;
  const misfits = parsed.success
    ? []
    : bare
      ? [frontMatterMissing(file.path)]
      : parsed.error.issues.flatMap((issue) => renderIssue(issue, misfit));
  const findings = [
    ...misfits,
    ...commentInWords(file.path, text, frontMatter),
    ...filler.unknown.map((use) => factUnknown(file.path, use, facts)),
  ];
  const unknown = parsed.success
    ? []
    : parsed.error.issues.filter((issue) => issue.code === 'unrecognized_keys');
  if (!parsed.success && unknown.length === parsed.error.issues.length) {
    parsed = schema.safeParse(withoutKeys(data, unknown));
  }
  if (!parsed.success) return { findings };
  const shown = readShown(body, compile);
  const sections = buildSections(shown);
  const asset: Asset = {
    id: idOfPath(file.path),
    kind,
    path: file.path,
    data: parsed.data,
    body,
    bodyLine: frontMatter.bodyLine,
    sections,
    links: bodyLinks(shown),
    revision: revisionOf(parsed.data as Record<string, unknown>, sections),
    facts: filler.uses,
    lineOf: frontMatter.lineOf,
    files: [],
    attachments: [],
    anchors: [],
  } as unknown as Asset; // kind and data were matched by `schemas[kind]`, which the compiler cannot follow
  asset.anchors = anchorsOf(asset, shown);
  return { asset, findings };
}

function anchorsOf(asset: Asset, shown: Root): string[] {
  const headings = [...asset.sections, ...buildDataSections(asset)].map(({ slug }) => slug);
  const passages = asset.sections.flatMap((section) => section.passages.map(({ slug }) => slug));
  const entries = buildDataEntries(asset).flatMap(({ slug, entries: told, claims, isInternal }) =>
    isInternal
      ? []
      : [
          ...told.map(([words]) => sentenceSlug(slug, words)),
          ...claims.filter(({ say }) => say === 'aloud').map(({ claim }) => sentenceSlug(slug, claim)),
        ],
  );
  return [...[...headings, ...passages].filter((slug) => slug !== ''), ...entries, ...bodyAnchors(shown)];
}

function unknownFolder(path: string): Finding {
  const folders = Object.values(kinds).map((entry) => entry.folder);
  const folder = path.split('/')[0] ?? '';
  return pageRules.found('unknown-folder', {
    path,
    line: 1,
    message: path.includes('/')
      ? `No kind of asset lives in the folder "${folder}".`
      : 'The file lies outside every folder of assets.',
    hint: didYouMean(nearest(folder, folders)) ?? `Move it to one of ${folders.join(', ')}.`,
  });
}

function frontMatterMissing(path: string): Finding {
  return pageRules.found('front-matter-missing', {
    path,
    line: 1,
    message: 'The file does not begin with front matter, so its title is not known.',
    hint: 'Begin it with a line of three hyphens, a line like title: Five-minute demo, and three hyphens again.',
  });
}

/** `title: Sales play #3` says only "Sales play": YAML takes the rest of the line for a comment. */
function commentInWords(path: string, text: string, { data, lineOf }: FrontMatter): Finding[] {
  return ['title', 'summary'].flatMap((key) => {
    const value = data[key];
    if (typeof value !== 'string') return [];
    const line = lineOf([key]);
    const lost = commentBehindWords(text.split('\n', line)[line - 1] ?? '');
    if (lost === undefined) return [];
    return [
      pageRules.found('comment-in-title', {
        path,
        line,
        message: `The ${key} is only "${value.slice(0, 60)}", because "${lost.slice(0, 60)}" behind it is a comment.`,
        hint: `Put the whole ${key} in quotes, or take the comment out.`,
      }),
    ];
  });
}

function factUnknown(path: string, { fact, line }: FactUse, facts: readonly { id: string }[]): Finding {
  const known = facts.map(({ id }) => id);
  return pageRules.found('fact-unknown', {
    path,
    line,
    message: `The hub has no fact "${shorten(fact, 60)}", so readers would see the braces.`,
    hint: didYouMean(nearest(fact, known)) ?? 'Write it under facts in hub.yaml, or write the words here.',
  });
}

function hintForKey(key: string, schemas: Schemas): string {
  const owners = kindNames.filter((kind) => Object.hasOwn(schemas[kind].shape, key));
  return owners.length === 0
    ? 'Take the line out, or see content/README.md for the keys there are.'
    : `It belongs to files in ${renderList(owners.map((kind) => kinds[kind].folder))}; take the line out here.`;
}

function withoutKeys(data: Record<string, unknown>, issues: readonly Issue[]): unknown {
  const copy = structuredClone(data);
  for (const issue of issues) {
    let node: unknown = copy;
    for (const key of issue.path) node = (node as Record<PropertyKey, unknown>)[key];
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) delete (node as Record<string, unknown>)[key];
    }
  }
  return copy;
}
