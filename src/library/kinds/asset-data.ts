import type { SentenceKind } from '../sentence.ts';
import type { Claim } from './fields.ts';
import type { DataPart, DemoUse, Entry, KindDefinition } from './kind.ts';
import { kindDefinitions, type Kind } from './kinds.ts';
import type { FrontMatterOf } from './schema.ts';

/** An asset as far as its kind can say what its data mean. */
interface AssetData<K extends Kind> {
  kind: K;
  data: FrontMatterOf<K>;
}

type Definition<K extends Kind> = KindDefinition<FrontMatterOf<K>>;

const definitions: { readonly [K in Kind]: Definition<K> } = kindDefinitions;

/** The competitors that an asset is about: the one of its kind last. */
export function competitorsOf<K extends Kind>({ kind, data }: AssetData<K>): string[] {
  const own = definitions[kind].competitor?.(data);
  return [...new Set(own === undefined ? data.competitors : [...data.competitors, own])];
}

/** The competitor that an asset is all about; undefined for one that only names some. */
export function competitorOf<K extends Kind>({ kind, data }: AssetData<K>): string | undefined {
  return definitions[kind].competitor?.(data);
}

/** What customers say against us, and what an asset answers. */
export function objectionsOf<K extends Kind>({
  kind,
  data,
}: AssetData<K>): ReturnType<NonNullable<Definition<K>['objections']>> {
  return definitions[kind].objections?.(data) ?? [];
}

/** What of an internal asset a customer may still be sent, in words; undefined for nothing. */
export function sendsOf<K extends Kind>({ kind, data }: AssetData<K>): string | undefined {
  return definitions[kind].sends?.(data);
}

/**
 * Ids of the assets that the front matter of an asset names, `related` first, each with its key path, such as
 * `['related', 0]`.
 */
export function linksOf<K extends Kind>({ kind, data }: AssetData<K>): { at: PropertyKey[]; id: string }[] {
  return [
    ...data.related.map((id, index) => ({ at: ['related', index], id })),
    ...(definitions[kind].links?.(data) ?? []),
    ...sourceNotesOf({ kind, data }),
    ...sameCustomer({ kind, data }),
  ];
}

/** Ids of the notes that claims of an asset name as their source, each with its key path. */
export function sourceNotesOf<K extends Kind>(asset: AssetData<K>): { at: PropertyKey[]; id: string }[] {
  return claimsOf(asset).flatMap(({ key, claims }) =>
    claims.flatMap(({ source_note: id }, index) =>
      id === undefined ? [] : [{ at: [key, index, 'source_note'], id }],
    ),
  );
}

function sameCustomer<K extends Kind>(asset: AssetData<K>): { at: PropertyKey[]; id: string }[] {
  const id = sameCustomerAs(asset);
  return id === undefined ? [] : [{ at: ['same_customer_as'], id }];
}

/** The earlier note about the customer that a note is about; undefined where it names none. */
export function sameCustomerAs<K extends Kind>({ kind, data }: AssetData<K>): string | undefined {
  return definitions[kind].sameCustomerAs?.(data);
}

/** Ids of the needs in `needs.yaml` that an asset speaks for, each with its key path. */
export function needsOf<K extends Kind>({ kind, data }: AssetData<K>): { at: PropertyKey[]; id: string }[] {
  return definitions[kind].needs?.(data) ?? [];
}

/** Whether assets of a kind are notes of what customers and reps said: they speak for needs, and claims may name them. */
export function isNote(kind: Kind): boolean {
  return definitions[kind].needs !== undefined;
}

/** Ids of the assets that whoever uses this one uses too, each with its key path; none for what is no kit. */
export function kitOf<K extends Kind>({ kind, data }: AssetData<K>): { at: PropertyKey[]; id: string }[] {
  const { isKit = false, links } = definitions[kind];
  return isKit ? (links?.(data) ?? []) : [];
}

