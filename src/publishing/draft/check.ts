import type { Root } from 'hast';
import { idOfPath, parseAsset, type Asset } from '../../library/asset.ts';
import { sendableOf, type Sendable } from '../../library/audience.ts';
import { idOf, type RuleId } from '../../checks/catalogue.ts';
import { checkDraft } from '../../checks/check-library.ts';
import {
  buildDataSections,
  isDataFirst,
  speaksByData,
  type DataSection,
} from '../../library/kinds/asset-data.ts';
import type { Day } from '../../library/dates.ts';
import { pathOfTitle, renderDraft, type Draft } from '../../library/draft-text.ts';
import { createFactFiller } from '../../library/facts.ts';
import type { Finding } from '../../library/finding.ts';
import { parseFrontMatter } from '../../library/front-matter.ts';
import type { Hub } from '../../library/hub.ts';
import type { CompileMarkdown } from '../../library/markdown/compile.ts';
import { buildPreview } from '../../library/markdown/page-body.ts';
import { kinds } from '../../library/kinds/kinds.ts';
import { buildSchemas, type Schemas } from '../../library/kinds/schema.ts';
import { libraryOfOutline, type LibraryOutline } from './library-outline.ts';

/** A finding beside the field of a form that it is about. */
export interface FieldFinding {
  /** Key path of the value in the front matter; `['body']` for the text. */
  at: PropertyKey[];
  severity: Finding['severity'];
  rule: RuleId;
  /** What is wrong and the way out, in words that do without the file. */
  text: string;
  /** The known word that was most likely meant. */
  meant?: string;
}

/** A draft as the file that it becomes, and everything that the check will say of that file. */
export interface CheckedDraft {
  /** Inside the content folder. */
  path: string;
  id: string;
  text: string;
  findings: FieldFinding[];
  /** What its page says, facts of hub.yaml filled in. */
  shown: { title: string; benefit: string; summary: string; body: Root };
  /** What its page shows beside the text, once everything fits. */
  parts: DataSection[];
  /** The page begins with them; else with the text. */
  isDataFirst: boolean;
  /** Whether a customer may be sent it; known once everything fits. */
  sendable: Sendable | undefined;
  /** Path of the asset that has this name already. */
  twin: string | undefined;
}

/** Where the key stands that a rule misses. */
const MISSED: Partial<Record<RuleId, string>> = {
  'owner-missing': 'owner',
  'review-date-missing': 'reviewed',
};

/**
 * Rules that look for a file which may have come since the site was built: said, but no reason to hold the draft back.
 */
const MAY_HAVE_COME: ReadonlySet<RuleId> = new Set<RuleId>(['missing-file', 'missing-picture']);

/**
 * Checks drafts with the rules of `npm run check`: the draft is written as the file it will be, and that file is read.
 * The schemas of a hub are built once.
 */
export function createDraftCheck(
  hub: Hub,
  outline: LibraryOutline,
  compile: CompileMarkdown,
): (draft: Draft, today: Day) => CheckedDraft {
  const schemas: Schemas = buildSchemas(hub);
  const paths = new Map(
    [...outline.assets.map(({ path }) => path), ...outline.leftOut].map((path) => [idOfPath(path), path]),
  );
  return (draft, today) => {
    const title = typeof draft.values['title'] === 'string' ? draft.values['title'] : '';
    const path = pathOfTitle(draft.kind, title);
    const text = renderDraft(draft);
    const { asset, findings } = readText(path, text, schemas, compile);
    const id = idOfPath(path);
    const twin = title.trim() === '' ? undefined : paths.get(id);
    const unfit = placeFindings(findings, path, text);
    const judged = asset === undefined ? soundPart(draft, path, unfit, schemas, compile) : { asset, text };
    const byRules =
      judged === undefined
        ? []
        : placeFindings(
            checkDraft(judged.asset, { library: libraryOfOutline(outline, hub, judged.asset), today }),
            path,
            judged.text,
          );
    return {
      path,
      id,
      text,
      shown: shownOf(draft, hub, compile),
      parts: asset === undefined ? [] : buildDataSections(asset),
      isDataFirst: isDataFirst(draft.kind),
      sendable: asset && sendableOf(asset),
      twin,
      findings: [
        ...(twin === undefined ? [] : [twinFinding(twin)]),
        ...unfit,
        // Titles that make one name are told once.
        ...byRules.filter(({ rule }) => twin === undefined || rule !== 'duplicate-title'),
      ],
    };
  };
}

