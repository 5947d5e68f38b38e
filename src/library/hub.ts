// One schema, read from top to bottom as hub.yaml is written: it is as long as there are words in it.
import { z } from 'zod';
import { COLUMNS, DATE_ORDERS, DECIMAL_MARKS } from './crm/crm-words.ts';
import { languageTag } from './kinds/fields.ts';
import { day } from './records/record-fields.ts';
import { kindNames } from './kinds/kinds.ts';
import { isZone } from './time-zone.ts';

const id = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
const term = z.strictObject({
  id: id.describe('What front matter writes.'),
  name: z.string().min(1).describe('What people read.'),
});
/** A word that a CRM has its own spelling of. */
const aliased = term.extend({
  aliases: z
    .array(z.string().trim().min(1).max(80))
    .optional()
    .describe(
      'What your CRM or a customer calls it, such as Value Proposition or 3 - Proposal; links from the CRM may use it.',
    ),
});

/** ISO 4217. */
const currency = z.string().regex(/^[A-Z]{3}$/);
const crmWords = z.array(z.string().trim().min(1).max(80)).default([]);

const jargonWords = z
  .string()
  .trim()
  .max(60)
  .regex(/[\p{L}\p{N}]/u);

/** As policies name it; `URL.origin` knows none of a browser's extension. */
function originOf(address: string): string {
  const { protocol, host } = new URL(address);
  return `${protocol}//${host}`;
}

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
      language: languageTag()
        .default('en')
        .describe('The language of pieces that name none, such as en, de or fr-CA (BCP 47).'),
      time_zone: z
        .string()
        .refine(isZone)
        .default('UTC')
        .describe(
          'The clocks by which days and weeks begin and end for everybody, such as Europe/Berlin or America/New_York (IANA).',
        ),
      framed_by: z
        .array(z.url({ protocol: /^(?:https?|chrome-extension)$/ }).transform(originOf))
        .default([])
        .describe(
          'Who may show the hub inside their own pages, such as https://acme.lightning.force.com; the extension of npm run extension says its own address.',
        ),
      branch: z.string().default('main').describe('The branch that is published.'),
    })
    .describe('Who the hub belongs to.'),
  products: z
    .array(
      aliased.extend({ line: z.string().default('').describe('One sentence: what it does for a customer.') }),
    )
    .default([])
    .describe('What you sell.'),
  stages: z
    .array(
      aliased.extend({
        value: z
          .number()
          .positive()
          .optional()
          .describe(
            'How much a need counts that costs deals at this step, beside the other steps; 1 when left out.',
          ),
      }),
    )
    .default([])
    .describe('The steps of a sale, in order.'),
  personas: z.array(aliased).default([]).describe('Whom reps talk to.'),
  industries: z.array(aliased).default([]).describe('Whom you sell to, by what they do.'),
  regions: z
    .array(
      term.extend({
        quarter_ends: z
          .array(day)
          .optional()
          .describe('Last days of its sales quarters, where they are other days than those of the calendar.'),
      }),
    )
    .default([])
    .describe('Where you sell, when words, prices or quarters differ by place.'),
  competitors: z
    .array(aliased.extend({ line: z.string().default('').describe('One sentence: who they are.') }))
    .default([])
    .describe('Whom reps meet in deals.'),
  formats: z.array(term).default([]).describe('Sorts of collateral, such as one-pager or email.'),
  departments: z.array(term).default([]).describe('Who builds, ships and supports what reps sell.'),
  people: z
    .array(
      term.extend({
        department: id.optional().describe('The id of the department the person works in.'),
        github: z.string().optional().describe('GitHub user name, for review requests.'),
        keeper: z
          .boolean()
          .optional()
          .describe('true: is asked for a review of changes to hub.yaml and to the code of the hub.'),
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
          .default(0)
          .describe('How many reps are in the team today: the denominator of coverage.'),
        department: id
          .optional()
          .describe(
            'The id of the department of a team that does not sell: its people count as no reps, but it shows whose pages they read.',
          ),
        people: z
          .int()
          .positive()
          .optional()
          .describe('How many people are in a team that does not sell, in the place of reps.'),
        region: id.optional().describe('The id of the region whose quarter ends the team goes by.'),
      }),
    )
    .default([])
    .describe(
      'Teams that sell, and teams of departments that read too. Use is only ever shown by team and rounded; teams under ten people are counted together.',
    ),
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
          'In the last so many days of a quarter major launches wait, because nobody has time for them, and the home page begins with what helps to close.',
        ),
      closing_stage: id
        .optional()
        .describe('The id of the stage whose pages help to close; left out, there are none to begin with.'),
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
  needs: z
    .strictObject({
      weeks_a_quarter: z
        .number()
        .nonnegative()
        .default(12)
        .describe(
          'How many weeks of one person there are in a quarter for what reps need: the cut line at /needs/.',
        ),
    })
    .prefault({})
    .describe('What is done about needs.'),
  board: z
    .strictObject({
      how_one_gets_on: z
        .string()
        .trim()
        .max(600)
        .default('')
        .describe(
          'How a rep gets a seat on the advisory board and for how long; everybody reads it at /board/.',
        ),
    })
    .prefault({})
    .describe('The advisory board of sales.'),
  crm: z
    .strictObject({
      steps: z
        .partialRecord(currency, z.int().positive())
        .default({})
        .describe(
          'Of each currency that you sell in, the steps in which /pipeline/ shows sums, such as GBP: 20000. A deal counts for one step at most, so that no sum tells of a single one: write what nine of ten deals are below.',
        ),
      currency: currency
        .optional()
        .describe('The currency of amounts that name none, such as GBP; left out, they are not read.'),
      date_order: z
        .enum(DATE_ORDERS)
        .optional()
        .describe(
          'How 03/04/2026 is read where an export does not tell by itself: day-first or month-first.',
        ),
      decimal_mark: z
        .enum(DECIMAL_MARKS)
        .optional()
        .describe(
          'How 1.234 is read where an export does not tell by itself: point for 1 and a bit, comma for a thousand.',
        ),
      columns: z
        .partialRecord(z.enum(COLUMNS), z.string().trim().min(1).max(80))
        .default({})
        .describe(
          'What your CRM calls a column, where it is not found by itself, such as amount: Order value.',
        ),
      won: crmWords.describe('What your CRM calls deals that were won, beside Closed Won and Won.'),
      lost: crmWords.describe('What your CRM calls deals that were lost, beside Closed Lost and Lost.'),
      open: crmWords.describe('What its status says of deals that are open, beside Open.'),
      leave_out: crmWords.describe('Stages whose deals are not counted, such as On hold.'),
      follow_up_days: z
        .int()
        .nonnegative()
        .default(2)
        .describe('A lead that was touched within so many days after it came counts as followed up in time.'),
    })
    .prefault({})
    .describe(
      'How exports of your CRM are read by npm run pipeline; stages and products have aliases of their own.',
    ),
  digest: z
    .strictObject({
      changed: z.boolean().default(true).describe('Whether it says which pages changed.'),
      missed: z.boolean().default(true).describe('Whether it says what reps searched for and did not find.'),
      due: z.boolean().default(true).describe('Whether it says which pages are due for a look.'),
    })
    .prefault({})
    .describe('What the weekly message to chat and mail holds.'),
  usage: z
    .strictObject({
      keep_days: z
        .int()
        .min(31)
        .optional()
        .describe(
          'After so many days the hub deletes what it recorded about its use; left out, it keeps everything. Everybody reads it at /my-data/.',
        ),
    })
    .prefault({})
    .describe('What the hub records about its own use.'),
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
