import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { UserError } from '../library/user-error.ts';

/** The version of Sveltia CMS for which the configuration is made: it changes nearly every day. */
const CMS_VERSION = '0.221.1';
const INSTALL = `npm install --save-exact @sveltia/cms@${CMS_VERSION}`;

/**
 * The script of Sveltia CMS, which a hub has only when somebody installed it. Rejects with a UserError when it is not
 * there, or is another version than the one that was tried.
 */
export async function readCmsScript(): Promise<Buffer> {
  const folder = findPackage();
  if (folder === undefined) {
    throw new UserError(
      'hub.yaml asks for the editor at /admin/, and its package is not installed.',
      `Run ${INSTALL}, or take the line admin_page out of hub.yaml. The site was not built.`,
    );
  }
  const { version }: { version: string } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  if (version !== CMS_VERSION) {
    throw new UserError(
      `The editor at /admin/ is version ${version}, and the hub was tried with ${CMS_VERSION}.`,
      `Run ${INSTALL}. The site was not built.`,
    );
  }
  return readFile(join(folder, 'dist/sveltia-cms.js'));
}

function findPackage(): string | undefined {
  try {
    // The package opens no more than its entry, `npm/index.js`.
    return dirname(dirname(createRequire(import.meta.url).resolve('@sveltia/cms')));
  } catch {
    return undefined;
  }
}
