import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Asset, AssetOfKind } from './asset.ts';
import { slug } from 'github-slugger';
import { kindDefinitions } from './kinds/kinds.ts';

export type Training = AssetOfKind<'training'>;
type StepSpec = Training['data']['steps'][number];

/** A step of a training whose page and answer are there. */
export interface TrainingStep extends Pick<StepSpec, 'question' | 'answer' | 'wrong'> {
  page: Asset;
  /** Where the answer stands. */
  source: Asset;
  /** The anchor there. */
  anchor: string;
  /**
   * Eight hex digits of all that was read and asked. Whoever passed the step with others passed something else: it is to be
   * done again.
   */
  mark: string;
}

/** Where a page says something, by the words of a heading or by an anchor as an address has it; undefined for nowhere. */
export function anchorOnPage(
  { kind, anchors }: Pick<Asset, 'kind' | 'anchors'>,
  words: string,
): string | undefined {
  const parts = Object.entries<{ heading: string }>(kindDefinitions[kind].parts);
  const ofData = parts.find(([, { heading }]) => heading === words)?.[0];
  return [words.replace(/^#/, ''), ofData, slug(words)].find(
    (anchor) => anchor !== undefined && anchors.includes(anchor),
  );
}

/** The steps of a training in order. One that leads nowhere is a finding of its own and is left out. */
export function trainingSteps(
  { data }: Pick<Training, 'data'>,
  byId: ReadonlyMap<string, Asset>,
): TrainingStep[] {
  return data.steps.flatMap(
    ({ read, stands_in: place = read, stands_under: words, question, answer, wrong }) => {
      const [page, source] = [byId.get(read), byId.get(place)];
      const anchor = source && anchorOnPage(source, words);
      if (page === undefined || source === undefined || anchor === undefined) return [];
      const meant = [page.id, page.revision, source.id, source.revision, question, answer, ...wrong];
      return [{ page, source, anchor, question, answer, wrong, mark: markOf(meant) }];
    },
  );
}

/** What names a training with all that it leads to: another one is another training. */
export function versionOf(steps: readonly Pick<TrainingStep, 'mark'>[]): string {
  return markOf(steps.map(({ mark }) => mark));
}

function markOf(words: readonly string[]): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(words)))).slice(0, 8);
}
