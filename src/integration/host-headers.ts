import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { hostHeaders } from '../hosting/headers.ts';
import { buildHostFiles } from '../hosting/host-files.ts';
import type { MovedAddress } from '../hosting/moved-rules.ts';
import { EDITOR_POLICY, isFramed, mergePolicies } from '../hosting/page-policy.ts';
import { CODE_PREFIX, fillAddress, PICTURES_PREFIX, SEARCH_PREFIX } from '../library/addresses.ts';
import { fileRoutes } from '../library/routes.ts';
import { UserError } from '../library/user-error.ts';
import type { RenderedFile } from './rendered-files.ts';
import type { SiteFile } from './site-files.ts';

const EDITOR = fillAddress(fileRoutes.admin.address, 'index.html');

/**
 * Writes into a site what each host reads of its headers and of addresses that moved. Gives the paths of the files, and a sentence for each host that
 * would not take its own.
 */
export async function writeHostFiles(
  siteFolder: string,
  {
    rendered,
    search,
    moved,
  }: { rendered: readonly RenderedFile[]; search: readonly SiteFile[]; moved: readonly MovedAddress[] },
): Promise<{ written: string[]; warnings: string[] }> {
  const policy = mergePolicies(new Set(rendered.flatMap((file) => file.policy ?? [])));
  const folders = search.map(({ url }) => dirname(url) + '/').filter((folder) => folder !== SEARCH_PREFIX);
  const { files, warnings } = buildHostFiles(
    hostHeaders({
      policy,
      isFramed: isFramed(policy),
      kept: [CODE_PREFIX, PICTURES_PREFIX, ...new Set(folders)],
      editorPolicy: rendered.some(({ url }) => url === EDITOR) ? EDITOR_POLICY : undefined,
    }),
    moved,
    azureTenant(process.env),
  );
  const written: string[] = [];
  for (const { path, text } of files) {
    const target = join(siteFolder, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text);
    written.push(target);
  }
  return { written, warnings };
}

/** `HUB_AZURE_TENANT`, the id of the company's directory in Entra. `common` and its like would let in all the world. */
function azureTenant(env: NodeJS.ProcessEnv): string | undefined {
  const tenant = env['HUB_AZURE_TENANT'] || undefined;
  if (tenant === undefined || /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(tenant)) return tenant;
  throw new UserError(
    `HUB_AZURE_TENANT says "${tenant}", which is no id of a directory (tenant).`,
    'Copy it from the overview of Microsoft Entra ID, like 72f98a10-86f1-41af-91ab-2d7cd0110000. The site was written but for the files of hosts.',
  );
}
