import { z } from 'zod';
import { defineRules, type Finding } from '../finding.ts';
import type { Hub } from '../hub.ts';
import { nameOf } from '../name-of.ts';
import { defineRecord } from './record.ts';

/** Path of the file inside the content folder. */
const SUBSCRIPTIONS_PATH = 'subscriptions.yaml';

/** Fewer than this are never told; see `usage/README.md`. */
const LEAST_BELOW = 10;

const rules = defineRules('record', {
  'subscriptions-yaml': { severity: 'error', says: 'subscriptions.yaml cannot be read as YAML.' },
  'subscription-about': {
    severity: 'error',
    says: 'A subscription is about a product or about a page that is there, and about one of them.',
  },
});

/** Who is told of the use of a product or of a page, and when. */
export interface Subscription {
  /** Id of the person. */
  who: string;
  /** Id of the product or of the page. */
  about: { product: string } | { asset: string };
  /** Whether its numbers come once a week. */
  weekly: boolean;
  /** Told when fewer reps than this carry the product into calls, or use the page, in four weeks. */
  below?: number;
  /** Told when use fell for sure. */
  fall: boolean;
  /** Told when a review or a claim is late. */
  late: boolean;
  line: number;
}

function buildSubscriptionsSchema({ people, products }: Pick<Hub, 'people' | 'products'>) {
  return z.strictObject({
    subscriptions: z
      .array(
        z.strictObject({
          who: z.enum(people.map(({ id }) => id)).describe('Id of the person who wants to be told.'),
          product: z
            .enum(products.map(({ id }) => id))
            .optional()
            .describe('Id of the product it is about.'),
          asset: z
            .string()
            .optional()
            .describe('Or the id of the page it is about, such as battlecards/kestrowe.'),
          weekly: z.boolean().default(true).describe('Whether the numbers come once a week.'),
          below: z
            .int()
            .min(LEAST_BELOW)
            .max(100_000)
            .optional()
            .describe(
              'Say so when fewer reps than this carried the product into calls, or used the page, in four weeks.',
            ),
          fall: z
            .boolean()
            .default(false)
            .describe('Say so when use fell, where the whole range of the change lies below nought.'),
          late: z.boolean().default(false).describe('Say so when a review or a claim is late.'),
        }),
      )
      .default([])
      .describe('One entry for each person and what they follow.'),
  });
}

/** The record of who follows the use of what. */
export const subscriptions = defineRecord({
  path: SUBSCRIPTIONS_PATH,
  list: 'subscriptions',
  rules,
  yamlRule: 'subscriptions-yaml',
  buildSchema: buildSubscriptionsSchema,
  readEntry({ product, asset, below, ...rest }, lineOf): Subscription | Finding {
    const more = { ...rest, ...(below !== undefined && { below }), line: lineOf(['who']) };
    if (product !== undefined && asset === undefined) return { ...more, about: { product } };
    if (asset !== undefined && product === undefined) return { ...more, about: { asset } };
    return rules.found('subscription-about', {
      path: SUBSCRIPTIONS_PATH,
      line: lineOf(['who']),
      message:
        product === undefined
          ? `The subscription of ${rest.who} names no product and no page.`
          : `The subscription of ${rest.who} names a product and a page.`,
      hint: 'Write a product or an asset. Who follows both has two entries.',
    });
  },
  check: (entries, { hub, byId, leftOut }): Finding[] =>
    entries.flatMap(({ about, who, line }) => {
      if (!('asset' in about) || byId.has(about.asset) || leftOut.has(about.asset)) return [];
      const name = nameOf(hub.people, who);
      return [
        rules.found('subscription-about', {
          path: SUBSCRIPTIONS_PATH,
          line,
          message: `${name} follows ${about.asset}, and there is no such page.`,
          hint: 'Write the id that the page has now, or take the entry out.',
        }),
      ];
    }),
});
