import type { Asset } from '../../library/asset.ts';
import type { Day } from '../../library/dates.ts';
import { objectionsOf, answersItsTitle, competitorOf } from '../../library/kinds/asset-data.ts';
import { objectionId } from '../../library/kinds/objection-id.ts';
import { kinds, type Kind } from '../../library/kinds/kinds.ts';
import type { Hub } from '../../library/hub.ts';
import { nameOf } from '../../library/name-of.ts';
import { urlOf } from '../../library/addresses.ts';

/** What another asset has to say to a customer, as a call is told it. Left out is what there is not. */
export interface ElsewhereAsset {
  id: string;
  revision: string;
  kind: Kind;
  /** Id of its first product; '' for none. */
  product: string;
  title: string;
  url: string;
  /** What its entries are labelled with, such as the competitor of a card. */
  label: string;
  /** The last day on which it may be used. */
  until?: Day | undefined;
  items: ElsewhereItem[];
}

/** One thing to say: an objection with what to answer, or an answer under its question. */
export interface ElsewhereItem {
  /** What the customer says or asks. */
  heard: string;
  /** Other words for it, one a line. */
  also?: string | undefined;
  /** Id of an objection. */
  objection?: string | undefined;
  /** The words to say. */
  says: string;
  /** The same as a page shows it, where it is more than paragraphs: lists, tables, links. */
  html?: string | undefined;
  /** The question after it. */
  ask?: string | undefined;
}

/** What of an answer answers its title; undefined where nothing does. */
export type OpeningOf = (asset: Asset) => { says: string; html?: string | undefined } | undefined;

/** All that may be said in any call: the objections of all cards, and all answers. */
export function buildElsewhere(assets: readonly Asset[], hub: Hub, openingOf: OpeningOf): ElsewhereAsset[] {
  return assets.flatMap((asset) => {
    const items = [...objectionItems(asset), ...answerItems(asset, openingOf)];
    return items.length === 0 ? [] : [{ ...sourceOf(asset, hub), items }];
  });
}

function sourceOf(asset: Asset, hub: Hub): Omit<ElsewhereAsset, 'items'> {
  const { id, revision, kind, data } = asset;
  const competitor = competitorOf(asset);
  return {
    id,
    revision,
    kind,
    product: data.products[0] ?? '',
    title: data.title,
    url: urlOf(id),
    label: competitor === undefined ? kinds[kind].label : nameOf(hub.competitors, competitor),
    until: data.expires,
  };
}

const objectionItems = (asset: Asset): ElsewhereItem[] =>
  objectionsOf(asset).map(({ heard, answer, ask }) => ({
    heard,
    objection: objectionId(heard),
    says: answer,
    ask,
  }));

function answerItems(asset: Asset, openingOf: OpeningOf): ElsewhereItem[] {
  const opening = answersItsTitle(asset.kind) ? openingOf(asset) : undefined;
  if (opening === undefined) return [];
  return [{ heard: asset.data.title, also: asset.data.aliases.join('\n') || undefined, ...opening }];
}
