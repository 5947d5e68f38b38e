/** What other cards and the answers say, as entries of the list of a call. */
import { CALL_FILE } from '../../library/addresses.ts';
import { cutLeadSentences } from '../../reader/call/lead-sentences.ts';
import type { ElsewhereAsset, ElsewhereItem } from '../../reader/call/elsewhere.ts';
import { parseRules, type PackedRule, type Rule } from '../../search/files/synonym-rules.ts';
import type { ReportedEvent } from '../tracking/hub-event.ts';
import { element, type Child } from '../elements.ts';
import type { FoundEntry } from './found-list.ts';

type CopiedEvent = Extract<ReportedEvent, { event: 'asset_copied' }>['properties'];

/** Whose words are copied. */
export interface CopySource {
  facts: Omit<CopiedEvent, 'what'>;
  title: string;
  /** Address of its page on this site. */
  url: string;
}

/** The file of all calls. */
export interface ElsewhereFile {
  assets: ElsewhereAsset[];
  rules: PackedRule[];
}

interface Elsewhere {
  entries: (FoundEntry & { source: CopySource })[];
  /** They lead to entries of this card as well. */
  rules: Rule[];
}

/**
 * All that is said elsewhere than in one card. Rejects where it cannot be had.
 *
 * @param own id of the card that the call is about
 */
export async function readElsewhere(own: string): Promise<Elsewhere> {
  const response = await fetch(CALL_FILE, { cache: 'no-cache' });
  if (!response.ok) throw new Error(`The server answers ${String(response.status)}.`);
  const { assets, rules } = (await response.json()) as ElsewhereFile;
  let number = 0;
  const entries = assets
    .filter(({ id }) => id !== own)
    .flatMap((asset) =>
      asset.items.map((item) => {
        number += 1;
        const { heard, also = '', says, ask = '' } = item;
        return {
          option: createOption(asset, item, `call-elsewhere-${String(number)}`),
          place: item.objection === undefined ? ('answers' as const) : ('cards' as const),
          words: { heard: `${heard}\n${also}`, says: `${says}\n${ask}` },
          source: sourceOf(asset),
        };
      }),
    );
  return { entries, rules: parseRules(rules) };
}

const sourceOf = ({ id, revision, kind, product, title, url }: ElsewhereAsset): CopySource => ({
  facts: { asset_id: id, asset_rev: revision, kind, product, surface: 'call' },
  title,
  url,
});

function createOption(asset: ElsewhereAsset, item: ElsewhereItem, id: string): HTMLElement {
  const { heard, objection, says } = item;
  const words = element('span', '', heard);
  const answer = element('div', '', ...createAnswer(asset, item));
  const option = element('li', '', words, element('span', 'call-label', asset.label), answer);
  words.dataset['heard'] = '';
  answer.dataset['answer'] = '';
  answer.hidden = true;
  option.id = id;
  option.role = 'option';
  option.dataset['copiedAs'] = objection === undefined ? 'answer' : 'objection';
  option.dataset['says'] = says;
  if (objection !== undefined) option.dataset['objection'] = objection;
  if (asset.until !== undefined) option.dataset['until'] = asset.until;
  return option;
}

/** As the page shows answers of its own card (`CallAnswer.astro`), with the way to where it is from. */
function createAnswer({ label, title, url }: ElsewhereAsset, item: ElsewhereItem): Child[] {
  const { heard, objection, says, html, ask } = item;
  const { lead, rest } = cutLeadSentences(says);
  const link = element('a', '', objection === undefined ? `${label}: ${title}` : `The card on ${label}`);
  link.href = url;
  return [
    element('p', 'call-heard', objection === undefined ? heard : `“${heard}”`),
    ...(html === undefined
      ? [partOf('lead', 'p', lead), ...(rest === '' ? [] : [partOf('rest', 'p', rest)])]
      : [openingOf(html)]),
    ...(ask === undefined
      ? []
      : [element('p', 'call-ask', element('b', '', 'Then ask'), ' ', partOf('ask', 'span', ask))]),
    element('p', 'call-from', 'From ', link),
  ];
}

function partOf(name: 'lead' | 'rest' | 'ask', tag: 'p' | 'span', text: string): HTMLElement {
  const made = element(tag, name === 'ask' ? '' : `call-${name}`, text);
  made.dataset['part'] = name;
  return made;
}

/** The build has cleaned it, by the rules of every page. */
function openingOf(html: string): HTMLElement {
  const made = element('div', 'call-opening');
  made.dataset['part'] = 'opening';
  made.innerHTML = html;
  return made;
}
