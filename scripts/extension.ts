/** npm run extension: the folder of a browser extension that shows the hub's panel at the side of any page. */
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { contentFolder } from '../src/adapters/content-folder.ts';
import { buildExtensionManifest, EXTENSION_ORIGIN } from '../src/hosting/extension.ts';
import { readContent } from '../src/integration/content.ts';
import { UserError } from '../src/library/user-error.ts';
import { runCommand } from './run-command.ts';

const OWN = ['service-worker.js', 'side-panel.html', 'side-panel.css', 'side-panel.js'];
const ICONS = ['icon-192.png', 'icon-512.png'];

runCommand(
  {
    name: 'extension',
    about:
      "Writes the folder of a browser extension (Chrome, Edge) that opens the hub's panel beside the CRM, a mail or a call. It reads the address of the open page and nothing else of it, and needs no store.",
    flags: {
      into: { type: 'string', value: 'FOLDER', says: 'Where to (./hub-extension).' },
    },
    notes: [
      'Load it under chrome://extensions, "Load unpacked", or let IT pack it and hand it out by ExtensionInstallForcelist.',
    ],
  },
  async ({ flags }) => {
    const { company } = (await readContent(contentFolder(process.env))).library.hub;
    if (company.site === undefined)
      throw new UserError(
        'An extension must know under which address the hub is read.',
        'Write it into hub.yaml: site, below company. Nothing was written.',
      );
    const into = resolve(flags.into ?? 'hub-extension');
    await mkdir(into, { recursive: true });
    const manifest = buildExtensionManifest(company.name, company.site);
    await writeFile(join(into, 'manifest.json'), JSON.stringify(manifest, null, 2) + '\n');
    for (const name of OWN) await copyFile(join(import.meta.dirname, 'extension', name), join(into, name));
    for (const name of ICONS) await copyFile(join(import.meta.dirname, '../public', name), join(into, name));
    console.log(`The extension lies in ${into} and opens ${manifest.homepage_url}.`);
    if (!company.framed_by.includes(EXTENSION_ORIGIN))
      console.log(
        `Before it shows anything, let it: add ${EXTENSION_ORIGIN} to framed_by in hub.yaml, below company, and build again.`,
      );
    return 0;
  },
);