/** What is read, also of values that do not fit yet. */
function shownOf({ values, body }: Draft, { facts }: Hub, compile: CompileMarkdown): CheckedDraft['shown'] {
  const { fillData, fillBody } = createFactFiller(facts, { lineOf: () => 1, bodyLine: 1 }, compile);
  const filled = fillData(values);
  const read = (key: string): string => (typeof filled[key] === 'string' ? filled[key] : '');
  const said = { title: read('title'), benefit: read('benefit'), summary: read('summary') };
  return { ...said, body: buildPreview(fillBody(body), compile) };
}

function readText(
  path: string,
  text: string,
  schemas: Schemas,
  compile: CompileMarkdown,
): { asset?: Asset; findings: Finding[] } {
  return parseAsset({ path, bytes: new TextEncoder().encode(text) }, schemas, compile);
}

/**
 * What already fits, as an asset of the kind that wants no key of its own: rules need a whole asset, and whoever writes
 * wants to hear of a missing owner before the last field fits.
 */
function soundPart(
  draft: Draft,
  path: string,
  unfit: readonly FieldFinding[],
  schemas: Schemas,
  compile: CompileMarkdown,
): { asset: Asset; text: string } | undefined {
  const misfits = new Set(unfit.map(({ at }) => at[0]));
  const shared = Object.keys(schemas.collateral.shape);
  const entries = Object.entries(draft.values).filter(([key]) => shared.includes(key) && !misfits.has(key));
  const values = { title: `New ${kinds[draft.kind].label}`, ...Object.fromEntries(entries) };
  const body = speaksByData(draft.kind) && draft.body.trim() === '' ? '…' : draft.body;
  const text = renderDraft({ values, body });
  const { asset } = readText(pathOfTitle('collateral', values.title), text, schemas, compile);
  // Links in its text start from where it will really lie.
  return asset && { asset: { ...asset, path, id: idOfPath(path) }, text };
}

function twinFinding(twin: string): FieldFinding {
  return {
    at: ['title'],
    severity: 'error',
    rule: 'duplicate-slug',
    text: `There is a page of this name already, from ${twin}. Change the title, or edit that page instead.`,
  };
}

function placeFindings(findings: readonly Finding[], path: string, text: string): FieldFinding[] {
  const { frontMatter } = parseFrontMatter(path, text);
  const places = new Map<number, PropertyKey[]>();
  const walk = (value: unknown, at: PropertyKey[]): void => {
    // Deeper places come later and win: the first key of an entry stands on the entry's own line.
    if (at.length > 0) places.set(frontMatter?.lineOf(at) ?? 1, at);
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value))
      walk(inner, [...at, Array.isArray(value) ? Number(key) : key]);
  };
  walk(frontMatter?.data, []);
  return findings.map((finding) => {
    const rule = idOf(finding);
    const missed = MISSED[rule];
    const meant = /^Did you mean "(.+)"\?$/.exec(finding.hint)?.[1];
    const isBody = finding.line >= (frontMatter?.bodyLine ?? Infinity) || rule === 'empty-body';
    return {
      at: missed !== undefined ? [missed] : isBody ? ['body'] : (places.get(finding.line) ?? ['title']),
      severity: MAY_HAVE_COME.has(rule) ? 'warning' : finding.severity,
      rule,
      text: renderBesideField(finding),
      ...(meant === undefined || isBody ? {} : { meant }),
    };
  });
}

/** What stands beside a field need not name it, nor tell how the line of a file is written. */
function renderBesideField(finding: Finding): string {
  const { message, hint } = finding;
  switch (idOf(finding)) {
    case 'empty-value':
    case 'missing-key':
      return 'This must be filled in.';
    case 'owner-missing':
      return 'Choose who answers for it, so that somebody notices when it goes stale.';
    case 'review-date-missing':
      return 'Say when somebody last read it through.';
    case 'empty-body':
      return 'Write what a rep should know.';
    case 'missing-file':
      return `${message} Upload it first; a file that came since the hub was last built is not known here.`;
    case 'wrong-shape':
      return besideField(message);
    default:
      return `${besideField(message)} ${hint}`;
  }
}

/** Messages about a value begin with its place: `title`, `entry 2 of aliases`, `source in entry 1 of proof`. */
function besideField(message: string): string {
  return message.replace(
    /^(?:[Ee]ntry \d+ of )?[a-z_]+(?: in (?:entry \d+ of )?[a-z_]+)* (?=(?:is|says|holds|has|does) )/,
    'This ',
  );
}
