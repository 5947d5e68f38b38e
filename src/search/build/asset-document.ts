import type { Asset } from '../../library/asset.ts';
import { urlOf } from '../../library/addresses.ts';
import { sayableSections, sentencesOf } from '../../library/asset-sentences.ts';
import { headingOfPart, slugOfPart } from '../../files/part-places.ts';
import { filesRead, passageSentences } from '../../library/attachments.ts';
import {
  answersItsTitle,
  buildDataEntries,
  competitorOf,
  competitorsOf,
  linkOf,
} from '../../library/kinds/asset-data.ts';
import type { Entry } from '../../library/kinds/kind.ts';
import type { Sentence, SentenceKind } from '../../library/sentence.ts';
import { claimGoodUntil, reviewBy } from '../../library/freshness.ts';
import { nameOf } from '../../library/name-of.ts';
import { kindNames, kinds } from '../../library/kinds/kinds.ts';
import { placeOfLink } from '../../library/link-providers.ts';
import { languageOf } from '../../library/language.ts';
import type { Library } from '../../library/library.ts';
import { pictureListFile } from '../../library/picture-list.ts';
import { saysTitle } from '../../library/markdown/sections.ts';
import type { FacetName, SearchDocument, SearchSection } from '../document.ts';
import type { FacetTerms } from '../files/facets.ts';
import { SECTION_LIMIT } from './occurrences.ts';

/**
 * What search knows of an asset: its sections, and one more for each group of data that its page shows under a heading.
 * The slugs are those of the page.
 */
export function buildAssetDocument(asset: Asset, { hub }: Library): SearchDocument {
  const { data } = asset;
  const due = reviewBy(asset.kind, data, hub);
  const competitor = competitorOf(asset);
  const link = linkOf(asset);
  const pictures = pictureListFile(asset);
  const own = [...proseSections(asset), ...dataSections(asset)];
  return {
    id: asset.id,
    path: data.source ?? asset.path,
    url: urlOf(asset.id),
    kind: asset.kind,
    kindLabel: kinds[asset.kind].label,
    title: data.title,
    // A card is looked for by the competitor's name, whatever its title says.
    aliases: competitor === undefined ? data.aliases : [...data.aliases, nameOf(hub.competitors, competitor)],
    benefit: data.benefit ?? '',
    summary: data.summary ?? '',
    facets: {
      kind: [asset.kind],
      format: asset.kind === 'collateral' && asset.data.format !== undefined ? [asset.data.format] : [],
      product: data.products,
      stage: data.stages,
      persona: data.personas,
      industry: data.industries,
      competitor: competitorsOf(asset),
      region: data.regions,
      folder: foldersOf(asset),
      language: [languageOf(asset, hub)],
    },
    freshness: {
      ...(due === undefined ? {} : { reviewBy: due }),
      ...(data.expires === undefined ? {} : { expires: data.expires }),
    },
    ...(link === undefined ? {} : { place: placeOfLink(link).name }),
    ...(pictures === undefined ? {} : { pictures: pictures.name }),
    revision: asset.revision,
    internal: data.audience === 'internal',
    sections: [...own, ...fileSections(asset, SECTION_LIMIT - own.length)],
    sentences: [...sentencesOf(asset), ...fileSentences(asset)],
  };
}

function proseSections({ kind, data, sections }: Asset): SearchSection[] {
  const sayable = new Set(sayableSections(sections));
  return sections.map((section) => {
    const { slug, heading, depth, text } = section;
    if (saysTitle({ depth, text: heading }, data.title)) return { slug: '', heading: '', text };
    return { slug, heading, text, opensAtTop: answersItsTitle(kind) || !sayable.has(section) };
  });
}

