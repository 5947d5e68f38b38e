import { renderList } from '../../library/render-list.ts';
import { renderDay } from '../../library/dates.ts';
import { weeksOf } from '../../usage/questions/periods.ts';
import { usePerAsset } from '../../usage/questions/use-per-asset.ts';
import type { ChangeReport } from './report.ts';
import { codeComment, escapeComment } from '../comment-escape.ts';
import type { CommentPart } from './comment-lists.ts';
import { renderCount } from '../count.ts';
import { editLineUrl, previewPageUrl, type CommentPlace } from './pull-request-links.ts';

/** Named of a long list inside a sentence. */
const NAMED = 5;

/** What the change does, part by part; parts with nothing to say are left out. */
export function buildEffectParts(report: ChangeReport, place: CommentPlace): CommentPart[] {
  return [
    ...buildRanks(report),
    ...buildLostQueries(report),
    ...buildFacts(report, place),
    ...buildQuarter(report),
    ...buildPages(report, place),
    ...buildReviewers(report, place),
  ];
}

/** Rank changes: where reps find the answer now. */
function buildRanks({ ranks, ranksLeft, questions, base }: ChangeReport): CommentPart[] {
  if (ranks.length === 0) return [];
  const items = ranks.map(({ question, title, before, now, above, within }) => {
    const isLow = now === null || now > within;
    const below = isLow && above.length > 0 ? `<br>below ${listNames(above.map(({ title }) => title))}` : '';
    return `| ${escapeComment(question)} | ${escapeComment(title)}${below} | ${place(before)} | ${isLow ? `**${place(now)}**` : place(now)} |`;
  });
  return [
    {
      heading: 'What reps will find in another place',
      intro: [
        `Of ${renderCount(questions, 'question')} that reps ask, ${String(ranks.length + ranksLeft)} ${ranks.length + ranksLeft === 1 ? 'has' : 'have'} the answer in another place than on ${escapeComment(base ?? 'the published branch')}. 1 is the top of the list.`,
        '',
        '| A rep types | and must find | place before | place now |',
        '| --- | --- | --- | --- |',
      ],
      items,
      one: 'question',
      left: ranksLeft,
    },
  ];
}

const place = (at: number | null) => (at === null ? 'not found' : String(at));

function buildLostQueries({ unasked }: ChangeReport): CommentPart[] {
  if (unasked.length === 0) return [];
  return [
    {
      heading: 'No longer asked of the search',
      intro: ['Nobody would notice when these stop finding their answer:', ''],
      items: unasked.map(({ question, asset }) => `- ${escapeComment(question)} → ${codeComment(asset)}`),
      one: 'question',
    },
  ];
}

/** Blast radius of changed facts, most used first. */
function buildFacts({ facts, usedUntil }: ChangeReport, { pull }: CommentPlace): CommentPart[] {
  const use = (reps: number | null) => (usedUntil === null ? '' : ` – ${renderReps(reps)}`);
  return facts.flatMap(({ id, was, now, pages: many, shown, kits, written }) => {
    const pages = shown.map(
      ({ title, path, claims, reps }) =>
        `- **${escapeComment(title)}** (${codeComment(path)}${claims === 0 ? '' : `, in ${renderCount(claims, 'claim')}`})${use(reps)}`,
    );
    const sets = kits.map(
      ({ title, path, reps }) =>
        `- the kit **${escapeComment(title)}** (${codeComment(path)}) hands one of these out${use(reps)}`,
    );
    const old = escapeComment(was);
    const said = now === null ? `It said “${old}” and is gone.` : `“${old}” becomes “${escapeComment(now)}”.`;
    const where =
      many === 0
        ? 'No page shows it.'
        : `${renderCount(many, 'page')} ${many === 1 ? 'shows' : 'show'} it${usedUntil === null ? '' : ', most used first'}:`;
    const effect: CommentPart = {
      heading: `The fact ${codeComment(id)} changes`,
      intro: [`${said} ${where}`, ''],
      items: [...pages, ...sets],
      one: 'place',
      left: many - shown.length,
    };
    return [effect, ...buildWritten(old, written, pull)];
  });
}

