import { urlOf } from '../../library/addresses.ts';
import type { Content } from '../../library/content.ts';
import { renderDay, type Day } from '../../library/dates.ts';
import { claimGoodUntil } from '../../library/freshness.ts';
import { claimsOf } from '../../library/kinds/asset-data.ts';
import { nameOf } from '../../library/name-of.ts';
import { routes } from '../../library/routes.ts';
import { shorten } from '../../library/shorten.ts';
import { UNDER_TEN } from '../../usage/snapshot/answer.ts';
import type { Snapshot } from '../../usage/snapshot/snapshot.ts';
import type { ChangeVerdict } from '../../usage/verdict/verdict.ts';
import { findFalls, readUseByBlock } from '../../usage/verdict/use-since.ts';
import { renderCount } from '../count.ts';
import { rankNeeds, type RankedNeed } from '../needs/rank.ts';
import type { Quarter } from '../../library/quarters.ts';
import { findMissed } from '../review/missed.ts';
import { decisionOutcomes, newestFirst, renderMovement, standingOf } from './outcomes.ts';

/** One thing to talk about. */
export interface AgendaItem {
  says: string;
  /** What is known about it, one line each. */
  facts: readonly string[];
  /** Address inside the hub. */
  url?: string;
}

export interface AgendaPart {
  heading: string;
  items: readonly AgendaItem[];
  /** Said where there is no item. */
  none: string;
}

export interface Agenda {
  quarter: Quarter;
  /** The last day that was counted; undefined where there are no numbers. */
  countedUntil: Day | undefined;
  parts: readonly AgendaPart[];
}

/** So many things of each sort: what a session of one hour can look at. */
const MOST_ITEMS = 5;
/** Use is held against the four weeks that began so many blocks of four weeks before: about a quarter. */
const FALL_BLOCKS = 3;

/**
 * The agenda of a quarter, from evidence alone. It depends on the quarter, the content, the snapshot and the verdicts and on
 * no day in between, so that everybody who makes it has the same.
 */
export function buildAgenda(
  content: Pick<Content, 'library' | 'records'>,
  snapshot: Snapshot | undefined,
  verdicts: readonly ChangeVerdict[],
  quarter: Quarter,
): Agenda {
  const use = readUseByBlock(snapshot);
  const today = snapshot?.today ?? quarter.until;
  const around = { content, snapshot, quarter, today };
  return {
    quarter,
    countedUntil: snapshot?.answers.findLast(({ counted }) => counted !== undefined)?.counted?.until,
    parts: [
      decided(around),
      unanswered(around),
      falls(around, use),
      doubted(around),
      judged(verdicts),
      waiting(around),
      wanted(around),
    ],
  };
}

interface AgendaSources {
  content: Pick<Content, 'library' | 'records'>;
  snapshot: Snapshot | undefined;
  quarter: Quarter;
  /** The day of the numbers. */
  today: Day;
}

/** All of the last session, and of earlier ones what is still open. */
function decided({ content, snapshot, quarter }: AgendaSources): AgendaPart {
  const { library, records } = content;
  const sessions = (records.board ?? []).filter(({ on }) => on <= quarter.until);
  const last = newestFirst(sessions)[0]?.on;
  const items = decisionOutcomes(sessions, library, snapshot)
    .filter(({ on, decision }) => on === last || decision.closed === undefined)
    .map(({ decision, on, movements }) => ({
      says: decision.decision,
      facts: [
        `decided on ${renderDay(on)}; ${standingOf(decision)}; ${nameOf(library.hub.people, decision.owner)}`,
        `was to move “${decision.toMove}”`,
        ...(decision.cameOfIt === undefined ? [] : [`came of it “${decision.cameOfIt}”`]),
        ...movements.map(({ title, use }) => `use of ${title}, ${renderMovement(use)}`),
      ],
    }));
  return {
    heading: 'What was decided, and what became of it',
    items,
    none: 'Nothing was decided before: this is the first session.',
  };
}

function unanswered({ content, snapshot, today }: AgendaSources): AgendaPart {
  const items = findMissed(content, snapshot, today).map(([, { words, searched, asked }]) => ({
    says: words,
    facts: [
      ...(searched > 0 ? [`about ${String(searched)} reps searched for it and found nothing`] : []),
      ...(asked > 0 ? [`about ${String(asked)} reps asked for it`] : []),
    ],
  }));
  return {
    heading: 'Questions without an answer',
    items: items.slice(0, MOST_ITEMS),
    none: 'No search that ten reps or more made is without an answer.',
  };
}

