import { foldWords } from '../fold.ts';
import { spellingsOf } from '../find-term.ts';
import type { Hub } from '../hub.ts';
import { LOST, WON } from './crm-words.ts';
import { plainHeading } from './headings.ts';

/** What exports in other languages call a deal that is over, or is not. */
const WON_WORDS = [
  'won', 'closed won', 'closed as won', 'gewonnen', 'abgeschlossen und gewonnen', 'geschlossen gewonnen', 'abgeschlossen gewonnen',
  'gagné', 'gagnée', 'fermé gagné', 'fermée gagnée', 'conclu et gagné', 'ganado', 'ganada', 'cerrado ganado', 'cerrada ganada', 'cierre ganado', '成約', '受注', '成立',
]; // prettier-ignore
const LOST_WORDS = [
  'lost', 'closed lost', 'closed as lost', 'verloren', 'abgeschlossen und verloren', 'geschlossen verloren', 'abgeschlossen verloren',
  'perdu', 'perdue', 'fermé perdu', 'fermée perdue', 'conclu et perdu', 'perdido', 'perdida', 'cerrado perdido', 'cerrada perdida', 'cierre perdido', '失注', '不成立',
]; // prettier-ignore
const OPEN_WORDS = [
  'open',
  'in progress',
  'offen',
  'in bearbeitung',
  'ouvert',
  'ouverte',
  'en cours',
  'abierto',
  'abierta',
  '進行中',
  'オープン',
];
const YES_WORDS = ['true', '1', 'yes', 'ja', 'wahr', 'oui', 'vrai', 'sí', 'si', 'verdadero', 'はい'];
const NO_WORDS = ['false', '0', 'no', 'nein', 'falsch', 'non', 'faux', 'falso', 'いいえ'];

/** Where a deal is: the id of a stage, won, lost, open with its stage elsewhere, or not to be counted. */
export const OPEN = 'open';
export const LEFT_OUT = 'left out';

const mapOf = (words: readonly string[], is: string) =>
  words.map((word) => [plainHeading(word), is] as const);

/** What the words of a CRM mean in a hub. */
export interface DealWords {
  /** Undefined where nobody knows the word. */
  stage(word: string): string | undefined;
  status(word: string): string | undefined;
  /** Undefined for what is neither yes nor no. */
  yes(word: string): boolean | undefined;
  /** Ids of the products that a text names; `isName` where it is the name of a deal, which holds other words too. */
  products(text: string, isName: boolean): string[];
}

export function dealWords({ crm, stages, products }: Pick<Hub, 'crm' | 'stages' | 'products'>): DealWords {
  const over = [
    ...mapOf(WON_WORDS, WON),
    ...mapOf(LOST_WORDS, LOST),
    ...mapOf(crm.won, WON),
    ...mapOf(crm.lost, LOST),
    ...mapOf(crm.leave_out, LEFT_OUT),
  ];
  const byStage = new Map([...over, ...stages.flatMap((stage) => mapOf(spellingsOf(stage), stage.id))]);
  const byStatus = new Map([...mapOf(OPEN_WORDS, OPEN), ...mapOf(crm.open, OPEN), ...over]);
  const byAnswer = new Map([
    ...YES_WORDS.map((word) => [plainHeading(word), true] as const),
    ...NO_WORDS.map((word) => [plainHeading(word), false] as const),
  ]);
  const named = products.map((product) => ({
    id: product.id,
    exact: spellingsOf(product).map(plainHeading),
    // The id may be any word of a customer's name.
    within: [product.name, ...(product.aliases ?? [])].map((spelling) => ` ${foldWords(spelling)} `),
  }));
  return {
    // HubSpot writes the pipeline behind the stage in brackets.
    stage: (word) =>
      byStage.get(plainHeading(word)) ?? byStage.get(plainHeading(word.replace(/\s*\([^)]*\)$/, ''))),
    status: (word) => byStatus.get(plainHeading(word)),
    yes: (word) => byAnswer.get(plainHeading(word)),
    products(text, isName) {
      const exact = isName
        ? []
        : text
            .split(';')
            .flatMap((part) => named.filter(({ exact: all }) => all.includes(plainHeading(part))));
      const words = ` ${foldWords(text)} `;
      const within = named.filter((product) =>
        product.within.some((each) => each.trim() !== '' && words.includes(each)),
      );
      return [...new Set([...exact, ...within].map(({ id }) => id))];
    },
  };
}