/** Pages that do not follow the fact, because they write its old words themselves. */
function buildWritten(
  old: string,
  written: ChangeReport['facts'][number]['written'],
  pull: CommentPlace['pull'],
): CommentPart[] {
  if (written.length === 0) return [];
  const items = written.map(({ title, path, line }) => {
    const url = editLineUrl(pull, path, line);
    const mend = url === undefined ? '' : ` – [mend it](${url})`;
    return `- **${escapeComment(title)}** (${codeComment(path)}, line ${String(line)})${mend}`;
  });
  const heading = `Still says “${old}”`;
  return [{ heading, intro: ['These pages write the old words themselves:', ''], items, one: 'page' }];
}

/** Quarter gate: when launches wait, and what the hub's own numbers say of that. */
function buildQuarter({ quarter }: ChangeReport): CommentPart[] {
  if (quarter === null) return [];
  const { ends, from, holdDays, isHeld, launches, measured } = quarter;
  const rule = isHeld
    ? `The quarter ends on ${renderDay(ends)}; in its last ${String(holdDays)} days major launches wait.`
    : holdDays === 0
      ? 'This hub holds no launches at the end of a quarter.'
      : `Publish it before ${renderDay(from)}: from then until the quarter ends on ${renderDay(ends)} major launches wait.`;
  const items = launches.map(({ title, anyway }) => {
    const said =
      anyway !== null
        ? `goes out anyway: ${escapeComment(anyway)}`
        : isHeld
          ? '**waits for the new quarter**'
          : 'may go out now';
    return `- **${escapeComment(title)}** ${said}`;
  });
  return [
    {
      heading: 'A major launch',
      intro: [rule, ...renderMeasured(measured, holdDays), ''],
      items,
      one: 'launch',
    },
  ];
}

function renderMeasured(
  measured: NonNullable<ChangeReport['quarter']>['measured'],
  holdDays: number,
): string[] {
  if (measured === null) return [];
  const { days, pieces } = measured;
  const of = renderCount(pieces, 'published page');
  if (days === null)
    return [`The hub's own numbers do not say yet how long that should be: ${of} show no clear difference.`];
  if (days === holdDays) return [`The hub's own numbers agree (${of}).`];
  return [
    `The hub's own numbers say ${renderCount(days, 'day')}: what came out later in a quarter was taken up clearly less (${of}). \`hold_days\` below \`calendar\` in \`hub.yaml\` sets it.`,
  ];
}

/** Pages that change, and how many reps carry them. */
function buildPages({ touched, touchedLeft, usedUntil }: ChangeReport, place: CommentPlace): CommentPart[] {
  const pages = touched.flatMap(({ path, did, page }) => (page === null ? [] : [{ path, did, page }]));
  if (pages.length === 0) return [];
  const known = [...pages].sort((a, b) => (b.page.reps ?? -1) - (a.page.reps ?? -1));
  const items = known.map(({ did, page }) => {
    const { preview } = place;
    const title = escapeComment(page.title);
    const named =
      preview === undefined || did === 'removed'
        ? `**${title}**`
        : `[${title}](${previewPageUrl(preview, page.asset)})`;
    const what = { added: 'new', changed: 'changed', removed: 'taken out' }[did];
    const use = usedUntil === null || did === 'added' ? '' : ` – ${renderReps(page.reps)}`;
    return `- ${named} (${escapeComment(page.kind)}, ${what})${use}`;
  });
  const intro =
    usedUntil === null
      ? ['Nobody counted yet how much these are used.', '']
      : [
          `Use in the ${String(weeksOf(usePerAsset))} weeks up to ${renderDay(usedUntil)}, rounded to fives, most used first:`,
          '',
        ];
  return [{ heading: 'Pages of this change', intro, items, one: 'page', left: touchedLeft }];
}

/** Numbers below ten are never told. */
function renderReps(reps: number | null): string {
  return reps === null ? 'used by under 10 reps, or nobody' : `used by ${renderCount(reps, 'rep')}`;
}

function buildReviewers({ reviewers }: ChangeReport, { pull }: CommentPlace): CommentPart[] {
  if (reviewers.length === 0) return [];
  const items = reviewers.map(({ name, github, owns }) => {
    const isAuthor = github !== null && github.toLowerCase() === pull.author.toLowerCase();
    return `- **${escapeComment(name)}** answers for ${listNames(owns)}${isAuthor ? ', and wrote this change' : ''}`;
  });
  return [{ heading: 'Who has to agree', intro: [], items, one: 'person' }];
}

function listNames(names: readonly string[]): string {
  const shown = names.slice(0, NAMED).map((name) => `“${escapeComment(name)}”`);
  const more = names.length - shown.length;
  if (more > 0) shown.push(`${String(more)} more`);
  return renderList(shown);
}
