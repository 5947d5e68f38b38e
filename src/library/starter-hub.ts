import type { Day } from './dates.ts';

/**
 * `hub.yaml` to begin with: a company's name, the usual steps of a sale, and lists that wait for the company's own words.
 * With `examples` it also holds the person and the competitor that the example assets name.
 */
export function renderStarterHub(company: string, examples: boolean): string {
  const list = (key: string, example: string) =>
    examples ? `${key}:\n  - ${example}` : `${key}: []\n#  - ${example}`;
  return `# yaml-language-server: $schema=../.schemas/hub.schema.json
# Every word that front matter may use. Add a line here first, then use its id in an asset.
company:
  name: ${JSON.stringify(company)}
  tagline: ""
#  repository: https://github.com/your-company/hub # for Edit, New piece and requests
#  site: https://hub.your-company.com # for feeds

# What you sell.
products: []
#  - id: first-product
#    name: First product
#    line: What it does for a customer, in one sentence.

stages:
  - { id: prospect, name: Prospecting }
  - { id: discovery, name: Discovery }
  - { id: demo, name: Demo }
  - { id: pilot, name: Pilot }
  - { id: negotiation, name: Negotiation }
  - { id: renewal, name: Renewal }

# Whom reps talk to.
personas: []

industries: []
regions: []

# Whom reps meet in deals.
${list('competitors', '{ id: example-competitor, name: Example competitor, line: "Who they are, in one sentence." }')}

formats:
  - { id: one-pager, name: One-pager }
  - { id: case-study, name: Case study }
  - { id: email, name: Email }
  - { id: demo-script, name: Demo script }
  - { id: deck, name: Deck }
  - { id: checklist, name: Checklist }
  - { id: guide, name: Guide }

departments: []

# Who may own an asset.
${list('people', '{ id: first-last, name: First Last }')}

# Sales teams and how many reps each has today. Use is never shown for fewer than five people.
teams: []
#  - { id: mid-market, name: Mid-market, reps: 12 }

calendar:
  quarter_ends: []

# After how many days a kind must be looked at again, where it is not as usual.
review_days: {}

# Words that reps use for the same thing.
synonyms: []
#  - [price, cost, pricing]
`;
}

/** The two assets that show a newcomer how one is written, by path. They pass every check on the day `today`. */
export function renderStarterAssets(today: Day): Map<string, string> {
  return new Map([
    [
      'answers/example-how-long-does-it-take.md',
      `---
# yaml-language-server: $schema=../../.schemas/answer.schema.json
title: "Example: how long does it take to get started?"
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
`,
    ],
    [
      'battlecards/example-competitor.md',
      `---
# yaml-language-server: $schema=../../.schemas/battlecard.schema.json
title: Example competitor
benefit: The three things to say when this name comes up, and the one to leave alone.
summary: This is an example. Copy it, rename it, and fill it with what you know about a competitor.
owner: first-last
published: ${today}
reviewed: ${today}
competitor: example-competitor
why_we_win:
  - claim: We answer support calls within ten minutes, they answer tickets within a day.
    source: Their public support page, and our own support figures
    seen_on: ${today}
why_we_lose:
  - claim: Their entry price is lower for fewer than ten users.
    source: Their public price page
    seen_on: ${today}
    say: internal
traps:
  - Ask who picks up the phone on a Sunday, and how long that took last time.
objections:
  - heard: They are cheaper.
    answer: For ten users they are. From the eleventh on you pay for every extra, and support is one of them.
    ask: How many people will use it in a year?
questions:
  - What happens today when it stops working?
---

One paragraph about who they are and when you meet them. A claim greys itself when nobody has seen it for half a year.
`,
    ],
  ]);
}
