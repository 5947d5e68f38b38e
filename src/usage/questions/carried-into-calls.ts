import type { SURFACES } from '../events.ts';
import { USE_EVENTS } from './activity.ts';
import { countPeople } from './count-people.ts';
import { did } from './people-group.ts';
import { defineQuestion } from './question.ts';

type Surface = (typeof SURFACES)[number];

/** Where something is used for one customer's call, before it or in it: to read a page is not to carry it. */
export const CALL_SURFACES = ['call', 'brief', 'crm', 'agent'] as const satisfies readonly Surface[];

const isOn = (...surfaces: readonly Surface[]): string =>
  `properties.surface IN (${surfaces.map((name) => `'${name}'`).join(', ')})`;

/** A column of reps; a row that has some in one of its columns may have under ten in another. */
const reps = <From extends string>(from: From, label: string) =>
  ({ role: 'people', type: 'people', label, from, small: 'number' }) as const;

/**
 * Counted by product and team at once, so that both what is carried and `products-by-team` are told from it, and people who
 * do it in two ways are one in the number of those who do it at all.
 */
export const carriedIntoCalls = defineQuestion({
  id: 'carried-into-calls',
  title: 'Carried into calls',
  asks: (span) => `Which teams carried which product into calls in the ${span}, and by which way?`,
  span: { weeks: 4 },
  hogql: countPeople({
    keys: { product: 'properties.product' },
    people: {
      used: true,
      carried: isOn(...CALL_SURFACES),
      call: isOn('call'),
      brief: isOn('brief'),
      crm: isOn('crm'),
      agent: isOn('agent'),
    },
    events: USE_EVENTS,
    condition: 'notEmpty(properties.product)',
  }),
  selects: {
    product: 'text',
    team: 'team',
    used: 'people',
    carried: 'people',
    call: 'people',
    brief: 'people',
    crm: 'people',
    agent: 'people',
  },
  row: {
    product: { role: 'key', type: 'product', label: 'Product' },
    team: { role: 'key', type: 'team', label: 'Team' },
    carried: reps('carried', 'Reps who carried it'),
    call: reps('call', 'In call mode'),
    brief: reps('brief', 'On a brief'),
    crm: reps('crm', 'Beside the CRM'),
    agent: reps('agent', 'Through an agent'),
    used: reps('used', 'Reps who used it at all'),
  },
  people: {
    used: ({ product }) => did.useProduct(product),
    carried: ({ product }) => did.carry(product),
    call: ({ product }) => did.carryBy('call', product),
    brief: ({ product }) => did.carryBy('brief', product),
    crm: ({ product }) => did.carryBy('crm', product),
    agent: ({ product }) => did.carryBy('agent', product),
  },
  chart: 'drawn',
  needs: [...USE_EVENTS],
  nothing: [
    'No product was carried into calls by ten reps.',
    'Call mode, a brief, the panel beside the CRM and what an agent is asked count as such; a page that is read does not.',
  ],
  answer: (rows) =>
    rows
      .map(({ product, team, used, carried, call, brief, crm, agent }) => ({
        product,
        team,
        carried,
        call,
        brief,
        crm,
        agent,
        used,
      }))
      .sort(
        (a, b) =>
          b.carried - a.carried || b.used - a.used || (a.product + a.team < b.product + b.team ? -1 : 1),
      ),
});
