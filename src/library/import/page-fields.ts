import { idOfPath } from '../asset.ts';
import type { Day } from '../dates.ts';
import type { Hub, Term } from '../hub.ts';
import type { CompileMarkdown } from '../markdown/compile.ts';
import type { Kind } from '../kinds/kinds.ts';
import type { ImportedFields } from './front-matter-text.ts';
import { dayOf, dayOfPath, valueOf, type FrontMatterData } from './front-matter-values.ts';
import { idOfName, rulesFor, type ImportMap } from './import-map.ts';
import { namesOfPeople } from './names-of-people.ts';
import type { ImportNote } from './import-plan.ts';
import type { ImportedPage } from './imported-page.ts';
import { aliasesOf, keywordsOf } from './known-words.ts';
import { nameOfFile } from './title.ts';

/** The words of the hub that front matter may use, and those that this import adds where it makes the hub. */
export interface HubWords {
  hub: Hub;
  /** The hub is made by this import, so that it may get words that only the pages know. */
  mayAdd: boolean;
  people: Map<string, Term>;
  competitors: Map<string, Term>;
}

const FACETS = ['products', 'stages', 'personas', 'industries', 'regions', 'competitors'] as const;
const TAGS = [
  ...FACETS,
  'product',
  'stage',
  'persona',
  'industry',
  'region',
  'competitor',
  'tags',
  'categories',
  'topics',
  'keywords',
];

export function createHubWords(hub: Hub, mayAdd: boolean): HubWords {
  return { hub, mayAdd, people: byId(hub.people), competitors: byId(hub.competitors) };
}

/** The words that the pages have added to those of the hub. */
export function newWordsOf({ hub, people, competitors }: HubWords): { people: Term[]; competitors: Term[] } {
  return { people: addedTo(hub.people, people), competitors: addedTo(hub.competitors, competitors) };
}

function addedTo(known: readonly Term[], words: Map<string, Term>): Term[] {
  return [...words.values()].filter(({ id }) => !known.some((each) => each.id === id));
}

function byId(terms: readonly Term[]): Map<string, Term> {
  return new Map(terms.map((term) => [term.id, term]));
}

/**
 * What a page is: the kind that the mapping names, else an answer when its title is a question, else collateral. A kind
 * that wants what nobody knows, such as a battlecard's competitor, gives way to collateral, with a note.
 */
export function kindOf(
  page: ImportedPage,
  title: string,
  map: ImportMap,
  words: HubWords,
  notes: ImportNote[],
): { kind: Kind; extra: Partial<ImportedFields> } {
  const rule = rulesFor(page.path, map);
  const fallback = title.trim().endsWith('?') ? 'answer' : 'collateral';
  const instead = (why: string) => {
    notes.push({ path: page.path, taken: true, why: `As ${fallback}: ${why}` });
    return { kind: fallback, extra: {} } as const;
  };
  switch (rule.kind) {
    case undefined:
      return { kind: fallback, extra: {} };
    case 'battlecard': {
      const name =
        rule.competitor === undefined || rule.competitor === 'from-name'
          ? nameOfFile(page.path)
          : rule.competitor;
      const id =
        rule.competitor === undefined || rule.competitor === 'from-name' ? idOfName(name) : rule.competitor;
      const known =
        words.competitors.get(id) ??
        [...words.competitors.values()].find((term) => term.name.toLowerCase() === name.toLowerCase());
      // A word of hub.yaml is told to every reader, and so a page that is held back adds none.
      if (known === undefined && !(words.mayAdd && page.visibility.shown && rule.draft !== true)) {
        return instead(`hub.yaml has no competitor "${id}" that this battlecard could be about.`);
      }
      if (id === '') return instead('its name says no competitor.');
      if (known === undefined) words.competitors.set(id, { id, name });
      return { kind: 'battlecard', extra: { competitor: known?.id ?? id } };
    }
    case 'role':
    case 'build-story': {
      const department = rule.department ?? '';
      if (!words.hub.departments.some(({ id }) => id === department))
        return instead('its rule names no department of hub.yaml.');
      return { kind: rule.kind, extra: { department } };
    }
    case 'field-note': {
      const visited = publishedOf(page.path, page.data);
      return visited === undefined
        ? instead('no day of the visit is known.')
        : { kind: rule.kind, extra: { visited } };
    }
    case 'play':
      return instead('a play wants its situation and its steps as data, which no page names.');
    default:
      return { kind: rule.kind, extra: {} };
  }
}

