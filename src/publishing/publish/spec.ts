import { foldCase } from '../../library/fold.ts';
import type { Hub, Term } from '../../library/hub.ts';
import { kindNames, type Kind } from '../../library/kinds/kinds.ts';
import { nearest } from '../../library/nearest.ts';
import { UserError } from '../../library/user-error.ts';

/** A file as somebody gave it. */
export interface LocalFile {
  /** As it was typed. */
  from: string;
  /** Path inside the content folder where it lies there already, in NFC. */
  place: string | undefined;
  /** Its name alone, in NFC. */
  name: string;
  bytes: Uint8Array;
}

/** What somebody said about the files. Ids are checked against hub.yaml. */
export interface PublishSpec {
  kind: Kind | undefined;
  /** Values of the front matter by key. */
  values: Record<string, string | string[]>;
  /** Name of the page's file, without folder and ending. */
  name: string | undefined;
  /** Whether a file that is there already may be replaced. */
  replace: boolean;
}

type VocabularyName = 'products' | 'stages' | 'personas' | 'industries' | 'regions' | 'competitors';

/** Flags that fill a list of ids, and the key of the front matter and of hub.yaml that they stand for. */
const LIST_FLAGS = {
  product: 'products',
  stage: 'stages',
  persona: 'personas',
  industry: 'industries',
  region: 'regions',
  competitor: 'competitors',
} as const satisfies Record<string, VocabularyName>;

/** Flags as they come from a command line; lists are written with commas. */
export type PublishFlags = Partial<
  Record<
    | keyof typeof LIST_FLAGS
    | 'title'
    | 'benefit'
    | 'summary'
    | 'kind'
    | 'owner'
    | 'format'
    | 'audience'
    | 'name',
    string | undefined
  >
> & { replace?: boolean | undefined };

/** Reads what somebody said. Throws a UserError that names the nearest known word for one that hub.yaml does not have. */
export function parsePublishFlags(flags: PublishFlags, hub: Hub): PublishSpec {
  const values: PublishSpec['values'] = {};
  for (const key of ['title', 'benefit', 'summary', 'audience'] as const) {
    const text = flags[key]?.normalize('NFC').trim();
    if (text !== undefined && text !== '') values[key] = text;
  }
  if (flags.owner !== undefined) values['owner'] = known('owner', flags.owner, hub.people);
  if (flags.format !== undefined) values['format'] = known('format', flags.format, hub.formats);
  for (const [flag, key] of Object.entries(LIST_FLAGS)) {
    const given = flags[flag as keyof typeof LIST_FLAGS];
    if (given !== undefined) values[key] = parseIds(flag, given, hub[key]);
  }
  const kind = flags.kind === undefined ? undefined : known('kind', flags.kind, kindTerms);
  return {
    kind: kindNames.find((one) => one === kind),
    values,
    name: flags.name?.normalize('NFC').trim() || undefined,
    replace: flags.replace === true,
  };
}

const kindTerms: readonly Term[] = kindNames.map((id) => ({ id, name: id }));

/** Ids with commas between them; a blank answer is none. */
function parseIds(flag: string, given: string, terms: readonly Term[]): string[] {
  return given
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .map((one) => known(flag, one, terms));
}

/** The id that was meant: written as it is, or the name that people read. */
function known(flag: string, given: string, terms: readonly Term[]): string {
  const typed = given.normalize('NFC').trim();
  const term = terms.find(({ id, name }) => id === typed || foldCase(name) === foldCase(typed));
  if (term !== undefined) return term.id;
  const ids = terms.map(({ id }) => id);
  const meant = nearest(typed, ids);
  const list = ids.length === 0 ? 'hub.yaml has none yet' : `There are ${ids.join(', ')}`;
  throw new UserError(
    `--${flag} says "${typed}", which the hub does not know.`,
    `${meant === undefined ? '' : `Did you mean ${meant}? `}${list}. Nothing was sent.`,
  );
}