/** Paths below `content/files` of what an asset offers, each with its key path, such as `['downloads', 0, 'file']`. */
export function downloadsOf({ data }: { data: { downloads?: readonly Download[] | undefined } }): {
  at: PropertyKey[];
  file: string;
  label: string;
}[] {
  return (data.downloads ?? []).map(({ file, label }, index) => ({
    at: ['downloads', index, 'file'],
    file,
    label,
  }));
}

interface Download {
  file: string;
  label: string;
}

/** The address at which an asset lies, when that is not the hub. */
export function linkOf<K extends Kind>({ kind, data }: AssetData<K>): string | undefined {
  return definitions[kind].link?.(data);
}

/** Claims of an asset, by the anchor under which they stand and the key under which they are written. */
export function claimsOf<K extends Kind>({
  kind,
  data,
}: AssetData<K>): { slug: string; key: string; claims: readonly Claim[] }[] {
  const parts: [string, DataPart<FrontMatterOf<K>>][] = Object.entries(definitions[kind].parts);
  return parts.flatMap(([slug, { key, claims }]) =>
    claims === undefined ? [] : [{ slug, key, claims: claims(data) }],
  );
}

/** What stands under a heading of the page that is made from data, as text. */
export interface DataSection {
  slug: string;
  heading: string;
  /** Its texts, one in each line. */
  text: string;
  /** The key of the front matter that it is made from. */
  key: string;
}

/** The data of an asset in the order of its page, empty parts left out. */
export function buildDataSections<K extends Kind>({ kind, data }: AssetData<K>): DataSection[] {
  const parts: [string, DataPart<FrontMatterOf<K>>][] = Object.entries(definitions[kind].parts);
  return parts.flatMap(([slug, { heading, key, entries, claims }]) => {
    const all = entries?.(data).flat() ?? claims?.(data).map(({ claim }) => claim) ?? [];
    return all.length === 0 ? [] : [{ slug, heading, key, text: all.join('\n') }];
  });
}

/** What stands under a heading of the page that is made from data, one by one. */
export interface DataEntries {
  slug: string;
  heading: string;
  is: SentenceKind;
  entries: readonly Entry[];
  claims: readonly Claim[];
  /** Nothing of it may be said aloud. */
  isInternal: boolean;
  /** For the rep to know, never for a customer. */
  isForReps: boolean;
}

/** The same data as `buildDataSections`, each entry by itself. */
export function buildDataEntries<K extends Kind>({ kind, data }: AssetData<K>): DataEntries[] {
  const parts: [string, DataPart<FrontMatterOf<K>>][] = Object.entries(definitions[kind].parts);
  return parts.map(([slug, { heading, is, entries, claims, isInternal = false, isForReps = false }]) => ({
    slug,
    heading,
    is,
    entries: entries?.(data) ?? [],
    claims: claims?.(data) ?? [],
    isInternal,
    isForReps,
  }));
}

/** Who may hear a claim that stands in a part: of what is for reps nobody else, whatever it says of itself. */
export function sayOfClaim({ isForReps }: Pick<DataEntries, 'isForReps'>, { say }: Claim): Claim['say'] {
  return isForReps ? 'internal' : say;
}

/** Whether pages of a kind show data beside the prose, under headings of their own. */
export function hasDataParts(kind: Kind): boolean {
  return Object.keys(kindDefinitions[kind].parts).length > 0;
}

/** Whether nothing of what pages of a kind show below an anchor may be said aloud. */
export function isInternalPart(kind: Kind, slug: string): boolean {
  const parts: Record<string, { isInternal?: true }> = definitions[kind].parts;
  return parts[slug]?.isInternal ?? false;
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

/** What a call brief says of an asset that it has as one entry; undefined for any other. */
export function briefEntryOf<K extends Kind>(
  { kind, data }: AssetData<K>,
  lead: string | undefined,
): { says: string; first: string | undefined; asked: number | undefined } | undefined {
  const { brief } = definitions[kind];
  if (typeof brief === 'string') return undefined;
  return { says: brief.says(data, lead), first: brief.first?.(data), asked: brief.asked?.(data) };
}
