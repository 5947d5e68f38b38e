import { z } from 'zod';
import type { Day } from '../dates.ts';
import type { Fields } from './fields.ts';
import type { KindDefinition, KindNames } from './kind.ts';

export const names = {
  folder: 'answers',
  label: 'Answer',
  plural: 'Answers',
  reviewDays: 120,
} as const satisfies KindNames;

export const icon =
  '<path d="M2.992 16.342a2 2 0 0 1 .094 1.167l-1.065 3.29a1 1 0 0 0 1.236 1.168l3.413-.998a2 2 0 0 1 1.099.092 10 10 0 1 0-4.777-4.719" /> <path d="M9.09 9a3 3 0 0 1 5.83 1c0 2-3 3-3 3" /> <path d="M12 17h.01" />';

const schema = ({ common }: Fields) =>
  common.extend({
    asked: z
      .int()
      .nonnegative()
      .default(0)
      .describe('How many times it was asked before it was written down.'),
  });

export const definition = {
  schema,
  lead: 'Questions that customers asked, each with one answer to say aloud.',
  navigation: { group: 'browse', place: 2 },
  offline: 'pages',
  parts: {},
  answersItsTitle: true,
  sends: () => 'the answer at the top, by its copy button',
  demo: { opened: 2.5, copied: 'answer' },
  brief: { says: ({ summary = '' }, lead) => lead ?? summary, asked: ({ asked }) => asked },
} as const satisfies KindDefinition<z.infer<ReturnType<typeof schema>>>;

/** What `npm run init` shows a newcomer. Passes every check on `today`. */
export const exampleOn = (today: Day): string => `title: "Example: how long does it take to get started?"
benefit: An answer you can say in one breath, with the number customers ask for.
summary: This is an example. Replace it with the first question your reps ask you.
owner: first-last
published: ${today}
reviewed: ${today}
aliases: [onboarding, go live]
---

Say the answer first, with a number: **ten working days from signature to first use.**

## What happens in that time

1. Day 1: we ask for two lists and one contact.
2. Day 5: your data is in, and you check it with us.
3. Day 10: the first team works with it.

## When it takes longer

Say so before they find out: single sign-on adds a week.
`;
