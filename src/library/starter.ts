/** `hub.yaml` to begin with: a company's name, the usual steps of a sale, and lists that wait for the company's own words. */
export function renderStarterHub(company: string): string {
  return `# yaml-language-server: $schema=../.schemas/hub.schema.json
# Every word that front matter may use. Add a line here first, then use its id in an asset.
company:
  name: ${JSON.stringify(company)}
  tagline: ""

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
competitors: []

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
people: []
#  - { id: first-last, name: First Last }

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
