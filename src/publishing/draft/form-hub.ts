import type { Hub, Term } from '../../library/hub.ts';
import { LEAST_SEATS } from '../../library/small-teams.ts';

const named = (terms: readonly Term[]): Term[] => terms.map(({ id, name }) => ({ id, name }));
const lined = (terms: readonly Term[]) => named(terms).map((term) => ({ ...term, line: '' }));

/**
 * Of a hub what the form of a new page and the rules beside it ask: words to choose from, facts that are filled in, days,
 * jargon, and where to publish. Everything else stays at home: the page is read by whoever may open the hub. What a rule
 * for drafts asks newly belongs in here too; test/unit/publishing/form-hub.test.ts compares its findings.
 */
export function hubOfForm(hub: Hub): Hub {
  const { name, repository, branch, language, time_zone } = hub.company;
  return {
    company: { name, repository, branch, language, time_zone, tagline: '', admin_page: false, framed_by: [] },
    products: lined(hub.products),
    competitors: lined(hub.competitors),
    stages: named(hub.stages),
    personas: named(hub.personas),
    industries: named(hub.industries),
    regions: named(hub.regions),
    formats: named(hub.formats),
    departments: named(hub.departments),
    people: named(hub.people),
    // Whether a team is small enough for a note to name it, and no more of how many they are.
    teams: hub.teams.map(({ id, name, reps }) => ({ id, name, reps: Math.min(reps, LEAST_SEATS) })),
    facts: hub.facts.map(({ id, says }) => ({ id, says })),
    calendar: hub.calendar,
    review_days: hub.review_days,
    jargon: hub.jargon,
    synonyms: [],
    rep_burden: { minutes_a_week: 0 },
    usage: {},
    digest: { changed: false, missed: false, due: false },
    board: { how_one_gets_on: '' },
    needs: { weeks_a_quarter: 0 },
    crm: { steps: {}, columns: {}, won: [], lost: [], open: [], leave_out: [], follow_up_days: 0 },
  };
}
