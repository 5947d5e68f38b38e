import type { Claim } from './fields.ts';
import type { DataPart, DemoUse, KindDefinition } from './kind.ts';
import { kindDefinitions, type Kind } from './kinds.ts';
import type { FrontMatterOf } from './schema.ts';

/** An asset as far as its kind can say what its data mean. */
interface Told<K extends Kind> {
  kind: K;
  data: FrontMatterOf<K>;
}

type Definition<K extends Kind> = KindDefinition<FrontMatterOf<K>>;

const definitions: { readonly [K in Kind]: Definition<K> } = kindDefinitions;

/** The competitors that an asset is about: the one of its kind last. */
export function competitorsOf<K extends Kind>({ kind, data }: Told<K>): string[] {
  const own = definitions[kind].competitor?.(data);
  return [...new Set(own === undefined ? data.competitors : [...data.competitors, own])];
}

/** The competitor that an asset is all about; undefined for one that only names some. */
export function competitorOf<K extends Kind>({ kind, data }: Told<K>): string | undefined {
  return definitions[kind].competitor?.(data);
}

/** What customers say against us, and what an asset answers. */
export function objectionsOf<K extends Kind>({
  kind,
  data,
}: Told<K>): ReturnType<NonNullable<Definition<K>['objections']>> {
  return definitions[kind].objections?.(data) ?? [];
}

/** Ids of the assets that the front matter of an asset names, each with where it is written: `related` first. */
export function linksOf<K extends Kind>({ kind, data }: Told<K>): { at: PropertyKey[]; id: string }[] {
  return [
    ...data.related.map((id, index) => ({ at: ['related', index], id })),
    ...(definitions[kind].links?.(data) ?? []),
  ];
}

/** Ids of the assets that whoever uses this one uses too, each with where it is written. */
export function kitOf<K extends Kind>({ kind, data }: Told<K>): { at: PropertyKey[]; id: string }[] {
  const { isKit = false, links } = definitions[kind];
  return isKit ? (links?.(data) ?? []) : [];
}

/** Paths below `content/files` of what an asset offers, each with where it is written. */
export function downloadsOf<K extends Kind>({ kind, data }: Told<K>): { at: PropertyKey[]; file: string }[] {
  return definitions[kind].downloads?.(data) ?? [];
}

/** Claims of an asset, by the anchor under which they stand and the key under which they are written. */
export function claimsOf<K extends Kind>({
  kind,
  data,
}: Told<K>): { slug: string; key: string; claims: readonly Claim[] }[] {
  const parts: [string, DataPart<FrontMatterOf<K>>][] = Object.entries(definitions[kind].parts);
  return parts.flatMap(([slug, { key, claims }]) =>
    claims === undefined ? [] : [{ slug, key, claims: claims(data) }],
  );
}

/** What stands under a heading of the page that is made from data, as text. */
export interface DataSection {
  slug: string;
  heading: string;
  /** One line for each text. */
  text: string;
  /** The key of the front matter that it is made from. */
  key: string;
}

/** The data of an asset in the order of its page, empty parts left out. */
export function buildDataSections<K extends Kind>({ kind, data }: Told<K>): DataSection[] {
  const parts: [string, DataPart<FrontMatterOf<K>>][] = Object.entries(definitions[kind].parts);
  return parts.flatMap(([slug, { heading, key, texts, claims }]) => {
    const all = texts?.(data) ?? claims?.(data).map(({ claim }) => claim) ?? [];
    return all.length === 0 ? [] : [{ slug, heading, key, text: all.join('\n') }];
  });
}

/** Whether pages of a kind show data beside the prose, under headings of their own. */
export function hasDataParts(kind: Kind): boolean {
  return Object.keys(kindDefinitions[kind].parts).length > 0;
}

/** Whether search must answer titles and aliases of a kind with their assets. */
export function answersItsTitle(kind: Kind): boolean {
  return definitions[kind].answersItsTitle ?? false;
}

/** Whether assets of a kind say something without a body. */
export function speaksByData(kind: Kind): boolean {
  return definitions[kind].speaksByData ?? false;
}

/** Whether pages of a kind begin with the data. */
export function isDataFirst(kind: Kind): boolean {
  return definitions[kind].isDataFirst ?? false;
}

/** How made-up reps use assets of a kind; as usual where there is no such kind. */
export function demoUseOf(kind: string): DemoUse {
  return (Object.hasOwn(definitions, kind) ? definitions[kind as Kind].demo : undefined) ?? { opened: 1 };
}
