/**
 * A price that changed is the change a rep most wants to hear of, and it changes what every page that shows it says: the
 * revision of those pages is another one from that day on. So a change of a fact in hub.yaml counts as a version of each
 * page that shows the fact, in its history, in the feeds, and among what changed since a visit. Without it a browser that
 * knows the revision with the old price would find no step that leads from there to now.
 */
import { isRecord } from '../../library/is-record.ts';
import type { Hub } from '../../library/hub.ts';
import { buildSchemas, type Schemas } from '../../library/kinds/schema.ts';
import { decodeUtf8 } from '../../library/decode-utf8.ts';
import { parseYaml } from '../../library/yaml.ts';
import type { ContentHistory, Version } from './history.ts';
import type { PastText } from './past.ts';

type Facts = Hub['facts'];

/** What facts said from a version of hub.yaml on. */
export interface FactVersion {
  version: Version;
  facts: Facts;
}

/**
 * The versions of hub.yaml in which facts came to say something else, newest first; the oldest one is where it begins.
 *
 * @param past newest first; texts that are not there or cannot be read are passed over
 */
export function buildFactVersions(past: readonly PastText[]): FactVersion[] {
  const known = past.flatMap(({ version, bytes }): FactVersion[] => {
    const read = bytes && decodeUtf8(bytes);
    const facts = read && 'text' in read ? readFacts(read.text) : undefined;
    return facts === undefined ? [] : [{ version, facts }];
  });
  return known.filter(({ facts }, at) => {
    const before = known[at + 1];
    return before === undefined || changedFacts(before.facts, facts).size > 0;
  });
}

/** Facts alone: the rest of an old hub.yaml may hold keys that nobody knows any more. */
function readFacts(text: string): Facts | undefined {
  const { values, fault } = parseYaml(text);
  if (fault !== undefined) return undefined;
  const list = values?.data['facts'];
  const written: Record<string, unknown>[] = Array.isArray(list) ? list.filter(isRecord) : [];
  return written.flatMap(({ id, says }) =>
    typeof id === 'string' && typeof says === 'string' ? [{ id, says: says.trim() }] : [],
  );
}

/** Ids of facts that say something else, or are in one of the two alone. */
function changedFacts(before: Facts, after: Facts): Set<string> {
  const [was, now] = [before, after].map((facts) => new Map(facts.map(({ id, says }) => [id, says])));
  return new Set([...before, ...after].map(({ id }) => id).filter((id) => was?.get(id) !== now?.get(id)));
}

/** The history with a version more for each page and each change of a fact that it shows today. */
export function addFactVersions(
  history: ContentHistory,
  assets: readonly { path: string; facts: readonly { fact: string }[] }[],
  versions: readonly FactVersion[],
): ContentHistory {
  const changes = versions.slice(0, -1).map(({ version, facts }, at) => ({
    version,
    changed: changedFacts(versions[at + 1]?.facts ?? [], facts),
  }));
  const byPath = new Map(history.byPath);
  for (const { path, facts } of assets) {
    const own = history.byPath.get(path) ?? [];
    const more = changes.flatMap(({ version, changed }): Version[] => {
      const then = own.find(({ place }) => place >= version.place);
      const isNew = then !== undefined && then.commit !== version.commit;
      return isNew && facts.some(({ fact }) => changed.has(fact)) ? [{ ...version, path: then.path }] : [];
    });
    if (more.length > 0)
      byPath.set(
        path,
        [...own, ...more].sort((a, b) => a.place - b.place),
      );
  }
  return { ...history, byPath };
}

/** The schemas of a hub with the facts as they were in a version; those of one day are built once. */
export function createSchemasAt(
  hub: Hub,
  versions: readonly FactVersion[],
): (version: Pick<Version, 'place'>) => Schemas {
  const built = new Map<Facts, Schemas>();
  return ({ place }) => {
    const then = versions.find(({ version }) => version.place >= place) ?? versions.at(-1);
    const facts = then?.facts ?? hub.facts;
    const schemas = built.get(facts) ?? buildSchemas({ ...hub, facts });
    built.set(facts, schemas);
    return schemas;
  };
}
