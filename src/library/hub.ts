import { z } from 'zod';
import { isDay } from './dates.ts';
import { kindNames } from './kinds/kinds.ts';

const id = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
const term = z.strictObject({
  id: id.describe('What front matter writes.'),
  name: z.string().min(1).describe('What people read.'),
});
const day = z.string().refine(isDay).meta({ format: 'date' });

const jargonWords = z
  .string()
  .trim()
  .max(60)
  .regex(/[\p{L}\p{N}]/u);

/** `content/hub.yaml`: the company's name and every word that front matter may use. */
export const hubSchema = z.strictObject({
  company: z
    .strictObject({
      name: z.string().min(1).describe('The name in the header of every page.'),
      tagline: z.string().default('').describe('One line under the name on the home page.'),
      repository: z
        .url({ protocol: /^https?$/ })
        .optional()
        .describe('Where this content lives on GitHub; edit links and requests point there.'),
      site: z
        .url({ protocol: /^https?$/ })
        .optional()
        .describe('Where people open the hub, such as https://hub.example.com; feeds need whole addresses.'),
      admin_page: z
        .boolean()
        .default(false)
        .describe(
          'Whether there is an editor at /admin/ for people who publish often; see content/README.md.',
        ),
      branch: z.string().default('main').describe('The branch that is published.'),
    })
    .describe('Who the hub belongs to.'),
  products: z
    .array(
      term.extend({ line: z.string().default('').describe('One sentence: what it does for a customer.') }),
    )
    .default([])
    .describe('What you sell.'),
  stages: z.array(term).default([]).describe('The steps of a sale, in order.'),
  personas: z.array(term).default([]).describe('Whom reps talk to.'),
  industries: z.array(term).default([]).describe('Whom you sell to, by what they do.'),
  regions: z.array(term).default([]).describe('Where you sell, when words or prices differ by place.'),
  competitors: z
    .array(term.extend({ line: z.string().default('').describe('One sentence: who they are.') }))
    .default([])
    .describe('Whom reps meet in deals.'),
  formats: z.array(term).default([]).describe('Sorts of collateral, such as one-pager or email.'),
  departments: z.array(term).default([]).describe('Who builds, ships and supports what reps sell.'),
  people: z
    .array(
      term.extend({
        department: id.optional().describe('The id of the department the person works in.'),
        github: z.string().optional().describe('GitHub user name, for review requests.'),
        notes: z
          .boolean()
          .optional()
          .describe('false: no weekly note on GitHub about the use of their pages.'),
      }),
    )
    .default([])
    .describe('Who may own an asset.'),
  teams: z
    .array(
      term.extend({
        reps: z
          .int()
          .nonnegative()
          .describe('How many reps are in the team today: the denominator of coverage.'),
      }),
    )
    .default([])
    .describe('Sales teams. Use is only ever shown by team, and never for fewer than five people.'),
  facts: z
    .array(
      z.strictObject({
        id: id.describe('What a page writes: {{fact:cold-price}} shows the fact cold-price.'),
        says: z
          .string()
          .trim()
          .min(1)
          .max(200)
          .regex(/^[^\n\r]*$/)
          .describe('The words that pages show, on one line.'),
        owner: id.optional().describe('The id of the person who knows when it changes.'),
      }),
    )
    .default([])
    .describe('Prices, limits and certificates that stand in many pages and are written once, here.'),
  calendar: z
    .strictObject({
      quarter_ends: z.array(day).default([]).describe('Last days of the sales quarters, in order.'),
      hold_days: z
        .int()
        .nonnegative()
        .default(14)
        .describe(
          'In the last so many days of a quarter major launches wait, because nobody has time for them.',
        ),
    })
    .prefault({})
    .describe('The sales calendar.'),
  rep_burden: z
    .strictObject({
      minutes_a_week: z
        .int()
        .nonnegative()
        .default(15)
        .describe(
          'The most that asks.yaml may ask of one rep in a week, in minutes; everybody reads it at /asks/.',
        ),
    })
    .prefault({})
    .describe('How much of their time reps may be asked for.'),
  review_days: z
    .partialRecord(z.enum(kindNames), z.int().positive())
    .default({})
    .describe('After how many days each kind must be looked at again, such as battlecard: 60.'),
  synonyms: z
    .array(z.array(z.string().min(1)).min(2))
    .default([])
    .describe('Groups of words that reps use for the same thing, such as [price, cost, pricing].'),
  jargon: z
    .strictObject({
      add: z
        .array(
          z.strictObject({
            words: jargonWords.describe('A word or a few in a row, found in all its forms.'),
            instead: z.string().trim().min(1).max(80).describe('Plain words that can stand in their place.'),
          }),
        )
        .default([])
        .describe('Words of your own that no benefit should hold.'),
      allow: z
        .array(jargonWords)
        .default([])
        .describe('Words that the check takes for jargon and that mean something in your company.'),
    })
    .prefault({})
    .describe('What counts as jargon where a page says what is in it for the rep.'),
});

/** A hub's own words, as read from `hub.yaml`. */
export type Hub = z.infer<typeof hubSchema>;

/** A word of a vocabulary: `id` is written in front matter, `name` is read by people. */
export interface Term {
  id: string;
  name: string;
}
