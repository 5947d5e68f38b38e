import { isRecord } from '../is-record.ts';
import { decodeAnyEncoding } from './decode-any-encoding.ts';
import type { FrontMatterData } from './front-matter-values.ts';
import type { ImportFile } from './import-plan.ts';
import { parseImportedMarkdown } from './imported-markdown.ts';
import { folderOf } from './links/address.ts';

/**
 * What Hugo's `cascade` of a folder's page says for every page below it, the nearest folder last. One that is for some of
 * the pages alone counts for all: a page too many is a draft, and named, where the other way tells what nobody was to know.
 */
export function collectCascades(files: readonly ImportFile[]): (path: string) => FrontMatterData {
  const byFolder = new Map<string, FrontMatterData>();
  for (const { path, bytes } of files) {
    if (!/(?:^|\/)_index(?:\.[a-z-]+)?\.(?:md|markdown|html)$/i.test(path) || bytes === undefined) continue;
    const decoded = decodeAnyEncoding(bytes);
    if ('why' in decoded || !decoded.text.includes('cascade')) continue;
    const said = parseImportedMarkdown(path, decoded.text).data['cascade'];
    const all: unknown[] = Array.isArray(said) ? said : [said];
    // Some write the values below `params`.
    const values = all.filter(isRecord).flatMap((each) => [each, each['params']].filter(isRecord));
    if (values.length > 0)
      byFolder.set(
        folderOf(path),
        Object.assign({}, byFolder.get(folderOf(path)), ...values) as FrontMatterData,
      );
  }
  return (path) => {
    if (byFolder.size === 0) return {};
    const isFolderPage = /(?:^|\/)_index(?:\.[a-z-]+)?\.[a-z]+$/i.test(path);
    const found: FrontMatterData[] = [];
    for (let folder = isFolderPage ? folderOf(folderOf(path)) : folderOf(path); ; folder = folderOf(folder)) {
      found.unshift(byFolder.get(folder) ?? {});
      if (folder === '') break;
    }
    return Object.assign({}, ...found) as FrontMatterData;
  };
}