function falls({ content }: AgendaSources, use: ReturnType<typeof readUseByBlock>): AgendaPart {
  const found = use === undefined ? [] : findFalls(use, FALL_BLOCKS);
  return {
    heading: 'Used less than a quarter ago',
    items: found.slice(0, MOST_ITEMS).map((fall) => ({
      says: content.library.byId.get(fall.id)?.data.title ?? fall.id,
      facts: [
        `${renderMovement(fall)}; four weeks from ${renderDay(fall.after)} beside those from ${renderDay(fall.before)}`,
      ],
      ...(content.library.byId.has(fall.id) && { url: urlOf(fall.id) }),
    })),
    none: 'No page lost more readers than chance explains.',
  };
}

/** Claims that no longer hold by the end of the quarter, first those that ran out long ago. */
function doubted({ content, quarter }: AgendaSources): AgendaPart {
  const items = content.library.assets
    .flatMap((asset) =>
      claimsOf(asset).flatMap(({ claims }) =>
        claims.map((claim) => ({ asset, claim, until: claimGoodUntil(claim) })),
      ),
    )
    .filter(({ until }) => until <= quarter.until)
    .sort(
      (a, b) =>
        (a.until < b.until ? -1 : a.until > b.until ? 1 : 0) ||
        (a.asset.id < b.asset.id ? -1 : a.asset.id > b.asset.id ? 1 : 0) ||
        (a.claim.claim < b.claim.claim ? -1 : 1),
    );
  return {
    heading: 'Claims that no longer stand by the end of the quarter',
    items: items.slice(0, MOST_ITEMS).map(({ asset, claim, until }) => ({
      says: shorten(claim.claim, 140),
      facts: [`${asset.data.title}; good until ${renderDay(until)}; ${claim.source}`],
      url: urlOf(asset.id),
    })),
    none: 'Every claim holds to the end of the quarter.',
  };
}

function judged(verdicts: readonly ChangeVerdict[]): AgendaPart {
  const items = verdicts
    .toSorted((a, b) => a.pullRequest - b.pullRequest)
    .flatMap(({ pullRequest, merge, horizons }) => {
      const over = horizons.findLast((horizon) => horizon.state === 'over');
      const moved = (over?.assets ?? []).filter(({ says }) => says === 'up' || says === 'down');
      if (over === undefined) return [];
      return [
        {
          says: `${merge.subject}, pull request ${String(pullRequest)}`,
          facts: [
            `merged on ${renderDay(merge.mergedOn)}`,
            ...moved.map(({ asset, says, before, after }) => {
              return `${asset.title}: ${says === 'up' ? 'more' : 'less'} used since, ${String(before ?? UNDER_TEN)} → ${String(after ?? UNDER_TEN)} reps`;
            }),
            ...(moved.length === 0 ? ['no page of it is used more or less than chance explains'] : []),
          ],
        },
      ];
    });
  return {
    heading: 'What was changed, and whether it is used since',
    items: items.slice(-MOST_ITEMS),
    none: 'No merged change was judged.',
  };
}

function waiting({ content, snapshot, today }: AgendaSources): AgendaPart {
  const { library, records } = content;
  const { ranked } = rankNeeds(records.needs ?? [], library, snapshot, today);
  const open = ranked
    .filter(({ need }) => need.became === 'open')
    .sort((a, b) =>
      a.need.raised < b.need.raised ? -1 : a.need.raised > b.need.raised ? 1 : a.need.id < b.need.id ? -1 : 1,
    );
  return {
    heading: 'Waiting the longest',
    items: open.slice(0, MOST_ITEMS).map((each) => ({
      says: each.need.need,
      facts: [`raised on ${renderDay(each.need.raised)}; ${renderVoices(each)}`],
      url: needUrl(each.need.id),
    })),
    none: 'No need is open.',
  };
}

function wanted({ content, snapshot, today }: AgendaSources): AgendaPart {
  const { library, records } = content;
  const { ranked } = rankNeeds(records.needs ?? [], library, snapshot, today);
  return {
    heading: 'Needs above the cut line',
    items: ranked
      .filter(({ isAbove }) => isAbove)
      .map((each) => ({
        says: each.need.need,
        facts: [
          `${renderVoices(each)}, × ${String(each.value)} for ${nameOf(library.hub.stages, each.need.stage)}, ÷ ${renderCount(each.need.weeks, 'week')} = ${each.score.toFixed(1)} points; ${each.need.became}`,
        ],
        url: needUrl(each.need.id),
      })),
    none: 'No need has the voices or the room.',
  };
}

/** Where a need stands on the page of all of them. */
export function needUrl(id: string): string {
  return `${routes.needs.address}#${id}`;
}

/** Who speaks for a need: `4 customers, about 25 reps`. */
export function renderVoices({ demand }: Pick<RankedNeed, 'demand'>): string {
  return [
    ...(demand.customers > 0 ? [renderCount(demand.customers, 'customer')] : []),
    ...(demand.reps > 0 ? [`about ${String(demand.reps)} reps who searched or asked`] : []),
  ].join(', ');
}