/** What was known of a page where it comes from, in the hub's words. */
export function knownFields(
  page: ImportedPage,
  title: string,
  map: ImportMap,
  words: HubWords,
  common: ReadonlySet<string>,
  compile: CompileMarkdown,
  today: Day,
  notes: ImportNote[],
): Partial<ImportedFields> {
  const { data, path, visibility } = page;
  const rule = rulesFor(path, map);
  const owner = namesOfPeople(data)
    .map((name) => ({ name, id: map.people[name] ?? '' }))
    .find(({ id }) => id !== '');
  if (owner !== undefined && words.mayAdd && !words.people.has(owner.id)) {
    words.people.set(owner.id, { id: owner.id, name: shownName(owner.name) });
  }
  const facets: Partial<Record<(typeof FACETS)[number], string[]>> = {};
  const said = TAGS.flatMap((key) => wordsAt(data, key, compile));
  const used = new Set<string>();
  for (const facet of FACETS) {
    const terms: readonly Term[] =
      facet === 'competitors' ? [...words.competitors.values()] : words.hub[facet];
    const found = said.flatMap((word) => {
      const term = terms.find(
        ({ id, name }) => id === idOfPath(word) || name.toLowerCase() === word.toLowerCase(),
      );
      if (term !== undefined) used.add(word.toLowerCase());
      return term === undefined ? [] : [term.id];
    });
    const ruled = (rule[facet] ?? []).filter((id) => terms.some((term) => term.id === id));
    const all = [...new Set([...found, ...ruled])];
    if (all.length > 0) facets[facet] = all;
  }
  const aliases = aliasesOf(data, title, new Set([...common, ...used]), compile);
  const appeared = publishedOf(path, data);
  // Its tool shows it now; with that day the hub would wait for it.
  const isAhead = appeared !== undefined && appeared > today && visibility.shown;
  if (isAhead) {
    const why = `Without its day, ${appeared}: it is still to come, and until then the hub would make no page of it.`;
    notes.push({ path, taken: true, why });
  }
  const published = isAhead ? undefined : appeared;
  const updated = updatedOf(data);
  const expires = 'expires' in visibility ? visibility.expires : undefined;
  return {
    ...(owner !== undefined && words.people.has(owner.id) ? { owner: owner.id } : {}),
    ...facets,
    ...(aliases.length === 0 ? {} : { aliases }),
    ...(published === undefined ? {} : { published }),
    ...(updated === undefined ? {} : { updated }),
    ...(expires === undefined ? {} : { expires }),
    ...(rule.audience === undefined ? {} : { audience: rule.audience }),
    ...(visibility.shown && rule.draft !== true ? {} : { draft: true as const }),
  };
}

/** An id such as `ana-example` is a name in small letters. */
function shownName(name: string): string {
  if (!/^[a-z0-9]+(?:[-_.][a-z0-9]+)+$/.test(name)) return name;
  return name.replace(/[-_.]+/g, ' ').replace(/(?<=^| )\p{Ll}/gu, (letter) => letter.toUpperCase());
}

function wordsAt(data: FrontMatterData, key: string, compile: CompileMarkdown): string[] {
  return key === 'tags' || key === 'keywords'
    ? keywordsOf({ [key]: valueOf(data, key) }, compile)
    : keywordsOf({ tags: valueOf(data, key) }, compile);
}

/** Only a day that the file itself names as the one it appeared on. A review is never claimed. */
function publishedOf(path: string, data: FrontMatterData): Day | undefined {
  return (
    dayOf(data, [
      'published',
      'publishDate',
      'pubDate',
      'date',
      'date.created',
      'created',
      'created_at',
      'created time',
      'erstellt',
      'erstellt am',
      'datum',
      'créé le',
      'date de création',
      'fecha',
      '作成日',
      '作成日時',
      '日付',
    ]) ?? dayOfPath(path)
  );
}

/** The day on which somebody last changed its words, as the file names it. */
function updatedOf(data: FrontMatterData): Day | undefined {
  return dayOf(data, [
    'lastmod',
    'updated',
    'updated_at',
    'last_modified_at',
    'last_updated',
    'lastUpdated',
    'last_update.date',
    'modified',
    'ms.date',
    'last edited',
    'last edited time',
    'last_reviewed',
    'date.updated',
    'geändert',
    'geändert am',
    'zuletzt bearbeitet',
    'zuletzt geändert',
    'modifié le',
    'dernière modification',
    'última modificación',
    'ultima modifica',
    '最終更新',
    '最終更新日',
    '最終更新日時',
    '更新日',
  ]);
}

/** The place among its neighbours that front matter gives a page, the lowest first; Infinity without one. */
export function positionOf(data: FrontMatterData): number {
  for (const key of ['weight', 'sidebar_position', 'nav_order', 'order', 'position']) {
    const value = Number(data[key]);
    if (data[key] !== undefined && Number.isFinite(value)) return value;
  }
  return Infinity;
}
