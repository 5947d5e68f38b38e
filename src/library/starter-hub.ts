import type { Day } from './dates.ts';
import type { Term } from './hub.ts';
import { exampleOn as exampleAnswer } from './kinds/answer.ts';
import { exampleOn as exampleCard } from './kinds/battlecard.ts';
import { kinds, type Kind } from './kinds/kinds.ts';
import { parseHub } from './parse-hub.ts';

/** What a `hub.yaml` to begin with is made of. */
export interface StarterHub {
  company: string;
  examples: boolean;
}

/** What a `hub.yaml` was made of that nobody has written in since; undefined for any other. Throws as `parseHub` does. */
export function readStarterHub(text: string): StarterHub | undefined {
  const { company } = parseHub(text);
  return text === renderStarterHub(company.name, true)
    ? { company: company.name, examples: true }
    : undefined;
}

/**
 * `hub.yaml` to begin with: a company's name, the usual steps of a sale, and lists that wait for the company's own words.
 * `known` are words that an import has met. With `examples` it also holds the person and the competitor that the example assets name.
 */
export function renderStarterHub(
  company: string,
  examples: boolean,
  known: { people?: readonly Term[]; competitors?: readonly Term[] } = {},
): string {
  const list = (key: 'people' | 'competitors', example: string) => {
    const terms = (known[key] ?? []).map(({ id, name }) => `{ id: ${id}, name: ${JSON.stringify(name)} }`);
    const lines = examples ? [example, ...terms] : terms;
    return lines.length === 0
      ? `${key}: []\n#  - ${example}`
      : `${key}:${lines.map((line) => `\n  - ${line}`).join('')}`;
  };
  return `# yaml-language-server: $schema=../.schemas/hub.schema.json
# Every word that front matter may use. Add a line here first, then use its id in an asset.
company:
  name: ${JSON.stringify(company)}
  tagline: ""
#  repository: https://github.com/your-company/hub # for Edit, New page and requests
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

# Sales teams and how many reps each has today. Teams under ten reps are counted together.
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
    renderExample('answer', 'example-how-long-does-it-take', exampleAnswer(today)),
    renderExample('battlecard', 'example-competitor', exampleCard(today)),
  ]);
}

const renderExample = (kind: Kind, name: string, text: string): [string, string] => [
  `${kinds[kind].folder}/${name}.md`,
  `---\n# yaml-language-server: $schema=../../.schemas/${kind}.schema.json\n${text}`,
];
