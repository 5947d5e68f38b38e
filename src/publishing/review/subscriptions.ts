import { mondayOf, type Day } from '../../library/dates.ts';
import type { Content } from '../../library/content.ts';
import { nameOf } from '../../library/name-of.ts';
import type { Subscription } from '../../library/records/subscriptions.ts';
import { carriedIntoCalls } from '../../usage/questions/carried-into-calls.ts';
import { ADOPTION_PATH, fillAddress, PRODUCT_USE_PATH, urlOf } from '../../library/addresses.ts';
import { ALERTS, findAlerts } from '../../usage/report/alerts.ts';
import { buildAssetReport } from '../../usage/report/asset-report.ts';
import { buildProductReport } from '../../usage/report/product-report.ts';
import { buildReportWords } from '../../usage/report/report-words.ts';
import type { Report, ReportWords } from '../../usage/report/report.ts';
import type { Snapshot } from '../../usage/snapshot/snapshot.ts';
import { escapeComment } from '../comment-escape.ts';
import { buildTimeNotes } from '../history/time-notes.ts';
import { readNumbers } from './numbers.ts';
import { cutTitle, type DesiredIssues, type DesiredIssue } from './plan.ts';

const LABEL = 'subscription';

const idOf = ({ about }: Subscription): string => ('product' in about ? about.product : about.asset);
const keyOf = (subscription: Subscription): string => `${subscription.who}:${idOf(subscription)}`;

const OFF = 'Nobody follows this in content/subscriptions.yaml any more.';

/**
 * What people follow: one issue for each subscription, whose text is that of the week, and one for each threshold while it is
 * passed. Both are turned off in `subscriptions.yaml`, each by its own key. Numbers that are too old are no reason for either.
 */
export function buildSubscriptionIssues(
  { library, records }: Content,
  snapshot: Snapshot | undefined,
  today: Day,
): DesiredIssues[] {
  const subscriptions = records.subscriptions ?? [];
  const isKnown = readNumbers(snapshot, carriedIntoCalls, today) !== undefined;
  const counted = isKnown ? snapshot : undefined;
  const notes = buildTimeNotes(
    { assets: library.assets, history: undefined, factVersions: [] },
    '0000-01-01',
  );
  const words = buildReportWords(library, notes);
  const site = library.hub.company.site?.replace(/\/+$/, '') ?? '';
  const issueOf = (subscription: Subscription): Pick<DesiredIssue, 'assignee' | 'label'> => ({
    assignee: library.hub.people.find(({ id }) => id === subscription.who)?.github,
    label: LABEL,
  });
  const nameOfOne = (subscription: Subscription) => nameAbout(subscription, words);
  const digests = subscriptions.filter(({ weekly }) => weekly);
  const alerts = subscriptions.flatMap((subscription) =>
    findAlerts(subscription, { snapshot: counted, words, today }).map((alert) => ({ subscription, alert })),
  );
  return [
    {
      family: 'digest',
      isTextFixed: true,
      issues:
        counted === undefined
          ? []
          : digests.map((subscription) => ({
              ...issueOf(subscription),
              family: 'digest',
              key: keyOf(subscription),
              occurrence: mondayOf(today),
              title: cutTitle(
                `${nameOfOne(subscription)} in use, for ${nameOf(library.hub.people, subscription.who)}`,
              ),
              text: renderDigest(
                reportOn(subscription, counted, words, today),
                pageOf(subscription, site),
                site,
              ),
              about: idOf(subscription),
            })),
      closing: (key) =>
        digests.some((each) => keyOf(each) === key) ? undefined : { reason: 'not_planned', says: OFF },
    },
    {
      family: 'alert',
      issues: alerts.map(({ subscription, alert }) => ({
        ...issueOf(subscription),
        family: 'alert',
        key: `${keyOf(subscription)}:${alert.kind}`,
        occurrence: '',
        title: cutTitle(`${nameOfOne(subscription)}: ${alert.says}`),
        text: `${escapeComment(alert.says)}\n\n${pageOf(subscription, site)}\n\nIt is closed when that is so no more. The threshold stands beside your name in \`content/subscriptions.yaml\`.`,
        about: alert.kind,
      })),
      closing(key) {
        const own = subscriptions.find((each) => key.startsWith(`${keyOf(each)}:`));
        const kind = ALERTS.find((each) => key.endsWith(`:${each}`));
        if (own === undefined || kind === undefined) return { reason: 'not_planned', says: OFF };
        const isOff = kind === 'below' ? own.below === undefined : !own[kind];
        if (isOff)
          return { reason: 'not_planned', says: 'This is turned off in content/subscriptions.yaml.' };
        // Without numbers nobody knows whether it is still so.
        if (kind !== 'late' && counted === undefined) return undefined;
        return { reason: 'completed', says: 'It is so no more.' };
      },
    },
  ];
}

function reportOn({ about }: Subscription, snapshot: Snapshot, words: ReportWords, today: Day): Report {
  return 'product' in about
    ? buildProductReport({ product: about.product, snapshot, words, today })
    : buildAssetReport({ asset: about.asset, snapshot, words, today });
}

function nameAbout({ about }: Subscription, { assets, products }: ReportWords): string {
  return 'product' in about
    ? nameOf(products, about.product)
    : (assets.get(about.asset)?.title ?? about.asset);
}

/** The address of the page on which it is looked at. */
function pageOf({ about }: Subscription, site: string): string {
  return site + ('product' in about ? fillAddress(PRODUCT_USE_PATH, about.product) : urlOf(about.asset));
}

/** A report as GitHub's Markdown. */
function renderDigest({ parts, counted }: Report, page: string, site: string): string {
  const lines = parts.flatMap(({ heading, lines: own }) => [
    `**${heading}**`,
    '',
    ...(own.length === 0 ? ['- No numbers yet.'] : []),
    ...own.map(({ says, url }) => {
      const text = escapeComment(says);
      return url === undefined || site === '' ? `- ${text}` : `- [${text}](<${site}${encodeURI(url)}>)`;
    }),
    '',
  ]);
  return [
    ...lines,
    counted,
    '',
    page,
    '',
    `All charts: ${site}${ADOPTION_PATH}`,
    '',
    'This text is written anew each week, without a message to you. Close it as not planned, or write `weekly: false` beside your name in `content/subscriptions.yaml`, and it stops.',
  ].join('\n');
}