/** The data of an asset, its claims in sections by their last day, the one that lasts longest first. */
function dataSections(asset: Asset): SearchSection[] {
  return buildDataEntries(asset).flatMap(
    ({ slug, heading, is, entries, claims, isInternal }): SearchSection[] => [
      ...(entries.length === 0 ? [] : [{ slug, heading, ...textsOf(is, entries), opensAtTop: isInternal }]),
      ...[...Map.groupBy(claims, claimGoodUntil)]
        .sort(([a], [b]) => (a < b ? 1 : -1))
        .map(([until, same]) => ({
          slug,
          heading,
          until,
          text: same.map(({ claim }) => claim).join('\n'),
          opensAtTop: same.some(({ say }) => say === 'internal'),
        })),
    ],
  );
}

/** What customers say is searched like headings: it is what reps type. */
function textsOf(is: SentenceKind, entries: readonly Entry[]): Pick<SearchSection, 'heard' | 'text'> {
  if (is !== 'objection') return { text: entries.flat().join('\n') };
  return {
    heard: entries.map(([words]) => words).join('\n'),
    text: entries.flatMap(([, ...rest]) => rest).join('\n'),
  };
}

/**
 * A section for each slide, page or sheet of the files of an asset, with the words of its speaker and hidden ones, which no
 * sentence has. Of a book of hundreds of pages a section has as many neighbours as it takes, and leads to the first of them:
 * in a posting a section is a byte.
 *
 * @param room how many sections there may be
 */
function fileSections(asset: Asset, room: number): SearchSection[] {
  const parts = filesRead(asset).flatMap(({ name, parts: own }) => own.map((part) => ({ name, part })));
  const together = Math.ceil(parts.length / Math.max(1, room));
  const groups = Map.groupBy(parts, (_, at) => Math.floor(at / together));
  return [...groups.values()].flatMap((group): SearchSection[] => {
    const [first] = group;
    if (first === undefined) return [];
    return [
      {
        slug: slugOfPart(first.name, first.part),
        heading: headingOfPart(first.name, first.part),
        text: group.flatMap(({ part }) => [...part.texts, ...part.notes, ...part.hidden]).join('\n'),
        opensAtTop: group.some(({ part }) => part.isHidden),
      },
    ];
  });
}

function fileSentences(asset: Asset): Sentence[] {
  const say = asset.data.audience === 'shareable' ? 'shown' : 'guidance';
  return filesRead(asset).flatMap(({ name, parts }) =>
    parts.flatMap((part) => passageSentences(name, part, say)),
  );
}

/** Folders deeper than this hold too little to narrow by. */
const FOLDER_DEPTH = 2;

/** The folders that a file lies in below the one of its kind, or lay in before it was imported, the outermost first. */
function foldersOf({ path, data }: Pick<Asset, 'path' | 'data'>): string[] {
  const folders = (data.source ?? path.slice(path.indexOf('/') + 1)).split('/').slice(0, -1);
  return folders.slice(0, FOLDER_DEPTH).map((_, at) => folders.slice(0, at + 1).join('/'));
}

const languageNames = new Intl.DisplayNames('en', { type: 'language' });

const sorted = (values: readonly string[]): string[] => [...new Set(values)].sort();

/** The words by which a library is narrowed down, as people read them: kinds, and the vocabularies of `hub.yaml`. */
export function facetTermsOf({ hub, assets }: Pick<Library, 'hub' | 'assets'>): Required<FacetTerms> {
  return {
    kind: kindNames.map((kind) => ({ id: kind, name: kinds[kind].plural })),
    product: hub.products,
    stage: hub.stages,
    persona: hub.personas,
    industry: hub.industries,
    competitor: hub.competitors,
    region: hub.regions,
    format: hub.formats,
    folder: sorted(assets.flatMap(foldersOf)).map((folder) => ({ id: folder, name: folder })),
    language: sorted(assets.map((asset) => languageOf(asset, hub))).map((tag) => ({
      id: tag,
      name: languageNames.of(tag) ?? tag,
    })),
  } satisfies Record<FacetName, FacetTerms[FacetName]>;
}
