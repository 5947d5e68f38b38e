import { isAssetId, LIMITS, type Collection } from './collection.ts';

/** What a link says of a collection; titles are looked up where it is opened. */
export interface LinkedCollection {
  name: string;
  ids: string[];
  /** What of the link was left out, as sentences. */
  problems: string[];
}

/** Beyond this, mail programs and chats cut links. */
const MAX_CHARACTERS = 8000;

/**
 * What stands behind the `#` of a link to a collection, which browsers send to no server:
 * `name=Renewal&pieces=answers/what-does-it-cost,is-our-data-safe,plays/stalled-pilot`. An id without a folder lies in
 * the folder of the one before it.
 */
export function renderCollectionLink({ name, pieces }: Pick<Collection, 'name' | 'pieces'>): string {
  let folder = '';
  const ids = pieces.map(({ id }) => {
    const cut = id.lastIndexOf('/');
    const isSame = id.slice(0, cut) === folder;
    folder = id.slice(0, cut);
    return encodeURI(isSame ? id.slice(cut + 1) : id);
  });
  return `name=${encodeURIComponent(name)}&pieces=${ids.join(',')}`;
}

/** Reads what `renderCollectionLink` wrote, or a person. Undefined when it speaks of no collection. */
export function parseCollectionLink(fragment: string): LinkedCollection | undefined {
  const given = fragment.replace(/^#/, '');
  const fields = new Map(
    given
      .slice(0, MAX_CHARACTERS)
      .split('&')
      .map((field) => [field.slice(0, field.indexOf('=')), field.slice(field.indexOf('=') + 1)] as const),
  );
  const listed = fields.get('pieces');
  if (listed === undefined) return undefined;
  const problems: string[] = [];
  if (given.length > MAX_CHARACTERS)
    problems.push('The link is too long to have come whole; its end is missing.');
  let folder = '';
  const ids: string[] = [];
  let strange = 0;
  for (const written of listed.split(',').filter((each) => each !== '')) {
    const text = decode(written) ?? '';
    const id = text.includes('/') ? text : `${folder}/${text}`;
    if (!isAssetId(id)) strange += 1;
    else {
      folder = id.slice(0, id.lastIndexOf('/'));
      if (!ids.includes(id)) ids.push(id);
    }
  }
  if (strange > 0) {
    problems.push(
      `${strange === 1 ? 'One page' : `${String(strange)} pages`} of the link cannot be read and ${strange === 1 ? 'is' : 'are'} left out.`,
    );
  }
  if (ids.length > LIMITS.assets) {
    problems.push(
      `The link holds ${String(ids.length)} pages; the first ${String(LIMITS.assets)} are shown.`,
    );
  }
  const name = (decode(fields.get('name') ?? '') ?? '').replace(/\s+/g, ' ').trim();
  return { name: name.slice(0, LIMITS.nameCharacters), ids: ids.slice(0, LIMITS.assets), problems };
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}
